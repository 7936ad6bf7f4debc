"""One text as the rules see it. Every fact is worked out when it is first asked for, and kept."""

from __future__ import annotations

from typing import Any

from linter.matching.clauses import Clause, Clauses
from linter.matching.fold import Folded
from linter.matching.lexicon import Vocabulary
from linter.matching.marked import Span, blanks, covers, overlaps, quotations
from linter.matching.segment import word_edges


class TextView:
    """A folded text and what is known of it. Offsets count its characters; `original_span` leads back.

    `candidates` are the rules that may find something here (filled by the engine), `memo` holds what
    signals and patterns have found, by their keys.
    """

    __slots__ = (
        "_blanks", "_clauses", "_edges", "_excepted", "_found", "_quotations", "_spans", "_vocabulary",
        "candidates", "folded", "memo", "text",
    )  # fmt: skip

    def __init__(self, folded: Folded, vocabulary: Vocabulary) -> None:
        self.folded = folded
        self.text = folded.text
        self.candidates: Any = None
        self.memo: dict[Any, list[Any]] = {}
        self._vocabulary = vocabulary
        self._clauses: Clauses | None = None
        self._quotations: list[Span] | None = None
        self._blanks: list[Span] | None = None
        self._found: dict[str, list[Span]] | None = None
        self._excepted: dict[str, list[Span]] = {}
        self._spans: dict[str, list[Span]] = {}
        self._edges: dict[int, set[int]] = {}

    @property
    def clauses(self) -> Clauses:
        """The clauses of the text."""
        if self._clauses is None:
            self._clauses = Clauses(self.text)
        return self._clauses

    def quoted(self, start: int, end: int) -> bool:
        """Whether the span lies inside a quotation or a title."""
        if self._quotations is None:
            self._quotations = quotations(self.text)
        return covers(self._quotations, start, end)

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
        return at - clause.start in edges

    def spans(self, lexicon: str) -> list[Span]:
        """Where words of `lexicon` stand, in order; a word inside a longer one of the same list is left out."""
        kept = self._spans.get(lexicon)
        if kept is None:
            kept = self._spans[lexicon] = self._look_up(lexicon)
        return kept

    def _look_up(self, name: str) -> list[Span]:
        if self._found is None:
            self._found, self._excepted = self._vocabulary.occurrences(self.text)
        found = self._found.get(name)
        if not found:
            return []
        excepted = self._excepted.get(name, [])
        whole = self._vocabulary.lexicons[name].whole
        longest: list[Span] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if longest and end <= longest[-1][1]:
                continue
            if covers(excepted, start, end) or self.blank(start, end):
                continue
            if whole and not self.is_word(start, end):
                continue
            longest.append((start, end))
        return longest
