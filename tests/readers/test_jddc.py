"""JDDC transcripts."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Unreadable
from linter.readers.encoding import FilePieces
from linter.readers.jddc import READER
from linter.readers.stream import spans
from linter.source import SourceText
from tests.readers.support import OPTIONS, conversations, messages_of, odd_lines, read, said, verdict


def row(session: str, agent: bool, text: str) -> str:
    return f"{session}\tU_1\t{int(agent)}\t0\t0\tnan\t{text}\n"


CHAT = row("s1", False, "在吗") + row("s1", True, " 亲，在的 ") + row("s2", True, "您好")


def test_reads_sessions() -> None:
    assert said(CHAT, "jddc") == [[("customer", "在吗"), ("agent", " 亲，在的 ")], [("agent", "您好")]]


def test_messages_are_counted_in_their_session() -> None:
    found = conversations(CHAT, "jddc")
    assert [(one.id, [message.index for message in one.messages]) for one in found] == [
        ("s1", [0, 1]),
        ("s2", [0]),
    ]


def test_positions() -> None:
    message = conversations(CHAT, "jddc")[0].messages[1]
    line, column = message.place.position(1)
    assert (line, message.place.line(line)[column - 1]) == (2, "亲")


def test_windows_line_ends_are_no_text() -> None:
    assert said(CHAT.replace("\n", "\r\n"), "jddc") == said(CHAT, "jddc")


def test_other_line_separators_are_text() -> None:
    assert said(row("s1", True, "亲\u2028您好\x0b在"), "jddc") == [[("agent", "亲\u2028您好\x0b在")]]


def test_an_empty_text_is_a_message() -> None:
    assert said(row("s1", True, ""), "jddc") == [[("agent", "")]]


def test_broken_rows_are_problems_and_the_others_are_read() -> None:
    source = CHAT + "s3\tU\t1\t亲\n" + row("s3", True, "a\tb") + "\n" + "s3\tU\t7\t0\t0\tnan\t亲\n" + CHAT
    block = read(source, "jddc")
    assert messages_of([problem for problem in block.problems if problem.fatal]) == [
        (4, True),
        (5, True),
        (7, True),
    ]
    assert sum(len(said) for said in said(source, "jddc")) == 6


def test_many_problems_are_counted() -> None:
    block = read(CHAT + "bad\n" * 50, "jddc")
    assert (len(block.problems), block.unlisted) == (20, 30)


def test_a_session_that_comes_back_is_another_conversation_with_one_notice() -> None:
    source = CHAT + row("s1", True, "还在") + row("s2", True, "在") + row("s1", True, "嗯")
    found = conversations(source, "jddc")
    assert [(one.id, one.continued) for one in found] == [
        ("s1", False),
        ("s2", False),
        ("s1", True),
        ("s2", True),
        ("s1", True),
    ]
    assert messages_of(read(source, "jddc").problems) == [(4, False)]


def test_a_file_without_an_agent_is_an_error() -> None:
    with pytest.raises(Unreadable):
        read(row("s1", False, "在吗"), "jddc")


def test_a_block_without_an_agent_is_none() -> None:
    block = READER.read(SourceText(row("s1", False, "在吗"), 7, whole=False), "f", OPTIONS)
    assert (len(block.items), block.problems) == (1, [])


def test_cut_stands_before_the_last_session() -> None:
    assert READER.cut(CHAT) == CHAT.index("s2\t")


def test_a_broken_row_ends_no_session() -> None:
    text = CHAT + "s3\tu\t7\t0\t0\tnan\t坏\n" + row("s2", True, "亲")
    assert READER.cut(text) == CHAT.index("s2\t")


def test_one_session_is_not_cut() -> None:
    assert READER.cut(row("s1", True, "亲") * 3) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), odd_lines), min_size=1), st.integers(1, 300))
def test_blocks_read_the_same_as_the_whole(rows: list[tuple[int, bool, str]], size: int) -> None:
    pieces = [row("s", True, "亲")]
    for number, agent, line in sorted(rows, key=lambda one: one[0]):
        pieces.append(row(f"s{number}", agent, line.replace("\t", "")))
    text = "".join(pieces)
    data = text.encode()
    parts = []
    for span in spans(FilePieces(io.BytesIO(data), "f", 1 + size // 3), READER, size):
        block, _ = span.read(io.BytesIO(data), "f")
        parts.append(READER.read(SourceText(block, span.first_line, span.whole), "f", OPTIONS).items)
    whole = READER.read(SourceText(text), "f", OPTIONS).items
    assert [comparable(item) for part in parts for item in part] == [comparable(item) for item in whole]


def comparable(conversation: object) -> object:
    return [
        (message.speaker, message.text, message.index, message.place.position(0))
        for message in getattr(conversation, "messages", [])
    ]


@pytest.mark.parametrize(
    ("source", "trust"),
    [
        (CHAT, "sure"),
        (CHAT * 4 + "bad\n", "sure"),
        ("a\tb\tc\td\te\tf\tg\n", "no"),
        ("亲，您好\n", "no"),
        ("", "no"),
    ],
)
def test_recognition(source: str, trust: str) -> None:
    assert verdict(source, "chats.tsv", "jddc").trust == trust
