"""`length`: how much the reply says, in characters without punctuation, spaces and emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.rules.conditions.base import Condition
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import Record, Shape, Whole

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("length",)
FLAGS: tuple[str, ...] = ()


class Length:
    """Bounds on what the reply says."""

    contextual = False

    def __init__(self, least: int, most: int | None) -> None:
        self._least, self._most = least, most

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether the reply's length lies between the bounds."""
        size = len(content(scene.view))
        return size >= self._least and (self._most is None or size <= self._most)


def shape(kind: str) -> Shape:
    """`least` and `most`."""
    bounds: dict[str, Shape] = {"least": Whole(), "most": Whole()}
    return Record(optional=bounds, at_least_one=tuple(bounds))


def make(kind: str, value: Any, program: Program) -> Length:
    """The condition of `value`."""
    return Length(value.get("least", 0), value.get("most"))


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
