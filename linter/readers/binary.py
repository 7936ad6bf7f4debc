"""Formats that are no text, known by their first bytes: each is opened by a module of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from linter.source import SourceText

if TYPE_CHECKING:
    from linter.readers.sheets import Tables


class Form(Protocol):
    """How the text of a file stands in its bytes."""

    def encode(self, text: str, path: str = "") -> bytes:
        """The bytes of a text. Raises `Unwritable` where they cannot hold it."""

    def source(self, text: str) -> SourceText:
        """The text as a reader is given it."""

    def reads_as(self, data: bytes, path: str, text: str) -> bool:
        """Whether bytes are that text. Raises `Unreadable`."""

    def shown(self, text: str) -> str:
        """The text as a person sees it."""


class Binary(Form, Protocol):
    """A file that holds tables."""

    tables: Tables


class _Format(NamedTuple):
    magic: bytes
    module: str


PARQUET = b"PAR1"

_FORMATS = (_Format(b"PK\x03\x04", "workbook"), _Format(PARQUET, "parquet"))
"""The module has `opened(data, path) -> Binary | None`, which raises `Unreadable`; None: of another kind."""


def opened(data: bytes, path: str) -> Binary | None:
    """The tables of a file; None where it is no such file. Raises `Unreadable`."""
    for format in _FORMATS:
        if data.startswith(format.magic):
            found: Binary | None = import_module(f"linter.readers.{format.module}").opened(data, path)
            if found is not None:
                return found
    return None


def maybe(head: bytes) -> bool:
    """Whether a file that begins so may hold tables, and has to be read as a whole."""
    return head.startswith(tuple(format.magic for format in _FORMATS))
