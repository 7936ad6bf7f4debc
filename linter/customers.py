"""A shop's file of its customers, and the conversations joined with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from linter.i18n import say
from linter.model import DATED, Conversation, Customer, Item, Problem, Summary
from linter.readers.base import Block, ReadOptions, unreadable
from linter.readers.cells import BrokenCell, Cell, rows, value
from linter.readers.encoding import decode
from linter.readers.problems import FileProblems, Problems
from linter.readers.roles import listed
from linter.readers.tables import broken_table, column, delimiters, row_fits, wrong_width
from linter.readers.time_forms import UTC, zone
from linter.readers.times import Times
from linter.rules import standings
from linter.rules.standings import Numbers, Standings
from linter.source import LinePlace, SourceText

_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}", re.ASCII)
_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?", re.ASCII)
_BETWEEN_TAGS = re.compile(r"\s*[,，;；、|]\s*")
_NEEDED = ("id", "purchases")


class _Row(NamedTuple):
    purchases: int
    spend: float
    last_purchase: date | None
    tags: tuple[str, ...]


class Customers:
    """The customers of a shop, from the file at `path`. Days are counted in the zone of `options`."""

    def __init__(self, path: str, known: Mapping[str, _Row], groups: Standings, options: ReadOptions) -> None:
        self.path = path
        self._known, self._groups, self._options = known, groups, options
        days = [row.last_purchase for row in known.values() if row.last_purchase]
        self._latest = max(days, default=None)

    def join(self, items: Iterable[Item], summary: Summary) -> None:
        """Gives conversations the profiles of their customers, and counts them."""
        for item in items:
            if isinstance(item, Conversation) and item.customer is not None:
                item.profile = self.profile(item.customer, self._day_of(item))
                summary.customers += 1
                summary.profiles += item.profile is not None

    def profile(self, id: str, on: date | None = None) -> Customer | None:
        """What is known of a customer on a day (None: the day of the latest purchase of all)."""
        row = self._known.get(id)
        if row is None:
            return None
        today = on or self._latest
        days = max(0, (today - row.last_purchase).days) if today and row.last_purchase else 0
        numbers = Numbers(row.purchases, row.spend, days)
        return Customer(id, *row, self._groups.standings(numbers), self._groups.tier(numbers))

    def _day_of(self, conversation: Conversation) -> date | None:
        times = (message.time for message in conversation.messages)
        first = next((time for time in times if time is not None and time >= DATED), None)
        return None if first is None else _day(first, self._options)


def _day(seconds: float, options: ReadOptions) -> date:
    return datetime.fromtimestamp(seconds, zone(options.timezone) or UTC).date()


def read(data: bytes, path: str, groups: Standings, options: ReadOptions) -> tuple[Customers, list[Problem]]:
    """The customers of a table, and what is wrong with it line by line. Raises `Unreadable` where it is no
    such table."""
    source = SourceText(decode(data, path)[0])
    problems, told = Problems(path), FileProblems(path)
    known = _Table(source, problems, options).rows()
    found = told.take(Block([], problems.listed, problems.unlisted)) + told.rest(whole=True)
    return Customers(path, known, groups, options), found


class _Table:
    """A table of customers, read row by row."""

    def __init__(self, source: SourceText, problems: Problems, options: ReadOptions) -> None:
        self._source, self._problems, self._options = source, problems, options
        self._times = Times(options)
        self._delimiter, self._columns, self._width = self._layout()
        self._line = 1

    def _layout(self) -> tuple[str, dict[str, int], int]:
        wanted = standings.columns()
        first: Sequence[str] = ()
        for delimiter, names in delimiters(self._source.text):
            first = first or names
            found = {part: column(names, wanted[part]) for part in wanted}
            if all(found[part] >= 0 for part in _NEEDED):
                self._tell_missing(names, [part for part in wanted if found[part] < 0])
                return delimiter, found, len(names)
        message = say(
            f"客户表首行是 {listed(first)}，应有 {'、'.join(_NEEDED)} 列（表头如 {','.join(wanted)}）",
            f"the first row of the customers is {listed(first)}, expected columns {', '.join(_NEEDED)} "
            f"(a header such as {','.join(wanted)})",
        )
        raise unreadable(self._problems.path, message, 1)

    def _tell_missing(self, names: Sequence[str], missing: Sequence[str]) -> None:
        if missing:
            message = say(
                f"客户表没有 {'、'.join(missing)} 列（首行是 {listed(names)}），按没有记录算",
                f"the customers have no column {', '.join(missing)} (the first row is {listed(names)})",
            )
            self._problems.add(message, 1, fatal=False)

    def rows(self) -> dict[str, _Row]:
        """The rows by id; of several with one id, the first."""
        known: dict[str, _Row] = {}
        lines: dict[str, int] = {}
        text = self._source.text
        try:
            for number, cells in enumerate(rows(text, self._delimiter)):
                self._line = self._source.position(cells[0].start)[0]
                if not number:
                    continue
                if not row_fits(cells, self._width, max(self._columns[part] for part in _NEEDED)):
                    self._problems.add(wrong_width(len(cells), self._width), self._line)
                    continue
                try:
                    id, row = self._row(cells)
                    if id in known:
                        raise _Wrong("id", id, _once(lines[id]))
                except _Wrong as wrong:
                    self._problems.add(str(wrong), self._line)
                else:
                    known[id], lines[id] = row, self._line
        except BrokenCell as error:
            raise broken_table(error, self._source, self._problems.path) from None
        return known

    def _row(self, cells: Sequence[Cell]) -> tuple[str, _Row]:
        """The id, and what is told of it. Raises `_Wrong`."""
        id = self._cell(cells, "id")
        purchases, spend = (self._cell(cells, part) or "0" for part in ("purchases", "spend"))
        when = self._cell(cells, "last_purchase")
        if not id:
            raise _Wrong("id", id, say("客户的编号", "the id of a customer"))
        if not _WHOLE.fullmatch(purchases):
            raise _Wrong("purchases", purchases, say("不小于 0 的整数", "a whole number of at least 0"))
        if not _AMOUNT.fullmatch(spend):
            raise _Wrong("spend", spend, say("不小于 0 的金额，如 268.50", "an amount, such as 268.50"))
        seconds = self._times.seconds(when, LinePlace(self._line, 1, "")) if when else None
        if when and (seconds is None or seconds < DATED):
            raise _Wrong("last_purchase", when, say("日期，如 2024-01-31", "a date, such as 2024-01-31"))
        tags = [tag for tag in _BETWEEN_TAGS.split(self._cell(cells, "tags")) if tag]
        day = None if seconds is None else _day(seconds, self._options)
        return id, _Row(int(purchases.replace(",", "")), float(spend.replace(",", "")), day, tuple(tags))

    def _cell(self, cells: Sequence[Cell], part: str) -> str:
        number = self._columns[part]
        return value(self._source.text, cells[number]).strip() if 0 <= number < len(cells) else ""


class _Wrong(Exception):
    """A cell that is not as it should be."""

    def __init__(self, part: str, found: str, expected: str) -> None:
        shown = listed([found])
        super().__init__(say(f"{part} 是 {shown}，应为{expected}", f"{part} is {shown}, expected {expected}"))


def _once(line: int) -> str:
    return say(f"每个客户一行（第 {line} 行已有）", f"each customer once (line {line} has it already)")
