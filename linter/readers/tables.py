"""Tables whose first row names their columns: delimiter, columns, and what is wrong with rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.i18n import say
from linter.readers.base import Unreadable, unreadable
from linter.readers.cells import BrokenCell, Cell, declared, rows, value
from linter.source import SourceText

DELIMITERS = (",", "\t", ";")


def delimiters(header: str) -> Iterator[tuple[str, list[str]]]:
    """Each delimiter with the names into which it splits the first row of `header`, most names first; where
    one is declared, only that."""
    split: list[tuple[str, list[str]]] = []
    stated = declared(header)
    for delimiter in (stated,) if stated else DELIMITERS:
        try:
            first = next(rows(header, delimiter), [])
        except BrokenCell:
            continue
        split.append((delimiter, [value(header, cell).strip().lower() for cell in first]))
    yield from sorted(split, key=lambda way: -len(way[1]))


def broken_table(error: BrokenCell, source: SourceText, path: str) -> Unreadable:
    """The `Unreadable` for a cell whose quotes are wrong."""
    if error.closed:
        message = say(
            "结束引号后面应是分隔符或换行；单元格里的引号要写成两个",
            "a delimiter or line end must follow the closing quote; quotes inside a cell are doubled",
        )
    else:
        message = say("这里开始的引号没有结束", "the quote that opens here is never closed")
    return unreadable(path, message, *source.position(error.offset))


def row_fits(row: Sequence[Cell], width: int, last: int) -> bool:
    """Whether a row reaches column `last` and has nothing beyond the `width` columns of the header."""
    return len(row) > last and not any(cell.start < cell.end for cell in row[width:])


def wrong_width(found: int, expected: int) -> str:
    """The message about a row that does not fit."""
    return say(
        f"这一行有 {found} 格，表头有 {expected} 格；含逗号或换行的格子要用引号括起来",
        f"this row has {found} cells, the header {expected}; quote cells that hold delimiters or line breaks",
    )


def column(names: Sequence[str], wanted: Sequence[str]) -> int:
    """The number of the first of the `wanted` columns among `names` (lower case); -1 when there is none."""
    return next((names.index(name.lower()) for name in wanted if name.lower() in names), -1)
