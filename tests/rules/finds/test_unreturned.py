"""`unreturned`: who asked to wait and did not come back."""

from __future__ import annotations

import pytest

from linter.model import Conversation
from tests.rules.support import MakeShop, Shop, agent, conversation, customer, timed

SIGNALS = {
    "automatic": "find: { phrases: [机器人] }",
    "asks-to-wait": "find: { phrases: [稍等] }",
    "returns": "find: { phrases: [查到] }",
    "changes-topic": "find: { phrases: [另外] }",
    "calls-off": "find: { phrases: [算了] }",
}


@pytest.fixture
def waiting(shop: MakeShop) -> Shop:
    return shop("find: { unreturned: 900 }", signals=SIGNALS)


def test_nobody_came_back(waiting: Shop) -> None:
    assert waiting.ahead(conversation(customer("有货吗"), agent("您稍等"), customer("人呢"))) == [(1, "稍等")]


@pytest.mark.parametrize(
    "chat",
    [
        conversation(agent("您稍等"), agent("有的")),
        conversation(agent("您稍等"), customer("好"), agent("有的")),
        conversation(agent("您稍等"), customer("算了不要了")),
        conversation(agent("您稍等"), customer("另外多少钱"), agent("查到了，有的，十元")),
        conversation(agent("机器人：请稍等")),
    ],
)
def test_who_came_back_or_need_not(waiting: Shop, chat: Conversation) -> None:
    assert waiting.ahead(chat) == []


def test_an_answer_to_something_else_is_no_coming_back(waiting: Shop) -> None:
    chat = conversation(agent("您稍等"), customer("另外多少钱"), agent("十元"))
    assert waiting.ahead(chat) == [(0, "稍等")]


def test_who_asks_to_wait_again_is_judged_by_that(waiting: Shop) -> None:
    chat = conversation(agent("您稍等"), customer("好"), agent("再稍等"), customer("人呢"))
    assert waiting.ahead(chat) == [(2, "稍等")]


def test_too_late_is_not_back(waiting: Shop) -> None:
    assert waiting.ahead(timed((0, "agent", "您稍等"), (900, "agent", "有的"))) == []
    assert waiting.ahead(timed((0, "agent", "您稍等"), (901, "agent", "有的"))) == [(0, "稍等")]


def test_the_words_stand_in_the_message_that_said_them(waiting: Shop) -> None:
    assert waiting.ahead(conversation(agent("您好"), agent("您稍等"), agent("算下"), agent("稍等"))) == [
        (0, "稍等")
    ]


def test_without_the_signal_nothing_is_found(shop: MakeShop) -> None:
    assert shop("find: { unreturned: 900 }").ahead(conversation(agent("您稍等"))) == []
