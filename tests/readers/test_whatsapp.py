"""Chats as WhatsApp exports them."""

from __future__ import annotations

import pytest

from linter.readers.base import Unreadable
from linter.readers.vocabulary import with_additions
from tests.readers.support import OPTIONS, conversations, read, said, verdict

TEN = 1704074400.0
"""2024-01-01 10:00:00 in Shanghai."""


def times(text: str, **changes: object) -> list[float | None]:
    options = with_additions(OPTIONS, roles={"小美": "agent"})._replace(**changes)
    (one,) = conversations(text, "whatsapp", options=options)
    return [message.time for message in one.messages]


@pytest.mark.parametrize(
    "stamp",
    [
        "[01/01/24, 10:00:00] ",
        "01/01/24, 10:00 - ",
        "01/01/2024, 10:00 - ",
        "1/1/24, 10:00 AM - ",
        "1/1/24, 10:00\u202fAM - ",
        "01.01.24, 10:00 - ",
        "01.01.24, 10.00 - ",
        "2024/1/1 10:00 - ",
        "2024-01-01, 10:00 - ",
        "[2024/1/1 上午10:00:00] ",
        "\u200e[01/01/24, 10:00:00] ",
        "\ufeff01/01/24, 10:00 - ",
    ],
)
def test_forms_of_the_time(stamp: str) -> None:
    text = f"{stamp}小美: 您好\n{stamp}王女士: 在吗\n"
    assert verdict(text, "a.txt", "whatsapp").trust == "sure"
    assert times(text) == [TEN, TEN]


def test_the_afternoon_in_twelve_hours() -> None:
    assert times("1/1/24, 10:00 AM - 小美: 您好\n1/1/24, 1:00 PM - 小美: 在\n") == [TEN, TEN + 3 * 3600]


def test_dates_tell_their_order() -> None:
    assert times("1/1/24, 10:00 - 小美: 您好\n1/31/24, 10:00 - 小美: 在\n") == [TEN, TEN + 30 * 86400]
    assert times("1/2/24, 10:00 - 小美: 您好\n13/2/24, 10:00 - 小美: 在\n") == [
        TEN + 31 * 86400,
        TEN + 43 * 86400,
    ]


def test_a_setting_decides_about_their_order() -> None:
    assert times("1/2/24, 10:00 - 小美: 您好\n", date_order="month-day") == [TEN + 86400]
    assert times("1/2/24, 10:00 - 小美: 您好\n") == [TEN + 31 * 86400]


CHAT = "01/01/24, 10:00 - 王女士: 在吗\n01/01/24, 10:00 - 小美: 在的\n"


def test_whoever_is_no_agent_is_a_customer() -> None:
    options = with_additions(OPTIONS, roles={"小美": "agent"})
    (one,) = conversations(CHAT, "whatsapp", options=options)
    assert [message.speaker for message in one.messages] == ["customer", "agent"]
    assert read(CHAT, "whatsapp", options=options).problems == []


def test_nobody_known_as_an_agent_is_an_error_with_the_names() -> None:
    with pytest.raises(Unreadable, match=r"王女士、小美.*--role agent="):
        read(CHAT, "whatsapp")


@pytest.mark.parametrize(
    "said_by_the_app",
    ["<Media omitted>", "\u200eimage omitted", "<省略多媒体文件>", "This message was deleted", "null <附件>"],
)
def test_what_only_stands_for_something_is_no_text(said_by_the_app: str) -> None:
    text = f"01/01/24, 10:00 - 客服: {said_by_the_app}\n01/01/24, 10:01 - 客服: 好\n"
    expected = said_by_the_app if "null" in said_by_the_app else ""
    assert said(text, "whatsapp") == [[("agent", expected), ("agent", "好")]]


def test_lines_that_go_on_and_look_like_times() -> None:
    text = "01/01/24, 10:00 - 客服: 明天\n10:00 发\n01/01/24 起\n01/01/24, 10:01 - 客户: 好\n"
    assert said(text, "whatsapp") == [[("agent", "明天\n10:00 发\n01/01/24 起"), ("customer", "好")]]


@pytest.mark.parametrize("text", ["亲，您好\n", "2024-01-01 10:00 客服: 在的\n客户: 好\n", "[1, 2]\n"])
def test_other_text(text: str) -> None:
    assert verdict(text, "a.txt", "whatsapp").trust == "no"
