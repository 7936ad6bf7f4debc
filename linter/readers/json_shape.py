"""Descriptions of transcripts in JSON: where a format has its messages, and what stands where in them.

A path is keys joined by dots, where `*` stands for every element of a list: `data.*.comments`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from linter.model import Speaker
from linter.readers.json_places import JsonPlaces, message_text
from linter.readers.json_tree import cut_short
from linter.source import Place

_LOOK = 20
Steps = tuple[str | int, ...]


class Found(NamedTuple):
    """The messages of one list, each with the keys and list numbers that lead to it; `owner` is the object
    that the list stands in."""

    owner: Mapping[str, Any]
    messages: list[tuple[Steps, Any]]


class Said(NamedTuple):
    """The text of a message, and its place."""

    text: str
    place: Place


class JsonShape:
    """A format. Of several paths the first that leads somewhere counts.

    `lists` lead from the top (or from an element of a list there) to lists of messages; the empty path is a
    list at the top, or a message as a whole line. A list is of this format if a message in it has all keys
    of one of `marks`. `roles` are what the format itself calls speakers, in lower case, besides the words of
    `rulesets/formats.yaml`. `only` has the values, in lower case, that a message must have where it has that
    key. Messages with different values at `group` belong to different conversations, else those of a list,
    and those that are a line each, belong together, and `id` is the conversation's in its owner. `customer`
    and `agent` are asked of the message and then of its owner. `named`: speakers go by their own names, so
    that whoever is no agent is a customer as soon as an agent is known.
    """

    name: ClassVar[str]
    title: ClassVar[Mapping[str, str]]
    known_by: ClassVar[Mapping[str, str]]
    lists: ClassVar[tuple[str, ...]]
    marks: ClassVar[tuple[tuple[str, ...], ...]]
    role: ClassVar[tuple[str, ...]]
    text: ClassVar[tuple[str, ...]]
    time: ClassVar[tuple[str, ...]] = ()
    roles: ClassVar[Mapping[str, Speaker]] = {}
    only: ClassVar[Mapping[str, frozenset[str]]] = {}
    group: ClassVar[tuple[str, ...]] = ()
    id: ClassVar[tuple[str, ...]] = ("id", "conversation_id")
    customer: ClassVar[tuple[str, ...]] = ()
    agent: ClassVar[tuple[str, ...]] = ()
    author: ClassVar[tuple[str, ...]] = ()
    named: ClassVar[bool] = False

    def find(self, data: Any) -> Iterator[Found]:
        """The lists of messages in a document, or in one line."""
        if "" in self.lists:
            rows = data if isinstance(data, list) else [data]
            if self._has_marks(rows):
                listed = isinstance(data, list)
                yield Found({}, [((number,) if listed else (), row) for number, row in enumerate(rows)])
                return
        tops: list[tuple[Steps, Any]] = [((), data)]
        if isinstance(data, list):
            tops = [((number,), top) for number, top in enumerate(data)]
        for steps, top in tops:
            for path in filter(None, self.lists):
                yield from self._lists(top, path, steps)

    def _lists(self, data: Any, path: str, steps: Steps) -> Iterator[Found]:
        *way, last = path.split(".")
        for before, owner in _along(data, way, steps):
            rows = owner.get(last) if isinstance(owner, dict) else None
            if isinstance(rows, list) and self._has_marks(rows):
                yield Found(owner, [((*before, last, number), row) for number, row in enumerate(rows)])

    def _has_marks(self, rows: Sequence[Any]) -> bool:
        return any(
            isinstance(row, dict) and any(all(mark in row for mark in marks) for marks in self.marks)
            for row in rows[:_LOOK]
        )

    def is_read(self, data: Mapping[str, Any]) -> bool:
        """Whether something in a list is a message, and no event, note or activity."""
        for path, values in self.only.items():
            value = at(data, path)
            if value is not None and str(value).lower() not in values:
                return False
        return True

    def speaker(self, data: Mapping[str, Any], owner: Mapping[str, Any]) -> str | None:
        """What the format calls the one who says a message; None where it tells nobody."""
        value = first(data, self.role)
        return None if value is None else str(value)

    def said(self, data: Mapping[str, Any], steps: Steps, places: JsonPlaces) -> Said | None:
        """What a message says; None where it has no key for it."""
        for path in self.text:
            *way, last = path.split(".")
            owner = at(data, ".".join(way)) if way else data
            if isinstance(owner, dict) and last in owner:
                return Said(message_text(owner[last]), places.at(*steps, *path.split(".")))
        return None


def at(data: Any, path: str) -> Any:
    """What a path without `*` leads to; None where it leads nowhere."""
    for key in path.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def first(data: Any, paths: Sequence[str]) -> Any:
    """What the first of `paths` that leads somewhere leads to."""
    return next((value for path in paths if (value := at(data, path)) is not None), None)


def _along(data: Any, way: Sequence[str], steps: Steps) -> Iterator[tuple[Steps, Any]]:
    if not way:
        yield steps, data
    elif way[0] == "*":
        for number, item in enumerate(data if isinstance(data, list) else ()):
            yield from _along(item, way[1:], (*steps, number))
    elif isinstance(data, dict) and way[0] in data:
        yield from _along(data[way[0]], way[1:], (*steps, way[0]))


class Look(NamedTuple):
    """The beginning of a JSON file: the values in it as far as they go, and whether each stands on a line."""

    values: tuple[Any, ...]
    lines: bool


@lru_cache(maxsize=1)
def looked_at(text: str, complete: bool) -> Look:
    """What the first characters of a file hold; broken or cut short, what stands before that. All the JSON
    formats ask for it in turn."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return Look((), False)
    whole = text if complete or "\n" not in text.strip() else text[: text.rfind("\n") + 1]
    rows = [line for line in whole.split("\n", 2 * _LOOK)[: 2 * _LOOK] if line.strip()][:_LOOK]
    if start == "{":
        parsed = [value for value in map(_parsed, rows) if isinstance(value, dict)]
        if parsed and 2 * len(parsed) >= len(rows):
            return Look(tuple(parsed), True)
    value = _parsed(text) if complete else None
    if value is None:
        value = _parsed(cut_short(text))
    return Look(() if value is None else (value,), start == "{" and len(rows) == 1)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
