"""Scores as tables, for spreadsheets: a row for each agent's part of a conversation, written as they come."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from linter.i18n import choose, say
from linter.reports.cells import Cell, harmless
from linter.reports.privacy import Hide
from linter.scoring.card import Scorecard
from linter.scoring.record import Hit, Part, Record
from linter.scoring.tally import Standing, Tally, moment

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_000_000
"""A spreadsheet holds few more rows on a sheet."""


class ScoreTable(Protocol):
    """Takes records as they come."""

    def add(self, record: Record) -> None:
        """The rows of one conversation."""

    def write(self, tally: Tally) -> None:
        """Completes the file. Raises `OSError`."""


def score_table(
    path: Path, card: Scorecard, titles: Mapping[str, str], show_personal_data: bool, zone: tzinfo
) -> ScoreTable:
    """A table for a file that ends in .csv or .xlsx; `titles` are those of the rules."""
    rows = _Rows(card, titles, Hide(show_personal_data), zone)
    return _Workbook(path, rows) if path.suffix.lower() == ".xlsx" else _Csv(path, rows)


class _Rows:
    """What stands in the cells."""

    def __init__(self, card: Scorecard, titles: Mapping[str, str], hide: Hide, zone: tzinfo) -> None:
        self._card, self._titles, self._hide, self._zone = card, titles, hide, zone

    def _groups(self) -> list[str]:
        return [
            say(f"{choose(group.title)}扣分", f"lost: {choose(group.title)}") for group in self._card.groups
        ]

    def _place(self) -> list[str]:
        return [
            say("会话", "conversation"),
            say("客户", "customer"),
            say("客服", "agent"),
            say("时间", "time"),
        ]

    def part_head(self) -> list[str]:
        """The head of the table of conversations."""
        return [
            *self._place(),
            say("回复数", "replies"),
            say("得分", "score"),
            say("合格", "passed"),
            say("红线", "red line"),
            *self._groups(),
            say("扣分明细", "deductions"),
            say("文件", "file"),
            say("行", "line"),
        ]

    def part(self, record: Record, part: Part) -> list[Cell]:
        """One agent's part of a conversation."""
        return [
            *self._where(record, part.agent),
            part.replies,
            part.score,
            _yes(self._card.passes(part.score, part.failed)),
            _yes(part.failed),
            *(sum(cost for hit, cost in part.hits if hit.group == group.id) for group in self._card.groups),
            say("；", "; ").join(
                self._told(record, hit, cost) for hit, cost in part.hits if cost or hit.fatal
            ),
            record.where.path,
            record.where.line,
        ]

    def deduction_head(self) -> list[str]:
        """The head of the table of deductions."""
        return [
            *self._place(),
            say("规则", "rule"),
            say("说明", "title"),
            say("级别", "severity"),
            say("扣分", "points"),
            say("红线", "red line"),
            say("找到的词", "match"),
            say("原话", "quotation"),
            say("第几条消息", "message"),
        ]

    def deductions(self, record: Record, part: Part) -> Iterable[list[Cell]]:
        """The hits of one agent in a conversation, those that cost nothing too."""
        for hit, cost in part.hits:
            quotation = self._hide.text(hit.quotation, record.where.customer)
            yield [
                *self._where(record, hit.agent),
                hit.rule,
                self._titles.get(hit.rule, hit.rule),
                hit.severity,
                cost,
                _yes(hit.fatal),
                quotation[hit.start : hit.end],
                quotation,
                None if hit.message_index is None else hit.message_index + 1,
            ]

    def agent_head(self) -> list[str]:
        """The head of the table of agents."""
        return [
            say("客服", "agent"),
            say("会话数", "conversations"),
            say("回复数", "replies"),
            say("平均分", "mean score"),
            say("合格会话", "passed"),
            say("红线会话", "crossed a red line"),
            say("每百条回复的问题", "findings per 100 replies"),
            say("响应中位数（秒）", "median response (s)"),
            say("30 秒内", "within 30 s"),
            say("3 分钟内", "within 3 min"),
            *self._groups(),
        ]

    def agent(self, name: str | None, standing: Standing) -> list[Cell]:
        """One agent, or with `TEAM` for a name all of them."""
        return [
            say("（未注明）", "(not named)") if name is None else name,
            standing.conversations,
            standing.replies,
            _rounded(standing.mean),
            standing.passed,
            standing.failed,
            _rounded(standing.density),
            standing.waits.quantile(0.5),
            _rounded(standing.waits.within(30), 4),
            _rounded(standing.waits.within(180), 4),
            *(standing.lost[group.id] for group in self._card.groups),
        ]

    def _where(self, record: Record, agent: str | None) -> list[Cell]:
        where = record.where
        began = None if where.start is None else moment(where.start, self._zone)
        return [
            self._hide.id(where.id, where.customer),
            self._hide.name(where.customer),
            agent,
            began.strftime("%Y-%m-%d %H:%M:%S") if began else None,
        ]

    def _told(self, record: Record, hit: Hit, cost: int) -> str:
        quotation = self._hide.text(hit.quotation, record.where.customer)
        title = self._titles.get(hit.rule, hit.rule)
        return say(
            f"{title} 扣 {cost}（{hit.rule}）：{quotation}", f"{title}: {cost} ({hit.rule}): {quotation}"
        )


def _yes(value: bool) -> str:
    return say("是", "yes") if value else say("否", "no")


def _rounded(number: float | None, digits: int = 1) -> float | None:
    return None if number is None else round(number, digits)


class _Csv:
    """One table: the conversations. With a mark at the beginning, without which Excel takes it for another
    encoding."""

    def __init__(self, path: Path, rows: _Rows) -> None:
        self._rows = rows
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(rows.part_head())

    def add(self, record: Record) -> None:
        for part in record.parts:
            self._writer.writerow(map(harmless, self._rows.part(record, part)))

    def write(self, tally: Tally) -> None:
        self._file.close()


class _Workbook:
    """Three tables: the agents, the conversations, the deductions."""

    def __init__(self, path: Path, rows: _Rows) -> None:
        from openpyxl import Workbook

        self._path, self._rows = path, rows
        self._book = Workbook(write_only=True)
        self._agents = _Sheet(self._book, say("客服", "agents"), rows.agent_head())
        self._parts = _Sheet(self._book, say("会话", "conversations"), rows.part_head())
        self._deductions = _Sheet(self._book, say("扣分", "deductions"), rows.deduction_head())

    def add(self, record: Record) -> None:
        for part in record.parts:
            self._parts.add(self._rows.part(record, part))
            for row in self._rows.deductions(record, part):
                self._deductions.add(row)

    def write(self, tally: Tally) -> None:
        self._agents.add(self._rows.agent(say("全队", "team"), tally.team))
        for name in sorted(tally.agents, key=lambda name: (name is None, name or "")):
            self._agents.add(self._rows.agent(name, tally.agents[name]))
        self._book.save(self._path)


class _Sheet:
    """A sheet, and further ones of its name where it is full."""

    def __init__(self, book: Workbook, title: str, head: Sequence[str]) -> None:
        self._book, self._title, self._head = book, title, head
        self._sheets = self._rows = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        self._sheet: Any = self._book.create_sheet(name)
        self._sheet.freeze_panes = "A2"
        self._sheet.append(list(self._head))
        self._rows = 1

    def add(self, row: Sequence[Cell]) -> None:
        """One row."""
        if self._rows >= MOST_ROWS:
            self._begin()
        self._sheet.append([harmless(cell) for cell in row])
        self._rows += 1
