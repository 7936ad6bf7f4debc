"""Message texts in JSON, and their places: worked out only when somebody asks, for files with millions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from linter.readers.charmap import CharMap
from linter.readers.json_tree import parse_tree
from linter.readers.keyed import Leaf, Listing, Node, Table
from linter.source import LazyPlace, MappedPlace, Place, SourceText


def message_text(content: Any) -> str:
    """The text of a message: a string, or the text parts of a list joined by newlines; else empty."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = (part.get("text") if _is_text(part) else part for part in content)
    return "\n".join(part for part in parts if isinstance(part, str))


def _is_text(part: Any) -> bool:
    return isinstance(part, dict) and str(part.get("type", "text")).endswith("text")


_tree_at = lru_cache(maxsize=1)(parse_tree)
"""Findings come conversation by conversation: the tree of the last one is enough, and trees are large."""


class JsonPlaces:
    """The places of the message texts in one valid JSON value, which begins at `start`."""

    __slots__ = ("_source", "_start")

    def __init__(self, source: SourceText, start: int = 0) -> None:
        self._source = source
        self._start = start

    def at(self, *steps: str | int) -> Place:
        """The place of the text to which the keys and list numbers `steps` lead."""
        return LazyPlace(partial(self._find, steps))

    def _find(self, steps: tuple[str | int, ...]) -> MappedPlace:
        node = _tree_at(self._source, self._start)
        for step in steps:
            if isinstance(node, Table) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Listing) and isinstance(step, int):
                node = node.items[step]
        return self._joined(list(_texts(node)))

    def _joined(self, texts: list[Leaf]) -> MappedPlace:
        """The place of texts joined by newlines; a newline stands between the one's end and the next. Only a
        text alone can be edited."""
        if len(texts) == 1:
            return texts[0].place()
        chars = CharMap()
        anchor = self._start
        for number, leaf in enumerate(texts):
            place = leaf.place()
            if number:
                chars.atom("\n", anchor, place.anchor)
            chars.starts.extend(place.starts)
            chars.ends.extend(place.ends)
            anchor = place.ends[-1] if place.ends else place.anchor
        return MappedPlace(self._source, chars.starts, chars.ends, anchor)


def _texts(node: Node) -> Iterator[Leaf]:
    """The text parts of a message's content."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Listing):
        for part in node.items:
            if isinstance(part, Leaf):
                yield part
            elif isinstance(part, Table) and _has_text(part):
                yield from _texts(part.get("text"))


def _has_text(part: Table) -> bool:
    kind = part.get("type")
    return kind is None or (isinstance(kind, Leaf) and kind.text.endswith("text"))
