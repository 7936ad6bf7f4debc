"""`then`: what is said after the match, in the rest of its turn and in the turns that follow.

unless:
  - then: { signal: soothes, turns: 3 }                     # in the agent's next three replies
  - then: { signal: soothes, messages: 5, this: true }      # in the message of the match or the next five
  - then: { lexicon: thanks, by: customer, seconds: 900 }   # by the customer, within 15 minutes
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.model import Speaker
from linter.rules import terms
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, OneOf, Shape, Switch

if TYPE_CHECKING:
    from linter.rules.conditions.base import Condition
    from linter.rules.program import Program

KINDS = ("then",)
FLAGS: tuple[str, ...] = ()


class Then:
    """A term stands in what a speaker says next: in the next `turns` turns, the next `messages` messages, and
    no more than `seconds` later (where times are known), whichever is given; with `this`, also in the message
    of the match."""

    contextual = True

    def __init__(self, term: terms.Term, spec: Mapping[str, Any]) -> None:
        self.term = term
        self._speaker: Speaker = spec.get("by", "agent")
        self._turns, self._messages = spec.get("turns"), spec.get("messages")
        self._seconds, self._this = spec.get("seconds"), spec.get("this", False)

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it is said."""
        messages = 0
        turns: set[int] = set()
        for said in scene.following(match, this=self._this):
            if said.seconds is not None and self._seconds is not None and said.seconds > self._seconds:
                return False
            if said.scene.speaker != self._speaker:
                continue
            if said.turn:
                turns.add(said.turn)
            messages += said.turn > 0 or not said.this
            if self._turns is not None and len(turns) > self._turns:
                return False
            if self._messages is not None and messages > self._messages:
                return False
            if self.term.matches(said.scene):
                return True
        return False


def shape(kind: str) -> Shape:
    """A term, and how far it is looked for."""
    far: dict[str, Shape] = {name: NamedNumber(1) for name in ("turns", "messages", "seconds")}
    return terms.term_shape({**far, "by": OneOf("agent", "customer"), "this": Switch()})


def make(kind: str, value: Any, program: Program) -> Then:
    """The condition of `value`."""
    return Then(terms.term(value, program), value if isinstance(value, Mapping) else {})


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
