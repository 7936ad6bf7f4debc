"""What no fix may change: placeholders, masks, links, and digits."""

from __future__ import annotations

import re
from collections import Counter

from linter.matching.marked import blanks

_DIGITS = re.compile(r"[0-9０-９]+(?:[.,:：/-][0-9０-９]+)*")


def facts(text: str) -> Counter[str]:
    """The placeholders, masks, links and numbers of a text, and how often each stands there."""
    spans = blanks(text)
    found = Counter(text[start:end] for start, end in spans)
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    found.update(_DIGITS.findall("".join(rest)))
    return found


def keeps_facts(before: str, after: str) -> bool:
    """Whether every fact stands in `after` as often as in `before`, and no new one."""
    return facts(before) == facts(after)
