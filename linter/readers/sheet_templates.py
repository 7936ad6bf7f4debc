"""Templates in workbooks: any sheet with a text column under its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linter.i18n import say
from linter.model import Item, Template
from linter.readers.base import HAN, Block, Kind, ReadOptions, Recognition, Sample, unreadable
from linter.readers.problems import Problems
from linter.readers.roles import listed
from linter.readers.sheets import Header, Key, Sheet, Tables, below, header, text_of
from linter.readers.tables import column
from linter.source import SourceText


class _Layout(NamedTuple):
    """The row with the names, and the numbers of the columns that are read, -1 where there is none."""

    head: Header
    text: int
    name: int
    situation: int
    code: int
    group: int
    quick_replies: bool


class SheetTemplates:
    """The sheets of a workbook."""

    name = "xlsx"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "Excel 快捷短语（xlsx）", "en": "Excel quick replies (xlsx)"}
    known_by: Mapping[str, str] = {
        "zh": "工作簿里有列名 快捷短语、话术、回复内容、text 之类的一列；列名可以不在首行，可以有几张表",
        "en": "a workbook with a text column such as text, content, reply; notes may stand above",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure for the headers of shop clients, and for a text column with Chinese in it."""
        if sample.tables is None:
            return Recognition("no", say("不是工作簿", "no workbook"))
        found = [(sheet, layout) for _, sheet, layout in _layouts(sample.tables, options) if layout]
        if not found:
            return Recognition("no", _no_column(sample.tables))
        if any(layout.quick_replies for _, layout in found):
            return Recognition("sure", say("快捷短语的表头", "the header of quick replies"))
        if any(HAN.search(text) for sheet, layout in found for text in _texts(sheet, layout)):
            return Recognition("sure", say("有话术列", "has a text column"))
        return Recognition("plain", say("话术列里没有中文", "no Chinese in its text column"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The cells of the text columns; a sheet without one is a notice. Raises `Unreadable` where no sheet
        has one."""
        if not isinstance(source, Tables):
            raise unreadable(path, say("不是工作簿", "no workbook"))
        problems = Problems(path)
        items: list[Item] = []
        layouts = [*_layouts(source, options)]
        if not any(layout for _, _, layout in layouts):
            raise unreadable(path, _no_column(source))
        for number, sheet, layout in layouts:
            if layout is not None:
                items += _templates(source, number, layout)
            elif any(map(any, sheet.rows)):
                message = say(
                    f"工作表“{sheet.title}”里没有话术列，跳过",
                    f"the sheet {sheet.title!r} has no text column, passed over",
                )
                problems.add(message, fatal=False)
        names = next(layout.head.names for _, _, layout in layouts if layout)
        columns = tuple(name for name in names if name)
        return Block(items, problems.listed, problems.unlisted, columns=columns)


def _layouts(tables: Tables, options: ReadOptions) -> Iterator[tuple[int, Sheet, _Layout | None]]:
    """The sheets by their numbers, each with its layout where it has a text column."""
    wanted = (
        options.text_columns,
        options.name_columns,
        options.situation_columns,
        options.code_columns,
        options.group_columns,
    )
    known = frozenset(name.lower() for names in wanted for name in names)
    for number, sheet in enumerate(tables.sheets):
        head = header(sheet, known, lambda names: column(names, options.text_columns) >= 0)
        if head is None:
            yield number, sheet, None
            continue
        text, name, situation, code, group = (column(head.names, names) for names in wanted)
        filled = tuple(name for name in head.names if name)
        quick = filled in options.quick_reply_headers
        yield number, sheet, _Layout(head, text, name, situation, code, group, quick)


def _texts(sheet: Sheet, layout: _Layout) -> Iterator[str]:
    for _, row in below(sheet, 0, layout.head):
        yield text_of(row[layout.text])


def _templates(tables: Tables, number: int, layout: _Layout) -> Iterator[Template]:
    sheet = tables.sheets[number]

    def shared(at: int) -> str:
        return text_of(sheet.filled(key, row, at)).strip() if at >= 0 else ""

    for key, row in below(sheet, number, layout.head):
        text = row[layout.text]
        if isinstance(text, str) and text.strip():
            place = tables.place(Key(number, key.row, layout.text + 1))
            code = text_of(row[layout.code]).strip() if layout.code >= 0 else ""
            name = shared(layout.name)
            yield Template(text, place, name, shared(layout.situation), code, shared(layout.group))


def _no_column(tables: Tables) -> str:
    firsts = (next((row for row in sheet.rows if any(row)), ()) for sheet in tables.sheets)
    names = [text_of(value).strip() for row in firsts for value in row if value is not None]
    return say(
        f"各工作表的首行 {listed(names)} 里没有话术列；可在配置的 text-columns 里加上列名",
        f"no text column in the first rows {listed(names)} of the sheets; add its name to text-columns",
    )


READER = SheetTemplates()
