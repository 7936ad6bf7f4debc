"""Text as a terminal may show it: no control characters, carets as wide as what they underline, colour."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_STYLES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36", "dim": "2"}


def printable(text: str) -> str:
    """`text` with control and direction characters made visible, tabs as one space, all on one line."""
    text = text.replace("\t", " ").replace("\r\n", "⏎").replace("\n", "⏎")
    return _CONTROL.sub(lambda found: f"<{ord(found.group()):02X}>", text)


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(character)) for character in text)


def styled(text: str, style: str, color: bool) -> str:
    """`text` in one or more styles (`bold red`), when there is colour."""
    if not color or not text:
        return text
    codes = ";".join(_STYLES[name] for name in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m"
