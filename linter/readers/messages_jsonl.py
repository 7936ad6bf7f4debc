"""Transcripts as lists of messages with role and content, one conversation a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from linter.i18n import say
from linter.model import Conversation, Item, Message
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample, Unreadable, unreadable
from linter.readers.json_places import JsonPlaces, message_text
from linter.readers.json_tree import loads
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import Roles
from linter.readers.times import parse_time
from linter.source import SourceText

_LOOK = 20
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_ROLE = re.compile(r'"role"\s*:')


class MessagesLines:
    """A conversation a line: `{"id": …, "messages": [{"role": …, "content": …, "time": …}]}`."""

    name = "messages"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "messages JSONL 聊天记录", "en": "messages JSONL"}
    known_by: Mapping[str, str] = {
        "zh": '每行一个会话：{"messages": [{"role": "user", "content": "…"}]}',
        "en": 'a conversation a line: {"messages": [{"role": "user", "content": "…"}]}',
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where one of the first lines, or the whole file, is such a conversation."""
        text = sample.text if sample.complete else sample.text[: sample.text.rfind("\n") + 1]
        lines = [line for line in text.split("\n", _LOOK * 2)[: _LOOK * 2] if line.strip()][:_LOOK]
        if any(isinstance(data, dict) and _has_messages(data) for data in map(_parsed, lines)):
            return Recognition("sure", say("有 messages 的行", "lines with messages"), LINES)
        reason = say("没有 messages 列表", "no list of messages")
        start = sample.text.lstrip()
        if not start.startswith(("{", "[")):
            return Recognition("no", reason)
        if sample.complete:
            sure = any(True for _ in _conversations(_parsed(sample.text), options))
        else:
            sure = bool(_MESSAGES.search(sample.text) and _ROLE.search(sample.text))
        in_lines = start.startswith("{") and ("\n" not in start or _MESSAGES.search(start.split("\n", 1)[0]))
        reader = LINES if in_lines else DOCUMENT
        if sure:
            return Recognition("sure", say("有 messages 列表", "has a list of messages"), reader)
        return Recognition("no", reason, reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. A broken line is a problem; the others are read."""
        reading = _Reading(path, options)
        start = 0
        for line, raw in enumerate(source.text.split("\n"), source.first_line):
            if raw and not raw.isspace():
                self._read_line(raw, line, JsonPlaces(source, start), reading)
            start += len(raw) + 1
        return reading.block(source)

    @staticmethod
    def _read_line(raw: str, line: int, places: JsonPlaces, reading: _Reading) -> None:
        try:
            data = loads(raw, reading.path, line)
        except Unreadable as error:
            reading.problems.add(error.problem.message, error.problem.line, error.problem.column)
            return
        if isinstance(data, dict) and isinstance(data.get("messages"), list):
            reading.add(_Found(("messages",), data, data["messages"]), places, f"line-{line}", line)
        else:
            reading.problems.add(_expected(), line)

    def cut(self, text: str) -> int:
        """Behind the last complete line."""
        return text.rfind("\n") + 1


class MessagesDocument:
    """One JSON document over any number of lines: a conversation, a list of them, or a list of messages."""

    name = MessagesLines.name
    kind: Kind = MessagesLines.kind
    title = MessagesLines.title
    known_by = MessagesLines.known_by

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """As for lines."""
        return LINES.recognise(sample, options)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. Raises `Unreadable` where the document is broken."""
        data = loads(source.text, path)
        reading = _Reading(path, options)
        places = JsonPlaces(source)
        for number, found in enumerate(_conversations(data, options), 1):
            reading.add(found, places, f"item-{number}", None)
        if not reading.items:
            raise unreadable(path, _expected(), 1)
        return reading.block(source)


class _Found(NamedTuple):
    """A list of messages, the way to it, and the object that it belongs to."""

    steps: tuple[str | int, ...]
    owner: Mapping[str, Any]
    messages: list[Any]


class _Reading:
    """The conversations of one block, as they are found."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.path = path
        self.items: list[Item] = []
        self.problems = Problems(path)
        self._roles = Roles(options)

    def add(self, found: _Found, places: JsonPlaces, id: str, line: int | None) -> None:
        """Adds a conversation; `id` is for one that does not tell its own."""
        messages: list[Message] = []
        for index, data in enumerate(found.messages):
            if not isinstance(data, dict) or not isinstance(data.get("role"), str):
                self.problems.add(say(f"messages[{index}] 没有 role", f"messages[{index}] has no role"), line)
                continue
            content = data.get("content")
            place = places.at(*found.steps, index, "content")
            time = parse_time(data.get("time", data.get("timestamp")))
            speaker = self._roles.speaker(data["role"])
            messages.append(Message(speaker, message_text(content), index, place, time))
        own = found.owner.get("id", found.owner.get("conversation_id"))
        customer, agent = _name(found.owner.get("customer")), _name(found.owner.get("agent"))
        name = id if own is None else str(own)
        self.items.append(Conversation(name, messages, customer=customer, agent=agent))

    def block(self, source: SourceText) -> Block:
        """All that was found. Raises `Unreadable` where nobody in a whole file is an agent."""
        return transcript_block(self.path, self.items, self.problems, self._roles.seen, source)


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _conversations(data: Any, options: ReadOptions) -> Iterator[_Found]:
    if isinstance(data, dict) and _has_messages(data):
        yield _Found(("messages",), data, data["messages"])
    elif isinstance(data, list):
        names = options.transcript_columns["conversation"]
        if _are_messages(data) and not any(name in item for item in data for name in names):
            yield _Found((), {}, data)
            return
        for number, item in enumerate(data):
            if isinstance(item, dict) and _has_messages(item):
                yield _Found((number, "messages"), item, item["messages"])


def _has_messages(data: Mapping[str, Any]) -> bool:
    messages = data.get("messages")
    return isinstance(messages, list) and _are_messages(messages)


def _are_messages(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(item, dict) and "role" in item for item in items)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _expected() -> str:
    return say(
        '这里应是 {"messages": [{"role": …, "content": …}]}',
        'expected {"messages": [{"role": …, "content": …}]}',
    )


LINES = MessagesLines()
DOCUMENT = MessagesDocument()
READER = LINES
