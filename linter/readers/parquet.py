"""Parquet, as warehouses export it: a record a row, read in batches by pyarrow. Nothing is written."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from linter.i18n import say
from linter.model import Problem, Unwritable
from linter.readers.base import unreadable
from linter.readers.sheets import Key, Sheet, Tables, text_of
from linter.source import CellPlace, SourceText

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_READ_AT_ONCE = 4096
"""Rows that are decoded at a time."""

_BUFFER = 1 << 16
"""Bytes of a column that are read at a time; a row group may be as large as the file."""


class RowTables(Tables):
    """Some rows of a file, under the names of its columns; `before` counts the rows before them. A row is a
    line, numbered from 1."""

    __slots__ = ("before",)

    def __init__(self, names: Sequence[str], rows: Sequence[Sequence[object]], before: int = 0) -> None:
        super().__init__([Sheet("", [names, *rows])], read_only=_read_only())
        self.before = before

    def place(self, key: Key) -> CellPlace:
        said = text_of(self.sheets[0].rows[key.row - 1][key.column - 1])
        row = self.before + key.row - 1
        return CellPlace(SourceText(said), 0, len(said), row, "", read_only=self.read_only)


class Rows(NamedTuple):
    """Rows of a file that belong together, as they are sent to the process that judges them; `whole`: there
    is nothing else in the file."""

    names: tuple[str, ...]
    rows: list[list[object]]
    before: int
    whole: bool

    def tables(self) -> RowTables:
        """The rows as a reader is given them."""
        tables = RowTables(self.names, self.rows, self.before)
        tables.whole = self.whole
        return tables


class ParquetRows:
    """A Parquet file, of which only `wanted` columns are read (in lower case). Raises `Unreadable`."""

    def __init__(self, file: IO[bytes], path: str, wanted: frozenset[str] | None = None) -> None:
        self._path = path
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise unreadable(path, _no_pyarrow()) from None
        with _told(path):
            self._file: ParquetFile = ParquetFile(file, buffer_size=_BUFFER)
            names = self._file.schema_arrow.names
        self.names = tuple(name for name in names if wanted is None or name.strip().lower() in wanted)

    def __iter__(self) -> Iterator[list[object]]:
        """The rows. Raises `Unreadable` where the file is damaged."""
        with _told(self._path):
            for batch in self._file.iter_batches(_READ_AT_ONCE, columns=list(self.names)):
                yield from map(list, zip(*map(_values, batch.columns), strict=True))

    def together(self, column: int, size: int) -> Iterator[Rows]:
        """The rows in parts of `size` or more, cut where the value of a column changes (below 0: not cut)."""
        rows: list[list[object]] = []
        before = 0
        for row in self:
            if column >= 0 and len(rows) >= size and row[column] != rows[-1][column]:
                yield Rows(self.names, rows, before, whole=False)
                before += len(rows)
                rows = []
            rows.append(row)
        yield Rows(self.names, rows, before, whole=not before)


class ParquetFileForm:
    """All of a Parquet file; its text is that of its cells, and cannot be written."""

    def __init__(self, data: bytes, path: str) -> None:
        rows = ParquetRows(io.BytesIO(data), path)
        self.tables: Tables = RowTables(rows.names, list(rows))

    def source(self, text: str) -> Tables:
        """The tables with that text."""
        return self.tables

    def encode(self, text: str, path: str = "") -> bytes:
        """Raises `Unwritable`."""
        raise Unwritable(Problem(path, _read_only()))

    def reads_as(self, data: bytes, path: str, text: str) -> bool:
        """Whether a file has that text."""
        return text == self.tables.text

    def shown(self, text: str) -> str:
        """The cells, each on a line."""
        return text


def opened(data: bytes, path: str) -> ParquetFileForm:
    """The rows of a whole file. Raises `Unreadable`."""
    return ParquetFileForm(data, path)


def _values(column: Any) -> list[object]:
    """The values of a column; text for what is bytes, times without what is less than a microsecond."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    values: list[object] = column.to_pylist()
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in values]


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Tells in one line that a file is damaged, where pyarrow raises."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        raise unreadable(path, _damaged(error)) from None


def _damaged(error: BaseException) -> str:
    reason = "".join(char if char.isprintable() else "?" for char in " ".join(str(error).split()))[:80]
    return say(
        f"Parquet 文件已损坏或没有写完（{reason}）；请重新导出",
        f"the Parquet file is damaged or cut short ({reason}): export it again",
    )


def _no_pyarrow() -> str:
    return say(
        "读 Parquet 需要 pyarrow；请先运行 pip install 'replylint[parquet]'",
        "Parquet needs pyarrow: run pip install 'replylint[parquet]'",
    )


def _read_only() -> str:
    return say("Parquet 文件只读，没有改动", "Parquet files are not written to")
