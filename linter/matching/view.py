"""One text as the rules see it. Every fact is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Collection, Set
from typing import Any

from linter.matching.clauses import Clause, Clauses
from linter.matching.fold import Folded
from linter.matching.lexicon import Vocabulary
from linter.matching.marked import Span, blanks, covers, overlaps, quotations
from linter.matching.segment import word_edges

_NONE: frozenset[str] = frozenset()

BREAK = "clause-break"
"""Of the words of this lexicon, the first character ends a clause."""


class TextView:
    """A folded text and what is known of it. Offsets count its characters; `original_span` leads back.

    `candidates` are the rules or signals that may find something here. Of the patterns in `guarded` only
    those in `present` can match: the words of the others are missing. `memo` holds what signals and
    patterns have found, by their keys.
    """

    __slots__ = (
        "_blanks",
        "_clauses",
        "_edges",
        "_quotations",
        "_spans",
        "_vocabulary",
        "candidates",
        "folded",
        "guarded",
        "memo",
        "present",
        "text",
    )

    def __init__(self, folded: Folded, vocabulary: Vocabulary) -> None:
        self.folded = folded
        self.text = folded.text
        self.candidates: Collection[Any] = ()
        self.present: Set[str] = _NONE
        self.guarded: Set[str] = _NONE
        self.memo: dict[Any, list[Any]] = {}
        self._vocabulary = vocabulary
        self._clauses: Clauses | None = None
        self._quotations: list[Span] | None = None
        self._blanks: list[Span] | None = None
        self._spans: dict[str, list[Span]] = {}
        self._edges: dict[int, set[int]] = {}

    @property
    def clauses(self) -> Clauses:
        """The clauses of the text."""
        if self._clauses is None:
            breaks = (start + 1 for start, _ in self.spans(BREAK)) if BREAK in self._vocabulary else ()
            self._clauses = Clauses(self.text, breaks)
        return self._clauses

    def quoted(self, start: int, end: int) -> bool:
        """Whether the span begins inside a quotation or a title, and is not empty."""
        if self._quotations is None:
            self._quotations = quotations(self.text)
        return start < end and covers(self._quotations, start, start + 1)

    def blank(self, start: int, end: int) -> bool:
        """Whether the span touches a placeholder, a mask or a link."""
        if self._blanks is None:
            self._blanks = blanks(self.text)
        return overlaps(self._blanks, start, end)

    def is_word(self, start: int, end: int) -> bool:
        """Whether the span is one word or several, with no word reaching across its ends."""
        return self._is_edge(start, self.clauses.at(start)) and self._is_edge(end, self.clauses.at(end - 1))

    def _is_edge(self, at: int, clause: Clause) -> bool:
        edges = self._edges.get(clause.start)
        if edges is None:
            edges = self._edges[clause.start] = word_edges(self.text[clause.start : clause.end])
        return at - clause.start in edges or at > clause.end

    def spans(self, lexicon: str) -> list[Span]:
        """Where words of `lexicon` stand, in order; a word inside a longer one of the list is left out."""
        kept = self._spans.get(lexicon)
        if kept is None:
            known = self._vocabulary[lexicon]
            counts = self._stands_alone if known.whole else self._is_said
            kept = self._spans[lexicon] = known.occurrences(self.text, counts)
        return kept

    def _is_said(self, start: int, end: int) -> bool:
        return not self.blank(start, end)

    def _stands_alone(self, start: int, end: int) -> bool:
        return not self.blank(start, end) and self.is_word(start, end)
