"""Where a piece of text stands in its file: offsets, lines, columns, and what may be written there.

All offsets count characters from 0; lines and columns count characters from 1 (a BOM is no column).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from linter.i18n import say


class CannotEncode(ValueError):
    """A text cannot stand where an edit wants to put it; the whole piece has to be written anew."""


class SourceText:
    """The decoded text of a file, or of one block of it that begins at line `first_line`.

    `whole` tells the one from the other: what holds for a file need not hold for a block of it.
    """

    __slots__ = ("_shown", "_starts", "first_line", "text", "whole")

    def __init__(self, text: str, first_line: int = 1, whole: bool = True) -> None:
        self.text = text
        self.first_line = first_line
        self.whole = whole
        self._starts: list[int] | None = None
        self._shown: tuple[int, str] | None = None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`."""
        starts = self._line_starts()
        row = bisect_right(starts, offset) - 1
        return self.first_line + row, offset - starts[row] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._line_starts()[line - self.first_line] + column - 1

    def line(self, number: int) -> str:
        """The text of line `number`, without its line end; the same string when it is asked for again at
        once, since a line may be long and have many findings."""
        if self._shown is not None and self._shown[0] == number:
            return self._shown[1]
        starts = self._line_starts()
        row = number - self.first_line
        end = starts[row + 1] if row + 1 < len(starts) else len(self.text)
        line = self.text[starts[row] : end].rstrip("\r\n")
        self._shown = number, line
        return line


class Place(Protocol):
    """Maps offsets in a piece of text to the lines and columns of its file."""

    def position(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        """Line and column of the character at `offset`, or with `end` of the place just behind the
        character before it."""

    def line(self, number: int) -> str:
        """The source line `number`, for showing."""


class LinePlace:
    """A text that stands verbatim on one line, beginning at column `column` of `raw`."""

    __slots__ = ("column", "number", "raw")

    def __init__(self, number: int, column: int, raw: str) -> None:
        self.number = number
        self.column = column
        self.raw = raw

    def position(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        return self.number, self.column + offset

    def line(self, number: int) -> str:
        return self.raw


class LazyPlace:
    """A place that is worked out only when somebody asks, for formats that are read by the million."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Place]) -> None:
        self._make = make
        self._made: Place | None = None

    @property
    def made(self) -> Place:
        """The place itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def position(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        return self.made.position(offset, end=end)

    def line(self, number: int) -> str:
        return self.made.line(number)


@dataclass(slots=True)
class MappedPlace:
    """A text with the source span of each of its characters, so that edits can be written back.

    `starts[i]` and `ends[i]` bound the source of character i. `anchor` is where text goes into an empty
    piece. `encode` turns new text into source text and raises `CannotEncode` where that cannot be done on
    the spot; `whole` (start, end, writer) then replaces the whole piece, delimiters included. `reads` tells
    what text the source from `whole`'s start to its end stands for once it has been edited on the spot
    (None: no text at all); where that is not the text that was meant, `whole` is used as well. Without
    `encode` the piece is read-only and `read_only` says why. `trimmed`: white space at the ends of a line is
    no part of the text.
    """

    source: SourceText
    starts: Sequence[int]
    ends: Sequence[int]
    anchor: int
    encode: Callable[[str], str] | None = None
    whole: tuple[int, int, Callable[[str], str]] | None = None
    read_only: str = ""
    reads: Callable[[str], str | None] | None = None
    trimmed: bool = False

    def offset(self, at: int, *, end: bool = False) -> int:
        """Source offset of character `at`, or with `end` of the place just behind character `at - 1`."""
        if not self.starts:
            return self.anchor
        if (end and at > 0) or at >= len(self.starts):
            return self.ends[min(at, len(self.ends)) - 1]
        return self.starts[at]

    def position(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        return self.source.position(self.offset(offset, end=end))

    def line(self, number: int) -> str:
        return self.source.line(number)


class VerbatimPlace(MappedPlace):
    """The place of a text that stands in the source as it is: a span, and no list of characters."""

    __slots__ = ("_size", "_start")

    def __init__(
        self,
        source: SourceText,
        start: int,
        end: int,
        encode: Callable[[str], str] | None,
        whole: tuple[int, int, Callable[[str], str]] | None,
        reads: Callable[[str], str | None] | None,
    ) -> None:
        self.source = source
        self.anchor = self._start = start
        self._size = end - start
        self.encode, self.whole, self.reads = encode, whole, reads
        self.read_only = ""
        self.trimmed = False

    def __reduce__(self) -> tuple[object, ...]:
        end = self._start + self._size
        return VerbatimPlace, (self.source, self._start, end, self.encode, self.whole, self.reads)

    @property
    def starts(self) -> range:  # type: ignore[override]
        return range(self._start, self._start + self._size)

    @property
    def ends(self) -> range:  # type: ignore[override]
        return range(self._start + 1, self._start + self._size + 1)

    def offset(self, at: int, *, end: bool = False) -> int:
        return self._start + min(at, self._size)


class CellPlace(VerbatimPlace):
    """The place of a text in a cell of a workbook: its line is the number of the row, and columns count the
    characters of the cell. `cell` is its name, such as `Sheet1!B12`, empty where cells have none; without
    `encode` it cannot be edited, and `read_only` tells why."""

    __slots__ = ("cell", "row")

    def __init__(
        self,
        source: SourceText,
        start: int,
        end: int,
        row: int,
        cell: str,
        encode: Callable[[str], str] | None = None,
        read_only: str = "",
    ) -> None:
        super().__init__(source, start, end, encode, None, None)
        self.row, self.cell, self.read_only = row, cell, read_only

    def __reduce__(self) -> tuple[object, ...]:
        """What is sent to another process: the text alone, which cannot be written there."""
        text = self._text()
        return CellPlace, (SourceText(text), 0, len(text), self.row, self.cell)

    def _text(self) -> str:
        return self.source.text[self._start : self._start + self._size]

    def position(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        return self.row, offset + 1

    def line(self, number: int) -> str:
        return self._text()


def cell_of(place: Place) -> str | None:
    """The name of the cell that a text stands in; None where its file has none."""
    if isinstance(place, LazyPlace):
        place = place.made
    return place.cell or None if isinstance(place, CellPlace) else None


def within_a_line(text: str) -> str:
    """A text as it stands on a line of its file. Raises `CannotEncode` where it would need more than one."""
    if any(character in text for character in "\t\r\n"):
        raise CannotEncode(say("这里只能写一行", "only one line can stand here"))
    return text


def verbatim(
    source: SourceText,
    start: int,
    end: int,
    encode: Callable[[str], str] | None = None,
    whole: tuple[int, int, Callable[[str], str]] | None = None,
    reads: Callable[[str], str | None] | None = None,
) -> MappedPlace:
    """The place of a text that equals `source.text[start:end]`."""
    return VerbatimPlace(source, start, end, encode, whole, reads)


def by_itself(text: str) -> MappedPlace:
    """The place of a text that stands in no file."""
    return verbatim(SourceText(text), 0, len(text))
