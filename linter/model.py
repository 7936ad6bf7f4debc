"""The words of the project as plain data; see docs/architecture.md for what each one means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from linter.source import Place

Speaker = Literal["agent", "customer", "system"]
Applicability = Literal["safe", "unsafe"]
Severity = Literal["error", "warning", "info", "hint"]

SEVERITIES: tuple[Severity, ...] = ("hint", "info", "warning", "error")


DATED = 31_536_000.0
"""Times of messages below this, in 1970, have no date: a time of day counts from local midnight of 2 January,
an offset from the beginning of its conversation from 0."""


def rank(severity: Severity) -> int:
    """0 for `hint` up to 3 for `error`."""
    return SEVERITIES.index(severity)


@dataclass(slots=True)
class Message:
    """One line of a transcript. `index` counts from 0 in its conversation; `time` is seconds since 1970
    (below `DATED` the file tells no date); `author` is who wrote it, as the file names them."""

    speaker: Speaker
    text: str
    index: int
    place: Place
    time: float | None = None
    author: str | None = None


@dataclass(slots=True)
class Turn:
    """All that one side says before the other speaks: its messages, and their texts joined by newlines."""

    speaker: Speaker
    text: str
    messages: Sequence[Message]


class Customer(NamedTuple):
    """What a shop knows of a customer: how many purchases, yuan spent, the day of the last purchase (None:
    not told), tags; and what that makes of them, by the names in `rulesets/customers.yaml`: the standings,
    and the value tier."""

    id: str
    purchases: int = 0
    spend: float = 0.0
    last_purchase: date | None = None
    tags: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    tier: str | None = None


@dataclass(slots=True)
class Conversation:
    """The messages of one session, in order. `continued`: earlier messages of it stood elsewhere; `customer`
    and `agent` are whose session it is, as the file names them; `profile` is what the shop knows of the
    customer, where it was asked and does; `open`: more may be said later, so that no reply is the last."""

    id: str | None
    messages: list[Message]
    continued: bool = False
    customer: str | None = None
    agent: str | None = None
    profile: Customer | None = None
    open: bool = False

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
    """One reply of a library: its name (title, key or short code) and the situation it is meant for.

    `code` is what an agent types for it, `group` what it is filed under: a column, the heading above its own.
    """

    text: str
    place: Place
    name: str = ""
    situation: str = ""
    code: str = ""
    group: str = ""


class Comment(NamedTuple):
    """A comment of a file, for which no reply is: its text without its marks, line and column of the first
    mark, and whether it stands `alone` on its line."""

    text: str
    line: int
    column: int
    alone: bool = True


Item = Conversation | Template
Passage = Template | Message
"""A text that stands at one place of a file."""


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

    @property
    def agent(self) -> str | None:
        """Who wrote the reply, where the file says so."""
        named = (message.author for message in self.messages if message.author)
        return next(named, self.conversation.agent if self.conversation else None)


@dataclass(slots=True)
class Document:
    """What a reader made of a file, or of one block of a file that is read as a stream. `columns` are the
    names in the first row of a table of templates, in lower case. `records`: the templates are records that
    know nothing of one another, and no library. `comments` are those that speak to replylint."""

    path: str
    reader: str
    items: list[Item]
    problems: list[Problem] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    records: bool = False
    comments: tuple[Comment, ...] = ()


class Edit(NamedTuple):
    """New text for the characters `start` to `end` of a reply."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits applied together. `safe`: the meaning is kept; `unsafe`: a person should look. `why` somebody
    might choose it; `needs_input`: `result` has slots such as 【原因】, for what only the shop knows;
    `drops`: pieces of the reply that are at fault with all their numbers and placeholders."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    why: str = ""
    result: str = ""
    needs_input: bool = False
    drops: tuple[str, ...] = ()


class Finding(NamedTuple):
    """A rule, the characters `start` to `end` of a reply's text, and what to do about them."""

    rule: str
    severity: Severity
    start: int
    end: int
    match: str
    message: str
    fixes: tuple[Fix, ...] = ()


class Advice(NamedTuple):
    """The findings of a reply with those of their fixes that hold, each with its `result`, and the rewrite
    of the whole (None where nothing can be mended), which may have slots to fill in."""

    findings: tuple[Finding, ...]
    rewrite: str | None
    needs_input: bool = False


