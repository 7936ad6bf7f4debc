"""`again`: a message that says what an earlier one has said."""

from __future__ import annotations

import pytest

from linter.engine import turns
from linter.model import Speaker
from tests.rules.support import MakeShop, Shop, agent, conversation, customer


def found(shop: Shop, *said: tuple[Speaker, str], by: Speaker = "agent") -> list[str]:
    return [
        finding.match
        for speaker, turn in turns(conversation(*said))
        if speaker == by
        for finding in shop.engine.ahead(turn, speaker)
    ]


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        ("请先拔掉电源再打开后盖", "请先拔掉电源再打开后盖", True),
        ("请先拔掉电源再打开后盖", "请先拔掉电源，再打开后盖哦", True),
        ("请先拔掉电源再打开后盖", "请先拔掉电源再打开后盖子", True),
        ("红色的这款今天就能发出", "白色的这款今天就能发出", False),
        ("周二下午两点师傅上门 A2", "周二下午两点师傅上门 A3", False),
        ("好的好的", "好的好的", False),
        ("请先拔掉电源再打开后盖", "后盖里有四节电池要换", False),
    ],
)
def test_what_is_said_in_nearly_the_same_words_is_found(
    shop: MakeShop, first: str, second: str, repeated: bool
) -> None:
    rules = shop("find: { again: { least: 8, alike: 0.9 } }")
    assert found(rules, agent(first), customer("嗯"), agent(second)) == ([second] if repeated else [])


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        ("您好，请先拔掉电源再打开后盖，然后取出电池", "请先拔掉电源再打开后盖", True),
        ("请先拔掉电源再打开后盖", "抱歉哦，请先拔掉电源再打开后盖试试", True),
        ("后盖请先打开再拔掉电源", "请先拔掉电源再打开后盖", True),
        ("请先拔掉电源再打开后盖", "请先拔掉插头再打开后盖", False),
    ],
)
def test_part_of_a_longer_message_counts_where_that_is_wanted(
    shop: MakeShop, first: str, second: str, repeated: bool
) -> None:
    rules = shop("find: { again: { least: 8, alike: 0.9, part: true } }")
    assert found(rules, agent(first), customer("嗯"), agent(second)) == ([second] if repeated else [])


def test_with_unheard_an_answer_in_between_makes_it_another_matter(shop: MakeShop) -> None:
    rules = shop("speaker: customer\nfind: { again: { least: 4, alike: 0.8, unheard: true } }")
    twice = [customer("几点能送到"), customer("几点能送到？")]
    assert found(rules, *twice, by="customer") == ["几点能送到？"]
    assert found(rules, twice[0], agent("下午"), twice[1], by="customer") == []


def test_but_excepts_messages(shop: MakeShop) -> None:
    rules = shop("find: { again: { least: 4, alike: 1 }, but: [祝您] }")
    said = [agent("祝您生活愉快"), customer("谢谢"), agent("祝您生活愉快")]
    assert found(rules, *said) == []


def test_what_the_other_side_said_does_not_count(shop: MakeShop) -> None:
    rules = shop("find: { again: { least: 4, alike: 1 } }")
    assert found(rules, customer("今天下午到"), agent("今天下午到")) == []


def test_a_template_repeats_nothing(shop: MakeShop) -> None:
    rules = shop("find: { again: { least: 4, alike: 1 } }")
    assert rules.found("今天下午到\n今天下午到") == []


def test_a_sentence_is_enough_where_that_is_wanted(shop: MakeShop) -> None:
    rules = shop("find: { again: { least: 8, alike: 0.9, sentences: true } }")
    first, second = "防水的。今晚直播间抽三位免单哦", "也防摔！今晚直播间抽三位免单"
    assert found(rules, agent(first), customer("防摔吗"), agent(second)) == ["今晚直播间抽三位免单"]
    assert found(rules, agent("防水的。今晚有直播"), customer("嗯"), agent(second)) == []


def test_characters_aside_do_not_count(shop: MakeShop) -> None:
    top = "lexicons: { asking: { words: [能, 不, 吗] } }"
    rules = shop("find: { again: { least: 4, alike: 0.95, aside: asking } }\nspeaker: customer", top=top)
    twice = [customer("能定制尺寸不"), agent("包邮"), customer("定制尺寸吗")]
    assert found(rules, *twice, by="customer") == ["定制尺寸吗"]
    assert found(rules, twice[0], agent("包邮"), customer("能不能"), by="customer") == []


@pytest.mark.parametrize(
    ("second", "repeated"), [("请保留外箱与面单原样放好", True), ("请保留外箱或面单原样放好", False)]
)
def test_one_word_between_for_another_is_no_change(shop: MakeShop, second: str, repeated: bool) -> None:
    top = "lexicons: { joins: { words: [和, 与] } }"
    rules = shop("find: { again: { least: 8, alike: 0.9, between: joins } }", top=top)
    told = found(rules, agent("请保留外箱和面单原样放好"), customer("扔了"), agent(second))
    assert told == ([second] if repeated else [])
