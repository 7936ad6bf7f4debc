"""A find with the conditions on its matches: what signals and rules have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.rules import conditions, finds
from linter.rules.scene import Match, Scene

if TYPE_CHECKING:
    from linter.rules.program import Program

_NOWHERE = Match(0, 0)


class Matcher:
    """Finds matches for which all of `when` and none of `unless` hold.

    Where something is missing, conditions are asked first: they are cheaper, and there is no place that
    they could depend on.
    """

    def __init__(self, find_spec: Mapping[str, Any], own: Mapping[str, Any], program: Program) -> None:
        self.find = finds.find(find_spec, program)
        self.when = conditions.conditions(own.get("when"), program)
        self.unless = conditions.conditions(own.get("unless"), program)
        self._lacking = "missing" in find_spec
        if program.observer is not None:
            program.observer.watch(self, find_spec, own)

    @cached_property
    def contextual(self) -> bool:
        """Whether the answer depends on more than the text itself."""
        return self.find.contextual or any(part.contextual for part in (*self.when, *self.unless))

    def needed(self) -> frozenset[str] | None:
        """Words of which one must stand in the text."""
        return self.find.needed()

    def sources(self) -> Sequence[str]:
        """The patterns that the find may run."""
        return self.find.sources()

    def candidates(self, scene: Scene) -> Iterable[Match]:
        """What the find finds, whether it counts or not."""
        return self.find.matches(scene)

    def matches(self, scene: Scene) -> Iterator[Match]:
        """The matches that count."""
        if self._lacking:
            if self._counts(scene, _NOWHERE):
                yield from self.find.matches(scene)
            return
        for match in self.find.matches(scene):
            if self._counts(scene, match):
                yield match

    def _counts(self, scene: Scene, match: Match) -> bool:
        for part in self.when:
            if not part.holds(scene, match):
                return False
        for part in self.unless:  # noqa: SIM110 - asked for every candidate of every reply
            if part.holds(scene, match):
                return False
        return True
