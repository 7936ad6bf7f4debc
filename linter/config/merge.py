"""The parts of a configuration merged into one, each value with where it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from linter.config.keys import Join, keys
from linter.config.model import Part
from linter.rules.source import Path as At


class Entry(NamedTuple):
    """A value that holds: where it stands in what the parts make together (the items of a list under the
    place of the list), and the part and place where it was written."""

    at: tuple[str, ...]
    value: Any
    part: Part
    place: At

    @property
    def item(self) -> bool:
        """Whether it is one of the items of a list."""
        return bool(self.place) and isinstance(self.place[-1], int)


class Placed(Protocol):
    """A value with its key and the names below it; `item`: it is one of the items of a list there."""

    @property
    def at(self) -> tuple[str, ...]: ...

    @property
    def value(self) -> Any: ...

    @property
    def item(self) -> bool: ...


class Merged:
    """What several parts say together, the lowest first. `entries` are in the order of the keys' table."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.entries: list[Entry] = []
        for key in keys().values():
            if key.name not in ("extends", "overrides"):
                found: list[Entry] = []
                for part in parts:
                    if key.name in part.source.data:
                        own = _entries((key.name,), part.source.data[key.name], part, (key.name,), key.join)
                        found = _laid_over(found, list(own), key.join)
                self.entries += found
        self.data = nested(self.entries)

    def part_of(self, key: str) -> Part | None:
        """The part that says a key that one alone can say."""
        return next((entry.part for entry in self.entries if entry.at == (key,)), None)


def _entries(at: tuple[str, ...], value: Any, part: Part, place: At, join: Join) -> Iterator[Entry]:
    if isinstance(value, Mapping) and len(at) <= join.depth:
        for name, item in value.items():
            yield from _entries((*at, name), item, part, (*place, name), join)
    elif isinstance(value, list) and join.items:
        for number, item in enumerate(value):
            yield Entry(at, item, part, (*place, number))
    else:
        yield Entry(at, value, part, place)


def _laid_over(lower: list[Entry], upper: list[Entry], join: Join) -> list[Entry]:
    """The entries of one key with those of the next part over them."""
    if join.items:
        lower = [entry for entry in lower if not _another_role(entry, upper)]
        return [*upper, *lower] if join.ahead else [*lower, *upper]
    gone = {entry.at for entry in upper}
    return [*(entry for entry in lower if not _covered(entry.at, gone)), *upper]


def _covered(at: tuple[str, ...], gone: set[tuple[str, ...]]) -> bool:
    """Whether a later part says something else. A severity covers those of all that it stands for."""
    if at in gone:
        return True
    if at[0] != "severity":
        return False
    parts = at[1].split(".")
    return any(("severity", ".".join(parts[:many])) in gone for many in range(1, len(parts)))


def _another_role(entry: Entry, upper: Sequence[Entry]) -> bool:
    """Whether a later part gives the same name to another speaker."""
    return entry.at[0] == "roles" and any(
        other.value == entry.value and other.at != entry.at for other in upper
    )


def nested(values: Iterable[Placed]) -> dict[str, Any]:
    """The values as a configuration has them."""
    data: dict[str, Any] = {}
    for value in values:
        *above, last = value.at
        within = data
        for name in above:
            within = within.setdefault(name, {})
        if value.item:
            within.setdefault(last, []).append(value.value)
        else:
            within[last] = value.value
    return data
