"""Dates and times as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple

from linter.readers.base import ReadOptions

UTC = timezone.utc


@cache
def zone(name: str) -> tzinfo | None:
    """The time zone of that name; None when there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


class WrittenTime(NamedTuple):
    """Year, month and day, or None; hours, minutes, seconds and microseconds; and the zone, or None. There
    need not be such a moment."""

    day: tuple[int, int, int] | None
    clock: tuple[int, int, int, int]
    zone: tzinfo | None


class TimeForms:
    """Reads what is written in the words of `options`."""

    def __init__(self, options: ReadOptions) -> None:
        self._words = options.time_words
        self._order = options.date_order
        self._pattern = re.compile(_pattern(options.time_words), re.VERBOSE | re.ASCII | re.IGNORECASE)

    def read(self, text: str) -> WrittenTime | None:
        """What is written; None where it is not understood."""
        found = self._pattern.fullmatch(text)
        if found is None or not text:
            return None
        dated, timed = any(map(found.group, ("y1", "y2", "y3"))), bool(found["h1"] or found["h2"])
        day, hour = self._day(found), self._hour(found)
        at, zoned = _zone(found)
        if hour is None or (day is None and (dated or zoned or not timed)) or (at is None and zoned):
            return None
        minute, second = (int(found[f"{part}1"] or found[f"{part}2"] or 0) for part in "ic")
        micro = int((found["part"] or "").ljust(6, "0")[:6])
        return WrittenTime(day, (hour, minute, second, micro), at)

    def _day(self, found: re.Match[str]) -> tuple[int, int, int] | None:
        for number in "12":
            if found[f"y{number}"]:
                return int(found[f"y{number}"]), int(found[f"m{number}"]), int(found[f"d{number}"])
        if not found["one"]:
            return None
        year = int(found["y3"])
        if year < 100:
            if not (found["comma"] or self._order):
                return None
            year += 1900 if year > 68 else 2000
        one, two = int(found["one"]), int(found["two"])
        return (year, one, two) if self._order == "month-day" else (year, two, one)

    def _hour(self, found: re.Match[str]) -> int | None:
        """The hour of 24; None where the half of the day contradicts it, or does not settle it."""
        hour = int(found["h1"] or found["h2"] or 0)
        if found["half"] and found["behind"]:
            return None
        word = (found["half"] or found["behind"] or "").lower()
        part = next((part for part, words in self._words.items() if word in map(str.lower, words)), "")
        if part == "before-noon":
            return hour % 12 if hour <= 12 else None
        if part == "after-noon":
            return hour if hour >= 12 else hour + 12
        if part == "noon":
            return hour if 10 <= hour < 15 else hour + 12 if 1 <= hour < 3 else None
        if part == "night":
            return hour if hour >= 18 else hour + 12 if 5 <= hour < 12 else None
        return hour


def _pattern(words: Mapping[str, Sequence[str]]) -> str:
    of = {
        part: f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
        for part, names in words.items()
    }
    half = f"{of['before-noon']}|{of['noon']}|{of['after-noon']}|{of['night']}"
    two = r"\d{1,2}"
    year_first = rf"(?P<y1>\d{{4}}) (?P<s1>[-/.]) (?P<m1>{two}) (?P=s1) (?P<d1>{two}) (?:T | [\s,]+ | \Z)"
    in_words = (
        rf"(?P<y2>\d{{4}}) \s*{of['year']}\s* (?P<m2>{two}) \s*{of['month']}\s*"
        rf"(?P<d2>{two}) \s*{of['day']} [\s,]*"
    )
    year_last = (
        rf"(?P<one>{two}) (?P<s3>[-/.]) (?P<two>{two}) (?P=s3) (?P<y3>\d{{4}}|\d\d)"
        r"(?:(?P<comma>,)\s* | \s+ | \Z)"
    )
    with_colons = rf"(?P<h1>{two}) : (?P<i1>{two}) (?: : (?P<c1>{two}) (?:[.,](?P<part>\d{{1,9}}))? )?"
    with_words = (
        rf"(?P<h2>{two}) \s*{of['hour']}"
        rf"(?: \s*(?P<i2>{two}) (?: \s*{of['minute']} (?: \s*(?P<c2>{two}) (?:\s*{of['second']})? )? )? )?"
    )
    zones = (
        r"(?: \s*(?P<utc>Z|UTC|GMT) )? (?: \s*(?P<sign>[+-]) (?P<zh>\d{1,2}) (?: :? (?P<zm>\d\d) )? )?"
        r"(?: \s* \[? (?P<zone>[A-Z][a-z]+(?:/[A-Za-z_-]+)+) \]? )?"
    )
    clock = rf"(?:(?P<half>{half})\s*)? (?: {with_colons} | {with_words} ) (?:\s*(?P<behind>{half}))?"
    day = rf"(?: {year_first} | {in_words} | {year_last} ) (?: \(?{of['weekday']}\)? [\s,]* )?"
    return f"(?: {day} )? (?: {clock} {zones} )?"


def _zone(found: re.Match[str]) -> tuple[tzinfo | None, bool]:
    """The zone, and whether one is written."""
    if found["sign"]:
        hours, minutes = int(found["zh"]), int(found["zm"] or 0)
        if hours > 14 or minutes > 59:
            return None, True
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if found["sign"] == "-" else offset), True
    if found["utc"]:
        return UTC, True
    return (zone(found["zone"]), True) if found["zone"] else (None, False)
