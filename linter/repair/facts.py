"""What no fix may change: placeholders, masks, links, and numbers; and slots, which a fix may bring."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from linter.matching.marked import blanks

_SLOT = re.compile(r"【[^【】\n]{1,20}】")
_LETTERS = re.compile(r"[0-9０-９A-Za-z%％]+")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,:：/-][0-9０-９]+)*")


def facts(text: str, amounts: re.Pattern[str] | None = None) -> Counter[str]:
    """The placeholders, masks, links and numbers of a text, and how often each stands there; of the numbers
    that are written in words those that `amounts` finds."""
    spans = blanks(text)
    found = Counter(text[start:end] for start, end in spans)
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    found.update(_DIGITS.findall("".join(rest)))
    if amounts is not None:
        found.update(amounts.findall("".join(rest)))
    return found


def keeps_facts(
    before: str,
    after: str,
    fault: str = "",
    amounts: re.Pattern[str] | None = None,
    drops: Iterable[str] = (),
) -> bool:
    """Whether every fact stands in `after` as often as in `before`, and no new one but slots. In the `fault`
    that is mended no number in words is a fact, and no digit where it is all letters and digits (886, 3Q);
    nothing is one in the pieces that a fix `drops`."""
    old, new = facts(before, amounts), facts(after, amounts)
    if old == new:
        return True
    lost = old - new
    if _LETTERS.fullmatch(fault):
        lost -= Counter(_DIGITS.findall(fault))
    if amounts is not None:
        lost -= Counter(amounts.findall(fault))
    for piece in drops:
        lost -= facts(piece, amounts)
    return not lost and all(map(_SLOT.fullmatch, new - old))


def has_new_slots(before: str, after: str) -> bool:
    """Whether `after` has slots that `before` has not: facts that somebody has to fill in."""
    return bool(Counter(_SLOT.findall(after)) - Counter(_SLOT.findall(before)))
