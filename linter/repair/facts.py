"""What no fix may change: placeholders, masks, links, quotations, names and numbers; and slots, which a fix
may bring."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from linter.matching.marked import blanks, quotations

_SLOT = re.compile(r"【[^【】\n]{1,20}】")
_LETTERS = re.compile(r"[0-9０-９A-Za-z%％]+")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,:：/-][0-9０-９]+)*")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def facts(text: str, worded: re.Pattern[str] | None = None) -> Counter[str]:
    """The placeholders, masks, links, numbers, and names in Latin letters of a text, and how often each
    stands there; of what is written in words (names, amounts) what `worded` finds."""
    spans = blanks(text)
    found = Counter(text[start:end] for start, end in spans)
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return found + _in_words("".join(rest), worded)


def _in_words(text: str, worded: re.Pattern[str] | None) -> Counter[str]:
    found = Counter((*_DIGITS.findall(text), *_LATIN.findall(text)))
    if worded is not None:
        found.update(worded.findall(text))
    return found


def keeps_facts(
    before: str,
    after: str,
    fault: str = "",
    worded: re.Pattern[str] | None = None,
    drops: Iterable[str] = (),
) -> bool:
    """Whether every fact stands in `after` as often as in `before`, and no new one but slots; and every
    quotation that the `fault` is no part of. What stands in the `fault` that is mended is no fact, but for
    its digits: they are none only where it is all letters and digits (886, 3Q). Nothing is one in the
    pieces that a fix `drops`."""
    old, new = facts(before, worded), facts(after, worded)
    lost = old - new
    spoilt = _in_words(fault, worded)
    if not _LETTERS.fullmatch(fault):
        spoilt -= Counter(_DIGITS.findall(fault))
    for piece in drops:
        spoilt += facts(piece, worded)
    return (
        not lost - spoilt and all(map(_SLOT.fullmatch, new - old)) and _keeps_quotations(before, after, fault)
    )


def _keeps_quotations(before: str, after: str, fault: str) -> bool:
    quoted = Counter(before[start:end] for start, end in quotations(before))
    return all(
        after.count(words) >= count for words, count in quoted.items() if not fault or fault not in words
    )


def has_new_slots(before: str, after: str) -> bool:
    """Whether `after` has slots that `before` has not: facts that somebody has to fill in."""
    return bool(Counter(_SLOT.findall(after)) - Counter(_SLOT.findall(before)))
