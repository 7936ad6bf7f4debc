"""`any`: several finds, each with `when` and `unless` of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from linter.rules.scene import Match, Scene
from linter.rules.schema import Later, ListOf, Record

if TYPE_CHECKING:
    from linter.rules.matcher import Matcher
    from linter.rules.program import Program

KINDS = ("any",)
_OWN = ("when", "unless")


class AnyOf:
    """Finds what any of its parts finds."""

    def __init__(self, parts: list[Matcher]) -> None:
        self._parts = parts

    @property
    def contextual(self) -> bool:
        """Whether any part is."""
        return any(part.contextual for part in self._parts)

    def matches(self, scene: Scene) -> Iterator[Match]:
        """The matches of the parts, part by part."""
        for part in self._parts:
            yield from part.matches(scene)

    def needed(self) -> frozenset[str] | None:
        """The words of all parts, when every part has some."""
        union: set[str] = set()
        for part in self._parts:
            words = part.needed()
            if words is None:
                return None
            union |= words
        return frozenset(union)

    def sources(self) -> list[str]:
        """The patterns of all parts."""
        return [source for part in self._parts for source in part.sources()]


def _split(part: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {key: value for key, value in part.items() if key not in _OWN},
        {key: value for key, value in part.items() if key in _OWN},
    )


def shape() -> Record:
    """A list of finds with conditions."""
    from linter.rules import conditions, finds

    own = dict.fromkeys(_OWN, conditions.list_shape())
    return Record(required={"any": ListOf(Later(lambda: finds.shape_beside(own), "part"))})


def make(spec: Mapping[str, Any], program: Program) -> AnyOf:
    """The find of `spec`."""
    from linter.rules.matcher import Matcher

    return AnyOf([Matcher(*_split(part), program) for part in spec["any"]])


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that the parts refer to."""
    from linter.rules import conditions, finds

    return [
        name
        for part in spec["any"]
        for name in (*finds.names_in(_split(part)[0]), *conditions.names_in(_split(part)[1]))
    ]
