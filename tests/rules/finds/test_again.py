"""`again`: what was said before."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop, agent, conversation, customer

FIND = "find: { again: { least: 6, alike: 0.9 }, but: [再见] }"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这款今天下午发货", True),
        ("这款，今天 下午发货！", True),
        ("这款今天下午发货哦亲", False),
        ("这款是今天下午发货", True),
        ("那款明天上午补货", False),
    ],
)
def test_nearly_the_same_words(shop: MakeShop, text: str, found: bool) -> None:
    chat = conversation(agent("这款今天下午发货"), customer("好"), agent(text))
    assert shop(FIND).ahead(chat) == ([(2, text)] if found else [])


def test_short_words_and_what_is_excepted_may_be_said_again(shop: MakeShop) -> None:
    assert shop(FIND).ahead(conversation(agent("好的亲"), customer("嗯"), agent("好的亲"))) == []
    bye = agent("感谢光临，再见")
    assert shop(FIND).ahead(conversation(bye, customer("嗯"), bye)) == []


def test_it_may_be_said_again_in_the_same_turn(shop: MakeShop) -> None:
    chat = conversation(agent("这款今天下午发货"), agent("这款今天下午发货"))
    assert shop(FIND).ahead(chat) == [(0, "这款今天下午发货")]


def test_what_the_other_said_does_not_count(shop: MakeShop) -> None:
    assert shop(FIND).ahead(conversation(customer("这款今天下午发货"), agent("这款今天下午发货"))) == []


def test_the_customer_may_be_looked_at(shop: MakeShop) -> None:
    chat = conversation(customer("这款今天下午发货"), agent("嗯"), customer("这款今天下午发货"))
    assert shop(FIND + "\nspeaker: customer").ahead(chat) == [(2, "这款今天下午发货")]
    assert shop(FIND).ahead(chat) == []
