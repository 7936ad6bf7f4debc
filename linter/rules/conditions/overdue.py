"""`overdue`: the time that the match names goes by before the same side speaks again.

find: { pattern: '(?P<amount>[\\d一二两三…]+)(?P<unit>分钟|小时)内给您' }
when:
  - overdue: { 分钟: 60, 小时: 3600 }      # seconds by unit

The groups `amount` and `unit` of the match tell the time; it counts from the message of the match.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.rules.scene import Match, Scene
from linter.rules.schema import MapOf, Shape, Whole
from linter.rules.waits import AUTOMATIC

if TYPE_CHECKING:
    from linter.rules.conditions.base import Condition
    from linter.rules.program import Program

KINDS = ("overdue",)
FLAGS: tuple[str, ...] = ()


def number(text: str) -> float | None:
    """A number in digits, or in Chinese words up to 99; None where it is none."""
    try:
        return float(text)
    except ValueError:
        pass
    import unicodedata

    try:
        values = [unicodedata.numeric(character) for character in text]
    except ValueError:
        return None
    if len(values) == 1:
        return values[0]
    if 10 not in values:
        return None
    ten = values.index(10)
    return sum(values[:ten]) * 10 + sum(values[ten + 1 :]) if ten else 10 + sum(values[1:])


class Overdue:
    """The speaker's next message that no machine sends comes later than the match says."""

    contextual = True

    def __init__(self, units: Mapping[str, int], program: Program) -> None:
        self._units, self._program = units, program

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it does; never where times are not known."""
        groups = match.groups or {}
        amount, unit = number(groups.get("amount") or ""), self._units.get(groups.get("unit") or "")
        if amount is None or unit is None:
            return False
        for said in scene.following(match):
            mine = said.scene.speaker == scene.speaker
            if mine and not self._program.signal_shown(AUTOMATIC, said.scene):
                return said.seconds is not None and said.seconds > amount * unit
        return False


def shape(kind: str) -> Shape:
    """The seconds of each unit."""
    return MapOf(Whole(1))


def make(kind: str, value: Any, program: Program) -> Overdue:
    """The condition of `value`."""
    return Overdue(value, program)


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
