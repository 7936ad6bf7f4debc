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


@pytest.mark.parametrize(
    ("answer", "second", "repeated"),
    [
        ("这款卖得特别好", "轮子静音吗", True),
        ("这款卖得特别好", "静音吗轮子", True),
        ("轮子是静音的", "轮子静音吗", False),
        ("这款卖得特别好", "拉杆静音吗", False),
        ("这款卖得特别好", "嗯", False),
    ],
)
def test_missed_is_what_is_asked_again_after_an_answer_to_something_else(
    shop: MakeShop, answer: str, second: str, repeated: bool
) -> None:
    rules = shop("speaker: customer\nfind: { again: { least: 3, alike: 1, missed: true } }")
    said = [customer("轮子静音吗"), agent(answer), customer(second)]
    assert found(rules, *said, by="customer") == ([second] if repeated else [])


def test_one_of_several_things_is_not_missed(shop: MakeShop) -> None:
    rules = shop("speaker: customer\nfind: { again: { least: 2, alike: 1, missed: true } }")
    listed = customer("箱子里少了一把伞还有一对手套和帽子")
    assert found(rules, listed, agent("补发雨具"), customer("手套"), by="customer") == []
    asked = [listed, agent("好"), customer("一对手套和帽子")]
    assert found(rules, *asked, by="customer") == ["一对手套和帽子"]


def test_nothing_is_missed_before_anybody_has_answered(shop: MakeShop) -> None:
    rules = shop("speaker: customer\nfind: { again: { least: 3, alike: 1, missed: true }, but: [静音] }")
    assert found(rules, customer("轮子能转吗"), customer("轮子能转吗"), by="customer") == []
    excepted = [customer("轮子静音吗"), agent("卖得好"), customer("轮子静音吗")]
    assert found(rules, *excepted, by="customer") == []


@pytest.mark.parametrize(
    ("second", "repeated"),
    [("寄出之后3-5天能够送达", True), ("寄出之后3到5天能够送达", True), ("寄出之后四到六天能够送达", False)],
)
def test_numerals_and_figures_are_the_same_number(shop: MakeShop, second: str, repeated: bool) -> None:
    rules = shop(
        "find: { again: { least: 8, alike: 0.9, between: joining } }",
        top="lexicons: { joining: { words: [和, 跟] } }",
    )
    first = agent("寄出之后三到五天能够送达")
    assert found(rules, first, customer("嗯"), agent(second)) == ([second] if repeated else [])
