"""Cells of CSV and TSV with their positions, read as the csv module of Python reads them (strict)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from linter.i18n import say
from linter.readers.charmap import CharMap, line_end
from linter.source import CannotEncode, MappedPlace, SourceText

_DECLARED = re.compile(r"sep=(.)(?:\r\n|[\r\n])", re.IGNORECASE)
_CLOSED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_QUOTED = re.compile(r'""|\r\n')
_ESCAPED = re.compile(r"&#44;|&#13;")
_QUOTED_ESCAPED = re.compile(f"{_QUOTED.pattern}|{_ESCAPED.pattern}")
_MEANINGS = {'""': '"', "\r\n": "\n", "&#44;": ",", "&#13;": "\n"}


class Cell(NamedTuple):
    """A cell, from `start` to `end` of the source without its quotes."""

    start: int
    end: int
    quoted: bool


class BrokenCell(Exception):
    """A quoted cell that begins at `offset` and does not end as it should; `closed` if it ends at all."""

    def __init__(self, offset: int, closed: bool) -> None:
        super().__init__(offset)
        self.offset = offset
        self.closed = closed


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    """A cell and what ends it: group 1 is the inside of a quoted cell, 2 a bare cell, 3 the end."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|((?!")[^{mark}\r\n]*))({mark}|\r\n|[\r\n]|\Z)')


def declared(text: str) -> str | None:
    """The delimiter that a first line such as `sep=;` (for Excel) declares; None where there is none."""
    found = _DECLARED.match(text)
    return found[1] if found else None


def rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """The rows that are not blank, behind the line that declares the delimiter. Raises `BrokenCell`."""
    match = _pattern(delimiter).match
    row: list[Cell] = []
    start = _DECLARED.match(text)
    at, length = start.end() if start else 0, len(text)
    while at < length or row:
        cell = match(text, at)
        if cell is None:
            raise BrokenCell(at, _CLOSED.match(text, at) is not None)
        quoted = cell.start(1) >= 0
        row.append(Cell(*cell.span(1 if quoted else 2), quoted))
        at = cell.end()
        if cell[3] != delimiter:
            if len(row) > 1 or quoted or row[0].start < row[0].end:
                yield row
            row = []


def value(text: str, cell: Cell) -> str:
    """The text of a cell, its line ends as `\\n`."""
    inside = text[cell.start : cell.end]
    if not cell.quoted:
        return inside
    return inside.replace('""', '"').replace("\r\n", "\n")


def cell_map(text: str, cell: Cell, escapes: bool = False) -> CharMap:
    """The characters of a cell. `escapes`: `&#44;` stands for a comma and `&#13;` for a line end."""
    chars = CharMap()
    at = cell.start
    if cell.quoted or escapes:
        pattern = (_QUOTED_ESCAPED if escapes else _QUOTED) if cell.quoted else _ESCAPED
        for found in pattern.finditer(text, cell.start, cell.end):
            chars.run(text, at, found.start())
            chars.atom(_MEANINGS[found[0]], found.start(), found.end())
            at = found.end()
    chars.run(text, at, cell.end)
    return chars


def cell_place(source: SourceText, cell: Cell, delimiter: str, escapes: bool = False) -> MappedPlace:
    """The place of a cell's text. An edit puts quotes around a cell that needs them."""
    chars = cell_map(source.text, cell, escapes)
    inside = source.text[cell.start : cell.end]
    quoted = partial(_quoted_inside, line_end(inside if "\n" in inside else source.text), escapes)
    if cell.quoted:
        place = chars.place(source, len(chars.starts), quoted)
    else:
        place = chars.place(
            source,
            len(chars.starts),
            partial(_bare, delimiter, escapes),
            (cell.start, cell.end, partial(_quoted, quoted)),
            partial(_read_bare, delimiter, escapes),
        )
    place.anchor = cell.start
    return place


def _escaped(text: str, escapes: bool) -> str:
    return text.replace(",", "&#44;").replace("\n", "&#13;") if escapes else text


def _quoted_inside(line_end: str, escapes: bool, text: str) -> str:
    return _escaped(text, escapes).replace('"', '""').replace("\n", line_end)


def _quoted(inside: partial[str], text: str) -> str:
    return f'"{inside(text)}"'


def _bare(delimiter: str, escapes: bool, text: str) -> str:
    escaped = _escaped(text, escapes)
    if any(char in escaped for char in (delimiter, '"', "\r", "\n")):
        raise CannotEncode(say("单元格需要引号", "the cell needs quotes"))
    return escaped


def _read_bare(delimiter: str, escapes: bool, region: str) -> str | None:
    """The text that a bare cell stands for; None where the source is no longer a bare cell."""
    try:
        found = list(rows(region, delimiter))
    except BrokenCell:
        return None
    if len(found) != 1 or len(found[0]) != 1 or found[0][0].quoted:
        return None
    return cell_map(region, found[0][0], escapes).text
