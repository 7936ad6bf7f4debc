"""A pattern with many alternatives, taken apart.

A rule is easiest to read as one list of wordings, but to compile all of them because of one word takes longer
than to check a file. Each alternative is a pattern of its own, with words of its own, and is compiled only
where one of these stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_MATCH = "(?P<m>"
_SHORT = 60
"""Characters: a pattern that is no longer than this is left whole."""
_NUMBERED = r"\\[1-9]"
_NAMED = r"\(\?P<(\w+)>"
_NAMED_AGAIN = r"\(\?P=(\w+)\)"


def alternatives(pattern: str) -> list[str]:
    """Patterns that together match where `pattern` does: its alternatives, and those of its group `m`.

    A pattern with groups that are counted, or named for a fix, is left whole.
    """
    if len(pattern) <= _SHORT or pattern.startswith("(?m)") or re.search(_NUMBERED, pattern):
        return [pattern]
    if set(re.findall(_NAMED, pattern)) - {"m"} - set(re.findall(_NAMED_AGAIN, pattern)):
        return [pattern]
    parts = [piece for part in _bars(pattern) for piece in _within_match(part)]
    whole = all(set(re.findall(_NAMED_AGAIN, part)) <= set(re.findall(_NAMED, part)) for part in parts)
    return list(dict.fromkeys(parts)) if whole else [pattern]


def taken_apart(spec: Any) -> Any:
    """A find with every pattern in it, but those of conditions, taken apart."""
    if isinstance(spec, Mapping):
        return {key: _values(key, value) for key, value in spec.items()}
    return [taken_apart(item) for item in spec] if isinstance(spec, list) else spec


def _values(key: str, value: Any) -> Any:
    if key in ("when", "unless", "reply"):
        return value
    if key != "pattern":
        return taken_apart(value)
    return [
        part for source in ([value] if isinstance(value, str) else value) for part in alternatives(source)
    ]


def _within_match(pattern: str) -> Iterator[str]:
    """The alternatives of the group `m`, each between what stands around the group."""
    start = next((at for at, depth in _open(pattern) if depth == 0 and pattern.startswith(_MATCH, at)), -1)
    end = _close(pattern, start) if start >= 0 else -1
    if start < 0 or pattern[end + 1 : end + 2] in ("*", "+", "?", "{"):
        yield pattern
        return
    for alternative in _bars(_unwrapped(pattern[start + len(_MATCH) : end])):
        yield f"{pattern[:start]}{_MATCH}{alternative}{pattern[end:]}"


def _unwrapped(body: str) -> str:
    """What stands in a group, where all of `body` is one that is not counted."""
    if body.startswith("(?:") and _close(body, 0) == len(body) - 1:
        return body[3:-1]
    return body


def _bars(pattern: str) -> list[str]:
    """`pattern` cut at the bars that stand in no group."""
    cuts = [at for at, depth in _open(pattern) if depth == 0 and pattern[at] == "|"]
    return [pattern[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(pattern)], strict=True)]


def _close(pattern: str, start: int) -> int:
    """Where the group that opens at `start`, in no other group, closes."""
    return next(at for at, depth in _open(pattern) if at > start and depth == 1 and pattern[at] == ")")


def _open(pattern: str) -> Iterator[tuple[int, int]]:
    """Every character that is neither escaped nor in a class, with the number of groups it stands in."""
    depth = at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 2
            continue
        if character == "[":
            at = _class_end(pattern, at) + 1
            continue
        yield at, depth
        depth += (character == "(") - (character == ")")
        at += 1


def _class_end(pattern: str, start: int) -> int:
    at = start + 1 + pattern.startswith("^", start + 1)
    at += pattern.startswith("]", at)
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at
