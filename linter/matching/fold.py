"""Brings typing habits to one form, so that a word is found however it was typed.

Full-width letters and digits become half-width, traditional characters simplified, zero-width characters
and the spaces of s p a c e d typing go. Offsets of the folded text map back to the original.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
"""The Chinese characters, as the inside of a regular expression's character class."""

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff"
_DROPPED = re.compile(rf"[{_INVISIBLE}]+|(?<![{HAN}])(?:[{HAN}] +)+[{HAN}](?![{HAN}])")
_HAS_DROPPED = re.compile(rf"[{_INVISIBLE} ]")


def _typing_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}
    return table | {0xFF05: "%", 0xFF0B: "+", 0x3000: " ", 0xA0: " "}


@dataclass(slots=True, frozen=True)
class Folded:
    """A folded text; `origin[i]` is the original offset of its character i, None where nothing moved."""

    text: str
    origin: Sequence[int] | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that the span of the folded one stands for."""
        if self.origin is None:
            return start, end
        if start == end:
            at = self.origin[start] if start < len(self.origin) else self.origin[-1] + 1 if self.origin else 0
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


class Folder:
    """Folds texts. `variants` maps single characters to the ones that the rules are written in."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        self._table = _typing_table() | {ord(variant): plain for variant, plain in variants.items()}

    def fold(self, text: str) -> Folded:
        """`text` as the rules see it."""
        if text.isascii():
            return Folded(text, None)
        folded = text.translate(self._table)
        if not _HAS_DROPPED.search(folded):
            return Folded(folded, None)
        return _drop(folded)


def _drop(text: str) -> Folded:
    kept = bytearray(b"\x01" * len(text))
    for found in _DROPPED.finditer(text):
        invisible = text[found.start()] not in " " and not _is_han(text[found.start()])
        for at in range(found.start(), found.end()):
            if invisible or text[at] == " ":
                kept[at] = 0
    if all(kept):
        return Folded(text, None)
    origin = array("I", (at for at, keep in enumerate(kept) if keep))
    return Folded("".join(text[at] for at in origin), origin)


_HAN_CHARACTER = re.compile(f"[{HAN}]")


def _is_han(character: str) -> bool:
    return _HAN_CHARACTER.match(character) is not None
