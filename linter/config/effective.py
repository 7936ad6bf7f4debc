"""What holds for a file after all, and where each value was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from linter.config.extends import PROFILE, extended
from linter.config.keys import keys
from linter.config.merge import Entry, Merged
from linter.config.model import Config, Part
from linter.rules.source import Path as At

DEFAULT, OPTION = "default", "option"


class Origin(NamedTuple):
    """Where a value comes from. `kind` is that of a part (`profile`, `extended`, `file`, `override`), with a
    place in its file; `default`; or `option`, with the name of the option."""

    kind: str
    path: str = ""
    line: int = 0
    column: int = 0
    option: str = ""


class Value(NamedTuple):
    """A value that holds. `at` is its key, and the names below it; `item`: it is one of the items of a list
    there."""

    at: tuple[str, ...]
    value: Any
    origin: Origin
    item: bool = False


def effective(config: Config, options: Mapping[str, tuple[str, Any]]) -> list[Value]:
    """All values that hold, in the order of the keys. `options` are those that the command line gives: by
    key, the name of the option and its value; lists are added to those below, as for `ignore`, or hold
    alone."""
    entries = [entry for entry in Merged(config.parts).entries if entry.at != ("profile",)]
    return [
        *_profile(config.parts, options),
        *(value for key in keys() for value in _values(key, entries, options)),
    ]


def _profile(parts: Sequence[Part], options: Mapping[str, tuple[str, Any]]) -> Iterator[Value]:
    """The profile under all else, and the part that asks for it: by `profile`, or in what it extends."""
    if "profile" in options or not parts or parts[0].kind != "profile":
        return
    name = Path(parts[0].source.path).stem
    for part in reversed(parts):
        data = part.source.data
        if data.get("profile") == name or f"{PROFILE}{name}" in extended(data):
            place: At = ("profile",) if data.get("profile") == name else ("extends",)
            yield Value(("profile",), name, _origin(part, place))
            return


def _values(key: str, entries: Sequence[Entry], options: Mapping[str, tuple[str, Any]]) -> Iterator[Value]:
    about = keys()[key]
    own = [_value(entry) for entry in entries if entry.at[0] == key]
    if key in options:
        name, given = options[key]
        origin = Origin(OPTION, option=name)
        if about.join.items:
            yield from own
            yield from (Value((key,), one, origin, item=True) for one in given)
        else:
            yield Value((key,), given, origin)
    elif own:
        yield from own
    elif about.default is not None:
        yield Value((key,), about.default, Origin(DEFAULT))


def _value(entry: Entry) -> Value:
    return Value(entry.at, entry.value, _origin(entry.part, entry.place), entry.item)


def _origin(part: Part, place: At) -> Origin:
    marks = part.source.marks
    line, column = marks.get((*place, "@key")) or marks.get(place) or (1, 1)
    return Origin(part.kind, part.source.path, line, column)
