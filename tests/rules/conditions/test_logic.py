"""`not`, `any`, `all`."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop, agent, customer, last_reply

FIND = "find: { phrases: [保证] }\n"
A, B = "{ clause: [甲] }", "{ clause: [乙] }"
TEXTS = ("保证", "甲保证", "乙保证", "甲乙保证")


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (f"not: {A}", (True, False, True, False)),
        (f"any: [ {A}, {B} ]", (False, True, True, True)),
        (f"all: [ {A}, {B} ]", (False, False, False, True)),
        (f"not: {{ any: [ {A}, {B} ] }}", (True, False, False, False)),
        (f"not: {{ all: [ {A}, {B} ] }}", (True, True, True, False)),
        (f"any: [ {{ not: {A} }}, {{ all: [ {A}, {B} ] }} ]", (True, False, True, True)),
        (f"all: [ {A}, {{ not: {B} }} ]", (False, True, False, False)),
    ],
)
def test_conditions_combine(shop: MakeShop, condition: str, holds: tuple[bool, ...]) -> None:
    rules = shop(FIND + f"when: [ {{ {condition} }} ]")
    assert tuple(bool(rules.found(text)) for text in TEXTS) == holds


def test_all_of_when_must_hold_and_none_of_unless(shop: MakeShop) -> None:
    rules = shop(FIND + f"when: [ {A}, {B} ]")
    assert [bool(rules.found(text)) for text in TEXTS] == [False, False, False, True]
    rules = shop(FIND + f"unless: [ {A}, {B} ]")
    assert [bool(rules.found(text)) for text in TEXTS] == [True, False, False, False]


def test_what_depends_on_the_chat_does_so_in_a_combination_too(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { not: { customer: [急] } } ]")
    assert rules.found(last_reply(customer("很急"), agent("我们保证"))) == ["保证"]
    assert rules.found(last_reply(customer("你好"), agent("我们保证"))) == []
    assert rules.found(last_reply(customer("很急"), agent("我们保证"))) == ["保证"]
