"""All words of a set found in one pass over a text (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick


class WordFinder:
    """Finds every occurrence, overlapping ones too, of any of `words`."""

    def __init__(self, words: Sequence[str]) -> None:
        self._automaton = AhoCorasick(list(words), store_patterns=False) if words else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the word, start, end) of each occurrence, by where it ends."""
        if self._automaton is None:
            return []
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
