"""Transcripts of messages with role and content."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Unreadable
from linter.readers.messages_jsonl import LINES
from linter.readers.problems import FileProblems
from linter.readers.vocabulary import with_additions
from linter.source import SourceText
from tests.readers.support import OPTIONS, conversations, messages_of, odd_lines, read, said, verdict


def line(*messages: tuple[str, Any], **extra: object) -> str:
    listed = [{"role": role, "content": content} for role, content in messages]
    return json.dumps({**extra, "messages": listed}, ensure_ascii=False) + "\n"


CHAT = line(("system", "你是客服"), ("user", "在吗"), ("assistant", "亲，在的"), id="c-1")


def test_reads_roles() -> None:
    assert said(CHAT, "messages") == [[("system", "你是客服"), ("customer", "在吗"), ("agent", "亲，在的")]]


def test_index_is_that_of_the_list() -> None:
    source = line(("system", "x"), ("user", ""), ("assistant", "亲"))
    assert [message.index for message in conversations(source, "messages")[0].messages] == [0, 1, 2]


def test_ids() -> None:
    agent = ("assistant", "亲")
    source = CHAT + line(agent, conversation_id=7) + "\n" + line(agent)
    assert [one.id for one in conversations(source, "messages")] == ["c-1", "7", "line-4"]


def test_times() -> None:
    source = (
        '{"messages": [{"role": "user", "content": "在吗", "time": "2024-01-01T10:00:00Z"},'
        ' {"role": "assistant", "content": "在", "timestamp": 1704103260000},'
        ' {"role": "assistant", "content": "亲", "time": "刚才"}]}\n'
    )
    times = [message.time for message in conversations(source, "messages")[0].messages]
    assert times == [1704103200.0, 1704103260.0, None]


def test_odd_times_are_told_once_a_file() -> None:
    said = [{"role": "assistant", "content": "在", "time": time} for time in (9000, "刚才", 8000, "昨天")]
    source = json.dumps({"messages": said}) + "\n"
    problems = FileProblems("f")
    told = [problem for _ in range(2) for problem in problems.take(read(source, "messages"))]
    assert messages_of(told) == [(1, False), (1, False)]


def test_text_parts_are_joined() -> None:
    parts = [
        {"type": "text", "text": "亲"},
        {"type": "image_url", "image_url": "x"},
        {"type": "text", "text": "您好"},
    ]
    source = line(("user", "在吗"), ("assistant", parts))
    message = conversations(source, "messages")[0].messages[1]
    assert message.text == "亲\n您好"
    text = source.rstrip("\n")
    assert text[message.place.position(0)[1] - 1] == "亲"
    assert text[message.place.position(3)[1] - 1] == "好"


def test_a_message_without_text_is_empty() -> None:
    source = line(("user", None), ("assistant", "在的"))
    assert said(source, "messages") == [[("customer", ""), ("agent", "在的")]]


def test_positions_behind_escapes() -> None:
    source = '{"messages": [{"role": "assistant", "content": "a\\n\\u4eb2，\\ud83d\\ude00好"}]}\n'
    message = conversations(source, "messages")[0].messages[0]
    assert message.text == "a\n亲，😀好"
    assert [message.place.position(at) for at in (2, 3, 4, 5)] == [(1, 52), (1, 58), (1, 59), (1, 71)]


def test_positions_behind_deep_nesting() -> None:
    source = '{"x": ' + "[" * 900 + "]" * 900 + ', "messages": [{"role": "bot", "content": "亲"}]}\n'
    place = conversations(source, "messages")[0].messages[0].place
    assert place.position(0) == (1, source.index("亲") + 1)


def test_the_last_of_two_keys_counts() -> None:
    source = '{"messages": [{"role": "assistant", "content": "旧", "content": "新"}]}\n'
    message = conversations(source, "messages")[0].messages[0]
    assert (message.text, message.place.position(0)) == ("新", (1, source.index("新") + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(odd_lines, min_size=1, max_size=4), st.booleans())
def test_points_at_every_character(texts: list[str], ascii_only: bool) -> None:
    listed = [{"role": "assistant", "content": text, "x": [text]} for text in texts]
    source = "\n" + json.dumps({"messages": listed}, ensure_ascii=ascii_only) + "\n"
    lines = source.split("\n")
    (conversation,) = conversations(source, "messages")
    for message, text in zip(conversation.messages, texts, strict=True):
        assert message.text == text
        for at, char in enumerate(text):
            row, column = message.place.position(at)
            shown = lines[row - 1][column - 1]
            assert shown in (char, "\\")


def test_a_broken_line_is_a_problem_and_the_others_are_read() -> None:
    source = CHAT + '{"messages": [}\n' + '{"text": "亲"}\n' + '{"messages": [{"content": "亲"}]}\n' + CHAT
    block = read(source, "messages")
    assert messages_of(block.problems) == [(2, True), (3, True), (4, True)]
    assert block.problems[0].column == 15
    assert len(block.items) == 3


def test_a_file_whose_agent_is_unknown_is_an_error_with_the_names() -> None:
    with pytest.raises(Unreadable, match=r"小美、王女士.*--role agent=小美"):
        read(line(("小美", "亲"), ("王女士", "在吗")), "messages")


def test_an_unknown_name_among_known_ones_is_one_notice() -> None:
    source = line(("user", "在吗"), ("assistant", "在的"), ("tool", "{}"), ("tool", "{}")) * 2
    block = read(source, "messages")
    assert messages_of(block.problems) == [(None, False)]
    assert "tool" in block.problems[0].message
    assert said(source, "messages")[0][2] == ("system", "{}")


def test_roles_of_the_shops_own() -> None:
    options = with_additions(OPTIONS, roles={"小美": "agent", "王女士": "customer"})
    source = line(("小美", "亲"), ("王女士", "在吗"))
    found = conversations(source, "messages", options=options)[0].messages
    assert [message.speaker for message in found] == ["agent", "customer"]


def test_a_block_is_cut_behind_a_line() -> None:
    assert LINES.cut(CHAT + CHAT[:9]) == len(CHAT)


def test_lines_of_a_later_block_keep_their_numbers() -> None:
    block = LINES.read(SourceText(CHAT + "x\n", 11, whole=False), "f", OPTIONS)
    (conversation,) = block.items
    assert getattr(conversation, "messages")[2].place.position(0)[0] == 11  # noqa: B009
    assert block.problems[0].line == 12


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ["one", "many", "bare"])
def test_a_document_over_many_lines(indent: int | None, shape: str) -> None:
    messages = [{"role": "user", "content": "在吗"}, {"role": "assistant", "content": "在的"}]
    shapes: dict[str, Any] = {
        "one": {"id": "c-1", "messages": messages},
        "many": [{"messages": messages}, {"id": "c-2", "messages": messages}],
        "bare": messages,
    }
    source = json.dumps(shapes[shape], ensure_ascii=False, indent=indent)
    found = conversations(source, "messages")
    assert len(found) == (2 if shape == "many" else 1)
    row, column = found[-1].messages[1].place.position(0)
    assert source.split("\n")[row - 1][column - 1 :].startswith("在的")


def test_a_broken_document_is_an_error_with_its_place() -> None:
    with pytest.raises(Unreadable) as caught:
        read('{\n "messages": [\n  {"role": "user" "content": "在吗"}]}', "messages")
    assert (caught.value.problem.line, caught.value.problem.column) == (3, 19)


@pytest.mark.parametrize(
    ("source", "trust"),
    [
        (CHAT, "sure"),
        ("broken\n" + CHAT, "sure"),
        ('{"content": "亲"}\n', "no"),
        ('{"messages": []}\n', "no"),
        ('[{"content": "亲"}]', "no"),
        ("亲，您好\n", "no"),
    ],
)
def test_recognition(source: str, trust: str) -> None:
    assert verdict(source, "chats", "messages").trust == trust


@pytest.mark.parametrize("indent", [None, 1])
def test_a_long_document_is_recognised_by_its_beginning(indent: int | None) -> None:
    messages = [{"role": "user", "content": "在吗"}, {"role": "assistant", "content": "在的"}]
    source = json.dumps([{"messages": messages}] * 3000, ensure_ascii=False, indent=indent)
    assert verdict(source, "chats.json", "messages").trust == "sure"


def test_a_long_line_is_recognised_by_its_beginning() -> None:
    source = line(*[("user", "在吗"), ("assistant", "在的")] * 3000)
    assert verdict(source, "chats", "messages").trust == "sure"
