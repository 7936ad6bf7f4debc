"""Replies in keyed data (YAML, JSON): every string under one of the text keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linter.i18n import say
from linter.model import Template
from linter.readers.base import HAN, ReadOptions, Recognition
from linter.source import MappedPlace


@dataclass(slots=True)
class Leaf:
    """A string. `place` works out where its characters stand."""

    text: str
    place: Callable[[], MappedPlace]


@dataclass(slots=True)
class Table:
    """A mapping, in the order of the file; a key may come twice."""

    pairs: list[tuple[str, Node]]

    def get(self, key: str) -> Node:
        """The last value of `key`; None when there is none."""
        return next((value for name, value in reversed(self.pairs) if name == key), None)


@dataclass(slots=True)
class Listing:
    """A list."""

    items: list[Node]


Node = Leaf | Table | Listing | None
"""None: a number, a truth value, nothing, or what has been read elsewhere."""


class _Keys(NamedTuple):
    text: frozenset[str]
    name: Sequence[str]
    situation: Sequence[str]
    code: Sequence[str]
    group: Sequence[str]


def templates(root: Node, options: ReadOptions, path: str = "") -> Iterator[Template]:
    """The replies of a document, in order; what aliases repeat comes once. A list of strings at the top is a
    list of replies. `path` names the document where there are several in a file."""
    keys = _Keys(
        frozenset(map(_folded, options.text_keys)),
        tuple(map(_folded, options.name_keys)),
        tuple(map(_folded, options.situation_keys)),
        tuple(map(_folded, options.code_keys)),
        tuple(map(_folded, options.group_keys)),
    )
    top = isinstance(root, Listing) and any(isinstance(item, Leaf) for item in root.items)
    waiting: list[tuple[Node, _Context]] = [(root, _Context(top, path))]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        node, context = waiting.pop()
        if node is None or (id(node), context.under) in seen:
            continue
        seen.add((id(node), context.under))
        if isinstance(node, Table):
            waiting += reversed(list(_below(node, keys, context)))
        elif isinstance(node, Listing):
            for number in reversed(range(len(node.items))):
                waiting.append((node.items[number], context._replace(path=f"{context.path}[{number}]")))
        elif context.under and node.text.strip():
            name = context.name or context.path
            yield Template(node.text, node.place(), name, context.situation, context.code, context.group)


def is_transcript(root: Node, options: ReadOptions) -> bool:
    """Whether the data holds what customers said, and so is no library of templates."""
    role_keys = frozenset(map(_folded, options.transcript_columns["role"]))
    waiting = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Table):
            for key, value in node.pairs:
                if not isinstance(value, Leaf):
                    waiting.append(value)
                elif _folded(key) in role_keys and _is_customer(value.text, options):
                    return True
        elif isinstance(node, Listing):
            waiting.extend(node.items)
    return False


def verdict(found: Sequence[Template], options: ReadOptions) -> Recognition:
    """What the templates of a sample say about the file."""
    if found:
        return trusted(any(HAN.search(template.text) for template in found))
    keys = " ".join(options.text_keys)
    return Recognition("no", say(f"没有这些键：{keys}", f"has none of the keys {keys}"))


def trusted(chinese: bool) -> Recognition:
    """The verdict on data that has text keys, by whether there is Chinese under them."""
    if chinese:
        return Recognition("sure", say("话术键下有中文", "Chinese under a text key"))
    return Recognition("plain", say("话术键下没有中文", "no Chinese under its text keys"))


class _Context(NamedTuple):
    """Whether a text key stands above, the path from the root, and what is given beside it. A short code
    belongs to one text, so it does not go further down."""

    under: bool = False
    path: str = ""
    name: str = ""
    situation: str = ""
    code: str = ""
    group: str = ""


def _below(table: Table, keys: _Keys, context: _Context) -> Iterator[tuple[Node, _Context]]:
    """The values of a table, each with what holds for it."""
    has_text = any(_folded(key) in keys.text for key, _ in table.pairs)
    beside = {*keys.name, *keys.situation, *keys.code, *keys.group}
    every = context.under and not has_text
    if every and all(_folded(key) in beside for key, _ in table.pairs):
        beside = set()
    name = _beside(table, keys.name) or (context.name if context.under else "")
    situation = _beside(table, keys.situation) or (context.situation if context.under else "")
    code, group = _beside(table, keys.code), _beside(table, keys.group) or context.group
    for key, value in table.pairs:
        path = f"{context.path}.{key}" if context.path else key
        if _folded(key) in keys.text:
            leaf = isinstance(value, Leaf)
            inner = context.path if leaf and context.path else path
            yield value, _Context(True, inner, name, situation, code if leaf else "", group)
            code = "" if leaf else code
        else:
            under = every and _folded(key) not in beside
            yield value, _Context(under, path, name, situation, "", group)


def _beside(table: Table, names: Sequence[str]) -> str:
    """The string under the first of `names` that the table has."""
    found = {_folded(key): value for key, value in table.pairs}
    for name in names:
        value = found.get(name)
        if isinstance(value, Leaf) and value.text.strip():
            return value.text.strip()
    return ""


def _is_customer(name: str, options: ReadOptions) -> bool:
    return options.roles.get(name.strip().lower()) == "customer"


def _folded(key: str) -> str:
    return key.strip().lower()
