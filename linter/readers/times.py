"""Times of messages as seconds since 1970. A time without a zone is the shop's local time.

A time of day alone lies on 2 January 1970, so that its hour is right, and goes on to the next days over
midnight; an offset from the beginning counts from 1 January 1970 (`linter.model.DATED` tells both from
dates).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any

from linter.i18n import say
from linter.model import DATED, Conversation, Message
from linter.readers.base import ReadOptions
from linter.readers.problems import Problems
from linter.readers.roles import listed
from linter.readers.time_forms import UTC, TimeForms, zone
from linter.source import Place

_LATEST = 1e11
_UNITS = ((_LATEST, 1), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9))
"""Seconds, milliseconds, microseconds and nanoseconds since 1970, each up to the year 5138."""
_SECONDS = {form: number for number in range(60) for form in (str(number), f"{number:02}")}
_MINUTES = {form: 60 * number for form, number in _SECONDS.items()}
_HOURS = {form: 3600 * number for form, number in _SECONDS.items() if number < 24}
_USUAL = re.compile(r"(\d{4}([-/.])\d{1,2}\2\d{1,2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?", re.ASCII)
_ONE_DAY = timedelta(days=1)
_FALL = timedelta(hours=1)
"""What a time of day lies before that of the message before at least, where it is the next day's."""
_NUMBER = re.compile(r"\d{1,20}(?:\.\d+)?", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}\.\d{3,20}", re.ASCII)
"""A day of a spreadsheet with its time: days since the end of 1899, from 1954 to 2119. As seconds it would be
of the first day of 1970, as no chat is."""
_EPOCH_OF_SHEETS = datetime(1899, 12, 30)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 80
_NOTHING = frozenset({"", "-", "--", "none", "null", "nan", "nat"})


