"""`customer-is`, `customer-value`, `customer-tagged`."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.engine import replies
from linter.examples import failures
from linter.model import Customer, Reply
from tests.rules.support import MakeShop, Shop, agent, conversation, customer, mistake, rule, ruleset, written

FIND = "find: { phrases: [稍等] }\n"
OLD = Customer("b-7", 6, 900, tags=("VIP", "母婴"), standings=("old", "loyal"), tier="high")


def reply(profile: Customer | None) -> Reply:
    chat = conversation(customer("在吗"), agent("稍等"))
    chat.profile = profile
    return next(replies(chat))


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ("customer-is: [old]", True),
        ("customer-is: [big, loyal]", True),
        ("customer-is: [new, asleep]", False),
        ("customer-value: [high, middle]", True),
        ("customer-value: [low]", False),
        ("customer-tagged: [母婴]", True),
        ("customer-tagged: [团购]", False),
    ],
)
def test_what_is_known_of_the_customer(shop: MakeShop, when: str, holds: bool) -> None:
    found = ["稍等"] if holds else []
    assert shop(f"{FIND}when: [ {{ {when} }} ]").found(reply(OLD)) == found


@pytest.mark.parametrize(
    "when", ["customer-is: [potential]", "customer-value: [low]", "customer-tagged: [VIP]"]
)
def test_nothing_holds_of_an_unknown_customer_or_a_template(shop: MakeShop, when: str) -> None:
    rules = shop(f"{FIND}when: [ {{ {when} }} ]")
    assert rules.found(reply(None)) == rules.found("稍等") == []


def test_a_rule_about_what_is_missing_may_ask(shop: MakeShop) -> None:
    rules = shop("find: { missing: [老朋友] }\nwhen: [ { customer-is: [old] } ]")
    assert rules.found(reply(OLD)) == [""]
    assert rules.found(reply(None)) == []


def test_an_unknown_standing_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, ruleset(FIND + "when: [ { customer-is: [older] } ]"))
    assert (error.found, error.advice) == ("'older'", "是不是想写 'old'？")
    assert error.expected == "potential / new / old / big / loyal / asleep"


def test_examples_may_tell_the_customer(tmp_path: Path) -> None:
    examples = (
        "[ { bad: 稍等, customer-is: [new, old] }, { bad: 稍等, customer-value: [high] }, { ok: 稍等 },"
        " { bad: 稍等, customer-tagged: [VIP] }, { ok: 稍等, customer-is: [new], customer-tagged: [团购] } ]"
    )
    when = "{ any: [ { customer-is: [old] }, { customer-value: [high] }, { customer-tagged: [VIP] } ] }"
    text = ruleset(rule(f"{FIND}when: [ {when} ]")).replace("[ { bad: 反例 }, { ok: 正例 } ]", examples)
    assert [*failures(Shop(written(tmp_path, text)).plan)] == []
