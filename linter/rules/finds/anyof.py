"""`any`: several finds, each with `when` and `unless` of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, Record, Shape

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


def shape() -> Shape:
    """A list of finds with conditions."""
    from linter.rules import conditions, finds

    class Part:
        """A find with `when` and `unless` beside it."""

        def describe(self) -> str:
            return finds.shape().describe()

        def check(self, value: Any, at: Any, source: Any) -> None:
            if not isinstance(value, Mapping):
                finds.shape().check(value, at, source)
                return
            what, own = _split(value)
            finds.shape().check(what, at, source)
            Record(optional=dict.fromkeys(_OWN, conditions.list_shape())).check(own, at, source)

    return Record(required={"any": ListOf(Part())})


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
