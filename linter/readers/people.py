"""Who wrote a message, and whose conversation it is, as far as a file names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linter.model import Conversation, Message, Speaker
from linter.readers.base import ReadOptions

PEOPLE = ("customer", "agent", "author")
"""The transcript columns that name people."""

_LENGTH = 40
_BRACKETED = re.compile(r"(.+?)\s*[(（\[]\s*(.+?)\s*[)）\]]", re.DOTALL)


class Named(NamedTuple):
    """What stands in the columns that name people; None in those that are not there."""

    customer: object = None
    agent: object = None
    author: object = None


NOBODY = Named()


class People:
    """Tells who wrote a message, and whose a conversation is."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._roles: dict[str, str | None] = {}

    def author(self, speaker: Speaker, role: str, named: Named = NOBODY) -> str | None:
        """Who wrote a message: the author that its row names, else the agent or customer whose row it is,
        else its role where that is a name."""
        if named is not NOBODY:
            own = named.agent if speaker == "agent" else named.customer if speaker == "customer" else None
            found = self._person(known(named.author, self._options)) or known(own, self._options)
            if found:
                return found
        try:
            return self._roles[role]
        except KeyError:
            found = self._roles[role] = self._person(known(role, self._options))
            return found

    def _person(self, name: str | None) -> str | None:
        """The person that a name stands for; of a role with a name in brackets, that name."""
        roles = self._options.role_words
        if name is None or name.lower() in roles:
            return None
        bracketed = _BRACKETED.fullmatch(name) if len(name) <= _LENGTH else None
        return bracketed[2] if bracketed and bracketed[1].lower() in roles else name


def known(value: object, options: ReadOptions) -> str | None:
    """The name or number of somebody; None where a value names nobody."""
    if isinstance(value, str):
        name = value.strip()
        return name if name and name.lower() not in options.nobody else None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def name_sides(conversation: Conversation) -> None:
    """Says whose a conversation is by its messages, where nothing else does and there is one such author."""
    if conversation.customer is None:
        conversation.customer = _only_author(conversation.messages, "customer")
    if conversation.agent is None:
        conversation.agent = _only_author(conversation.messages, "agent")


def _only_author(messages: Sequence[Message], speaker: Speaker) -> str | None:
    authors = {message.author for message in messages if message.author and message.speaker == speaker}
    return authors.pop() if len(authors) == 1 else None


class Keys:
    """Finds the keys of JSON objects by the names of transcript columns, each shape of object once."""

    def __init__(self, options: ReadOptions, *parts: str) -> None:
        self._parts, self._columns = parts, options.transcript_columns
        self._known: dict[tuple[str, ...], tuple[str | None, ...]] = {}

    def of(self, data: Mapping[str, Any]) -> tuple[str | None, ...]:
        """The key for each part; None for those that the object lacks."""
        shape = tuple(data)
        keys = self._known.get(shape)
        if keys is None:
            keys = self._known[shape] = tuple(self._find(part, shape) for part in self._parts)
        return keys

    def _find(self, part: str, shape: Sequence[str]) -> str | None:
        key = key_of(shape, self._columns[part])
        if part != "author" or key is None or key != key_of(shape, self._columns["role"]):
            return key
        return key_of([other for other in shape if other != key], self._columns[part])


def key_of(shape: Sequence[str], names: Sequence[str]) -> str | None:
    """The key of an object that is the first of `names` it has, without regard to case."""
    folded = {key.strip().lower(): key for key in reversed(shape)}
    return next((folded[name.lower()] for name in names if name.lower() in folded), None)
