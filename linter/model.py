"""The words of the project as plain data; see docs/architecture.md for what each one means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from linter.source import Place

Speaker = Literal["agent", "customer", "system"]
Applicability = Literal["safe", "unsafe"]
Severity = Literal["error", "warning", "info", "hint"]

SEVERITIES: tuple[Severity, ...] = ("hint", "info", "warning", "error")


def rank(severity: Severity) -> int:
    """0 for `hint` up to 3 for `error`."""
    return SEVERITIES.index(severity)


@dataclass(slots=True)
class Message:
    """One line of a transcript. `index` counts from 0 in its conversation; `time` is seconds since 1970."""

    speaker: Speaker
    text: str
    index: int
    place: Place
    time: float | None = None


@dataclass(slots=True)
class Turn:
    """All that one side says before the other speaks: its messages, and their texts joined by newlines."""

    speaker: Speaker
    text: str
    messages: Sequence[Message]


@dataclass(slots=True)
class Conversation:
    """The messages of one session, in order. `continued`: earlier messages of it stood elsewhere."""

    id: str | None
    messages: list[Message]
    continued: bool = False

    def turns(self) -> list[Turn]:
        """Messages of one speaker in a row, joined; what the system says belongs to nobody."""
        turns: list[Turn] = []
        group: list[Message] = []
        for message in self.messages:
            if message.speaker == "system":
                continue
            if group and group[0].speaker != message.speaker:
                turns.append(_turn(group))
                group = []
            group.append(message)
        if group:
            turns.append(_turn(group))
        return turns


def _turn(group: list[Message]) -> Turn:
    if len(group) == 1:
        return Turn(group[0].speaker, group[0].text, group)
    return Turn(group[0].speaker, "\n".join(message.text for message in group), group)


@dataclass(slots=True)
class Template:
    """One reply of a library: its name (title, key or short code) and the situation it is meant for."""

    text: str
    place: Place
    name: str = ""
    situation: str = ""


Item = Conversation | Template


@dataclass(slots=True)
class Reply:
    """What is judged: one template, or one turn of an agent with the turns of its conversation.

    `turn` is the reply's own number among `turns`; both are empty for a template.
    """

    text: str
    messages: Sequence[Message]
    template: Template | None = None
    conversation: Conversation | None = None
    turns: Sequence[Turn] = ()
    turn: int = 0
    first: bool = False
    last: bool = False


@dataclass(slots=True)
class Document:
    """What a reader made of a file, or of one block of a file that is read as a stream."""

    path: str
    reader: str
    items: list[Item]
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Edit:
    """New text for the characters `start` to `end` of a reply."""

    start: int
    end: int
    text: str


@dataclass(slots=True, frozen=True)
class Fix:
    """Edits applied together. `safe`: the meaning is kept; `unsafe`: a person should look."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    result: str = ""


@dataclass(slots=True)
class Finding:
    """A rule, a place and what to do about it. `start` and `end` are characters of the reply's text."""

    rule: str
    severity: Severity
    start: int
    end: int
    match: str
    message: str
    reply: Reply
    fixes: tuple[Fix, ...] = ()
    rewrite: str | None = None


@dataclass(slots=True, frozen=True)
class Problem:
    """Something in the input that could not be used, said in one line to the user.

    `fatal` problems make the run exit with 2; the others are notices.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    fatal: bool = True

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{where}: {self.message}"


class Refused(Exception):
    """Something that cannot be done with a file; carries the one line that the user is told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


class Unwritable(Refused):
    """An edit that cannot be written into its file; nothing has been written.

    `template` is the reply that it was meant for, where there is one: without it the others may still do.
    """

    def __init__(self, problem: Problem, template: Template | None = None) -> None:
        super().__init__(problem)
        self.template = template
