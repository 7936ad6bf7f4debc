"""How the patterns of one ruleset file are written: with pieces that have a name, and over several lines.

    patterns:
      price: '价(?:格|位)?'
      low-price: '最低的?{price}'       # a piece may stand in those below it

`{price}` in any pattern of the file stands for the piece. In a pattern over several lines

    find:
      pattern: |-
        底{price}
        # of the whole market
        |全网最低{price}?

line ends, the white space at both ends of a line, and lines that begin with `# ` tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from linter.rules.source import Source

KEYS = ("pattern", "over", "drops")
"""Where patterns stand."""

_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")


def with_pieces(source: Source) -> Source:
    """The ruleset file (of the right shape) with its pieces put into its patterns, each on one line."""
    pieces: dict[str, str] = {}
    for name, pattern in source.data.get("patterns", {}).items():
        pieces[name] = f"(?:{_filled(pattern, pieces)})"
    return source._replace(data=_put(source.data, pieces))


def _put(value: Any, pieces: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _filled_all(item, pieces) if key in KEYS else _put(item, pieces)
            for key, item in value.items()
        }
    return [_put(item, pieces) for item in value] if isinstance(value, list) else value


def _filled_all(value: Any, pieces: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _filled(value, pieces)
    return [_filled(item, pieces) for item in value]


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda found: pieces.get(found.group(1), found.group()), _on_one_line(pattern))


def _on_one_line(pattern: str) -> str:
    lines = map(str.strip, pattern.splitlines())
    return "".join(line for line in lines if not line.startswith("# ")) if "\n" in pattern else pattern
