"""`inside`, `before`, `after`, `clause`, `sentence`, `earlier`, `later`, `reply`."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop

FIND = "find: { phrases: [保证] }\n"
HELD = [
    # condition, text in which it holds, text in which it does not
    ("inside: [保证金, 品质保证]", "品质保证的", "保证的品质"),
    ("inside: { pattern: '品.{1,2}保证' }", "品质保证的", "保证的品质"),
    ("before: [到]", "保证明天到", "到了保证"),
    ("before: [到]", "保证到", "保证，明天到"),
    ("before: { phrases: [到], within: 2 }", "保证明天到", "保证明天能到"),
    ("before: { words: [到] }", "保证明天到", "保证收到货"),
    ("before: { pattern: '.天到' }", "保证明天到", "保证，明天到"),
    ("before: { pattern: '天', within: 1 }", "保证明天", "保证在明天"),
    ("before: { pattern: '到$' , within: 9 }", "保证明天到", "保证明天"),
    ("before: { pattern: '(.)\\1' }", "保证天天到", "保证明天到"),
    ("before: { pattern: '(?i)ok' }", "保证就OK了", "保证就好了"),
    ("after: [我们]", "我们这边保证", "保证我们"),
    ("after: [我们]", "我们保证", "我们，保证"),
    ("after: { phrases: [我们], within: 1 }", "我们也保证", "我们这边保证"),
    ("after: { pattern: '我们.边', within: 0 }", "我们这边保证", "我们这边的保证"),
    ("after: { pattern: '^亲', within: 3 }", "亲这边保证", "好的亲这边，保证"),
    ("clause: [明天]", "明天保证到", "明天到，保证"),
    ("sentence: [明天]", "明天到，保证", "明天到。保证"),
    ("sentence: { pattern: '明.到' }", "保证，明天到", "保证。明天到"),
    ("earlier: [明天]", "明天到。保证", "保证明天到"),
    ("later: [明天]", "保证。明天到", "明天到保证"),
    ("reply: [明天]", "明天到。好的。保证", "今天到。保证"),
    ("clause: negator", "不保证", "不，保证"),
    ("sentence: asks-politely", "请放心，保证到", "请放心。保证到"),
]


@pytest.mark.parametrize(("condition", "holds", "fails"), HELD)
def test_a_condition_of_when_must_hold(shop: MakeShop, condition: str, holds: str, fails: str) -> None:
    rules = shop(FIND + f"when: [ {{ {condition} }} ]")
    assert rules.found(holds) == ["保证"]
    assert rules.found(fails) == []


@pytest.mark.parametrize(("condition", "holds", "fails"), HELD)
def test_a_condition_of_unless_must_not(shop: MakeShop, condition: str, holds: str, fails: str) -> None:
    rules = shop(FIND + f"unless: [ {{ {condition} }} ]")
    assert rules.found(holds) == []
    assert rules.found(fails) == ["保证"]


def test_inside_wants_something_to_spare(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { inside: [保证, 保证金] } ]")
    assert rules.found("保证到") == ["保证"]
    assert rules.found("保证金") == []


def test_a_word_of_a_lexicon_is_inside_it(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { inside: { lexicon: known } } ]", lexicons={"known": "[保证, 保证金]"})
    assert rules.found("保证到") == []
    assert rules.found("保证金") == []


def test_a_name_alone_is_asked_of_the_whole_reply(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ apology ]")
    assert rules.found("抱歉。我们保证") == []
    assert rules.found("我们保证") == ["保证"]


def test_a_pattern_may_have_a_group_of_any_name(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { before: { pattern: '(?P<edge>明)天' } } ]")
    assert rules.found("保证明天到") == ["保证"]


def test_of_several_patterns_one_is_enough(shop: MakeShop) -> None:
    rules = shop(
        FIND + "when: [ { before: { pattern: ['明天', '后天'] } }, { after: { pattern: ['我', '您'] } } ]"
    )
    assert rules.found("我们保证后天到") == ["保证"]
    assert rules.found("我们保证今天到") == []


def test_what_stands_in_a_placeholder_stands_nowhere(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { clause: [明天] } ]")
    assert rules.found("保证{明天}到") == []
