"""Where placeholders stand in templates, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.library.base import Entry, Hit

PAIRS = {"{": "}", "【": "】", "[": "]", "｛": "｝"}
BRACKET = re.compile(r"[{}【】\[\]｛｝]")
NAME = r"[^\W\d][\w.]{1,19}"
"""A name as placeholders have them: of two characters or more, without white space or marks."""

_LABEL = r"(?!\s*[：:{【\[(])"
"""Before a colon or another bracket, 【 】 and [ ] make a label; so they do on a line of their own."""
_PLACEHOLDER = re.compile(
    rf"\{{\{{\s*(?P<double>{NAME})\s*\}}\}}|\$\{{\s*(?P<dollar>{NAME})\s*\}}|#\{{\s*(?P<hash>{NAME})\s*\}}"
    rf"|\{{\s*(?P<brace>{NAME})\s*\}}|%\((?P<percent>{NAME})\)s"
    r"|(?!^[【\[][^\n】\]]*[】\]]\s*$)"
    rf"(?:【\s*(?P<lenticular>{NAME})\s*】|\[\s*(?P<square>{NAME})\s*\]){_LABEL}",
    re.MULTILINE,
)


class Use(NamedTuple):
    """A placeholder in a template: where, how it is written, and its name."""

    entry: Entry
    start: int
    end: int
    style: str
    name: str

    @property
    def wording(self) -> str:
        """The placeholder as it stands there."""
        return self.entry.template.text[self.start : self.end]


def has_brackets(text: str) -> bool:
    """Whether a text may hold a placeholder."""
    return "%(" in text or BRACKET.search(text) is not None


def uses_in(entry: Entry) -> Iterator[Use]:
    """The placeholders of a template."""
    for found in _PLACEHOLDER.finditer(entry.template.text):
        style = found.lastgroup or ""
        yield Use(entry, *found.span(), style, found[style])


def hit(entry: Entry, start: int, end: int, problem: str) -> Hit:
    """A hit that tells what is wrong."""
    return Hit(entry, start, end, entry.template.text[start:end], {"problem": problem})
