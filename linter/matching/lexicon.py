"""Named lists of words, found all together in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linter.matching.automaton import WordFinder


@dataclass(slots=True, frozen=True)
class Lexicon:
    """`words` that count, `whole` where only as words of their own, never inside a phrase of `excepted`."""

    words: Sequence[str]
    excepted: Sequence[str] = ()
    whole: bool = False


class Vocabulary:
    """All lexicons of a program."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self.lexicons = lexicons
        members: dict[str, list[tuple[str, bool]]] = {}
        for name, lexicon in lexicons.items():
            for word in lexicon.words:
                members.setdefault(word, []).append((name, True))
            for phrase in lexicon.excepted:
                members.setdefault(phrase, []).append((name, False))
        self._members = list(members.values())
        self._finder: WordFinder | None = None
        self._words = list(members)

    def occurrences(self, text: str) -> tuple[dict[str, list[tuple[int, int]]], dict[str, list[tuple[int, int]]]]:
        """Per lexicon, the spans of its words and the spans of its exceptions, by where they end."""
        if self._finder is None:
            self._finder = WordFinder(self._words)
        found: dict[str, list[tuple[int, int]]] = {}
        excepted: dict[str, list[tuple[int, int]]] = {}
        for number, start, end in self._finder.find(text):
            for name, counts in self._members[number]:
                (found if counts else excepted).setdefault(name, []).append((start, end))
        return found, excepted
