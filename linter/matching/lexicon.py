"""Named lists of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from linter.matching.automaton import WordFinder
from linter.matching.marked import Span, covers


class Lexicon:
    """`words` that count, `whole` where only as words of their own, never inside a phrase of `excepted`."""

    def __init__(self, words: Sequence[str], excepted: Sequence[str] = (), whole: bool = False) -> None:
        self.words = words
        self.excepted = excepted
        self.whole = whole

    @cached_property
    def _finder(self) -> WordFinder:
        return WordFinder([*self.words, *self.excepted])

    def occurrences(self, text: str, counts: Callable[[int, int], bool]) -> list[Span]:
        """Where the words stand, in order, those aside that lie in an exception or in a longer word that
        `counts`."""
        hits = self._finder.find(text)
        if not hits:
            return []
        count = len(self.words)
        excepted = [(start, end) for number, start, end in hits if number >= count]
        longest: list[Span] = []
        for start, negative_end in sorted((start, -end) for number, start, end in hits if number < count):
            if longest and -negative_end <= longest[-1][1]:
                continue
            if not (excepted and covers(excepted, start, -negative_end)) and counts(start, -negative_end):
                longest.append((start, -negative_end))
        return longest


Vocabulary = Mapping[str, Lexicon]
"""All lexicons of a program, by name."""
