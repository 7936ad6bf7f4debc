"""Findings as a table for spreadsheets: CSV as Excel reads it, no cell of which is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from linter.i18n import say
from linter.model import Diagnostic, Summary
from linter.reports.base import Part, chat_name, hiding, reason
from linter.reports.cells import Cell, harmless

_BOM = "\ufeff"


class TableReport:
    """A row for each finding, under a head."""

    separator = "\r\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data

    def begin(self) -> str:
        """What tells Excel that it is UTF-8, and the head."""
        head: list[Cell] = [
            say("文件", "file"),
            say("行", "line"),
            say("列", "column"),
            say("级别", "severity"),
            say("规则", "rule"),
            say("问题", "message"),
            say("找到的词", "match"),
            say("原句", "said"),
            say("怎么改", "fix"),
            say("改写", "rewrite"),
            say("话术名", "template"),
            say("会话", "conversation"),
            say("第几条消息", "message number"),
        ]
        return _BOM + _row(head) + "\r\n"

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A row for each finding."""
        return [_row(self._cells(diagnostic)) for diagnostic in diagnostics]

    def _cells(self, diagnostic: Diagnostic) -> list[Cell]:
        finding, hide = diagnostic.finding, hiding(diagnostic, self._open)
        index = diagnostic.message_index
        return [
            diagnostic.path,
            diagnostic.line,
            diagnostic.column,
            finding.severity,
            finding.rule,
            hide(finding.message),
            hide(finding.match),
            hide(diagnostic.reply),
            hide(reason(finding.fixes[0], diagnostic.reply)) if finding.fixes else None,
            None if diagnostic.rewrite is None else hide(diagnostic.rewrite),
            diagnostic.template,
            chat_name(diagnostic, self._open),
            None if index is None else index + 1,
        ]

    def gather(self, part: Part) -> str:
        """The rows."""
        return f"{part.text}\r\n" if part.text else ""

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""


def _row(cells: Sequence[Cell]) -> str:
    """A row without its end; line ends within cells are those of the file, as spreadsheets write them."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_inside(harmless(cell)) for cell in cells])
    return line.getvalue().removesuffix("\r\n")


def _inside(cell: Cell) -> Cell:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell
