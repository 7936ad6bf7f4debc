"""Clauses and sentences: how far a negation, a courtesy word or a condition reaches.

Chats are punctuated with spaces as often as with commas, so a space between Chinese characters ends a
clause, and so does a particle before a form of address; only a full stop, a question or exclamation mark, or
a line end ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

_WIDE = r"[^\x00-\x7f\s]"
_END = re.compile(
    r"(?:[，,。！!？?；;：\n…～~（）()]|(?<![0-9A-Za-z])[:.]|[:.](?![0-9A-Za-z])"
    rf"|(?:(?<={_WIDE})|(?<=[\]}}%]))\s+(?=[\[{{]|{_WIDE}))+"
)
_SENTENCE_END = frozenset("。！!？?\n…")


class Clause(NamedTuple):
    """A clause from `start` to `end`, the marks `after` it, and the number of its sentence."""

    start: int
    end: int
    after: str
    sentence: int


class Clauses:
    """The clauses of a text, in order, together covering all of it but the marks between them."""

    __slots__ = ("_starts", "items")

    def __init__(self, text: str, breaks: Iterable[int] = ()) -> None:
        """`breaks` are offsets, in order, at which a clause ends without a mark."""
        self.items: list[Clause] = []
        start = sentence = 0
        unmarked = list(breaks)
        for mark in _END.finditer(text):
            while unmarked and unmarked[0] < mark.start():
                start = self._part(start, unmarked.pop(0), sentence)
            if mark.start() > start:
                self.items.append(Clause(start, mark.start(), mark.group(), sentence))
            if not _SENTENCE_END.isdisjoint(mark.group()):
                sentence += 1
            start = mark.end()
        for at in unmarked:
            start = self._part(start, at, sentence)
        if start < len(text) or not self.items:
            self.items.append(Clause(start, len(text), "", sentence))
        self._starts = [clause.start for clause in self.items]

    def _part(self, start: int, end: int, sentence: int) -> int:
        """Ends a clause where no mark stands; gives the start of the next."""
        if end <= start:
            return start
        self.items.append(Clause(start, end, "", sentence))
        return end

    def index(self, at: int) -> int:
        """The number of the clause that holds offset `at` (the one before, for a mark between clauses)."""
        return max(0, bisect_right(self._starts, at) - 1)

    def at(self, at: int) -> Clause:
        """The clause that holds offset `at`."""
        return self.items[self.index(at)]

    def sentence_span(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds offset `at`."""
        number = self.index(at)
        sentence = self.items[number].sentence
        first = last = number
        while first > 0 and self.items[first - 1].sentence == sentence:
            first -= 1
        while last + 1 < len(self.items) and self.items[last + 1].sentence == sentence:
            last += 1
        return self.items[first].start, self.items[last].end
