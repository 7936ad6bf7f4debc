"""Flat transcripts: tables, JSON lines and JSON lists."""

from __future__ import annotations

import json

import pytest

from linter.readers.base import StreamReader, Unreadable
from linter.readers.flat import FlatLines
from linter.readers.registry import chosen
from linter.readers.vocabulary import with_additions
from tests.readers.support import OPTIONS, conversations, messages_of, read, said, sample, verdict

TABLE = (
    "会话ID,发送者,时间,内容\r\n"
    "c1,客户,2024-01-01 10:00:00,在吗\r\n"
    'c2,顾客,2024/1/1 10:00,"有货吗\r\n""黑色"""\r\n'
    "c1,客服 01,2024-01-01 10:00:05,亲，在的\r\n"
)
ROWS = [
    {"session_id": 1, "sender_type": "用户", "send_content": "在吗", "time": 1704103200},
    {"session_id": 1, "sender_type": "客服", "send_content": "亲，\n在的", "time": 1704103205000},
    {"session_id": 2, "sender_type": "客服", "send_content": "您好", "time": None},
]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)


def test_rows_are_grouped_by_conversation() -> None:
    assert said(TABLE, "flat") == [
        [("customer", "在吗"), ("agent", "亲，在的")],
        [("customer", '有货吗\n"黑色"')],
    ]
    assert [one.id for one in conversations(TABLE, "flat")] == ["c1", "c2"]


def test_times_are_seconds() -> None:
    times = [message.time for one in conversations(TABLE, "flat") for message in one.messages]
    assert times == [1704074400.0, 1704074405.0, 1704074400.0]


def test_positions_in_a_table() -> None:
    first, second = conversations(TABLE, "flat")
    line, column = first.messages[1].place.position(2)
    assert TABLE.split("\n")[line - 1][column - 1 :].startswith("在的")
    assert second.messages[0].place.position(5) == (4, 3)


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters(delimiter: str) -> None:
    assert said(TABLE.replace(",", delimiter), "flat") == said(TABLE, "flat")


def test_a_first_line_may_declare_the_delimiter() -> None:
    source = "sep=|\r\n" + TABLE.replace(",", "|")
    assert said(source, "flat") == said(TABLE, "flat")
    assert conversations(source, "flat")[0].messages[0].place.position(0)[0] == 3


def test_json_lines() -> None:
    assert said(LINES, "flat") == [[("customer", "在吗"), ("agent", "亲，\n在的")], [("agent", "您好")]]


def test_times_of_json_lines() -> None:
    times = [message.time for one in conversations(LINES, "flat") for message in one.messages]
    assert times == [1704103200.0, 1704103205.0, None]


def test_offsets_are_times_where_there_are_none() -> None:
    rows = [{"sid": 1, "role": "客服", "words": "", "text": "您好", "begin": begin} for begin in (0, 1500)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    table = "sid,role,text,begin_ms\n1,客服,您好,0\n1,客服,在,1500\n"
    for source in (lines, table):
        assert [message.time for message in conversations(source, "flat")[0].messages] == [0, 1.5]


def test_positions_in_json_lines() -> None:
    message = conversations(LINES, "flat")[0].messages[1]
    row, column = message.place.position(3)
    assert LINES.split("\n")[row - 1][column - 1 :].startswith("在的")


def test_a_json_list() -> None:
    source = json.dumps(ROWS, ensure_ascii=False, indent=1)
    assert said(source, "flat") == said(LINES, "flat")
    row, column = conversations(source, "flat")[1].messages[0].place.position(0)
    assert source.split("\n")[row - 1][column - 1 :].startswith("您好")


def test_json_lines_are_cut_where_the_conversation_changes() -> None:
    reader, _ = chosen("flat", sample(LINES), OPTIONS)
    assert isinstance(reader, StreamReader)
    assert reader.cut(LINES) == LINES.index('{"session_id": 2')
    assert reader.cut(LINES[:10]) == 0


def test_broken_lines_do_not_hinder_a_cut() -> None:
    reader = FlatLines(["session_id"])
    assert reader.cut(LINES + "broken\n") == LINES.index('{"session_id": 2')


def test_a_table_is_no_stream() -> None:
    assert not isinstance(chosen("flat", sample(TABLE), OPTIONS)[0], StreamReader)


def test_without_a_conversation_column_all_is_one_conversation() -> None:
    source = "发送者,内容\n客户,在吗\n客服,在的\n"
    assert said(source, "flat") == [[("customer", "在吗"), ("agent", "在的")]]
    assert conversations(source, "flat")[0].id is None


def test_broken_rows_are_problems_and_the_others_are_read() -> None:
    source = "会话,角色,内容\n1,客服,亲，您好\n1,客服,在,的\n1\n"
    assert messages_of(read(source, "flat").problems) == [(3, True), (4, True)]


def test_broken_lines_are_problems_and_the_others_are_read() -> None:
    block = read(LINES + "broken\n" + '{"session_id": 3}\n', "flat")
    assert messages_of(block.problems) == [(4, True), (5, True)]
    assert len(block.items) == 2


def test_an_open_quote_is_an_error() -> None:
    with pytest.raises(Unreadable) as caught:
        read('会话,角色,内容\n1,客服,"亲\n1,客服,在\n', "flat")
    assert caught.value.problem.line == 2


def test_unknown_roles_are_an_error_with_the_names() -> None:
    with pytest.raises(Unreadable, match=r"小美、王女士.*--role agent=小美"):
        read("会话,角色,内容\n1,小美,亲\n1,王女士,在吗\n", "flat")


def test_columns_and_roles_of_the_shops_own() -> None:
    options = with_additions(
        OPTIONS,
        transcript_columns={"conversation": ["工单"], "role": ["谁"], "text": ["说了什么"]},
        roles={"小美": "agent"},
    )
    source = "工单,谁,说了什么,内容\n1,小美,亲,内部\n"
    found = conversations(source, "flat", options=options)
    assert [(message.speaker, message.text) for message in found[0].messages] == [("agent", "亲")]


def test_missing_columns_are_an_error_with_the_columns_there_are() -> None:
    with pytest.raises(Unreadable, match="price"):
        read("id,price\n1,2\n", "flat")


@pytest.mark.parametrize(
    ("source", "trust"),
    [
        (TABLE, "sure"),
        (LINES, "sure"),
        ("会话,角色,内容\n1,小美,亲\n", "sure"),
        ("角色,内容\n客户,在吗\n客服,在的\n", "sure"),
        ("角色,内容\n小美,在吗\n", "no"),
        ("编码,话术\n1,亲\n", "no"),
        ('{"content": "亲"}\n', "no"),
        ("亲，您好\n", "no"),
    ],
)
def test_recognition(source: str, trust: str) -> None:
    assert verdict(source, "chats", "flat").trust == trust


def test_a_sender_and_a_time_make_a_chat_whoever_speaks() -> None:
    table = "sender,text,time\n小红,碗碎了,2024-01-02 10:00\n小美,自己看,2024-01-02 10:10\n"
    assert verdict(table, "chats", "flat").trust == "sure"
    with pytest.raises(Unreadable, match="小美"):
        read(table, "flat")
