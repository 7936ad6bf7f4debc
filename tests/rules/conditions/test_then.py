"""`then`: what is said after the match."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop, agent, conversation, customer, template, timed

FIND = "find: { phrases: [坏了] }\nspeaker: customer\n"


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("[抱歉]", False),
        ("{ phrases: [抱歉], turns: 2 }", False),
        ("{ phrases: [抱歉], turns: 1 }", True),
        ("{ phrases: [抱歉], messages: 3 }", False),
        ("{ phrases: [抱歉], messages: 2 }", True),
        ("{ phrases: [在的] }", False),
        ("{ phrases: [谢谢] }", True),
        ("{ phrases: [谢谢], by: customer }", False),
        ("{ phrases: [坏了], by: customer }", True),
        ("{ phrases: [坏了], by: customer, this: true }", False),
    ],
)
def test_how_far_it_looks(shop: MakeShop, then: str, found: bool) -> None:
    rules = shop(FIND + f"unless: [ {{ then: {then} }} ]")
    chat = conversation(
        customer("碗坏了"), agent("在的"), agent("您说"), customer("谢谢"), agent("抱歉让您久等")
    )
    assert rules.ahead(chat) == ([(0, "坏了")] if found else [])


def test_the_rest_of_the_own_turn_counts_and_what_was_before_does_not(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [稍等] }\nunless: [ { then: [查到] } ]")
    assert rules.ahead(conversation(agent("稍等"), agent("查到了"))) == []
    assert rules.ahead(conversation(agent("查到了"), agent("稍等"))) == [(0, "稍等")]
    assert rules.ahead(conversation(agent("查到了，稍等"))) == [(0, "稍等")]


def test_what_comes_later_than_its_seconds_does_not_count(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [稍等] }\nunless: [ { then: { phrases: [查到], seconds: 60 } } ]")
    assert rules.ahead(timed((0, "agent", "稍等"), (60, "agent", "查到了"))) == []
    assert rules.ahead(timed((0, "agent", "稍等"), (61, "agent", "查到了"))) == [(0, "稍等")]
    assert rules.ahead(conversation(agent("稍等"), agent("查到了"))) == []


def test_in_a_template_nothing_is_said_after_it(shop: MakeShop) -> None:
    assert shop("find: { phrases: [稍等] }\nunless: [ { then: [查到] } ]").found(template("稍等")) == ["稍等"]
    assert shop("find: { phrases: [稍等] }\nwhen: [ { then: [查到] } ]").found(template("稍等")) == []


def test_a_number_may_have_a_name_that_a_configuration_sets(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { then: { phrases: [抱歉], turns: soon } } ]", top="numbers: { soon: 1 }")
    chat = conversation(customer("碗坏了"), agent("在的"), customer("怎么办"), agent("抱歉"))
    assert rules.ahead(chat) == [(0, "坏了")]
