"""`echoes`: the match takes up a word of the other speaker, to say the contrary or the same.

when:
  # the group `said` of the match stands in the customer's last two turns, in a clause without a question,
  # and is not negated there
  - echoes: { within: 2, but: question }
  - echoes: { within: 1, negated: true }      # … and is negated there
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.conditions.base import Condition
from linter.rules.conditions.speech import NEGATOR
from linter.rules.scene import Match, Scene
from linter.rules.schema import Record, Shape, Switch, Whole

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("echoes",)
FLAGS: tuple[str, ...] = ()
GROUP = "said"
"""The group of the pattern that holds the word."""
_REACH = 1
"""Characters between a negation of the customer's and the word, at most."""


class Echoes:
    """The word stands in one of the customer's last `within` turns, in a clause without `but`, and is
    `negated` there or not."""

    contextual = True

    def __init__(self, within: int, but: terms.Term | None, negated: bool, negators: tuple[str, ...]) -> None:
        self._within, self._but, self._negated = within, but, negated
        self._negators = negators

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it does."""
        word = (match.groups or {}).get(GROUP)
        return bool(word) and any(
            self._stands(str(word), earlier) for earlier in scene.earlier("customer", self._within)
        )

    def _stands(self, word: str, scene: Scene) -> bool:
        at = scene.view.text.find(word)
        while at >= 0:
            if self._denied(scene, at) == self._negated and not self._excepted(scene, at):
                return True
            at = scene.view.text.find(word, at + 1)
        return False

    def _denied(self, scene: Scene, at: int) -> bool:
        return any(scene.view.text[: at - gap].endswith(self._negators) for gap in range(_REACH + 1))

    def _excepted(self, scene: Scene, at: int) -> bool:
        if self._but is None:
            return False
        clause = scene.view.clauses.at(at)
        text = scene.view.text[clause.start : clause.end + len(clause.after)]
        view = scene.program.view(text, scene.speaker)
        return bool(self._but.matches(Scene(scene.program, view, None, scene.speaker)))


def shape(kind: str) -> Shape:
    """How far back, where it does not count, and whether the customer denied it."""
    return Record(required={"within": Whole(1)}, optional={"but": terms.term_shape(), "negated": Switch()})


def make(kind: str, value: Any, program: Program) -> Echoes:
    """The condition of `value`."""
    spec: Mapping[str, Any] = value
    but = terms.term(spec["but"], program) if "but" in spec else None
    return Echoes(spec["within"], but, spec.get("negated", False), tuple(program.words(NEGATOR)))


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec["but"]) if "but" in spec else []


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
