"""Tables that may be too large to be read as a whole: Parquet, judged in parts of whole conversations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from linter.model import Problem
from linter.pipeline.tasks import BlockTask, LargeFile, cannot_read
from linter.readers.base import Unreadable
from linter.readers.flat import FlatSheets, columns_of, names_of_columns
from linter.readers.load import reader_of_tables
from linter.readers.parquet import ParquetRows, RowTables

_PART = 20_000
"""Rows that are judged at a time, or more where a conversation is longer."""

_LOOK = 200
"""Rows that tell what a table holds."""


class LargeTable(LargeFile):
    """A Parquet file: gives its conversations in parts, if it is a transcript."""

    def is_transcript(self) -> bool:
        """Whether the rows are messages. Where that cannot be told, reading it as a whole tells why."""
        path, settings = self._file.path, self._settings
        try:
            with Path(self._file.stored or path).open("rb") as file:
                rows = ParquetRows(file, path, names_of_columns(settings.options))
                tables = RowTables(rows.names, list(islice(rows, _LOOK)))
            reader, _ = reader_of_tables(tables, path, settings.options, settings.input_format)
        except (OSError, Unreadable):
            return False
        return isinstance(reader, FlatSheets)

    def tasks(self) -> Iterator[BlockTask]:
        path, options = self._file.path, self._settings.options
        self._kind = "transcript"
        try:
            with Path(self._file.stored or path).open("rb") as file:
                rows = ParquetRows(file, path, names_of_columns(options))
                columns = columns_of(rows.names, options)
                conversation = columns.conversation if columns else -1
                for part in rows.together(conversation, _PART):
                    yield BlockTask(path, FlatSheets(), part, (0, 0))
        except OSError as error:
            self._ending = Problem(path, cannot_read(error))
        except Unreadable as error:
            self._ending = error.problem
