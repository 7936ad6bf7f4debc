"""Tables of files that are no text, such as workbooks: their cells, as readers of tables see them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from linter.source import CellPlace, SourceText

END = "\0"
"""Ends the text of every cell in the text of all of them; no cell holds one."""

_LOOK = 20
"""Rows with something in them among which the names of the columns are looked for."""


class Merged(NamedTuple):
    """Cells of one column that are one: the value stands in the first. All from 1."""

    column: int
    first: int
    last: int


class Sheet(NamedTuple):
    """A table: the values of its rows, from the first row and the first column on; None where a cell is
    empty. `merged` are in order."""

    title: str
    rows: Sequence[Sequence[object]]
    merged: Sequence[Merged] = ()

    def filled(self, key: Key, row: Sequence[object], at: int) -> object:
        """The value of column `at` (from 0) in the row that begins at `key`, or that of the cells which it is
        merged with."""
        if row[at] is not None or not self.merged:
            return row[at]
        before = bisect_right(self.merged, (at + 1, key.row, len(self.rows)))
        found = self.merged[before - 1] if before else None
        if found is None or found.column != at + 1 or not found.first <= key.row <= found.last:
            return None
        first = self.rows[found.first - 1] if found.first <= len(self.rows) else ()
        return first[at] if at < len(first) else None


class Key(NamedTuple):
    """A cell: the number of its sheet from 0, of its row and its column from 1."""

    sheet: int
    row: int
    column: int


Encoder = Callable[[Key, str], str]
"""Gives new text as it may stand in a cell. Raises `CannotEncode`."""


class Tables(SourceText):
    """The tables of a file. Its text is that of all cells that hold text, row by row, each behind the other
    and closed by `END`; `texts` has them by their cells. `encode` is for files that can be edited;
    `read_only` says why others cannot."""

    __slots__ = ("_starts_of", "encode", "read_only", "sheets", "texts")

    def __init__(self, sheets: Sequence[Sheet], encode: Encoder | None = None, read_only: str = "") -> None:
        self.sheets, self.encode, self.read_only = sheets, encode, read_only
        self._starts_of: dict[Key, int] = {}
        parts: list[str] = []
        at = 0
        for key, value in _texts(sheets):
            self._starts_of[key] = at
            parts += (value, END)
            at += len(value) + 1
        super().__init__("".join(parts))
        self.texts: Mapping[Key, str] = dict(zip(self._starts_of, parts[::2], strict=True))

    def with_text(self, text: str) -> Tables:
        """The same tables with another text, of as many cells."""
        if text == self.text:
            return self
        new = dict(zip(self._starts_of, text.split(END)[:-1], strict=True))
        sheets = [
            sheet._replace(
                rows=[
                    [new.get(Key(number, line, at), value) for at, value in enumerate(row, 1)]
                    for line, row in enumerate(sheet.rows, 1)
                ]
            )
            for number, sheet in enumerate(self.sheets)
        ]
        return Tables(sheets, self.encode, self.read_only)

    def cell(self, key: Key) -> str:
        """The name of a cell, such as `Sheet1!B12`."""
        title = self.sheets[key.sheet].title
        name = f"{letters(key.column)}{key.row}"
        return f"{title}!{name}" if title else name

    def place(self, key: Key) -> CellPlace:
        """The place of the text of a cell; read-only where it holds something else than text."""
        start, name = self._starts_of.get(key), self.cell(key)
        if start is None:
            said = text_of(self.sheets[key.sheet].rows[key.row - 1][key.column - 1])
            return CellPlace(SourceText(said), 0, len(said), key.row, name)
        end = self.text.index(END, start)
        encode = self.encode
        into = None if encode is None else lambda text: encode(key, text)
        return CellPlace(self, start, end, key.row, name, into, self.read_only)


def _texts(sheets: Sequence[Sheet]) -> Iterator[tuple[Key, str]]:
    for number, sheet in enumerate(sheets):
        for line, row in enumerate(sheet.rows, 1):
            for at, value in enumerate(row, 1):
                if isinstance(value, str) and value:
                    yield Key(number, line, at), value


def letters(column: int) -> str:
    """The name of a column: A for 1, AB for 28."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def text_of(value: object) -> str:
    """What a cell says, whatever it holds: times as ISO writes them, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


class Header(NamedTuple):
    """The row that names the columns of a sheet: its number, and the names in lower case."""

    row: int
    names: tuple[str, ...]


def header(sheet: Sheet, known: frozenset[str], fits: Callable[[Sequence[str]], bool]) -> Header | None:
    """Of the first rows those names which fit, and of these the one with the most `known` names; a title and
    notes may stand above. None where no row fits."""
    best: Header | None = None
    most, seen = 0, 0
    for number, row in enumerate(sheet.rows, 1):
        names = tuple(text_of(value).strip().lower() for value in row)
        if not any(names):
            continue
        count = len(known.intersection(names))
        if count > most and fits(names):
            best, most = Header(number, names), count
        seen += 1
        if seen == _LOOK:
            break
    return best


def below(sheet: Sheet, number: int, head: Header) -> Iterator[tuple[Key, Sequence[object]]]:
    """The rows under the header of sheet `number` that have something in them, with the key of each one's
    first cell; as wide as the header at least."""
    width = len(head.names)
    for line, row in enumerate(sheet.rows[head.row :], head.row + 1):
        if any(value is not None for value in row):
            yield Key(number, line, 1), [*row, *[None] * (width - len(row))]
