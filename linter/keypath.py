"""Paths to values in keyed data (YAML, JSON, TOML), such as `bot.intents.*.answers[*]`.

Steps are parted by dots. A step is a key, in which `*` stands for any characters (`"a.b"` is a key with a dot
in it); `**` stands for any steps, or none. Behind a key, or at the beginning, stand numbers of list items:
`[*]` any, `[0]` the first, `[-1]` the last, `[field=note*]` those with a `field` that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from linter.i18n import say

EXAMPLES = "replies[*].text, bot.intents.*.answers[*], **.say"

_TOKEN = (
    r'(?P<dot>\.)|(?P<deep>\*\*(?=[.\[]|\Z))|"(?P<quoted>[^"]+)"'
    r"|\[(?P<any>\*)\]|\[(?P<number>-?[0-9]+)\]|\[(?P<field>[^\[\]=\"]+)=(?P<value>[^\[\]]*)\]"
    r'|(?P<key>[^.\[\]"]+)'
)
_MARKS = frozenset('.[]*"')


class Key(NamedTuple):
    """A key of a mapping; with `glob`, all whose name fits."""

    name: str
    glob: bool

    def fits(self, key: str) -> bool:
        """Whether a key is meant; its case does not matter."""
        key, name = key.strip().lower(), self.name.lower()
        return fnmatchcase(key, name) if self.glob else key == name


class Item(NamedTuple):
    """Items of a list: all, number `number`, or those mappings in which `field` fits `value`."""

    number: int | None = None
    field: str = ""
    value: str = ""


class Deep(NamedTuple):
    """Any keys and items, or none."""


Step = Key | Item | Deep


class KeyPath(NamedTuple):
    """Steps from the top of a document; `html`: what they lead to is HTML."""

    steps: tuple[Step, ...]
    html: bool = False

    @property
    def last_key(self) -> str:
        """The key that the path ends in; empty where that may be any."""
        keys = [step for step in self.steps if isinstance(step, Key)]
        return "" if not keys or keys[-1].glob else keys[-1].name


class BadPath(ValueError):
    """What is wrong with a path, and at which of its characters, from 0."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


def is_path(text: str) -> bool:
    """Whether a text is more than the name of a key."""
    return not _MARKS.isdisjoint(text)


def parse(text: str, *, html: bool = False) -> KeyPath:
    """The path that a text describes. Raises `BadPath`."""
    tokens = re.compile(_TOKEN)
    steps: list[Step] = []
    at, wants_key = 0, True
    while at < len(text):
        token = tokens.match(text, at)
        if token is None:
            raise BadPath(at, _unexpected(text, at))
        kind = token.lastgroup
        if kind == "dot":
            if wants_key:
                raise BadPath(
                    at, say(f"第 {at + 1} 个字符前缺一个键", f"a key is missing before character {at + 1}")
                )
            wants_key = True
        elif kind in ("any", "number", "value"):
            if wants_key and steps:
                raise BadPath(
                    at, say(f"第 {at + 1} 个字符前缺一个键", f"a key is missing before character {at + 1}")
                )
            number = int(token["number"]) if kind == "number" else None
            steps.append(Item(number, (token["field"] or "").strip(), (token["value"] or "").strip()))
            wants_key = False
        elif not wants_key:
            raise BadPath(
                at, say(f"第 {at + 1} 个字符前缺一个点", f"a dot is missing before character {at + 1}")
            )
        else:
            steps.append(Deep() if kind == "deep" else _key(token))
            wants_key = False
        at = token.end()
    if wants_key:
        raise BadPath(at, say("末尾缺一个键", "a key is missing at the end"))
    return KeyPath(tuple(steps), html)


def _key(token: re.Match[str]) -> Key:
    if token["quoted"]:
        return Key(token["quoted"].strip(), False)
    name = token["key"].strip()
    return Key(name, "*" in name)


def _unexpected(text: str, at: int) -> str:
    found = text[at:].split("]")[0]
    if text[at] == "[":
        return say(
            f"{found}] 不对，方括号里应是 *、数字或 键=值",
            f"{found}] is wrong: between brackets stand *, a number or key=value",
        )
    return say(
        f"第 {at + 1} 个字符 {text[at]!r} 不能在这里", f"{text[at]!r} cannot stand at character {at + 1}"
    )


State = tuple[int, int, str]
"""How far a path has come: its number, how many of its steps are behind, and the last key that a `*` stood
for."""


class Paths:
    """Several paths, followed through a document together."""

    def __init__(self, paths: tuple[KeyPath, ...]) -> None:
        self.paths = paths

    def begin(self) -> frozenset[State]:
        """The states at the top."""
        return self._closed((number, 0, "") for number in range(len(self.paths)))

    def under_key(self, states: frozenset[State], key: str) -> frozenset[State]:
        """The states behind a key."""
        return self._closed(
            state for number, at, name in states for state in self._behind_key(number, at, name, key)
        )

    def _behind_key(self, number: int, at: int, name: str, key: str) -> list[State]:
        step = self._step(number, at)
        if isinstance(step, Deep):
            return [(number, at, name)]
        if isinstance(step, Key) and step.fits(key):
            return [(number, at + 1, key if step.glob else name)]
        return []

    def under_item(
        self, states: frozenset[State], position: int, size: int, fields: Mapping[str, str]
    ) -> frozenset[State]:
        """The states behind item `position` of a list of `size`, a mapping with the strings `fields`."""
        found: list[State] = []
        for number, at, name in states:
            step = self._step(number, at)
            if isinstance(step, Deep):
                found.append((number, at, name))
            elif isinstance(step, Item) and _fits(step, position, size, fields):
                found.append((number, at + 1, name))
        return self._closed(found)

    def reached(self, states: frozenset[State]) -> list[tuple[KeyPath, str]]:
        """The paths whose end is here, each with the last key that a `*` stood for."""
        return [
            (self.paths[one], name) for one, at, name in sorted(states) if at == len(self.paths[one].steps)
        ]

    def _step(self, number: int, at: int) -> Step | None:
        steps = self.paths[number].steps
        return steps[at] if at < len(steps) else None

    def _closed(self, states: Iterable[State]) -> frozenset[State]:
        """The states, and those that `**` may be passed over to."""
        found: set[State] = set()
        for number, at, name in states:
            found.add((number, at, name))
            while isinstance(self._step(number, at), Deep):
                at += 1
                found.add((number, at, name))
        return frozenset(found)


def _fits(step: Item, position: int, size: int, fields: Mapping[str, str]) -> bool:
    if step.field:
        return step.field in fields and fnmatchcase(fields[step.field], step.value)
    return step.number is None or step.number in (position, position - size)
