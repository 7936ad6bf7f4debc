"""Files in blocks of whole records, so that memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from linter.readers.base import SAMPLE_SIZE, Reader, StreamReader, Unreadable
from linter.source import SourceText

BLOCK_CHARACTERS = 500_000
"""Characters in a block, or more where a single record is longer."""


def blocks(pieces: Iterable[str], reader: Reader, size: int = BLOCK_CHARACTERS) -> Iterator[SourceText]:
    """The text of `pieces` in blocks that `reader` can read one by one, or in one where it cannot.

    Where `pieces` raises `Unreadable`, a stream still gives what came before it.
    """
    if not isinstance(reader, StreamReader):
        yield SourceText("".join(pieces))
        return
    text, line, wanted, failure = "", 1, size, None
    source = iter(pieces)
    while True:
        try:
            piece = next(source, None)
        except Unreadable as error:
            piece, failure = None, error
        if piece is None:
            break
        text += piece
        if len(text) < wanted:
            continue
        cut = reader.cut(text)
        if cut:
            yield SourceText(text[:cut], line, whole=False)
            line += text.count("\n", 0, cut)
            text = text[cut:]
        wanted = max(size, 2 * len(text)) if not cut else size
    if failure is None:
        yield SourceText(text, line, whole=line == 1)
        return
    if text:
        yield SourceText(text, line, whole=False)
    raise failure


def sampled(pieces: Iterable[str], size: int = SAMPLE_SIZE) -> tuple[str, bool, Iterator[str]]:
    """The first `size` characters, whether they are all, and the pieces from the beginning.

    Raises `Unreadable` where not even the first piece can be decoded.
    """
    source = iter(pieces)
    head: list[str] = []
    length = 0
    failure: Unreadable | None = None
    while length <= size:
        try:
            piece = next(source, None)
        except Unreadable as error:
            if not head:
                raise
            failure = error
            break
        if piece is None:
            break
        head.append(piece)
        length += len(piece)
    text = "".join(head)
    rest = chain(head, _raising(failure)) if failure else chain(head, source)
    return text[:size], length <= size and failure is None, rest


def _raising(failure: Unreadable) -> Iterator[str]:
    raise failure
    yield
