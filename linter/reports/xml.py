"""Text as XML may hold it: nothing that ends an element, and no character that XML 1.0 does not know."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from linter.reports.terminal import printable

_UNKNOWN = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def content(text: str) -> str:
    """Lines of text for the inside of an element."""
    lines = text.replace("\r\n", "\n").split("\n")
    return escape("\n".join(map(_known, lines)))


def element(tag: str, /, **values: object) -> str:
    """The inside of a start tag: a name and attributes."""
    told = (f"{key}={quoteattr(_known(str(value)))}" for key, value in values.items())
    return " ".join([tag, *told])


def _known(line: str) -> str:
    return _UNKNOWN.sub("\ufffd", printable(line))
