"""Flat transcripts: one message a row, with columns for conversation, role, text and time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from linter.i18n import say
from linter.model import Conversation, Message
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample, Unreadable, unreadable
from linter.readers.cells import BrokenCell, Cell, cell_place, rows, value
from linter.readers.json_places import JsonPlaces, message_text
from linter.readers.json_tree import loads
from linter.readers.people import NOBODY, PEOPLE, Keys, Named, People, key_of, known, name_sides
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import Roles, known_speaker, listed
from linter.readers.sheets import Key, Tables, below, header, text_of
from linter.readers.tables import broken_table, column, delimiters, row_fits, wrong_width
from linter.readers.times import Times
from linter.source import LazyPlace, Place, SourceText

_LOOK = 200
_PARTS = ("conversation", "role", "text", "time", "offset")


class _Row(NamedTuple):
    """A message before it is known who speaks."""

    conversation: str | None
    role: str
    text: str
    time: object
    offset: object
    place: Place
    named: Named = NOBODY


class FlatTable:
    """A CSV or TSV table whose first row names its columns."""

    name = "flat"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {
        "zh": "逐行聊天记录（CSV、JSONL、xlsx…）",
        "en": "flat transcript (CSV, JSONL …)",
    }
    known_by: Mapping[str, str] = {
        "zh": "每行一条消息，有 会话ID、角色（发送者）、内容 等列，如 session_id, sender, content",
        "en": "a message a row, with columns such as session_id, sender, content, time",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where the columns are there; without one for the conversation, where the roles are known, or
        times tell that it is a chat (whose speakers have names).

        The verdict brings the reader for a table, for JSON lines or for a JSON list.
        """
        reader = _reader(sample, options)
        problems = Problems(str(sample.path))
        found: list[_Row] = []
        try:
            source = sample.tables or _complete_lines(sample)
            found += islice(reader.rows(source, problems, options), _LOOK)
        except Unreadable as error:
            reason = error.problem.message
        else:
            reason = problems.listed[0].message if problems.listed else say("没有消息", "no messages")
        if not found:
            return Recognition("no", reason, reader)
        speakers = {known_speaker(row.role, options) for row in found}
        dated = all(row.role and row.time for row in found)
        if found[0].conversation is not None or {"agent", "customer"} <= speakers or dated:
            return Recognition("sure", say("有角色列和内容列", "columns for role and text"), reader)
        return Recognition("no", say("没有会话列", "no column for the conversation"), reader)

    def rows(self, source: SourceText, problems: Problems, options: ReadOptions) -> Iterator[_Row]:
        """The messages in the order of the file. Raises `Unreadable` where the table is broken."""
        layout = _layout(source.text, options)
        if layout is None:
            names = next(delimiters(source.text), ("", []))[1]
            message = say(
                f"首行 {listed(names)} 里没有角色列或内容列",
                f"no columns for role and text in the first row {listed(names)}",
            )
            raise unreadable(problems.path, message, 1)
        text = source.text
        delimiter, width, columns = layout
        last = max(columns.conversation, columns.role, columns.text)
        try:
            for number, row in enumerate(rows(text, delimiter)):
                if not number:
                    continue
                if not row_fits(row, width, last):
                    problems.add(wrong_width(len(row), width), source.position(row[0].start)[0])
                    continue
                cell = row[columns.text]
                yield _Row(
                    value(text, row[columns.conversation]) if columns.conversation >= 0 else None,
                    value(text, row[columns.role]),
                    value(text, cell),
                    _value(text, row, columns.time),
                    _value(text, row, columns.offset),
                    LazyPlace(partial(cell_place, source, cell, delimiter)),
                    _named(text, row, columns.people),
                )
        except BrokenCell as error:
            raise broken_table(error, source, problems.path) from None

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations, in the order in which they begin."""
        problems, roles, people = Problems(path), Roles(options), People(options)
        times = Times(options)
        conversations: dict[str | None, Conversation] = {}
        settled: set[str | None] = set()
        for row in self.rows(source, problems, options):
            conversation = conversations.get(row.conversation)
            if conversation is None:
                conversation = conversations[row.conversation] = Conversation(row.conversation, [])
            messages, role = conversation.messages, row.role.strip()
            speaker, time = roles.speaker(role), times.seconds(row.time, row.place)
            if row.time is None and row.offset is not None:
                time = times.offset(row.offset)
            if row.named is not NOBODY and row.conversation not in settled:
                whose = known(row.named.customer, options)
                if whose and speaker == "customer":
                    settled.add(row.conversation)
                if whose and (speaker == "customer" or conversation.customer is None):
                    conversation.customer = whose
            author = people.author(speaker, role, row.named)
            messages.append(Message(speaker, row.text, len(messages), row.place, time, author))
        for conversation in conversations.values():
            name_sides(conversation)
        times.settle(conversations.values(), problems)
        ids = [known for known in conversations if known]
        return transcript_block(path, [*conversations.values()], problems, roles.seen, source, ids)


class FlatLines(FlatTable):
    """A JSON object a line. `conversation_keys` are the names of the key that tells the conversation."""

    def __init__(self, conversation_keys: Sequence[str]) -> None:
        self._conversation_keys = conversation_keys

    def rows(self, source: SourceText, problems: Problems, options: ReadOptions) -> Iterator[_Row]:
        """The messages in the order of the file; a broken line is a problem."""
        keys = _Rows(options, problems)
        start = 0
        for line, raw in enumerate(source.text.split("\n"), source.first_line):
            if raw and not raw.isspace():
                try:
                    data = loads(raw, problems.path, line)
                except Unreadable as error:
                    problems.add(error.problem.message, error.problem.line, error.problem.column)
                else:
                    yield from keys.rows(data, JsonPlaces(source, start), (), line)
            start += len(raw) + 1

    def cut(self, text: str) -> int:
        """Before the first line of the last conversation."""
        at = text.rfind("\n") + 1
        last: str | None = None
        while at:
            start = text.rfind("\n", 0, at - 1) + 1
            conversation = self._conversation(text[start:at])
            if conversation is not None:
                if last not in (None, conversation):
                    return at
                last = conversation
            at = start
        return 0

    def _conversation(self, line: str) -> str | None:
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            return None
        return _first_value(data, self._conversation_keys) if isinstance(data, dict) else None


class FlatDocument(FlatTable):
    """A JSON list of objects."""

    def rows(self, source: SourceText, problems: Problems, options: ReadOptions) -> Iterator[_Row]:
        """The messages in the order of the file. Raises `Unreadable` where the document is broken."""
        keys, places = _Rows(options, problems), JsonPlaces(source)
        data = loads(source.text, problems.path)
        for number, item in enumerate(data if isinstance(data, list) else [data]):
            yield from keys.rows(item, places, (number,), None)


class FlatSheets(FlatTable):
    """The sheets of a workbook, or the tables of another file that is no text. Where no column tells the
    conversation, each sheet is one."""

    def rows(self, source: SourceText, problems: Problems, options: ReadOptions) -> Iterator[_Row]:
        """The messages in the order of the sheets. Raises `Unreadable` where none has the columns."""
        assert isinstance(source, Tables)
        known, found = names_of_columns(options), False
        for number, sheet in enumerate(source.sheets):
            head = header(sheet, known, lambda names: columns_of(names, options) is not None)
            columns = columns_of(head.names, options) if head else None
            if head is None or columns is None:
                continue
            found = True
            alone = sheet.title if len(source.sheets) > 1 else None
            for key, row in below(sheet, number, head):
                whose = sheet.filled(key, row, columns.conversation) if columns.conversation >= 0 else alone
                yield _Row(
                    None if columns.conversation < 0 and whose is None else text_of(whose),
                    text_of(row[columns.role]),
                    text_of(row[columns.text]),
                    _told(row, columns.time),
                    _told(row, columns.offset),
                    LazyPlace(partial(source.place, Key(number, key.row, columns.text + 1))),
                    Named(*(_told(row, at) for at in columns.people)) if columns.people else NOBODY,
                )
        if not found:
            message = say("没有一张表有角色列和内容列", "no sheet has columns for role and text")
            raise unreadable(problems.path, message)


def _told(row: Sequence[object], number: int) -> str | None:
    return None if number < 0 or row[number] is None else text_of(row[number])


class _Rows:
    """Makes rows of JSON objects."""

    def __init__(self, options: ReadOptions, problems: Problems) -> None:
        self._problems = problems
        self._keys = Keys(options, *_PARTS, *PEOPLE)

    def rows(
        self, data: Any, places: JsonPlaces, steps: tuple[str | int, ...], line: int | None
    ) -> Iterator[_Row]:
        """The message that `data` is, to which `steps` lead; none, and a problem, where it is no message."""
        data = data if isinstance(data, dict) else {}
        conversation, role, text, time, offset, *people = self._keys.of(data)
        if role is None or text is None:
            names = listed(data)
            message = say(f"键 {names} 里没有角色或内容", f"no role or no text among the keys {names}")
            self._problems.add(message, line)
            return
        yield _Row(
            None if conversation is None else str(data[conversation]),
            str(data[role]),
            message_text(data[text]),
            None if time is None else data[time],
            None if offset is None else data[offset],
            places.at(*steps, text),
            Named(*(None if key is None else data[key] for key in people)) if any(people) else NOBODY,
        )


def _first_value(data: Mapping[str, Any], names: Sequence[str]) -> str | None:
    key = key_of(tuple(data), names)
    return None if key is None else str(data[key])


class Columns(NamedTuple):
    """The numbers of the columns of a table, -1 where it has none. `people` are those of customer, agent and
    author; empty where it has none of these."""

    conversation: int
    role: int
    text: int
    time: int
    offset: int
    people: tuple[int, ...]


def _layout(text: str, options: ReadOptions) -> tuple[str, int, Columns] | None:
    """The delimiter of a table, how many columns it has, and which."""
    for delimiter, names in delimiters(text):
        if columns := columns_of(names, options):
            return delimiter, len(names), columns
    return None


def columns_of(names: Sequence[str], options: ReadOptions) -> Columns | None:
    """The columns of a transcript by their names; None where it is none."""
    names = [name.strip().lower() for name in names]
    wanted = options.transcript_columns
    conversation, role, said, time, offset = (column(names, wanted[part]) for part in _PARTS)
    if role < 0 or said < 0:
        return None
    people = [column(names, wanted[part]) for part in PEOPLE]
    if people[-1] == role:
        others = [name if number != role else "" for number, name in enumerate(names)]
        people[-1] = column(others, wanted["author"])
    there = tuple(people) if any(number >= 0 for number in people) else ()
    return Columns(conversation, role, said, time, offset, there)


def names_of_columns(options: ReadOptions) -> frozenset[str]:
    """The names that any column of a transcript may have, in lower case."""
    return frozenset(name.lower() for names in options.transcript_columns.values() for name in names)


def _named(text: str, row: Sequence[Cell], people: Sequence[int]) -> Named:
    if not people:
        return NOBODY
    return Named(*(_value(text, row, number) for number in people))


def _value(text: str, row: Sequence[Cell], number: int) -> str | None:
    """The text of a cell that a row may lack."""
    return value(text, row[number]) if 0 <= number < len(row) else None


def _reader(sample: Sample, options: ReadOptions) -> FlatTable:
    if sample.tables is not None:
        return FlatSheets()
    start = sample.text.lstrip()[:1]
    if start == "{":
        return FlatLines(options.transcript_columns["conversation"])
    return FlatDocument() if start == "[" else READER


def _complete_lines(sample: Sample) -> SourceText:
    return SourceText(sample.text if sample.complete else sample.text[: sample.text.rfind("\n") + 1])


READER = FlatTable()
