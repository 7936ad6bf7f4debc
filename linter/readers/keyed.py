"""Replies in keyed data (YAML, JSON): every string under one of the text keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from linter.i18n import say
from linter.keypath import KeyPath, Paths, State
from linter.model import Template
from linter.readers.base import HAN, ReadOptions, Recognition
from linter.source import MappedPlace


class Leaf:
    """A string. `place` works out where its characters stand."""

    __slots__ = ("place", "text")

    def __init__(self, text: str, place: Callable[[], MappedPlace]) -> None:
        self.text = text
        self.place = place


class Table(NamedTuple):
    """A mapping, in the order of the file; a key may come twice."""

    pairs: list[tuple[str, Node]]

    def get(self, key: str) -> Node:
        """The last value of `key`; None when there is none."""
        return next((value for name, value in reversed(self.pairs) if name == key), None)


class Listing(NamedTuple):
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
    top = isinstance(root, Listing) and any(isinstance(item, Leaf) for item in root.items)
    keys = _keys(options, options.text_keys)
    return _Walk(keys, Paths(options.text_paths), strings_only=False).templates(root, _Context(top, path))


def templates_at(root: Node, options: ReadOptions, paths: tuple[KeyPath, ...]) -> Iterator[Template]:
    """The strings to which paths lead, and nothing else, in order."""
    return _Walk(_keys(options, ()), Paths(paths), strings_only=True).templates(root, _Context())


def _keys(options: ReadOptions, text_keys: Sequence[str]) -> _Keys:
    return _Keys(
        frozenset(map(_folded, text_keys)),
        tuple(map(_folded, options.name_keys)),
        tuple(map(_folded, options.situation_keys)),
        tuple(map(_folded, options.code_keys)),
        tuple(map(_folded, options.group_keys)),
    )


class _Walk:
    """Goes through a document. `strings_only`: what a path leads to must be a string; else every string
    below is meant."""

    def __init__(self, keys: _Keys, paths: Paths, *, strings_only: bool) -> None:
        self._keys, self._paths, self._strings_only = keys, paths, strings_only

    def templates(self, root: Node, context: _Context) -> Iterator[Template]:
        """The replies under `root`."""
        waiting = [(root, self._reached(root, context._replace(states=self._paths.begin())))]
        seen: set[tuple[int, bool, bool, frozenset[State]]] = set()
        told: set[int] = set()
        while waiting:
            node, context = waiting.pop()
            key = (id(node), context.under, context.html, context.states)
            if node is None or key in seen:
                continue
            seen.add(key)
            if isinstance(node, Table):
                waiting += reversed(list(self._values(node, context)))
            elif isinstance(node, Listing):
                waiting += reversed(list(self._items(node, context)))
            elif context.under and id(node) not in told and (found := _template(node, context)):
                told.add(id(node))
                yield found

    def _items(self, listing: Listing, context: _Context) -> Iterator[tuple[Node, _Context]]:
        size = len(listing.items)
        for number, item in enumerate(listing.items):
            inner = context._replace(path=f"{context.path}[{number}]")
            if context.states:
                states = self._paths.under_item(context.states, number, size, _fields(item))
                inner = self._reached(item, inner._replace(states=states))
            yield item, inner

    def _values(self, table: Table, context: _Context) -> Iterator[tuple[Node, _Context]]:
        """The values of a table, each with what holds for it."""
        below = _below(table, self._keys, context)
        if not context.states:
            yield from below
            return
        code = _beside(table, self._keys.code)
        for (key, _), (value, inner) in zip(table.pairs, below, strict=True):
            states = self._paths.under_key(context.states, key)
            reached = self._reached(value, inner._replace(states=states))
            own = isinstance(value, Leaf) and reached.under and not inner.under
            yield value, reached._replace(code=code) if own else reached

    def _reached(self, node: Node, context: _Context) -> _Context:
        """The context with what a path that ends here says."""
        for path, name in self._paths.reached(context.states) if context.states else ():
            if not self._strings_only or isinstance(node, Leaf):
                context = context._replace(
                    under=True,
                    html=context.html or path.html,
                    name=name or context.name or context.given.name,
                    situation=context.situation or context.given.situation,
                )
        return context


def _template(leaf: Leaf, context: _Context) -> Template | None:
    """The reply that a string is; None where it says nothing."""
    text, place = leaf.text, leaf.place
    if context.html:
        from linter.readers.html_text import Fragment

        fragment = Fragment(text)
        text, place = fragment.text, lambda: fragment.place(leaf.place())
    if not text.strip():
        return None
    name = context.name or context.path
    return Template(text, place(), name, context.situation, context.code, context.group)


def _fields(node: Node) -> dict[str, str]:
    """The strings of a mapping."""
    pairs = node.pairs if isinstance(node, Table) else ()
    return {key: value.text for key, value in pairs if isinstance(value, Leaf)}


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


def key_names(options: ReadOptions) -> list[str]:
    """The keys that tell without parsing that a file may have replies."""
    return [*options.text_keys, *(path.last_key for path in options.text_paths if path.last_key)]


def trusted(chinese: bool) -> Recognition:
    """The verdict on data that has text keys, by whether there is Chinese under them."""
    if chinese:
        return Recognition("sure", say("话术键下有中文", "Chinese under a text key"))
    return Recognition("plain", say("话术键下没有中文", "no Chinese under its text keys"))


class _Given(NamedTuple):
    """A name and a situation."""

    name: str = ""
    situation: str = ""


class _Context(NamedTuple):
    """Whether a text key stands above, the path from the root, and what is given beside it. A short code
    belongs to one text, so it does not go further down. `html`: what stands below is HTML; `states` tells how
    far paths have come, and `given` what has been given anywhere above, for what they lead to."""

    under: bool = False
    path: str = ""
    name: str = ""
    situation: str = ""
    code: str = ""
    group: str = ""
    html: bool = False
    states: frozenset[State] = frozenset()
    given: _Given = _Given()


def _below(table: Table, keys: _Keys, context: _Context) -> Iterator[tuple[Node, _Context]]:
    """The values of a table, each with what holds for it."""
    has_text = any(_folded(key) in keys.text for key, _ in table.pairs)
    beside = {*keys.name, *keys.situation, *keys.code, *keys.group}
    every = context.under and not has_text
    if every and all(_folded(key) in beside for key, _ in table.pairs):
        beside = set()
    own_name, own_situation = _beside(table, keys.name), _beside(table, keys.situation)
    name = own_name or (context.name if context.under else "")
    situation = own_situation or (context.situation if context.under else "")
    given = _Given(own_name or context.given.name, own_situation or context.given.situation)
    code, group = _beside(table, keys.code), _beside(table, keys.group) or context.group
    for key, value in table.pairs:
        path = f"{context.path}.{key}" if context.path else key
        if _folded(key) in keys.text:
            leaf = isinstance(value, Leaf)
            inner = context.path if leaf and context.path else path
            yield (
                value,
                _Context(
                    True, inner, name, situation, code if leaf else "", group, context.html, given=given
                ),
            )
            code = "" if leaf else code
        else:
            under = every and _folded(key) not in beside
            html = context.html and under
            yield value, _Context(under, path, name, situation, "", group, html, given=given)


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
