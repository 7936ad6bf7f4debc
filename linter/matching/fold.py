"""Brings typing habits to one form, so that a word is found however it was typed.

Full-width letters and digits become half-width, traditional characters simplified, zero-width characters
and the spaces of s p a c e d typing go. Halves of characters, which broken software leaves behind, become
the replacement character. Offsets of the folded text map back to the original.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from functools import cache

HAN = "\u3400-\u9fff"
"""The Chinese characters, as the inside of a regular expression's character class."""

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff"
_MANY = 10_000
"""Characters after which it pays to look first whether there is anything to translate."""

_HAS_DROPPED = re.compile(rf"[{_INVISIBLE} ]")


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{_INVISIBLE}]")


@cache
def _may_drop() -> re.Pattern[str]:
    return re.compile(rf"[{_INVISIBLE} \u3000\u00a0]")


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(f"(?<![{HAN}])(?:[{HAN}] +)+[{HAN}](?![{HAN}])")


def _typing_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return table | {0xFF05: "%", 0xFF0B: "+", 0x3000: " ", 0xA0: " "}


class Folded:
    """A folded text; `origin[i]` is the original offset of its character i, None where nothing moved."""

    __slots__ = ("origin", "text")

    def __init__(self, text: str, origin: Sequence[int] | None = None) -> None:
        self.text = text
        self.origin = origin

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
        self._screen: re.Pattern[str] | None = None
        self._folded = 0

    def fold(self, text: str) -> Folded:
        """`text` as the rules see it."""
        if text.isascii():
            return Folded(text)
        text = self._translated(text)
        return _drop(text) if _HAS_DROPPED.search(text) else Folded(text)

    def fold_all(self, texts: Sequence[str]) -> tuple[str, set[int]]:
        """The texts joined by newlines, folded as far as no character moves, and the numbers of those in
        which some would."""
        joined = self._translated("\n".join(texts))
        if not _HAS_DROPPED.search(joined):
            return joined, set()
        return joined, {number for number, text in enumerate(texts) if _may_drop().search(text)}

    def _translated(self, text: str) -> str:
        if self._screen is None:
            self._folded += len(text)
            if self._folded > _MANY:
                self._screen = re.compile(f"[{re.escape(''.join(map(chr, self._table)))}]")
        return text.translate(self._table) if self._screen is None or self._screen.search(text) else text


def _drop(text: str) -> Folded:
    folded = Folded(text)
    if hidden := {found.start() for found in _hidden().finditer(text)}:
        folded = _without(folded, hidden)
    spaces = {
        at
        for found in _spaced().finditer(folded.text)
        for at in range(*found.span())
        if folded.text[at] == " "
    }
    return _without(folded, spaces) if spaces else folded


def _without(folded: Folded, gone: set[int]) -> Folded:
    text, origin = folded.text, folded.origin
    left = [at for at in range(len(text)) if at not in gone]
    return Folded(
        "".join(text[at] for at in left), array("I", left if origin is None else (origin[at] for at in left))
    )
