"""`any`: several finds, each with conditions of its own."""

from __future__ import annotations

from tests.rules.support import MakeShop, customer, last_reply
from tests.rules.support import agent as said


def test_whatever_a_part_finds_is_found(shop: MakeShop) -> None:
    rules = shop("find: { any: [ { words: [保证] }, { pattern: '包(?:过|会)' } ] }")
    assert rules.found("保证包过") == ["保证"]
    assert rules.found("我们保证，都包会") == ["保证", "包会"]


def test_each_part_has_conditions_of_its_own(shop: MakeShop) -> None:
    rules = shop(
        "find: { any: [ { words: [保证], unless: [question] }, { phrases: [包过], when: [question] } ] }"
    )
    assert rules.found("能保证吗？") == []
    assert rules.found("我们保证") == ["保证"]
    assert rules.found("包过吗？") == ["包过"]
    assert rules.found("包过") == []


def test_conditions_of_the_rule_hold_for_all_parts(shop: MakeShop) -> None:
    rules = shop("find: { any: [ { words: [保证] }, { phrases: [包过] } ] }\nunless: [quoted]")
    assert rules.found("“保证”，“包过”，好") == []


def test_parts_may_be_of_any_kind(shop: MakeShop) -> None:
    rules = shop(
        """
        find:
          any:
            - reply: { most: 2 }
            - missing: [您]
              when: [ { customer: [在吗] } ]
            - density: { of: [～], least: 3 }
            - any: [ { words: [赶紧] } ]
        """
    )
    assert rules.found("嗯") == ["嗯"]
    assert rules.found(last_reply(customer("在吗"), said("在的，什么事"))) == [""]
    assert rules.found("好～的～呀～在的") == ["～"]
    assert rules.found("那就赶紧买一个") == ["赶紧"]
    assert rules.found("您慢慢挑选哦") == []
