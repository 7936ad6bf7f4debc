"""Spans that are not the agent's own words: quotations, and blanks that a system fills or a log masks."""

from __future__ import annotations

import re
from functools import cache

Span = tuple[int, int]

_QUOTED = (
    r"“[^”\n]{1,80}”|‘[^’\n]{1,80}’|「[^」\n]{1,80}」|『[^』\n]{1,80}』|《[^》\n]{1,60}》"
    r"|(?<!\d)\"[^\"\n]{1,80}\"|＂[^＂\n]{1,80}＂"
)
_MAY_QUOTE = r"[“‘「『《\"＂]"

_BLANK = (
    r"\{\{[^{}\n]{1,60}\}\}|[$#]?\{[^{}\n]{1,60}\}"  # {{contact.name}} ${x} #{x} {买家昵称}
    r"|%\([^()\n]{1,40}\)[sdf]|%[sdf](?![A-Za-z])"
    r"|【[^【】\n]{1,20}】|\[[^\[\]\n]{1,60}\]|<[^<>\n]{1,40}>"
    r"|#E-[A-Za-z](?:\[[^\[\]\n]{1,20}\]|\d+)?|\*{2,}"
    r"|(?:https?://|www\.)(?:[!-z|~]|\{[^{}\n]{1,60}\})+"
)
_MAY_BLANK = re.compile(r"[{%【\[<#*]|://|www\.")


@cache
def _may_quote() -> re.Pattern[str]:
    return re.compile(_MAY_QUOTE)


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(_QUOTED)


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(_BLANK)


def quotations(text: str) -> list[Span]:
    """Spans of quotations and titles, their marks included. Marks around all of a text quote nothing."""
    if not _may_quote().search(text):
        return []
    spans = [found.span() for found in _quoted().finditer(text)]
    if len(spans) == 1 and spans[0][1] - spans[0][0] >= len(text.strip()):
        return []
    return spans


def blanks(text: str) -> list[Span]:
    """Spans of placeholders, masks, system emoticons and links, in which no rule finds anything."""
    if not may_blank(text):
        return []
    return [found.span() for found in _blank().finditer(text)]


def may_blank(text: str) -> bool:
    """Whether it is worth looking for blanks."""
    return _MAY_BLANK.search(text) is not None


def overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether any of `spans` shares a character with start..end."""
    return any(a < end and start < b for a, b in spans)


def covers(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of `spans` holds all of start..end."""
    return any(a <= start and end <= b for a, b in spans)
