"""Blocks of whole records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Unreadable, unreadable
from linter.readers.jddc import READER as JDDC
from linter.readers.markdown import READER as MARKDOWN
from linter.readers.stream import blocks, sampled
from linter.source import SourceText


def row(session: int, text: str) -> str:
    return f"s{session}\tu\t{session % 2}\t0\t0\tnan\t{text}\n"


def broken() -> Iterator[str]:
    yield row(1, "亲") + row(2, "您好")
    yield row(3, "在的")
    raise unreadable("f", "bad byte", 4)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 4), max_size=12), st.integers(1, 200), st.integers(1, 80))
def test_blocks_are_the_text_and_never_part_a_session(sizes: list[int], size: int, piece: int) -> None:
    sessions = ["".join(row(number, "亲") for _ in range(count)) for number, count in enumerate(sizes)]
    text = "".join(sessions)
    found = list(blocks([text[at : at + piece] for at in range(0, len(text), piece)], JDDC, size))
    assert "".join(block.text for block in found) == text
    line = 1
    starts = {"".join(sessions[:number]) for number in range(len(sessions) + 1)}
    before = ""
    for block in found:
        assert block.first_line == line
        assert before in starts
        before += block.text
        line += block.text.count("\n")


def test_one_block_is_the_whole_file() -> None:
    (block,) = blocks([row(1, "亲")], JDDC)
    assert block.whole


def test_one_of_several_blocks_is_not_the_whole_file() -> None:
    found = list(blocks([row(1, "亲"), row(2, "亲"), row(3, "亲")], JDDC, 1))
    assert len(found) > 1
    assert not any(block.whole for block in found)


def test_a_file_that_is_no_stream_is_one_block() -> None:
    (block,) = blocks(["# 话术\n", "亲\n"] * 50, MARKDOWN, 10)
    assert (block.text, block.whole) == ("# 话术\n亲\n" * 50, True)


def test_what_came_before_an_error_is_given_of_a_stream() -> None:
    found: list[SourceText] = []
    with pytest.raises(Unreadable):
        found.extend(blocks(broken(), JDDC, 10))
    assert "".join(block.text for block in found) == row(1, "亲") + row(2, "您好") + row(3, "在的")


def test_a_file_that_is_no_stream_is_not_read_to_an_error() -> None:
    with pytest.raises(Unreadable):
        next(blocks(broken(), MARKDOWN))


def test_a_sample_leaves_the_text_whole() -> None:
    text, complete, rest = sampled(["亲", "您好", "在的"], 2)
    assert (text, complete, "".join(rest)) == ("亲您", False, "亲您好在的")


def test_a_short_file_is_its_own_sample() -> None:
    text, complete, rest = sampled(["亲", "您好"], 3)
    assert (text, complete, "".join(rest)) == ("亲您好", True, "亲您好")


def test_an_error_behind_the_sample_comes_when_it_is_reached() -> None:
    text, complete, rest = sampled(broken(), 10_000)
    assert (text, complete) == (row(1, "亲") + row(2, "您好") + row(3, "在的"), False)
    with pytest.raises(Unreadable):
        list(rest)


def test_an_error_at_the_beginning_comes_at_once() -> None:
    def nothing() -> Iterator[str]:
        raise unreadable("f", "binary")
        yield

    with pytest.raises(Unreadable):
        sampled(nothing())
