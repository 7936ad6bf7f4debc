"""`density`: at least `least` occurrences of a term in one reply. The find is the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("density",)


class Density:
    """Finds too much of a term. Occurrences that overlap count once, quotations not at all."""

    def __init__(self, term: terms.Term, least: int) -> None:
        self._term, self._least = term, least

    @property
    def contextual(self) -> bool:
        """As its term."""
        return self._term.contextual

    def matches(self, scene: Scene) -> list[Match]:
        """The first occurrence, when there are enough."""
        counted: list[Match] = []
        for match in sorted(self._term.matches(scene), key=lambda match: match[:2]):
            if scene.view.quoted(match.start, match.end) or (counted and match.start < counted[-1].end):
                continue
            counted.append(match)
        if len(counted) < self._least:
            return []
        return [counted[0]._replace(all=tuple(match[:2] for match in counted))]

    def needed(self) -> frozenset[str] | None:
        """As its term."""
        return self._term.needed()

    def sources(self) -> Sequence[str]:
        """As its term."""
        return self._term.sources()


def shape() -> Record:
    """`of` a term, `least` how often."""
    return Record(required={"density": Record(required={"of": terms.term_shape(), "least": NamedNumber(1)})})


def make(spec: Mapping[str, Any], program: Program) -> Density:
    """The find of `spec`."""
    return Density(terms.term(spec["density"]["of"], program), spec["density"]["least"])


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec["density"]["of"])
