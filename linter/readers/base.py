"""What every reader offers, and what it is told.

A reader turns the decoded text of a file into items (conversations or templates) in which every piece of
text keeps the map to its place in the file. It knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, runtime_checkable

from linter.keypath import KeyPath
from linter.model import Comment, Item, Problem, Refused, Speaker, Template
from linter.source import SourceText

if TYPE_CHECKING:
    from linter.readers.sheets import Tables

Kind = Literal["templates", "transcript"]
Trust = Literal["sure", "plain", "no"]
Unit = Literal["auto", "line", "paragraph"]
DateOrder = Literal["day-month", "month-day"]

SAMPLE_SIZE = 65_536
"""Characters of a file that recognition looks at."""

DATA_SUFFIXES = (
    *(".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".po"),
    *(".xml", ".html", ".htm"),
)
"""Of files whose text is keys and values, or markup."""

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")


class _Han:
    """Chinese characters. As a regular expression they would take a millisecond of every start to compile;
    `pattern` is for one that needs them."""

    pattern = "[\u3400-\u9fff]"

    def search(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether there is one between `start` and `end`."""
        return any("\u3400" <= character <= "\u9fff" for character in text[start:end])

    def findall(self, text: str) -> list[str]:
        """All of them."""
        return [character for character in text if "\u3400" <= character <= "\u9fff"]


HAN = _Han()


class Export(NamedTuple):
    """What a help desk or a bot exports: `marks` that all stand in such a file, and the paths to its replies.
    `title` and `known_by` are texts in the two languages."""

    name: str
    title: Mapping[str, str]
    known_by: Mapping[str, str]
    marks: tuple[str, ...]
    paths: tuple[KeyPath, ...]


class ReadOptions(NamedTuple):
    """The names by which texts and speakers are found (`rulesets/formats.yaml` and the configuration).

    `text_paths` lead to texts that no `text_keys` name.
    `code_columns`, `group_columns` and the keys alike are for short codes, and for what templates are filed
    under.
    `roles` maps role names in lower case to speakers; `transcript_columns` has the keys conversation,
    role, text, time, offset, customer, agent and author; `unit` is how a plain text file is cut into replies.
    `code_languages` are the info words of Markdown fences that hold code, `conversation_labels` the words
    before a conversation's id, `escaped_headers` the CSV headers under which cells are escaped as HTML
    escapes them, `ruleset_keys` the keys at the top of a YAML file that tell it from a library. `role_words`
    are the shipped role names, which are nobody's own, and `nobody` what fills a cell for a name that is not
    known, both in lower case. `time_words` has the keys year, month, day, hour, minute, second, weekday,
    before-noon, noon, after-noon and night; `timezone` is that of times without one, and `date_order` the
    order of a date that ends in its year (None: the day first, where the year has four digits or a comma
    behind it). `nothing_said` is what chat exports write for pictures and deleted messages, `edited_marks`
    what they put behind a message that was changed, both in lower case. `staff_words` tell a nick of the shop
    from those of customers, `time_labels` what ends a line's beginning that tells a time, and nobody's nick.
    """

    text_columns: tuple[str, ...]
    name_columns: tuple[str, ...]
    situation_columns: tuple[str, ...]
    text_keys: tuple[str, ...]
    name_keys: tuple[str, ...]
    situation_keys: tuple[str, ...]
    quick_reply_headers: tuple[tuple[str, ...], ...]
    situation_labels: tuple[str, ...]
    transcript_columns: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, Speaker]
    time_words: Mapping[str, tuple[str, ...]]
    unit: Unit = "auto"
    code_languages: frozenset[str] = frozenset()
    conversation_labels: tuple[str, ...] = ()
    escaped_headers: tuple[tuple[str, ...], ...] = ()
    ruleset_keys: frozenset[str] = frozenset()
    role_words: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    timezone: str = "Asia/Shanghai"
    date_order: DateOrder | None = None
    code_columns: tuple[str, ...] = ()
    group_columns: tuple[str, ...] = ()
    code_keys: tuple[str, ...] = ()
    group_keys: tuple[str, ...] = ()
    nothing_said: frozenset[str] = frozenset()
    edited_marks: tuple[str, ...] = ()
    staff_words: tuple[str, ...] = ()
    time_labels: tuple[str, ...] = ()
    text_paths: tuple[KeyPath, ...] = ()
    exports: tuple[Export, ...] = ()


class Sample(NamedTuple):
    """The beginning of a file: its name, its first characters, and whether that is all of it. `tables` are
    those of a file that is no text."""

    path: PurePath
    text: str
    complete: bool
    tables: Tables | None = None


class Recognition(NamedTuple):
    """A reader's verdict on a sample. `sure`: the content says so; `plain`: it could be read, but nothing
    in it says that it holds replies (in a folder such a file is passed over, and said to be); `no`: it
    cannot be read this way. `reason` tells the user why. `reader` is the reader set up for this very file
    (its delimiter, its unit), where that is another than the one that was asked."""

    trust: Trust
    reason: str
    reader: Reader | None = None


@dataclass(slots=True)
class Block:
    """Items read from one block of a file, and what could not be read of it.

    `unlisted` counts the problems beyond those in the list. `roles` are the role names met, in order, with
    the speaker that each was taken for (None: nobody knows). `by_rows` are the ids of the conversations that
    are put together of rows; none of them should be met in the next block too. `columns` and `records` are
    those of the document.
    """

    items: list[Item]
    problems: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    roles: dict[str, Speaker | None] = field(default_factory=dict)
    by_rows: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    records: bool = False


@runtime_checkable
class Reader(Protocol):
    """A file format. `title` and `known_by` are texts in the two languages, `zh` and `en`."""

    name: str
    kind: Kind
    title: Mapping[str, str]
    known_by: Mapping[str, str]

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Whether this reader understands the file."""

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The items of `source`. Raises `Unreadable` when nothing of it can be used."""


@runtime_checkable
class StreamReader(Reader, Protocol):
    """A reader of records that stand one after another, so that a file can be read block by block."""

    def cut(self, text: str) -> int:
        """The largest offset at which `text` can be cut so that no record is torn; 0 when there is none.
        What is behind it is given again, with more text, in the next block."""


@runtime_checkable
class CommentReader(Reader, Protocol):
    """A format in which comments can stand. `marks` go before the text of a comment and behind it."""

    marks: tuple[str, str]

    def comments(self, source: SourceText) -> Iterator[Comment]:
        """All comments of a file that can be read, in order."""

    def above(self, source: SourceText, template: Template) -> tuple[int, str]:
        """Where a comment goes that is to stand above a template: the offset of a line's beginning, and what
        has to stand before the comment."""


ADDRESS = "replylint"
"""A comment that begins with it speaks to this program."""


def addressed(reader: Reader, source: SourceText) -> tuple[Comment, ...]:
    """The comments that speak to this program. A file without its name is not looked through."""
    if ADDRESS not in source.text or not isinstance(reader, CommentReader):
        return ()
    return tuple(comment for comment in reader.comments(source) if comment.text.startswith(ADDRESS))


class Unreadable(Refused):
    """A file that cannot be read; `unrecognised`: it is of no known format, rather than broken."""

    def __init__(self, problem: Problem, unrecognised: bool = False) -> None:
        super().__init__(problem)
        self.unrecognised = unrecognised


def unreadable(path: str, message: str, line: int | None = None, column: int | None = None) -> Unreadable:
    """An `Unreadable` at a place of the file."""
    return Unreadable(Problem(path, message, line, column))
