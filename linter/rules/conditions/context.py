"""`customer`, `agent`, `position`, `named`, `chat`, `template`: where the reply stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.model import Speaker
from linter.rules import terms
from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, OneOf, Shape, Text, Whole

if TYPE_CHECKING:
    from linter.rules.program import Program

TERM_KINDS = ("customer", "agent")
KINDS = (*TERM_KINDS, "position", "named")
FLAGS = ("chat", "template")


class Said:
    """A term stands in one of the last `within` turns of a speaker before this reply."""

    contextual = True

    def __init__(self, speaker: Speaker, term: terms.Term, within: int) -> None:
        self._speaker, self.term, self._within = speaker, term, within

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it was said."""
        for earlier in scene.earlier(self._speaker, self._within):  # noqa: SIM110 - asked for every reply
            if self.term.matches(earlier):
                return True
        return False


class Position:
    """The reply is the agent's first, or last, of the conversation."""

    contextual = True

    def __init__(self, place: str) -> None:
        self.place = place

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it is."""
        reply = scene.reply
        return reply is not None and bool(reply.first if self.place == "first" else reply.last)


class Named:
    """The template's name or situation holds one of some words."""

    contextual = True

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it does; what is no template has no name."""
        template = scene.reply.template if scene.reply else None
        if template is None:
            return False
        return any(word in template.name or word in template.situation for word in self._words)


class Kind:
    """The reply is a template, or part of a chat."""

    contextual = True

    def __init__(self, template: bool) -> None:
        self._template = template

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it is."""
        return scene.reply is not None and (scene.reply.template is not None) == self._template


def shape(kind: str) -> Shape:
    """A term with `within` (turns), a place, or words."""
    if kind in TERM_KINDS:
        return terms.term_shape({"within": Whole(1)})
    return OneOf("first", "last") if kind == "position" else ListOf(Text())


def make(kind: str, value: Any, program: Program) -> Condition:
    """The condition of `value`."""
    if kind == "position":
        return Position(value)
    if kind == "named":
        return Named(value)
    within = value.get("within", 1) if isinstance(value, Mapping) else 1
    speaker: Speaker = "customer" if kind == "customer" else "agent"
    return Said(speaker, terms.term(value, program), within)


def flag(name: str, program: Program) -> Condition:
    """The condition of that name."""
    return Kind(name == "template")
