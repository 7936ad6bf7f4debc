"""Reads a file: decodes it, finds its reader, and gives its items, block by block where that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from linter.i18n import say
from linter.model import Document
from linter.readers.base import (
    SAMPLE_SIZE,
    Reader,
    ReadOptions,
    Recognition,
    Sample,
    Unreadable,
    addressed,
    unreadable,
)
from linter.readers.binary import Form, opened
from linter.readers.encoding import FilePieces, decode
from linter.readers.problems import FileProblems
from linter.readers.registry import chosen, recognise
from linter.readers.stream import Beginning, Span, beginning, spans

if TYPE_CHECKING:
    from linter.readers.sheets import Tables

_OF_TABLES = (".xls", ".xlsx", ".xlsm", ".parquet")


def _no_table() -> str:
    return say(
        "后缀是表格，内容却是文本或网页（后台导出的 .xls 常是这样）；"
        "请用 Excel 或 WPS 打开，另存为 xlsx 或 CSV",
        "named as a table, but it is text or a web page (as many an exported .xls); open it in a spreadsheet "
        "and save it as xlsx or CSV",
    )


@dataclass(slots=True)
class Input:
    """A file whose reader is known. It can be gone through once."""

    path: str
    reader: Reader
    recognition: Recognition
    _beginning: Beginning

    @property
    def failure(self) -> Unreadable | None:
        """What is wrong with the beginning of the file, which the reader was chosen by."""
        return self._beginning.failure

    def spans(self) -> Iterator[Span]:
        """The blocks for the reader. Raises `Unreadable` after those that stand before what is no text."""
        return spans(self._beginning.pieces, self.reader)


def open_input(file: BinaryIO, path: str, options: ReadOptions, format: str | None = None) -> Input:
    """Looks at the beginning of a binary stream and finds the reader for it.

    `path` is the name for messages, and its suffix a hint; `format` names a reader (`--input-format`).
    Raises `Unreadable`.
    """
    seen = beginning(FilePieces(file, path), path)
    try:
        reader, verdict = _reader(Sample(_unpacked(path), seen.text, seen.complete), options, format)
    except Unreadable as error:
        raise seen.failure or error from None
    return Input(path, reader, verdict, seen)


def reader_of_tables(
    tables: Tables, path: str, options: ReadOptions, format: str | None = None
) -> tuple[Reader, Recognition]:
    """The reader for a file of tables, of which the first rows are given. Raises `Unreadable`."""
    return _reader(Sample(_unpacked(path), "", False, tables), options, format)


def _unpacked(path: str) -> PurePath:
    """The name of a file as it was before it was packed."""
    return PurePath(path.removesuffix(".gz"))


def _reader(sample: Sample, options: ReadOptions, format: str | None) -> tuple[Reader, Recognition]:
    return chosen(format, sample, options) if format else recognise(sample, options)


@dataclass(slots=True)
class Loaded:
    """All of a file, as needed to write it back: `encoding.encode(text)` are its bytes again. The text of a
    file of tables is that of their cells."""

    path: str
    data: bytes
    text: str
    encoding: Form
    reader: Reader
    recognition: Recognition
    document: Document

    def read(self, text: str, options: ReadOptions) -> Document:
        """Reads another text as this file was read. Raises `Unreadable`."""
        problems = FileProblems(self.path)
        source = self.encoding.source(text)
        block = self.reader.read(source, self.path, options)
        told = problems.take(block) + problems.rest(whole=True)
        comments = addressed(self.reader, source)
        return Document(
            self.path, self.reader.name, block.items, told, block.columns, block.records, comments
        )


def load(data: bytes, path: str, options: ReadOptions, format: str | None = None) -> Loaded:
    """Reads all of a file at once. Raises `Unreadable`."""
    encoding: Form
    tables = None
    if binary := opened(data, path):
        text, encoding, tables = binary.tables.text, binary, binary.tables
    elif data and PurePath(path).suffix.lower() in _OF_TABLES:
        raise unreadable(path, _no_table())
    else:
        text, encoding = decode(data, path)
    sample = Sample(_unpacked(path), text[:SAMPLE_SIZE], len(text) <= SAMPLE_SIZE, tables)
    reader, verdict = _reader(sample, options, format)
    loaded = Loaded(path, data, text, encoding, reader, verdict, Document(path, reader.name, []))
    loaded.document = loaded.read(text, options)
    return loaded
