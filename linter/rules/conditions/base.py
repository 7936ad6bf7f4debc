"""The face that every condition shows."""

from __future__ import annotations

from typing import Protocol

from linter.rules.scene import Match, Scene


class Condition(Protocol):
    """Holds for a match in a scene, or does not."""

    @property
    def contextual(self) -> bool:
        """Whether the answer depends on more than the text itself."""

    def holds(self, scene: Scene, match: Match) -> bool:
        """Whether it holds."""
