"""What texts share: the characters that tell what something is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.matching.segment import segmenter

_FIGURES = re.compile(r"[0-9a-z]+")


def figures(text: str) -> frozenset[str]:
    """The figures and Latin words of a text."""
    return frozenset(_FIGURES.findall(text))


def pairs(text: str) -> Iterator[str]:
    """Characters side by side."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def telling(text: str, aside: frozenset[str]) -> frozenset[str]:
    """The characters of a text, but for those that texts share by chance."""
    return frozenset(one for one in text if one.isalpha() and not one.isascii()) - aside


def words(text: str, aside: frozenset[str]) -> frozenset[str]:
    """Words of several characters that tell something."""
    return frozenset(word for word in segmenter()(text) if len(word) > 1 and not aside.issuperset(word))


def meets(parts: frozenset[str], of: frozenset[str], said: str) -> bool:
    """Whether a text has one of these characters or pairs of them, and not as part of quite another word;
    `of`: the words that they stand in."""
    shared = {part for part in parts if part in said}
    if not shared:
        return False
    whole = {word for word in of if not shared.isdisjoint(word)}
    if len(shared) > 1 or any(len(part) > 1 for part in shared) or any(word in said for word in whole):
        return True
    single = shared - {one for word in whole for one in word}
    return bool(single) or not shared.isdisjoint(segmenter()(said))
