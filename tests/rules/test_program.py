"""A compiled set of rules: views that are kept, signals, what is worth a look."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.i18n import set_language
from linter.rules import program as program_module
from linter.rules import terms
from linter.rules.patterns import Words, compiled
from linter.rules.program import Program
from tests.rules.support import MakeShop, of_replies, rule, shipped


@pytest.fixture
def two(shop: MakeShop) -> Program:
    """Two rules, and a signal that is asked of the customer."""
    return shop(
        "find: { words: [保证], pattern: '(?P<m>包)过' }\nwhen: [ { not: { customer: fault } } ]",
        rule("find: { missing: [您] }\nseverity: info", "shop.two"),
        signals={"fault": "find: { phrases: [坏了] }", "unasked": "find: { phrases: [坏了] }"},
    ).program


def test_rules_come_in_the_order_of_their_file(two: Program) -> None:
    assert two.rule_ids == ["shop.rule", "shop.two"]
    assert two.rule(1).id == "shop.two"
    assert two.rule(1).severity == "info"
    assert two.rule(0) is two.rule(0)
    assert two.rule(1).category == "shop"


def test_messages_speak_of_what_was_found_in_the_wanted_language(two: Program) -> None:
    assert two.message(1, "保证") == "“保证”不合店规"
    try:
        set_language("en")
        assert two.message(1, "保证") == "“保证” is against the rules of the house"
    finally:
        set_language("zh")


def test_names_are_signals_or_lexicons(two: Program) -> None:
    assert two.is_signal("fault")
    assert not two.is_signal("apology")
    assert "抱歉" in two.words("apology")


def test_a_view_is_kept_for_a_text_that_comes_again(two: Program) -> None:
    assert two.view("您好", "agent") is two.view("您好", "agent")
    assert two.view("您好", "agent") is not two.view("您好", "customer")


def test_no_more_than_so_many_views_are_kept(shop: MakeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_module, "_REMEMBERED", 3)
    two = shop("find: { words: [保证] }").program
    kept = two.view("第0句", "agent")
    for number in range(1, 4):
        two.view(f"第{number}句", "agent")
    assert two.view("第0句", "agent") is kept
    for number in range(4, 9):
        two.view(f"第{number}句", "agent")
    assert two.view("第0句", "agent") is not kept


def test_a_text_without_words_of_rules_is_not_promising(two: Program) -> None:
    assert two.promising("今天发货") is None
    view = two.promising("我们保证发货")
    assert view is not None
    assert list(view.candidates) == [0]


def test_a_rule_that_needs_no_words_is_asked_everywhere(two: Program) -> None:
    assert [entry["rule"] for entry in two.everywhere] == [1]


def test_promising_texts_are_found_among_many(two: Program) -> None:
    texts = ["今天发货", "我们保证", "", "包\n过", "包过的", "保\u200b证", "我們保證"]
    assert two.promising_among(texts) == {1, 4, 5, 6}


def test_what_the_customer_said_is_searched_for_the_signals_that_are_asked(two: Program) -> None:
    assert list(two.view("碗坏了", "customer").candidates) == ["fault"]
    assert list(two.view("多少钱", "customer").candidates) == []


PIECES = (
    "亲", "您好", "我们保证明天到", "一定", "不", "稍等", "把订单号发我", "你", "呵呵", "木有", "没有货了",
    "，", "。", "！", " ", "\u3000", "吗", "？", "\u200b", "稍 等", "保 证", "我們", "保證", "１００％",
    "{nick}", "\n", "嗯", "好哒", "不能改", "抱歉", "今天发",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(st.lists(texts, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_promising_text_is_found_among_many(several: list[str]) -> None:
    program = Program(shipped().plan.run)
    promising = {number for number, text in enumerate(several) if program.promising(text)}
    assert promising <= program.promising_among(several)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_rules_that_are_no_candidates_find_nothing(text: str) -> None:
    """The words that a rule is said to need are words that it needs."""
    shop = shipped()
    scene = shop.scene(text)
    candidates = {*scene.view.candidates, *(entry["rule"] for entry in shop.program.everywhere)}
    for number in {*of_replies(shop.program, "agent")} - candidates:
        assert list(shop.program.rule(number).matcher.matches(scene)) == []


@given(texts)
@settings(max_examples=150, deadline=None)
def test_signals_asked_of_the_customer_find_the_same_without_candidates(text: str) -> None:
    shop = shipped()
    for name in shop.program._guarded & shop.plan.run["signals"].keys():
        scene, plain = shop.scene(text, "customer"), shop.scene(text, "agent")
        quick = shop.signal_matches(name, scene)
        assert quick == list(shop.program.signal(name).matches(plain)), name


def test_a_condition_compiles_its_pattern_where_the_words_stand(
    shop: MakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shop("find: { words: [保证] }\nunless: [ { reply: { pattern: '(?:不|没)敢保证' } } ]")
    tried: list[str] = []

    def counted(source: str, words: Words) -> re.Pattern[str]:
        tried.append(source)
        return compiled(source, words)

    monkeypatch.setattr(terms, "compiled", counted)
    assert made.found("我们保证明天到") == ["保证"]
    assert tried == []
    assert made.found("我们不敢保证明天到") == []
    assert tried == ["(?:不|没)敢保证"]


def test_a_pattern_that_is_asked_again_and_again_is_compiled(
    shop: MakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms, "_SPARED", 2)
    made = shop("find: { words: [保证] }\nunless: [ { after: { pattern: '(?:不|没)敢', within: 2 } } ]")
    for number in range(4):
        assert made.found(f"第{number}件我们保证明天到") == ["保证"]
    assert made.found("第5件我们不敢保证明天到") == []


def test_the_shipped_patterns_match_nothing_without_what_the_plan_says_they_need() -> None:
    program, run = shipped().program, shipped().plan.run
    docs = shipped().plan.docs
    bad = [example.get("bad", "") for rule in docs["rules"] for example in rule["examples"]]
    examples = [text for text in bad if isinstance(text, str)]
    examples += [text for signal in docs["signals"] for text in signal["examples"]["yes"]]
    texts = [program.view(text, "agent").text for text in examples]
    needs = {**run["needs"], **dict(zip(run["triggers"]["patterns"], run["triggers"]["also"], strict=True))}
    tried = 0
    for source, lists in needs.items():
        pattern = compiled(source, program.words)
        for text in texts:
            if pattern.search(text):
                tried += 1
                assert program_module._has_one_each(lists, text), (source, text)
    assert tried > 100
