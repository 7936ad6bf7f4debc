"""What the checks look at, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from linter.matching.view import TextView
from linter.model import Document, Template
from linter.rules.program import Program
from linter.source import cell_of

_MARKS = r"[\W_]+"


class Entry(NamedTuple):
    """A template and where it was read: the file, its number among the templates there, the reader, and the
    columns of the table."""

    template: Template
    path: str
    number: int
    reader: str = ""
    columns: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """File and line (or cell), for messages."""
        place = self.template.place
        return f"{self.path}:{cell_of(place) or place.position(0)[0]}"


def entries(documents: Iterable[Document]) -> list[Entry]:
    """The templates of documents, in order."""
    return [
        Entry(item, document.path, number, document.reader, document.columns)
        for document in documents
        for number, item in enumerate(document.items)
        if isinstance(item, Template)
    ]


class Library:
    """Templates that belong together, in the order of their files."""

    def __init__(self, entries: Sequence[Entry], program: Program) -> None:
        self.entries = entries
        self.program = program

    @cached_property
    def folded(self) -> list[str]:
        """The texts as the rules see them."""
        return [self.program.fold(entry.template.text) for entry in self.entries]

    @cached_property
    def views(self) -> list[TextView]:
        """What is known of each text; the same view for the same text."""
        return [self.program.library_view(entry.template.text) for entry in self.entries]

    @cached_property
    def all_texts(self) -> str:
        """Everything that the templates say."""
        return "\n".join(self.folded)


class Hit(NamedTuple):
    """The characters `start` to `end` of a template, and what the message tells besides."""

    entry: Entry
    start: int
    end: int
    match: str = ""
    told: Mapping[str, str] = MappingProxyType({})


def bare(text: str) -> str:
    """`text` without white space, punctuation and emoji."""
    return re.sub(_MARKS, "", text)
