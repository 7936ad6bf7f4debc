"""Blocks of whole records."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Reader, Unreadable, unreadable
from linter.readers.encoding import FilePieces, Piece
from linter.readers.jddc import READER as JDDC
from linter.readers.markdown import READER as MARKDOWN
from linter.readers.stream import Span, beginning, spans


def row(session: int, text: str) -> str:
    return f"s{session}\tu\t{session % 2}\t0\t0\tnan\t{text}\n"


def blocks(data: bytes, reader: Reader, size: int, piece: int = 1 << 20) -> list[Span]:
    return list(spans(FilePieces(io.BytesIO(data), "f", piece), reader, size))


def read(data: bytes, span: Span) -> str:
    text, failure = span.read(io.BytesIO(data), "f")
    assert failure is None
    return text


def pieces(*texts: str) -> Iterator[Piece]:
    offset = 0
    for text in texts:
        yield Piece(text.encode(), "utf-8", offset)
        offset += len(text.encode())


def broken() -> Iterator[Piece]:
    yield from pieces(row(1, "亲") + row(2, "您好"), row(3, "在的"))
    raise unreadable("f", "no text", 4)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(1, 4), max_size=12),
    st.integers(1, 200),
    st.integers(4, 80),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_blocks_are_the_text_and_never_part_a_session(
    sizes: list[int], size: int, piece: int, codec: str
) -> None:
    sessions = ["".join(row(number, "亲，这款") for _ in range(count)) for number, count in enumerate(sizes)]
    text = "".join(sessions)
    data = text.encode(codec)
    found = blocks(data, JDDC, size, piece)
    assert "".join(read(data, block) for block in found) == text
    starts = {"".join(sessions[:number]) for number in range(len(sessions) + 1)}
    before = ""
    for block in found:
        assert block.first_line == before.count("\n") + 1
        assert before in starts
        before += read(data, block)


def test_a_session_longer_than_what_is_looked_at_first_is_not_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.readers.stream._LOOK", 64)
    data = (row(1, "亲") + row(2, "您好") * 40 + row(3, "在的") * 2).encode()
    texts = [read(data, block) for block in blocks(data, JDDC, 300, 200)]
    assert "".join(texts).encode() == data
    assert ["s2\t" in text for text in texts] == [False, True]


def test_one_block_is_the_whole_file() -> None:
    (block,) = blocks(row(1, "亲").encode(), JDDC, 1000)
    assert block.whole


def test_one_of_several_blocks_is_not_the_whole_file() -> None:
    found = blocks((row(1, "亲") + row(2, "亲") + row(3, "亲")).encode(), JDDC, 1, 1)
    assert len(found) > 1
    assert not any(block.whole for block in found)


def test_a_file_that_is_no_stream_is_one_block() -> None:
    data = ("# 话术\n亲\n" * 50).encode()
    (block,) = blocks(data, MARKDOWN, 10, 20)
    assert (read(data, block), block.whole) == ("# 话术\n亲\n" * 50, True)


def test_an_empty_file_is_one_empty_block() -> None:
    (block,) = blocks(b"", MARKDOWN, 10)
    assert (read(b"", block), block.whole) == ("", True)


def test_what_came_before_an_error_is_given_of_a_stream() -> None:
    found: list[Span] = []
    with pytest.raises(Unreadable):
        found.extend(spans(broken(), JDDC, 10))
    before = row(1, "亲") + row(2, "您好") + row(3, "在的")
    assert (found[0].start, found[-1].end) == (0, len(before.encode()))


def test_a_file_that_is_no_stream_is_not_read_to_an_error() -> None:
    with pytest.raises(Unreadable):
        next(spans(broken(), MARKDOWN))


def test_a_file_that_became_shorter_is_told() -> None:
    (block,) = blocks((row(1, "亲") + row(2, "亲")).encode(), JDDC, 1000)
    text, failure = block.read(io.BytesIO(row(1, "亲").encode()), "f")
    assert text == ""
    assert failure is not None
    assert failure.problem.line == 1


def test_a_sample_leaves_the_pieces_whole() -> None:
    seen = beginning(pieces("亲", "您好", "在的"), "f", 2)
    assert (seen.text, seen.complete, seen.failure) == ("亲您", False, None)
    assert list(seen.pieces) == list(pieces("亲", "您好", "在的"))


def test_a_short_file_is_its_own_sample() -> None:
    seen = beginning(pieces("亲", "您好"), "f", 3)
    assert (seen.text, seen.complete) == ("亲您好", True)
    assert list(seen.pieces) == list(pieces("亲", "您好"))


def test_an_error_behind_the_sample_comes_when_it_is_reached() -> None:
    seen = beginning(broken(), "f", 10_000)
    assert (seen.text, seen.complete) == (row(1, "亲") + row(2, "您好") + row(3, "在的"), False)
    assert seen.failure is not None
    with pytest.raises(Unreadable):
        list(seen.pieces)


def test_a_bad_byte_behind_the_sample_leaves_the_lines_before_it() -> None:
    data = (row(1, "亲") + row(2, "您好")).encode() + b"bad \xff\n"
    seen = beginning(FilePieces(io.BytesIO(data), "f"), "f", 10_000)
    assert (seen.text, seen.complete) == (row(1, "亲") + row(2, "您好"), False)
    assert seen.failure is not None


def test_an_error_at_the_beginning_comes_at_once() -> None:
    with pytest.raises(Unreadable):
        beginning(FilePieces(io.BytesIO(b"%PDF"), "f"), "f")


def test_a_bad_byte_at_the_beginning_comes_at_once() -> None:
    with pytest.raises(Unreadable):
        beginning(FilePieces(io.BytesIO("亲，您好，今天发货".encode()[:-1]), "f"), "f")
