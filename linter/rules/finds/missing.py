"""`missing`: something that does not stand anywhere in the reply. The find is the empty span before it.

Nothing is missing in a reply that says nothing in Chinese: a picture, an order number, a foreign language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.matching.fold import HAN
from linter.rules import terms
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import Record

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("missing",)
_HAN = f"[{HAN}]"


class Missing:
    """Finds the lack of a term."""

    def __init__(self, term: terms.Term) -> None:
        self._term = term

    @property
    def contextual(self) -> bool:
        """As its term."""
        return self._term.contextual

    def matches(self, scene: Scene) -> list[Match]:
        """One empty match, or none."""
        if any(True for _ in self._term.matches(scene)) or not re.search(_HAN, content(scene.view)):
            return []
        return [Match(0, 0)]

    def needed(self) -> None:
        """What is missing needs no word."""
        return

    def sources(self) -> Sequence[str]:
        """As its term."""
        return self._term.sources()


def shape() -> Record:
    """A term."""
    return Record(required={"missing": terms.term_shape()})


def make(spec: Mapping[str, Any], program: Program) -> Missing:
    """The find of `spec`."""
    return Missing(terms.term(spec["missing"], program))


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec["missing"])
