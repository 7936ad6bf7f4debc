"""`echoes`: whether a word of the match was the customer's."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop, agent, customer, last_reply, template

DENIES = "find: { pattern: '不(?P<said>{han}{1,2})的' }\nwhen: [ { echoes: { within: %s } } ]"
AFFIRMS = "find: { pattern: '(?P<said>{han}+)的' }\nwhen: [ { echoes: { within: 1, negated: true } } ]"
ASKED = "find: { pattern: '不(?P<said>{han})的' }\nwhen: [ { echoes: { within: 1, but: [吗] } } ]"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("感觉偏小", True),
        ("字太小了", True),
        ("红色", False),
        ("不小", False),
        ("不算小吧", False),
        ("OK", False),
    ],
)
def test_the_customer_said_the_word_and_did_not_deny_it(shop: MakeShop, said: str, found: bool) -> None:
    rules = shop(DENIES % "1")
    assert rules.found(last_reply(customer(said), agent("不小的"))) == (["不小的"] if found else [])


@pytest.mark.parametrize(("said", "found"), [("不甜", True), ("没有甜", True), ("甜", False)])
def test_negated_the_customer_denied_it(shop: MakeShop, said: str, found: bool) -> None:
    assert bool(shop(AFFIRMS).found(last_reply(customer(said), agent("甜的")))) is found


@pytest.mark.parametrize(("within", "found"), [("1", False), ("2", True)])
def test_how_far_it_looks(shop: MakeShop, within: str, found: bool) -> None:
    chat = [customer("偏小"), agent("是吗"), customer("对"), agent("不小的")]
    assert bool(shop(DENIES % within).found(last_reply(*chat))) is found


@pytest.mark.parametrize(("said", "found"), [("贵吗，红的", False), ("红的，贵", True), ("贵吗，真贵", True)])
def test_a_clause_with_the_exception_does_not_count(shop: MakeShop, said: str, found: bool) -> None:
    assert bool(shop(ASKED).found(last_reply(customer(said), agent("不贵的")))) is found


def test_nobody_has_said_anything_before_a_template(shop: MakeShop) -> None:
    assert shop(DENIES % "1").found(template("不小的")) == []
