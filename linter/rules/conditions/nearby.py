"""`inside`, `before`, `after`, `clause`, `sentence`, `earlier`, `later`, `reply`: what is around a match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import Shape, Whole

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("inside", "before", "after", "clause", "sentence", "earlier", "later", "reply")
FLAGS: tuple[str, ...] = ()
_FAR = 200
"""Characters: further than a clause is long."""


class Nearby:
    """A term stands in a relation to the match.

    `before` (the match is before it) and `after` look in the match's own clause, at most `within`
    characters away; `earlier` and `later` look in all of the reply before and behind it; `inside` wants the
    match inside an occurrence, with something of it to spare unless it is a word of a lexicon.
    """

    def __init__(self, kind: str, term: terms.Term, within: int | None) -> None:
        self._kind, self._term, self._within = kind, term, within
        self._may_be_all = isinstance(term, terms.LexiconTerm)

    @property
    def contextual(self) -> bool:
        """As its term."""
        return self._term.contextual

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether the term stands there."""
        if self._kind in ("before", "after") and isinstance(self._term, terms.PatternTerm):
            return self._adjoins(self._term, scene, match, _FAR if self._within is None else self._within)
        found = self._term.matches(scene)
        if not found:
            return False
        if self._kind == "reply":
            return True
        if self._kind == "inside":
            return any(
                other.start <= match.start
                and match.end <= other.end
                and (self._may_be_all or other[:2] != match[:2])
                for other in found
            )
        if self._kind == "later":
            return any(match.end <= other.start for other in found)
        if self._kind == "earlier":
            return any(other.end <= match.start for other in found)
        if self._kind == "sentence":
            start, end = scene.view.clauses.sentence_span(match.start)
        else:
            start = scene.view.clauses.at(match.start).start
            end = scene.view.clauses.at(max(match.start, match.end - 1)).end
        return any(start <= other.start < end and self._related(match, other) for other in found)

    def _adjoins(self, term: terms.PatternTerm, scene: Scene, match: Match, within: int) -> bool:
        clauses = scene.view.clauses
        if self._kind == "before":
            return term.stands_behind(
                scene.view, match.end, clauses.at(max(match.start, match.end - 1)).end, within
            )
        return term.stands_before(scene.view, clauses.at(match.start).start, match.start, within)

    def _related(self, match: Match, other: Match) -> bool:
        if self._kind == "before":
            gap = other.start - match.end
        elif self._kind == "after":
            gap = match.start - other.end
        else:
            return True
        return gap >= 0 and (self._within is None or gap <= self._within)


def shape(kind: str) -> Shape:
    """A term, with `within` for the two that measure."""
    return terms.term_shape({"within": Whole()} if kind in ("before", "after") else None)


def make(kind: str, value: Any, program: Program) -> Nearby:
    """The condition of `value`."""
    within = value.get("within") if isinstance(value, Mapping) else None
    return Nearby(kind, terms.term(value, program), within)


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
