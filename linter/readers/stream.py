"""Files in blocks of whole records, so that memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from linter.i18n import say
from linter.readers.base import SAMPLE_SIZE, Reader, StreamReader, Unreadable, unreadable
from linter.readers.encoding import BLOCK_SIZE, Piece, count_lines, line_ends

_LOOK = 65_536
"""Bytes at the end of a block in which its last record is looked for first."""


class Span(NamedTuple):
    """A block of a file by its place: the bytes start..end, in `codec`, of which the first line is number
    `first_line`. `whole`: there is nothing else in the file."""

    start: int
    end: int
    codec: str
    first_line: int
    whole: bool

    def read(self, file: BinaryIO, path: str) -> tuple[str, Unreadable | None]:
        """The text of the block. Where something is wrong with it, the lines before that, and what it is."""
        file.seek(self.start)
        data = file.read(self.end - self.start)
        if len(data) < self.end - self.start:
            message = say(
                "文件在检查时变短了；请等它写完再检查",
                "the file became shorter while it was read; check it when it is complete",
            )
            return "", unreadable(path, message, self.first_line)
        return Piece(data, self.codec, self.start).decode(path, self.first_line)


def spans(pieces: Iterable[Piece], reader: Reader, size: int = BLOCK_SIZE) -> Iterator[Span]:
    """The file of `pieces` in blocks of about `size` bytes that `reader` can read one by one, or in one where
    it cannot.

    Where `pieces` raises `Unreadable`, a stream still gives what came before it.
    """
    if not isinstance(reader, StreamReader):
        yield _all(pieces)
        return
    held, line, wanted, failure = Piece(b"", "utf-8", 0), 1, size, None
    more: list[bytes] = []
    source = iter(pieces)
    while True:
        try:
            piece = next(source, None)
        except Unreadable as error:
            piece, failure = None, error
        if piece is None:
            break
        held = Piece(held.data, piece.codec, held.offset if held.data or more else piece.offset)
        more.append(piece.data)
        if len(held.data) + sum(map(len, more)) < wanted:
            continue
        held, more = held._replace(data=b"".join((held.data, *more))), []
        cut = _cut(held, reader)
        if cut:
            yield Span(held.offset, held.offset + cut, held.codec, line, whole=False)
            line += count_lines(held.data[:cut], held.codec)
            held = Piece(held.data[cut:], held.codec, held.offset + cut)
        wanted = max(size, 2 * len(held.data)) if not cut else size
    held = held._replace(data=b"".join((held.data, *more)))
    if held.data or failure is None:
        whole = line == 1 and failure is None
        yield Span(held.offset, held.offset + len(held.data), held.codec, line, whole)
    if failure:
        raise failure


def _all(pieces: Iterable[Piece]) -> Span:
    start, end, codec = None, 0, "utf-8"
    for piece in pieces:
        start = piece.offset if start is None else start
        end, codec = piece.offset + len(piece.data), piece.codec
    return Span(start or 0, end, codec, 1, whole=True)


def _cut(held: Piece, reader: StreamReader) -> int:
    """Where `held` can be cut so that no record is torn, in bytes; 0 where it cannot. The last record begins
    near the end as a rule, so only the end is decoded at first."""
    look = _LOOK
    while True:
        begin = max(0, len(held.data) - look)
        ends = line_ends(held.data[begin:], held.codec)
        start = begin + ends[0] if begin and ends else begin
        text = held.data[start:].decode(held.codec, "replace")
        cut = reader.cut(text)
        if cut:
            return begin + ends[-1 - text.count("\n", cut)]
        if not begin:
            return 0
        look *= 8


class Beginning(NamedTuple):
    """The first characters of a file, whether they are all, and why there are no more where something is
    wrong; and the pieces of the file from the beginning."""

    text: str
    complete: bool
    failure: Unreadable | None
    pieces: Iterator[Piece]


def beginning(pieces: Iterable[Piece], path: str, size: int = SAMPLE_SIZE) -> Beginning:
    """The first `size` characters of a file. Raises `Unreadable` where not even the first line is text."""
    source = iter(pieces)
    head: list[Piece] = []
    text, failure, rest = "", None, source
    while failure is None and len(text) <= size:
        try:
            piece = next(source, None)
        except Unreadable as error:
            failure, rest = error, _raising(error)
            break
        if piece is None:
            break
        head.append(piece)
        more, failure = piece.decode(path)
        text += more
    if failure and not text:
        raise failure
    return Beginning(text[:size], len(text) <= size and not failure, failure, chain(head, rest))


def _raising(failure: Unreadable) -> Iterator[Piece]:
    raise failure
    yield
