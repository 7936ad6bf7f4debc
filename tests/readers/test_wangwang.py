"""Chats as 千牛 and 旺旺 export them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.readers.base import StreamReader, Unreadable
from linter.readers.registry import chosen
from linter.readers.vocabulary import with_additions
from linter.source import SourceText
from tests.readers.support import OPTIONS, conversations, read, reader_for, said, sample, verdict


def line(nick: str, text: str, minute: int = 0) -> str:
    return f"{nick} (2024-01-01 10:{minute:02}:00):\n{text}\n"


def speakers(text: str, **roles: str) -> dict[str, str]:
    """Who speaks for which side; `roles` as given with --role."""
    options = with_additions(OPTIONS, roles={name: side for side, name in roles.items()})  # type: ignore[misc]
    found = conversations(text, "wangwang", options=options)
    return {str(message.author): message.speaker for one in found for message in one.messages}


def test_accounts_of_a_shop_are_agents() -> None:
    text = line("tb1", "在吗") + line("小店:小美", "在的") + line("小店:小强", "您好")
    assert speakers(text) == {"tb1": "customer", "小店:小美": "agent", "小店:小强": "agent"}


def test_a_shop_that_is_named_is_the_agent() -> None:
    text = line("tb1", "在吗") + line("小店", "在的") + line("别家:小强", "您好")
    assert speakers(text, agent="小店") == {"tb1": "customer", "小店": "agent", "别家:小强": "customer"}


def test_naming_a_shop_names_its_accounts() -> None:
    text = line("tb1", "在吗") + line("小店:小美", "在的") + line("别家:小强", "您好")
    assert speakers(text, agent="小店")["小店:小美"] == "agent"


def test_the_one_who_speaks_with_several_is_the_agent() -> None:
    text = line("tb1", "在吗") + line("小店", "在的") + line("tb2", "在吗") + line("小店", "在的")
    assert speakers(text) == {"tb1": "customer", "小店": "agent", "tb2": "customer"}


def test_nobody_known_as_an_agent_is_an_error_with_the_names() -> None:
    with pytest.raises(Unreadable, match=r"tb1、小店.*--role agent="):
        read(line("tb1", "在吗") + line("小店", "在的"), "wangwang")


def test_another_customer_begins_another_conversation() -> None:
    text = line("tb1", "在吗") + line("店:a", "在的") + line("tb2", "有货吗") + line("店:a", "有")
    assert said(text, "wangwang") == [
        [("customer", "在吗"), ("agent", "在的")],
        [("customer", "有货吗"), ("agent", "有")],
    ]


def test_rules_part_conversations_and_may_have_a_title() -> None:
    text = "=== 会话 7 ===\n" + line("店:a", "您好") + "------\n" + line("店:a", "在的")
    assert [one.id for one in conversations(text, "wangwang")] == ["7", "line-5"]


def test_a_day_on_a_line_of_its_own_is_nobodys_text() -> None:
    text = line("tb1", "在吗") + "2024-01-02\n" + line("店:a", "在的\n\n亲")
    assert said(text, "wangwang") == [[("customer", "在吗"), ("agent", "在的\n亲")]]


@pytest.mark.parametrize(
    "header",
    [
        "店:a (2024-01-01 10:00:00):",
        "店:a(2024-01-01 10:00:00)：",
        "店：a（2024/1/1 10:00:00）：",
        "店:a [2024-01-01 10:00:00]",
        "店:a【2024年1月1日 10:00】：",
    ],
)
def test_forms_of_the_header(header: str) -> None:
    text = line("tb1", "在吗") + f"{header}\n在的\n"
    assert reader_for(text, "a.txt") == "wangwang"
    (one,) = conversations(text, "wangwang")
    assert [(message.text, message.time) for message in one.messages] == [
        ("在吗", 1704074400.0),
        ("在的", 1704074400.0),
    ]


@pytest.mark.parametrize(
    ("text", "trust"),
    [
        (line("tb1", "在吗"), "no"),
        ("亲，您好\n在的\n", "no"),
        ("客服 (2024-01-01 10:00:00): 在的\n客户 (2024-01-01 10:00:00): 好\n", "no"),
        ("店:a (2024-01-01 10:00:00): 在的\ntb (2024-01-01 10:00:00): 好\n", "sure"),
    ],
)
def test_recognition(text: str, trust: str) -> None:
    assert verdict(text, "a.txt", "wangwang").trust == trust


@given(st.lists(st.sampled_from(["tb1", "tb2", "店:a", "系统", "-"]), min_size=4, max_size=20))
def test_cuts_part_no_conversation(nicks: list[str]) -> None:
    text = line("tb1", "在吗") + line("店:a", "在") + line("tb2", "在吗")
    text += "".join("-----\n" if nick == "-" else line(nick, "好") for nick in nicks)
    reader, _ = chosen("wangwang", sample(text), OPTIONS)
    assert isinstance(reader, StreamReader)
    cut = reader.cut(text)
    parts = [text[:cut], text[cut:]]
    texts = [
        [(message.speaker, message.author, message.text) for message in one.messages]  # type: ignore[union-attr]
        for part in parts
        if part
        for one in reader.read(SourceText(part, whole=False), "f", OPTIONS).items
    ]
    whole = reader.read(SourceText(text), "f", OPTIONS).items
    assert texts == [
        [(message.speaker, message.author, message.text) for message in one.messages]  # type: ignore[union-attr]
        for one in whole
    ]


def bare(nick: str, text: str, minute: int = 0) -> str:
    return f"{nick} 2024-01-01 10:{minute:02}:00\n{text}\n"


TWICE = (
    bare("tb1", "在吗\n有货吗")
    + bare("小王客服", "在的", 1)
    + bare("tb1", "好", 2)
    + bare("小王客服", "亲", 3)
)


def test_headers_without_brackets() -> None:
    assert reader_for(TWICE, "a.txt") == "wangwang"
    (one,) = conversations(TWICE, "wangwang")
    assert [(message.speaker, message.text, message.time) for message in one.messages] == [
        ("customer", "在吗\n有货吗", 1704074400.0),
        ("agent", "在的", 1704074460.0),
        ("customer", "好", 1704074520.0),
        ("agent", "亲", 1704074580.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        bare("tb1", "在吗") + bare("小王客服", "在的"),
        bare("tb1", "在吗") + bare("小店:小美", "您好\n\n稍等\n我看看\n有的"),
        bare("138****0000", "在吗") + bare("售后 小美", "在的"),
        "2024-01-01\n"
        + bare("tb1", "在吗")
        + bare("小店", "在的")
        + bare("tb2", "在吗")
        + bare("小店", "在的"),
        bare("张三", "在吗") + bare("李四", "在的") + bare("张三", "好") + bare("李四", "亲"),
    ],
)
def test_nicks_that_take_turns_are_a_chat(text: str) -> None:
    assert reader_for(text, "a.txt") == "wangwang"


@pytest.mark.parametrize(
    "text",
    [
        "亲，您的订单：\n" + TWICE,
        bare("张三", "在吗") + bare("李四", "在的"),
        bare("小王客服", "在的") + bare("小王客服", "亲"),
        "下单时间 2024-01-01 10:00:00\n感谢\n客服电话 2024-01-01 10:00:01\n您好\n",
        "杭州客服中心 2024-01-01 10:00:00\n上海仓 2024-01-02 10:00:00\n北京站 2024-01-03 10:00:00\n您好\n",
        "小王客服 10:00:00\n在的\ntb1 10:00:00\n好\n",
        "1. 2024-01-01 10:00:00\n您好客服\n2. 2024-01-01 10:00:00\n亲\n",
        bare("小王客服", "\n".join("亲亲亲亲亲亲")) + bare("tb1", "\n".join("好好好好好好")),
    ],
)
def test_what_only_looks_like_headers_without_brackets_is_none(text: str) -> None:
    assert verdict(text, "a.txt", "wangwang").trust == "no"
    assert reader_for(text, "a.txt") in ("text", "dialogue")


def test_roles_with_times_are_dialogue_text() -> None:
    text = bare("客户", "在吗") + bare("客服", "在的") + "\n" + bare("客户", "在吗") + bare("客服", "在的")
    assert reader_for(text, "a.txt") == "dialogue"
    assert len(conversations(text, "dialogue")) == 2


def test_without_brackets_a_role_that_is_named_decides() -> None:
    text = bare("张三", "在吗") + bare("李四", "在的")
    assert speakers(text, agent="李四") == {"张三": "customer", "李四": "agent"}


def test_nicks_with_a_word_of_staff_are_agents() -> None:
    text = line("tb1", "在吗") + line("小王客服", "在的") + line("小李客服", "您好")
    assert speakers(text) == {"tb1": "customer", "小王客服": "agent", "小李客服": "agent"}


def test_the_time_of_something_in_a_message_begins_none() -> None:
    text = TWICE + "发货时间 2024-01-02 10:00:00\n请留意\n"
    (one,) = conversations(text, "wangwang")
    assert one.messages[-1].text == "亲\n发货时间 2024-01-02 10:00:00\n请留意"
