"""Ids in Latin letters for what has a Chinese name."""

from __future__ import annotations

import re
from collections.abc import Collection

_LETTERS = re.compile(r"[a-z0-9]+")
_LONGEST = 40


def slug(text: str, otherwise: str = "rule") -> str:
    """A text in small letters, digits and hyphens, Chinese in pinyin; `otherwise` where nothing is left."""
    from pypinyin import lazy_pinyin

    parts = [part for sound in lazy_pinyin(text) for part in _LETTERS.findall(sound.lower())]
    made = ""
    for part in parts:
        if len(made) + len(part) >= _LONGEST:
            break
        made += f"-{part}" if made else part
    if not made:
        return otherwise
    return made if made[0].isalpha() else f"{otherwise}-{made}"


def free(name: str, taken: Collection[str]) -> str:
    """`name`, or with the first number behind it that nobody has."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
