"""Dialogues as text."""

from __future__ import annotations

import pytest

from linter.readers.base import StreamReader, Unreadable
from linter.readers.dialogue_text import DialogueText
from linter.readers.registry import chosen
from linter.readers.vocabulary import with_additions
from tests.readers.support import OPTIONS, conversations, messages_of, read, said, sample, verdict

CHAT = "客户：在吗\n客服: 亲，在的\n"


def test_role_names_and_colons() -> None:
    source = "客户：在吗\n 客服 :  亲，在的\nAgent: 您好\n客服01：好\n客服（小美）：嗯\n"
    assert said(source, "dialogue") == [
        [("customer", "在吗"), ("agent", "亲，在的"), ("agent", "您好"), ("agent", "好"), ("agent", "嗯")]
    ]


def test_continuation_lines_belong_to_the_message_before() -> None:
    source = CHAT + "  温馨提示：今天发货\n请放心\n客户：好\n"
    assert said(source, "dialogue")[0][1:] == [
        ("agent", "亲，在的\n温馨提示：今天发货\n请放心"),
        ("customer", "好"),
    ]


def test_positions() -> None:
    source = CHAT + "  今天发货\n"
    message = conversations(source, "dialogue")[0].messages[1]
    assert message.place.position(0) == (2, 5)
    assert message.place.position(5) == (3, 3)


@pytest.mark.parametrize(
    "stamped",
    [
        "2024-01-01 10:00:00 客服：在的",
        "[2024-01-01 10:00:00] 客服：在的",
        "客服 2024-01-01 10:00:00：在的",
        "客服 (2024/1/1 10:00:00): 在的",
        "客服 2024-01-01 10:00:00\n在的",
        "客服 (2024-01-01 10:00:00):\n在的",
        "2024-01-01T10:00:00+08:00 客服：在的",
        "2024年1月1日 上午10:00 客服：在的",
        "客服 2024年1月1日 10:00:00\n在的",
        "1/1/24, 10:00 - 客服: 在的",
        "[1/1/2024, 10:00:00 AM] 客服: 在的",
    ],
)
def test_dates_before_and_behind_the_name(stamped: str) -> None:
    message = conversations(f"客户：在吗\n{stamped}\n", "dialogue")[0].messages[1]
    assert (message.speaker, message.text, message.time) == ("agent", "在的", 1704074400.0)


@pytest.mark.parametrize(
    "stamped", ["[10:00] 客服: 在的", "10:00 客服：在的", "客服 10:00：在的", "客服(10:00:00)：在的"]
)
def test_times_of_day(stamped: str) -> None:
    message = conversations(f"客户：在吗\n{stamped}\n", "dialogue")[0].messages[1]
    assert (message.speaker, message.text, message.time) == ("agent", "在的", 93600.0)


def test_times_of_day_go_on_over_midnight() -> None:
    source = "客户 23:59：在吗\n客服 0:01：在的\n\n客户 9:00：在吗\n客服 9:01：在的\n"
    first, second = conversations(source, "dialogue")
    assert [message.time for message in (*first.messages, *second.messages)] == [143940, 144060, 90000, 90060]


def test_a_line_with_a_date_in_it_is_text() -> None:
    source = "客户 2024-01-01 10:00:00\n在吗\n客服 2024-01-01 10:00:09\n发货时间：2024-01-02 10:00:00\n"
    assert said(source, "dialogue") == [[("customer", "在吗"), ("agent", "发货时间：2024-01-02 10:00:00")]]


@pytest.mark.parametrize("rule", ["", "----", "=====", "————"])
def test_conversations_are_parted(rule: str) -> None:
    source = f"{CHAT}{rule}\n{CHAT}"
    found = conversations(source, "dialogue")
    assert [(one.id, len(one.messages)) for one in found] == [("line-1", 2), ("line-4", 2)]


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("# 会话 3", "3"),
        ("--- 会话 c-17 ---", "c-17"),
        ("## 会话ID：88", "88"),
        ("=== 退货 ===", "退货"),
        ("--- 会话 ---", "会话"),
    ],
)
def test_headings_tell_the_id(heading: str, id: str) -> None:
    assert conversations(f"{heading}\n{CHAT}", "dialogue")[0].id == id


def test_blank_lines_between_all_messages_part_nothing() -> None:
    source = "客户：在吗\n\n客服：在的\n\n客户：好\n\n客服：嗯\n"
    assert [len(one.messages) for one in conversations(source, "dialogue")] == [4]


def test_a_blank_line_in_a_message_parts_nothing() -> None:
    source = "客户：在吗\n客服：亲\n\n今天发货\n客户：好\n"
    assert said(source, "dialogue") == [[("customer", "在吗"), ("agent", "亲\n今天发货"), ("customer", "好")]]


def test_text_before_any_speaker_is_a_notice() -> None:
    assert messages_of(read("聊天记录导出\n" + CHAT, "dialogue").problems) == [(1, False)]


def test_unknown_names_that_take_turns_are_an_error_with_the_names() -> None:
    source = "小美：您好\n王女士：在吗\n小美：在的\n王女士：好\n"
    assert verdict(source, "chat.txt", "dialogue").trust == "sure"
    with pytest.raises(Unreadable, match=r"小美、王女士.*--role agent=小美"):
        read(source, "dialogue")


def test_roles_of_the_shops_own() -> None:
    options = with_additions(OPTIONS, roles={"小美": "agent", "店铺:小丽": "agent"})
    source = "客户：您好\n小美：在的\n店铺:小丽 (2024-01-01 10:00:00):\n亲\n"
    found = conversations(source, "dialogue", options=options)[0].messages
    assert [(message.speaker, message.text) for message in found] == [
        ("customer", "您好"),
        ("agent", "在的"),
        ("agent", "亲"),
    ]


def test_unknown_names_among_timed_ones_are_a_notice() -> None:
    source = "[10:00] 客户: 在吗\n[10:01] 客服: 在的\n[10:02] 质检员: 已抽查\n"
    assert said(source, "dialogue")[0][2] == ("system", "已抽查")
    assert "质检员" in read(source, "dialogue").problems[0].message


def test_cut_stands_before_the_last_conversation() -> None:
    source = f"{CHAT}\n{CHAT}\n{CHAT}"
    reader, _ = chosen("dialogue", sample(source), OPTIONS)
    assert isinstance(reader, StreamReader)
    assert reader.cut(source) == source.rindex("客户")


def test_cut_does_not_part_a_message() -> None:
    source = f"{CHAT}\n{CHAT}\n今天发货\n"
    reader = DialogueText(OPTIONS, blank_parts=True)
    assert reader.cut(source) == source.rindex("客户")


def test_an_unknown_file_is_not_cut() -> None:
    assert DialogueText().cut(f"{CHAT}\n{CHAT}") == 0


@pytest.mark.parametrize(
    ("source", "trust"),
    [
        (CHAT, "sure"),
        ("客服：亲，您好\n客服：在的\n", "no"),
        ("发货：今天就发\n退货：可以退的\n换货：可以换的\n", "no"),
        ("亲，您好\n在的\n", "no"),
        ("说明\n" * 9 + CHAT, "no"),
    ],
)
def test_recognition(source: str, trust: str) -> None:
    assert verdict(source, "chat.txt", "dialogue").trust == trust
