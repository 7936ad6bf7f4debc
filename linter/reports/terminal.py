"""Text as a terminal may show it: no control characters, carets as wide as what they underline, colour."""

from __future__ import annotations

import re
from functools import cache

_CONTROL = (
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control, direction and other characters that show nothing themselves, and halves of characters."""

_HALVES = "[\ud800-\udfff]"

_STYLES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36", "dim": "2"}


SEVERITY_COLORS = {"error": "red", "warning": "yellow", "info": "blue", "hint": "cyan"}


@cache
def _control() -> re.Pattern[str]:
    return re.compile(_CONTROL)


def printable(text: str) -> str:
    """`text` with control and direction characters made visible, tabs as one space, all on one line."""
    text = text.replace("\t", " ").replace("\r\n", "⏎").replace("\n", "⏎")
    return _control().sub(lambda found: f"<{ord(found.group()):02X}>", text)


def harmless_json(text: str) -> str:
    """JSON in which the same characters are written as escapes."""
    return _control().sub(_escape, text)


def indented_json(data: object, indent: int = 2) -> str:
    """JSON on several lines, without a line end behind the last, in which the same characters are written as
    escapes."""
    import json

    lines = json.dumps(data, ensure_ascii=False, indent=indent).split("\n")
    return "\n".join(map(harmless_json, lines))


def portable_json(data: object) -> str:
    """JSON on one line for other programs, the strict ones too: halves of characters are marks of what was
    lost there, since many readers refuse them even as escapes."""
    import json

    return harmless_json(re.sub(_HALVES, "\ufffd", json.dumps(data, ensure_ascii=False)))


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


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
