"""The face that every kind of find shows to the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from linter.rules.scene import Match, Scene


class Find(Protocol):
    """Finds spans of a text."""

    @property
    def contextual(self) -> bool:
        """Whether the answer depends on more than the text itself."""

    def matches(self, scene: Scene) -> Iterable[Match]:
        """The spans, in the order of the text where there are several."""

    def needed(self) -> frozenset[str] | None:
        """Words of which one must stand in the text for anything to be found; None when there are none."""

    def sources(self) -> Sequence[str]:
        """The patterns that may be run."""
