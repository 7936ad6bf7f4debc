"""`taken-up`: what is said next to the match speaks of the same matter: a telling character comes again.

unless:
  - taken-up: { but: common-character, turns: 2 }   # in the next two turns of the other speaker
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.matching.fold import HAN
from linter.rules.conditions.base import Condition
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("taken-up",)
FLAGS: tuple[str, ...] = ()


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


class TakenUp:
    """A Chinese character of the match's turn, other than the words of the lexicon `but`, stands in one of
    the next `turns` turns of the other speaker (all of them, where `turns` is not given)."""

    contextual = True

    def __init__(self, but: frozenset[str], turns: int | None) -> None:
        self._but, self._turns = but, turns

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it does."""
        asked = self._telling(scene)
        turns: set[int] = set()
        for said in scene.following(match):
            if said.scene.speaker == scene.speaker:
                continue
            turns.add(said.turn)
            if self._turns is not None and len(turns) > self._turns:
                return False
            if not asked.isdisjoint(self._telling(said.scene)):
                return True
        return False

    def _telling(self, scene: Scene) -> set[str]:
        return {*_han().findall(scene.view.text)} - self._but


def shape(kind: str) -> Shape:
    """The lexicon of what tells nothing, and how many turns."""
    return Record(required={"but": Text()}, optional={"turns": NamedNumber(1)})


def make(kind: str, value: Any, program: Program) -> TakenUp:
    """The condition of `value`."""
    spec: Mapping[str, Any] = value
    return TakenUp(frozenset(program.words(spec["but"])), spec.get("turns"))


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicon that `spec` refers to."""
    return [spec["but"]]


def flag(name: str, program: Program) -> Condition:
    """There are none."""
    raise AssertionError(name)
