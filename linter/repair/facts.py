"""What no fix may change: placeholders, masks, links, and digits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from linter.matching.marked import blanks
from linter.model import Edit

_MATTER = re.compile(r"[0-9０-９{}\[\]【】<>%#$*./:@A-Za-z_-]")
"""Characters of which placeholders, masks, links and numbers are made."""

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


def keeps_facts(before: str, edits: Sequence[Edit], after: str) -> bool:
    """Whether `edits`, which make `after` of `before`, keep every fact as often as it stood there and bring
    no new one."""
    if not any(_touches(before, edit) for edit in edits):
        return True
    return facts(before) == facts(after)


def _touches(text: str, edit: Edit) -> bool:
    """Whether an edit could change a fact: it takes away or puts in, or moves together, what facts are
    made of."""
    around = text[max(0, edit.start - 1) : edit.start] + text[edit.end : edit.end + 1]
    return _MATTER.search(text[edit.start : edit.end] + edit.text + around) is not None