class Problem(NamedTuple):
    """Something in the input that could not be used, said in one line to the user.

    `fatal` problems make the run exit with 2; the others are notices. Of the notices of one `topic`, where
    they have one, a file's first is told. `cell` is the cell of a workbook, and says more than its line.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    fatal: bool = True
    topic: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = (self.cell,) if self.cell else (self.line, self.column)
        where = ":".join(str(part) for part in (self.path, *place) if part is not None)
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

    `passage` is the text that it was meant for, where there is one: without it the others may still do.
    """

    def __init__(self, problem: Problem, passage: Passage | None = None) -> None:
        super().__init__(problem)
        self.passage = passage


class Replacement(NamedTuple):
    """New text for a stretch of a file, written as the file writes it. Lines and columns count from 1, in
    characters; the `utf8` columns, of its start and its end, in bytes of UTF-8."""

    line: int
    column: int
    end_line: int
    end_column: int
    utf8: tuple[int, int]
    text: str


@dataclass(slots=True)
class Diagnostic:
    """A finding with its place in the file: all that a report needs.

    Lines and columns count from 1, in characters; the `utf16` columns count as editors do. `reply` is the
    whole text, reply `number` of those that were judged of its document, and `rewrite` what it should be,
    `needs_input` where that has slots; `private` says that the text is somebody's chat. `cell` names the cell
    of a workbook, whose row `line` is then; columns count its characters. `end_source_line` is the line of
    the end, where it is not that of the start; `replacements`, where a report wants them, are what the fixes
    of the finding come to in the file (None: they cannot be written there).
    """

    finding: Finding
    rewrite: str | None
    needs_input: bool
    reply: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    utf16: tuple[int, int]
    source_line: str
    conversation: str | None
    number: int
    message_index: int | None
    speaker: Speaker | None
    template: str | None
    private: bool
    cell: str | None = None
    end_source_line: str | None = None
    replacements: tuple[Replacement | None, ...] = ()

    @property
    def where(self) -> str:
        """The place in words: path, line and column, or path and cell."""
        return f"{self.path}:{self.cell}" if self.cell else f"{self.path}:{self.line}:{self.column}"


PromiseState = Literal["open", "kept", "broken"]
PROMISE_STATES: tuple[PromiseState, ...] = ("broken", "open", "kept")


class Promise(NamedTuple):
    """What an agent promised in the message `message_index` of a conversation, in its own words; `due` is
    when it was to be kept, in seconds since 1970, where that is known."""

    conversation: str | None
    message_index: int
    quotation: str
    due: float | None
    state: PromiseState


class Need(NamedTuple):
    """What a customer cares about: the `need` by name, the words that are its `cue`, and what the answer
    should touch."""

    conversation: str | None
    message_index: int
    need: str
    cue: str
    advice: str


@dataclass(slots=True)
class Summary:
    """What a run has seen: files, replies, findings by rule and severity, how many can be fixed, how many
    more were suppressed, how many a baseline covers, and how many are `failing`: severe enough for the run to
    fail. Where it was asked, `customers` counts the conversations that name theirs, and `profiles` those of
    known ones."""

    files: int = 0
    replies: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)
    by_severity: dict[str, int] = field(default_factory=dict)
    safe: int = 0
    unsafe: int = 0
    fixed: int = 0
    files_fixed: int = 0
    skipped: int = 0
    suppressed: int = 0
    covered: int = 0
    failing: int = 0
    customers: int = 0
    profiles: int = 0

    @property
    def findings(self) -> int:
        """How many findings there were."""
        return sum(self.by_rule.values())

    def add(self, other: Summary) -> None:
        """Counts `other` in."""
        self.files += other.files
        self.replies += other.replies
        for rule, count in other.by_rule.items():
            self.by_rule[rule] = self.by_rule.get(rule, 0) + count
        for severity, count in other.by_severity.items():
            self.by_severity[severity] = self.by_severity.get(severity, 0) + count
        self.safe += other.safe
        self.unsafe += other.unsafe
        self.fixed += other.fixed
        self.files_fixed += other.files_fixed
        self.skipped += other.skipped
        self.suppressed += other.suppressed
        self.covered += other.covered
        self.failing += other.failing
        self.customers += other.customers
        self.profiles += other.profiles
