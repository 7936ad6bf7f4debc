"""Times of messages as seconds since 1970. A time without a zone counts as UTC: only differences matter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_MILLISECONDS = 1e11
_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d+)?)?)?"
    r"\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?"
)
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def parse_time(value: object) -> float | None:
    """Epoch seconds of an epoch number (seconds or milliseconds), an ISO date and time, or a time of day
    (then counted from midnight); None when it is none of them."""
    text = str(value).strip()
    if _NUMBER.fullmatch(text):
        number = float(text)
        return number / 1000 if abs(number) > _MILLISECONDS else number
    if date := _DATE.fullmatch(text):
        return _seconds(date)
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    return None


def _seconds(date: re.Match[str]) -> float | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in date.group(1, 2, 3, 4, 5, 6))
    offset = timedelta(hours=int(date[10] or 0), minutes=int(date[11] or 0))
    try:
        zone = timezone(-offset if date[9] == "-" else offset)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return moment.timestamp() + float(date[7] or 0)