class Times:
    """Reads the times of one block of a file, and sets those of its conversations right."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._days: dict[str, float] = {}
        self._any = self._of_day = False
        self._unread: tuple[Place, str] | None = None

    def seconds(self, value: object, place: Place) -> float | None:
        """The time that a file tells of the message at `place`; None where it tells none that can be read."""
        if value is None:
            return None
        self._any = True
        try:
            return self._usual(value)
        except (KeyError, TypeError):
            found = self._read(value)
        if found is None and self._unread is None and str(value).strip().lower() not in _NOTHING:
            self._unread = place, str(value)
        return found

    def offset(self, value: object) -> float | None:
        """The time of a message of which milliseconds since the beginning are told."""
        text = str(value).strip()
        if not _NUMBER.fullmatch(text):
            return None
        self._any = True
        return min(float(text) / 1000, DATED - 1)

    def settle(self, conversations: Iterable[Conversation], problems: Problems) -> None:
        """Carries times of day on over midnight. Notes the first time that cannot be read, and the first that
        lies before that of the message before."""
        if not self._any:
            return
        backwards: Message | None = None
        for conversation in conversations:
            if self._of_day:
                self._carry_on(conversation.messages)
            backwards = backwards or _backwards(conversation.messages)
        if self._unread:
            place, text = self._unread
            problems.add(_not_read(text), place.position(0)[0], fatal=False, topic="times not read")
        if backwards:
            line = backwards.place.position(0)[0]
            message = say(
                "从这一行起，会话里的时间有先后颠倒的；与快慢有关的结果可能不准，请先按时间排序",
                "from here on times of a conversation run backwards; "
                "what depends on how fast answers came may be off, sort the messages",
            )
            problems.add(message, line, fatal=False, topic="times run backwards")

    @cached_property
    def _zone(self) -> tzinfo:
        return zone(self._options.timezone) or UTC

    @cached_property
    def _forms(self) -> TimeForms:
        return TimeForms(self._options)

    def _usual(self, value: Any) -> float:
        """The date and time of a string in a usual form. Raises `KeyError` where it is in another form, or
        there is no such moment, `TypeError` where it is no string."""
        if len(value) == 19 and value[4] in "-/." and value[10] in " T" and value[13] == value[16] == ":":
            clock = _HOURS[value[11:13]] + _MINUTES[value[14:16]] + _SECONDS[value[17:]]
            return self._day(value[:10]) + clock
        parts = _USUAL.fullmatch(value)
        if parts is None:
            raise KeyError
        return self._day(parts[1]) + _HOURS[parts[3]] + _MINUTES[parts[4]] + _SECONDS[parts[5] or "0"]

    def _read(self, value: object) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if not 1e13 <= value < 1e14 and not _SERIAL.fullmatch(str(value)):
                return _since_1970(value)
            value = str(value)
        if not isinstance(value, str) or len(value) > _LONGEST:
            return None
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).strip()
        if compact := _COMPACT.fullmatch(text):
            year, month, day, *clock = map(int, compact.groups()[:6])
            moment = self._moment((year, month, day), (*clock, 0), UTC if compact[7] else None)
            if moment is not None:
                return moment
        if _SERIAL.fullmatch(text):
            return self._counted(_EPOCH_OF_SHEETS + timedelta(seconds=round(float(text) * 86_400)))
        if _NUMBER.fullmatch(text):
            return _since_1970(float(text))
        if text[4:5] == "-" and text[13:14] == ":" and text[10] in "T ":
            try:
                return self._counted(datetime.fromisoformat(text))
            except ValueError:
                pass
        return self._by_form(text)

    def _by_form(self, text: str) -> float | None:
        found = self._forms.read(text)
        if found is None:
            return None
        if found.day is None:
            self._of_day = True
        return self._moment(found.day or (1970, 1, 2), found.clock, found.zone)

    def _moment(self, day: tuple[int, int, int], clock: tuple[int, ...], zone: tzinfo | None) -> float | None:
        """Of a year, month and day, and hours, minutes, seconds and microseconds; None where there is no
        such moment."""
        hour, minute, second, micro = clock
        try:
            return self._counted(datetime(*day, hour, minute, second, micro, zone))
        except ValueError:
            return None

    def _counted(self, moment: datetime) -> float | None:
        """None before 1970 and in far centuries: such dates stand where there is none."""
        try:
            seconds = (moment if moment.tzinfo else moment.replace(tzinfo=self._zone)).timestamp()
        except OverflowError:
            return None
        return seconds if 0 <= seconds < _LATEST else None

    def _day(self, date: str) -> float:
        """When a day begins; kept. Raises `KeyError` where there is none, or clocks are changed on it."""
        start = self._days.get(date)
        if start is None:
            start = self._read(date)
            if start is None:
                raise KeyError(date)
            if self._local(start) + _ONE_DAY != self._local(start + _ONE_DAY.total_seconds()):
                raise KeyError(date)
            self._days[date] = start
        return start

    def _local(self, seconds: float) -> datetime:
        return datetime.fromtimestamp(seconds, self._zone)

    def _carry_on(self, messages: Sequence[Message]) -> None:
        """Puts times of day on the days that follow from the order of the messages: on that of the last date
        before them, or of the first one behind them, and on the next where they fall by an hour or more."""
        dates = (message.time for message in messages if message.time is not None and message.time >= DATED)
        first = next((self._local(date) for date in dates), None)
        before: datetime | None = None
        for message in messages:
            if message.time is None:
                continue
            moment = self._local(message.time)
            if message.time < DATED:
                if before is not None:
                    moment = datetime.combine(before.date(), moment.timetz())
                    moment += _ONE_DAY if before - moment >= _FALL else timedelta()
                elif first is not None:
                    moment = datetime.combine(first.date(), moment.timetz())
                    moment -= _ONE_DAY if moment - first >= _FALL else timedelta()
                message.time = moment.timestamp()
            before = moment


def _since_1970(number: float) -> float | None:
    if number >= 0:
        for bound, divisor in _UNITS:
            if number < bound:
                return number / divisor
    return None


def _backwards(messages: Sequence[Message]) -> Message | None:
    """The first message whose time lies before that of the message before."""
    last = 0.0
    for message in messages:
        if message.time is not None:
            if message.time < last:
                return message
            last = message.time
    return None


def _not_read(text: str) -> str:
    return say(
        f"看不懂时间 {listed([text])}，当作没有写；"
        "应如 2024-01-02 10:05:00、2024/1/2 10:05、1704160800；31/10/19 这样的写 date-order: day-month",
        f"the time {listed([text])} cannot be read and is left out; "
        "expected such as 2024-01-02 10:05:00, 2024/1/2 10:05, 1704160800; "
        "for 31/10/19 set date-order: day-month",
    )
