"""`wait`: waits of the customer that were too long."""

from __future__ import annotations

import pytest

from linter.engine import turns
from linter.rules.finds.wait import duration
from tests.rules.support import MakeShop, Shop, agent, conversation, customer, timed

SIGNALS = {
    "automatic": "find: { phrases: [机器人] }",
    "welcome-text": "find: { phrases: [欢迎] }",
    "asks-to-wait": "find: { phrases: [稍等] }",
    "awaits-nothing": "find: { phrases: [好的] }",
}


@pytest.fixture
def waiting(shop: MakeShop) -> Shop:
    text = "find: { wait: [first, answer, held], longer-than: 30 }"
    return shop(text, signals=SIGNALS)


def test_the_first_answer(waiting: Shop) -> None:
    assert waiting.ahead(timed((0, "customer", "在吗"), (31, "agent", "在"))) == [(1, "")]
    assert waiting.ahead(timed((0, "customer", "在吗"), (30, "agent", "在"))) == []


def test_the_clock_runs_from_the_first_message_that_waits(waiting: Shop) -> None:
    chat = timed((0, "customer", "在吗"), (25, "customer", "多少钱"), (40, "agent", "十元"))
    assert waiting.ahead(chat) == [(1, "")]


@pytest.mark.parametrize(("greeting", "at"), [("机器人为您服务", 1), ("欢迎光临", 2)])
def test_a_machine_does_not_stop_the_clock(waiting: Shop, greeting: str, at: float) -> None:
    chat = timed((0, "customer", "在吗"), (at, "agent", greeting), (40, "agent", "在"))
    assert waiting.ahead(chat) == [(1, "")]
    soon = timed((0, "customer", "在吗"), (at, "agent", greeting), (20, "agent", "在"))
    assert waiting.ahead(soon) == []


def test_a_welcome_that_takes_its_time_is_a_persons(waiting: Shop) -> None:
    chat = timed((0, "customer", "在吗"), (10, "agent", "欢迎光临"), (60, "agent", "在"))
    assert waiting.ahead(chat) == []


def test_who_waits_for_nothing_does_not_wait(waiting: Shop) -> None:
    chat = [(0, "customer", "在吗"), (5, "agent", "在"), (9, "customer", "好的"), (99, "agent", "再见")]
    assert waiting.ahead(timed(*chat)) == []  # type: ignore[arg-type]


def test_who_was_asked_to_wait_waits(waiting: Shop) -> None:
    chat = timed((0, "customer", "在吗"), (5, "agent", "稍等"), (40, "agent", "在"))
    assert waiting.ahead(chat) == [(1, "")]


def test_who_agrees_to_wait_waits_from_then_on(waiting: Shop) -> None:
    chat = timed((0, "customer", "在吗"), (5, "agent", "稍等"), (20, "customer", "好的"), (40, "agent", "在"))
    assert waiting.ahead(chat) == []


def test_a_word_on_being_asked_to_wait_waits_for_an_answer(shop: MakeShop) -> None:
    answers = shop("find: { wait: answer, longer-than: 30 }", signals=SIGNALS)
    chat = [(0, "customer", "在吗"), (5, "agent", "稍等"), (20, "customer", "好的"), (60, "agent", "在")]
    assert answers.ahead(timed(*chat)) == [(3, "")]  # type: ignore[arg-type]
    assert answers.ahead(timed(*chat[:2], chat[3])) == []  # type: ignore[arg-type]


def test_two_waits_that_end_together_are_one(waiting: Shop) -> None:
    chat = timed((0, "customer", "在吗"), (5, "agent", "稍等"), (40, "customer", "人呢"), (80, "agent", "在"))
    (_, turn) = [turn for speaker, turn in turns(chat) if speaker == "agent"]
    match = waiting.program.rule(0).matcher.matches(waiting.scene_of(turn))
    assert [found.groups for found in match] == [{"wait": "1 分 15 秒"}]


def test_only_the_kinds_that_are_asked_for(shop: MakeShop) -> None:
    chat = timed(
        (0, "customer", "在吗"), (99, "agent", "在"), (100, "customer", "多少"), (199, "agent", "十")
    )
    assert shop("find: { wait: first, longer-than: 30 }", signals=SIGNALS).ahead(chat) == [(1, "")]
    assert shop("find: { wait: answer, longer-than: 30 }", signals=SIGNALS).ahead(chat) == [(3, "")]
    assert shop("find: { wait: held, longer-than: 30 }", signals=SIGNALS).ahead(chat) == []


def test_without_times_nobody_waited(waiting: Shop) -> None:
    assert waiting.ahead(conversation(customer("在吗"), agent("在"))) == []


def test_the_message_says_how_long_it_was(waiting: Shop) -> None:
    (_, turn) = list(turns(timed((0, "customer", "在吗"), (75, "agent", "欢迎"), (76, "agent", "在"))))[1]
    match = waiting.program.rule(0).matcher.matches(waiting.scene_of(turn))
    assert [found.groups for found in match] == [{"wait": "1 分 15 秒"}]


@pytest.mark.parametrize(
    ("seconds", "told"), [(31, "31 秒"), (60, "1 分 0 秒"), (200, "3 分 20 秒"), (7500, "2 小时 5 分")]
)
def test_durations(seconds: float, told: str) -> None:
    assert duration(seconds) == told
