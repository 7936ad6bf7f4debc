"""`negated`, `question`, `quoted`: how a thing is said.

The words are the core ruleset's: the lexicon `negator` and the signal `question`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import Record, Shape, Whole
from linter.rules.terms import SignalTerm

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("negated",)
FLAGS = ("negated", "question", "quoted")
NEGATOR, QUESTION = "negator", "question"
_REACH = 6
"""Characters between a negation and what it negates, at most."""
_JOINED = 1
"""Characters between two negations that make an assertion, at most."""


class Negated:
    """A negation stands shortly before the match in its clause. Two that stand together make an assertion."""

    contextual = False

    def __init__(self, within: int) -> None:
        self._within = within

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether the nearest negation reaches the match, with an even number of others joined to it."""
        clause = scene.view.clauses.at(match.start)
        joined, at, reach = 0, match.start, self._within
        for start, end in reversed(scene.view.spans(NEGATOR)):
            if end > at:
                continue
            if start < clause.start or at - end > reach:
                break
            joined, at, reach = joined + 1, start, _JOINED
        return joined % 2 == 1


class Question:
    """The clause asks: it ends in a question mark, or has the form of a question."""

    contextual = False

    def __init__(self, program: Program) -> None:
        self._form = SignalTerm(QUESTION, program)

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether the clause of the match is a question."""
        clause = scene.view.clauses.at(max(match.start, match.end - 1))
        if "?" in clause.after or "？" in clause.after:
            return True
        return any(clause.start <= form.start < clause.end for form in self._form.matches(scene))


class Quoted:
    """The match stands inside quotation marks or a title."""

    contextual = False

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it does."""
        return scene.view.quoted(match.start, match.end)


def shape(kind: str) -> Shape:
    """`within`, in characters."""
    return Record(required={"within": Whole(1)})


def make(kind: str, value: Any, program: Program) -> Condition:
    """The condition of `value`."""
    return Negated(value["within"])


def flag(name: str, program: Program) -> Condition:
    """The condition of that name."""
    if name == "negated":
        return Negated(_REACH)
    return Question(program) if name == "question" else Quoted()
