"""The face of what watches rules at work. A program without an observer knows nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from linter.rules.matcher import Matcher


class Observer(Protocol):
    """Is shown each matcher of rules, parts of rules and signals when it is made."""

    def watch(self, matcher: Matcher, find_spec: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        """May put others, which do the same, in the place of its `find` and of its conditions."""
