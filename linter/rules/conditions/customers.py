"""`customer-is`, `customer-value`, `customer-tagged`: what the shop knows of whom the reply goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, OneOf, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("customer-is", "customer-value", "customer-tagged")
FLAGS: tuple[str, ...] = ()


class KnownCustomer:
    """The customer has one of some standings, values or tags; of an unknown customer nothing holds."""

    contextual = True

    def __init__(self, kind: str, names: list[str]) -> None:
        self._kind, self._names = kind, frozenset(names)

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it has."""
        conversation = scene.reply.conversation if scene.reply else None
        profile = conversation.profile if conversation else None
        if profile is None:
            return False
        if self._kind == "customer-value":
            return profile.tier in self._names
        return not self._names.isdisjoint(profile.standings if self._kind == "customer-is" else profile.tags)


def shape(kind: str) -> Shape:
    """Names of standings or tiers, or any tags."""
    if kind == "customer-tagged":
        return ListOf(Text())
    from linter.rules import standings

    return ListOf(OneOf(*standings.names("standings" if kind == "customer-is" else "tiers")))


def make(kind: str, value: Any, program: Program) -> Condition:
    """The condition of `value`."""
    return KnownCustomer(kind, value)


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
