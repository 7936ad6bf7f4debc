"""Templates in CSV and TSV: the quick replies that shop clients export, and any table with a text column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.i18n import say
from linter.model import Item, Template
from linter.readers.base import HAN, Block, Kind, ReadOptions, Recognition, Sample, unreadable
from linter.readers.cells import BrokenCell, Cell, cell_map, cell_place, rows, value
from linter.readers.problems import Problems
from linter.readers.roles import listed
from linter.readers.tables import broken_table, column, delimiters, row_fits, wrong_width
from linter.source import SourceText

_SUFFIXES = (".csv", ".tsv")


class _Layout(NamedTuple):
    """How a table is laid out: its delimiter, the names of its columns, and the numbers of those that are
    read, -1 where it has none."""

    delimiter: str
    columns: tuple[str, ...]
    text: int
    name: int
    situation: int
    code: int
    group: int
    escapes: bool
    quick_replies: bool


class CsvTemplates:
    """A table whose first row names its columns."""

    name = "csv"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "CSV 快捷短语", "en": "CSV quick replies"}
    known_by: Mapping[str, str] = {
        "zh": "首行是列名，其中有 快捷短语、话术、回复内容、text 之类的一列（逗号、分号或制表符分隔）",
        "en": "a header row with a text column such as text, content, reply (comma, semicolon or tab)",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure for the headers of shop clients, and for a text column with Chinese in it."""
        layout = _layout(sample.text, options)
        if layout is None or (len(layout.columns) == 1 and sample.path.suffix.lower() not in _SUFFIXES):
            return Recognition("no", _no_column(sample.text))
        if layout.quick_replies:
            return Recognition("sure", say("快捷短语的表头", "the header of quick replies"))
        if any(HAN.search(text) for text in _texts(sample, layout)):
            return Recognition("sure", say("有话术列", "has a text column"))
        return Recognition("plain", say("话术列里没有中文", "no Chinese in its text column"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The cells of the text column. Raises `Unreadable` where the table is broken."""
        layout = _layout(source.text, options)
        if layout is None:
            raise unreadable(path, _no_column(source.text), 1)
        problems = Problems(path)
        items: list[Item] = []
        try:
            for number, row in enumerate(rows(source.text, layout.delimiter)):
                if number and _sound(row, layout, source, problems):
                    items += _template(row, layout, source)
        except BrokenCell as error:
            raise broken_table(error, source, path) from None
        return Block(items, problems.listed, problems.unlisted, columns=layout.columns)


def _layout(text: str, options: ReadOptions) -> _Layout | None:
    for delimiter, names in delimiters(text):
        at = column(names, options.text_columns)
        if at < 0:
            continue
        return _Layout(
            delimiter,
            tuple(names),
            at,
            column(names, options.name_columns),
            column(names, options.situation_columns),
            column(names, options.code_columns),
            column(names, options.group_columns),
            tuple(names) in options.escaped_headers,
            tuple(names) in options.quick_reply_headers,
        )
    return None


def _no_column(text: str) -> str:
    names = next(delimiters(text), ("", []))[1]
    return say(
        f"首行 {listed(names)} 里没有话术列；可在配置的 text-columns 里加上列名",
        f"no text column in the first row {listed(names)}; add its name to text-columns",
    )


def _texts(sample: Sample, layout: _Layout) -> Iterator[str]:
    """The texts of a sample, as far as it goes."""
    try:
        for number, row in enumerate(rows(sample.text, layout.delimiter)):
            if number and len(row) > layout.text:
                yield value(sample.text, row[layout.text])
    except BrokenCell:
        return


def _sound(row: Sequence[Cell], layout: _Layout, source: SourceText, problems: Problems) -> bool:
    """Whether a row has the cells that it should have; notes a problem where not."""
    if row_fits(row, len(layout.columns), layout.text):
        return True
    problems.add(wrong_width(len(row), len(layout.columns)), source.position(row[0].start)[0])
    return False


def _template(row: Sequence[Cell], layout: _Layout, source: SourceText) -> Iterator[Template]:
    cell = row[layout.text]
    chars = cell_map(source.text, cell, layout.escapes)
    if chars.text.strip():
        place = cell_place(source, cell, layout.delimiter, layout.escapes)
        beside = (layout.name, layout.situation, layout.code, layout.group)
        yield Template(chars.text, place, *(_beside(row, at, source) for at in beside))


def _beside(row: Sequence[Cell], at: int, source: SourceText) -> str:
    return value(source.text, row[at]).strip() if 0 <= at < len(row) else ""


READER = CsvTemplates()
