"""All words of a set found in one pass over a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SOON = 20_000
"""Characters of text after which building an automaton has paid."""


class WordFinder:
    """Finds every occurrence, overlapping ones too, of any of `words`.

    For little text each of its parts is looked up; an automaton (Aho-Corasick) takes longer to build than
    that, and is built when more text comes.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._numbers: dict[str, tuple[int, ...]] | None = None
        self._lengths: Sequence[int] = ()
        self._automaton: AhoCorasick | None = None
        self._seen = 0

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the word, start, end) of each occurrence."""
        if not self._words:
            return []
        self._seen += len(text)
        if self._automaton is None and self._seen <= _SOON:
            return self._looked_up(text)
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(list(self._words), store_patterns=False)
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def _looked_up(self, text: str) -> list[tuple[int, int, int]]:
        if self._numbers is None:
            self._numbers = _numbered(self._words)
            self._lengths = sorted(set(map(len, self._words)))
        numbers = self._numbers
        return [
            (number, start, start + length)
            for length in self._lengths
            for start in range(len(text) - length + 1)
            if (part := text[start : start + length]) in numbers
            for number in numbers[part]
        ]


def _numbered(words: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of each word; most come once."""
    numbers: dict[str, tuple[int, ...]] = dict(zip(words, zip(range(len(words))), strict=True))
    if len(numbers) < len(words):
        for number, word in enumerate(words):
            if number not in numbers[word]:
                numbers[word] = (*numbers[word], number)
    return numbers
