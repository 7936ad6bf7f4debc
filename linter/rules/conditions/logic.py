"""`not`, `any`, `all`: conditions combined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import Later, Shape

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("not", "any", "all")
FLAGS: tuple[str, ...] = ()


class Logic:
    """A combination of conditions."""

    def __init__(self, kind: str, parts: list[Condition]) -> None:
        self._kind, self._parts = kind, parts
        self.contextual = any(part.contextual for part in parts)

    def holds(self, scene: Scene, match: Match) -> bool:
        """`not` holds when its part does not, `any` when one part does, `all` when all do."""
        if self._kind == "not":
            return not self._parts[0].holds(scene, match)
        decisive = self._kind == "any"
        for part in self._parts:
            if part.holds(scene, match) == decisive:
                return decisive
        return not decisive


def shape(kind: str) -> Shape:
    """One condition for `not`, a list for the others."""
    from linter.rules import conditions

    return Later(conditions.shape if kind == "not" else conditions.list_shape)


def make(kind: str, value: Any, program: Program) -> Logic:
    """The condition of `value`."""
    from linter.rules import conditions

    parts = [value] if kind == "not" else value
    return Logic(kind, conditions.conditions(parts, program))


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
