"""Transcripts in JSON, as documents and as lines, read by their descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linter.i18n import choose, say
from linter.model import Conversation, Message
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample, Unreadable, unreadable
from linter.readers.json_places import JsonPlaces
from linter.readers.json_shape import Found, JsonShape, Steps, first, looked_at
from linter.readers.json_tree import loads
from linter.readers.people import PEOPLE, Keys, Named, People, known, name_sides
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import ChatRoles, Roles, listed
from linter.readers.times import Times
from linter.source import SourceText

_OF_LINES = "line-1"
"""The id of the conversation of messages that are a line each and tell none."""


class JsonTranscript:
    """One JSON document of a format."""

    kind: Kind = "transcript"

    def __init__(self, shape: JsonShape) -> None:
        self.shape = shape
        self.name = shape.name
        self.title = shape.title
        self.known_by = shape.known_by

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where the format's lists of messages are there."""
        look = looked_at(sample.text, sample.complete)
        if not look.values:
            return Recognition("no", say("不是 JSON", "no JSON"), JsonTranscript(self.shape))
        reader = JsonTranscriptLines(self.shape) if look.lines else JsonTranscript(self.shape)
        for value in look.values:
            if next(self.shape.find(value), None):
                keys = listed(self.shape.marks[0])
                return Recognition("sure", say(f"有 {keys}", f"has {keys}"), reader)
        keys = listed(dict.fromkeys(mark for marks in self.shape.marks for mark in marks))
        return Recognition("no", say(f"没有 {keys}", f"has no {keys}"), reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. Raises `Unreadable` where the document is broken, or of another format."""
        reading = _Reading(path, self.shape, options)
        found = reading.add(loads(source.text, path), JsonPlaces(source), "item", None)
        if not found:
            raise unreadable(path, _expected(self.shape), 1)
        return reading.block(source)


class JsonTranscriptLines(JsonTranscript):
    """A JSON object of a format on every line."""

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. A broken line is a problem; the others are read."""
        reading = _Reading(path, self.shape, options)
        start = 0
        for line, raw in enumerate(source.text.split("\n"), source.first_line):
            if raw and not raw.isspace():
                try:
                    found = reading.add(
                        loads(raw, path, line), JsonPlaces(source, start), f"line-{line}", line
                    )
                except Unreadable as error:
                    problem = error.problem
                    reading.problems.add(problem.message, problem.line, problem.column)
                else:
                    if not found:
                        reading.problems.add(_expected(self.shape), line)
            start += len(raw) + 1
        return reading.block(source)

    def cut(self, text: str) -> int:
        """Behind the last complete line."""
        return text.rfind("\n") + 1


class _Reading:
    """The conversations of one block, as they are found."""

    def __init__(self, path: str, shape: JsonShape, options: ReadOptions) -> None:
        own = {name: speaker for name, speaker in options.roles.items() if name not in options.role_words}
        self._options = options = options._replace(
            roles={**options.roles, **shape.roles, **own},
            role_words=options.role_words | shape.roles.keys(),
        )
        self.problems = Problems(path)
        self.conversations: list[Conversation] = []
        self._path = path
        self._shape = shape
        self._roles: Roles = ChatRoles(options) if shape.named else Roles(options)
        self._people = People(options)
        self._times = Times(options)
        self._keys = Keys(options, "time", "offset", *PEOPLE)
        self._by_group: dict[str, Conversation] = {}

    def add(self, data: Any, places: JsonPlaces, id: str, line: int | None) -> bool:
        """Adds the conversations in a document or a line, and says whether there are any; `id` is for one
        that does not tell its own, `line` where the problems of its messages are."""
        number = 0
        for number, found in enumerate(self._shape.find(data), 1):
            self._add_list(found, places, id if line else f"{id}-{number}", line)
        return number > 0

    def _add_list(self, found: Found, places: JsonPlaces, id: str, line: int | None) -> None:
        shape, ungrouped = self._shape, None
        if shape.named:
            assert isinstance(self._roles, ChatRoles)
            rows = [row for _, row in found.messages if isinstance(row, dict) and shape.is_read(row)]
            self._roles.meet(name for row in rows if (name := shape.speaker(row, found.owner)))
        for number, (steps, row) in enumerate(found.messages):
            if not isinstance(row, dict):
                self._broken(number, row, line)
                continue
            if not shape.is_read(row):
                continue
            role, said = shape.speaker(row, found.owner), shape.said(row, steps, places)
            if role is None or said is None:
                self._broken(number, row, line)
                continue
            group = first(row, shape.group)
            if group is not None:
                conversation = self._grouped(str(group))
            else:
                ungrouped = conversation = ungrouped or self._ungrouped(found, steps, id)
            keys = self._keys.of(row)
            named = self._named(row, keys)
            if conversation.customer is None:
                conversation.customer = known(named.customer, self._options)
            speaker = self._roles.speaker(role)
            time = self._time(row, keys, said)
            author = self._people.author(speaker, role, named)
            index = len(conversation.messages)
            conversation.messages.append(Message(speaker, said.text, index, said.place, time, author))

    def _grouped(self, id: str) -> Conversation:
        if id not in self._by_group:
            self._by_group[id] = Conversation(id, [])
            self.conversations.append(self._by_group[id])
        return self._by_group[id]

    def _ungrouped(self, found: Found, steps: Steps, id: str) -> Conversation:
        """The conversation of messages that tell none. Those that are a line each are of one."""
        return self._owned(found, id) if steps else self._grouped(_OF_LINES)

    def _owned(self, found: Found, id: str) -> Conversation:
        own = first(found.owner, self._shape.id)
        conversation = Conversation(id if own is None else str(own), [])
        whose = self._named(found.owner, self._keys.of(found.owner))
        conversation.customer = known(whose.customer, self._options)
        conversation.agent = known(whose.agent, self._options)
        self.conversations.append(conversation)
        return conversation

    def _named(self, data: Mapping[str, Any], keys: tuple[str | None, ...]) -> Named:
        shape = self._shape
        paths = (shape.customer, shape.agent, shape.author)
        usual = (None if key is None else data[key] for key in keys[2:])
        found = (first(data, path) for path in paths)
        return Named(*(other if own is None else own for own, other in zip(found, usual, strict=True)))

    def _time(self, data: Mapping[str, Any], keys: tuple[str | None, ...], said: Any) -> float | None:
        time = first(data, self._shape.time)
        if time is None and keys[0] is not None:
            time = data[keys[0]]
        if time is not None:
            return self._times.seconds(time, said.place)
        return None if keys[1] is None else self._times.offset(data[keys[1]])

    def _broken(self, number: int, row: Any, line: int | None) -> None:
        keys = listed(row) if isinstance(row, dict) else type(row).__name__
        needed = listed((self._shape.role or ("…",))[:1] + self._shape.text[:1])
        message = say(
            f"第 {number + 1} 条消息应有 {needed}，发现的是 {keys}",
            f"message {number + 1} must have {needed}, found {keys}",
        )
        self.problems.add(message, line)

    def block(self, source: SourceText) -> Block:
        """All that was found. Raises `Unreadable` where nobody in a whole file is an agent."""
        for conversation in self.conversations:
            _put_in_order(conversation)
            name_sides(conversation)
        self._times.settle(self.conversations, self.problems)
        seen, groups = self._roles.seen, self._by_group
        return transcript_block(self._path, [*self.conversations], self.problems, seen, source, groups)


def _put_in_order(conversation: Conversation) -> None:
    """Turns round a conversation that was told from its end, as some services tell it."""
    times = [message.time for message in conversation.messages]
    told = [time for time in times if time is not None]
    if len(told) != len(times) or len(told) < 2 or told[0] <= told[-1] or told != sorted(told, reverse=True):
        return
    conversation.messages.reverse()
    for index, message in enumerate(conversation.messages):
        message.index = index


def _expected(shape: JsonShape) -> str:
    return say(
        f"不是 {shape.name}（{shape.title['zh']}）：{choose(shape.known_by)}",
        f"not {shape.name} ({shape.title['en']}): {choose(shape.known_by)}",
    )
