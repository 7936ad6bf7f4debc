"""Who wrote a message, and whose conversation it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Conversation, Message, Speaker
from linter.readers.base import ReadOptions
from linter.readers.people import Keys, Named, People, key_of, known, name_sides
from linter.readers.vocabulary import with_additions
from linter.source import LinePlace
from tests.readers.support import OPTIONS, conversations

OWN = with_additions(OPTIONS, roles={"小林": "agent", "阿棠": "agent", "柠檬不酸": "customer"})


def authors(text: str, format: str, options: ReadOptions = OPTIONS) -> list[list[str | None]]:
    found = conversations(text, format, options=options)
    return [[message.author for message in conversation.messages] for conversation in found]


def sides(text: str, format: str, options: ReadOptions = OPTIONS) -> list[tuple[str | None, str | None]]:
    return [(one.customer, one.agent) for one in conversations(text, format, options=options)]


@pytest.mark.parametrize(
    ("role", "author"),
    [
        ("小林", "小林"),
        ("客服", None),
        ("AGENT", None),
        ("1", None),
        ("客服01", "客服01"),
        ("客服（小林）", "小林"),
        ("agent [Lin]", "Lin"),
        ("小林（售后）", "小林（售后）"),
        ("", None),
        ("-", None),
    ],
)
def test_a_role_is_an_author_where_it_is_a_name(role: str, author: str | None) -> None:
    assert People(OPTIONS).author("agent", role) == author


@pytest.mark.parametrize(
    ("speaker", "named", "author"),
    [
        ("agent", Named("c-7", "小林", "林林"), "林林"),
        ("agent", Named("c-7", "小林", "客服"), "小林"),
        ("customer", Named("c-7", "小林", None), "c-7"),
        ("customer", Named(17, "小林", "nan"), "17"),
        ("system", Named("c-7", "小林", None), None),
        ("agent", Named("c-7", None, None), None),
    ],
)
def test_an_author_is_asked_before_agent_and_customer(
    speaker: Speaker, named: Named, author: str | None
) -> None:
    assert People(OPTIONS).author(speaker, "客服", named) == author


@pytest.mark.parametrize("value", [None, "", "  ", "NaN", "null", "无", True, 1.5, ["a"], {"id": 1}])
def test_what_names_nobody(value: object) -> None:
    assert known(value, OPTIONS) is None


def test_a_number_that_is_a_role_elsewhere_may_be_an_id() -> None:
    assert (known("1", OPTIONS), known(0, OPTIONS)) == ("1", "0")


def chat(*said: tuple[Speaker, str | None]) -> Conversation:
    place = LinePlace(1, 1, "")
    return Conversation("c", [Message(who, "", n, place, None, name) for n, (who, name) in enumerate(said)])


def test_the_only_author_of_a_side_is_whose_it_is() -> None:
    conversation = chat(("customer", "阿柠"), ("agent", None), ("agent", "小林"), ("system", "店长"))
    name_sides(conversation)
    assert (conversation.customer, conversation.agent) == ("阿柠", "小林")


def test_of_two_agents_neither_is() -> None:
    conversation = chat(("agent", "小林"), ("agent", "阿棠"))
    name_sides(conversation)
    assert conversation.agent is None


def test_what_the_file_says_holds() -> None:
    conversation = chat(("agent", "小林"), ("customer", "阿柠"))
    conversation.agent, conversation.customer = "工号7", "c-7"
    name_sides(conversation)
    assert (conversation.customer, conversation.agent) == ("c-7", "工号7")


def test_keys_are_found_in_their_order_of_preference() -> None:
    assert key_of(["user", " Buyer_ID "], OPTIONS.transcript_columns["customer"]) == " Buyer_ID "


def test_a_key_that_tells_the_role_is_no_author() -> None:
    keys = Keys(OPTIONS, "role", "author")
    assert keys.of({"sender": "", "text": ""}) == ("sender", None)
    assert keys.of({"sender": "", "speaker": ""}) == ("sender", "speaker")
    assert keys.of({"role": "", "sender": ""}) == ("role", "sender")


def test_messages_lines() -> None:
    source = json.dumps(
        {
            "id": "c-1",
            "customer": "b-204",
            "agent": "小林",
            "messages": [
                {"role": "user", "content": "在吗"},
                {"role": "assistant", "content": "在的", "name": "阿棠"},
                {"role": "assistant", "content": "您说"},
            ],
        }
    )
    assert authors(source, "messages") == [[None, "阿棠", None]]
    assert sides(source, "messages") == [("b-204", "小林")]


def test_names_of_messages_tell_the_sides() -> None:
    messages = [
        {"role": "user", "content": "在", "name": "阿柠"},
        {"role": "assistant", "content": "", "agent": 7},
    ]
    assert sides(json.dumps({"messages": messages}), "messages") == [("阿柠", "7")]


TABLE = (
    "会话ID,角色,发送者,买家昵称,客服工号,内容\n"
    "1,客服,小林,阿柠,07,您好\n"
    "1,客户,阿柠,阿柠,07,在吗\n"
    "1,客服,客服,阿柠,09,在的\n"
    "2,客服,客服,nan,,您好\n"
)


def test_tables() -> None:
    assert authors(TABLE, "flat") == [["小林", "阿柠", "09"], [None]]
    assert sides(TABLE, "flat") == [("阿柠", None), (None, None)]


def test_json_lines() -> None:
    rows = [
        {"session_id": 1, "sender_type": "客服", "user": "u-3", "agent_name": "小林", "content": "您好"},
        {"session_id": 1, "sender_type": "用户", "user": "u-3", "agent_name": "小林", "content": "在吗"},
    ]
    source = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    assert authors(source, "flat") == [["小林", "u-3"]]
    assert sides(source, "flat") == [("u-3", "小林")]


def test_whoever_the_customers_rows_name_is_the_customer() -> None:
    source = "会话,角色,用户,内容\n1,客服,店员7,您好\n1,客户,阿柠,在吗\n2,客服,阿柠,您好\n"
    assert [customer for customer, _ in sides(source, "flat")] == ["阿柠", "阿柠"]


def test_the_user_of_jddc_is_the_customer() -> None:
    source = "s\tu-5\t0\t0\t0\tnan\t在吗\ns\tu-5\t1\t0\t0\tnan\t在的\n"
    assert authors(source, "jddc") == [["u-5", None]]
    assert sides(source, "jddc") == [("u-5", None)]


def test_dialogues() -> None:
    source = "柠檬不酸：在吗\n小林：在的\n客服（阿棠）：我来\n\n客户：在吗\n客服：在\n"
    assert authors(source, "dialogue", OWN) == [["柠檬不酸", "小林", "阿棠"], [None, None]]
    assert sides(source, "dialogue", OWN) == [("柠檬不酸", None), (None, None)]


def test_columns_of_the_shops_own() -> None:
    options = with_additions(OPTIONS, transcript_columns={"customer": ["旺旺"], "author": ["谁"]})
    source = "会话,角色,旺旺,客户ID,谁,内容\n1,客服,阿柠,204,小林,您好\n"
    assert sides(source, "flat", options) == [("阿柠", "小林")]


@given(
    st.lists(
        st.tuples(st.sampled_from(("agent", "customer")), st.text("小林阿柠 ab", max_size=3)), min_size=1
    )
)
def test_rows_and_lines_name_the_same_people(said: list[tuple[str, str]]) -> None:
    rows = [{"sid": "1", "role": "agent", "nick": "甲", "text": ""}]
    rows += [{"sid": "1", "role": role, "nick": nick, "text": ""} for role, nick in said]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    table = "sid,role,nick,text\n" + "".join(",".join(row.values()) + "\n" for row in rows)
    assert authors(table, "flat") == authors(lines, "flat")
    assert sides(table, "flat") == sides(lines, "flat")
