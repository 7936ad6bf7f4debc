"""Numbers and times as a reader of the service report sees them, in the user's language."""

from __future__ import annotations

from linter.i18n import say

NOTHING = "–"


def number(value: float | None) -> str:
    """A count, with its thousands apart."""
    return NOTHING if value is None else f"{value:,.0f}"


def decimal(value: float | None) -> str:
    """A number with one decimal."""
    return NOTHING if value is None else f"{value:,.1f}"


def signed(value: float | None) -> str:
    """A difference with its sign."""
    return NOTHING if value is None else f"{value:+.1f}".replace("-", "−")


def percent(share: float | None) -> str:
    """A share of one; not all where it is nearly all, and not none where it is hardly any."""
    if share is None:
        return NOTHING
    shown = round(100 * share, 0 if 0.1 <= share < 0.99 else 1)
    if shown in (0, 100) and share not in (0, 1):
        return "<0.1%" if share < 0.5 else ">99.9%"
    return f"{shown:g}%"


def duration(seconds: float | None) -> str:
    """A length of time."""
    if seconds is None:
        return NOTHING
    seconds = int(seconds)
    if seconds < 60:
        return say(f"{seconds} 秒", f"{seconds} s")
    if seconds < 3600:
        minutes, rest = divmod(seconds, 60)
        tail = say(f" {rest} 秒", f" {rest} s") if rest else ""
        return say(f"{minutes} 分", f"{minutes} min") + tail
    hours, rest = divmod(seconds // 60, 60)
    tail = say(f" {rest} 分", f" {rest} min") if rest else ""
    return say(f"{hours} 小时", f"{hours} h") + tail


def quoted(title: str) -> str:
    """A title in quotation marks."""
    return say(f"“{title}”", f"“{title}”")
