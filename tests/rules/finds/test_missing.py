"""`missing`: something that does not stand anywhere."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop, customer, last_reply
from tests.rules.support import agent as said


def test_what_is_missing_is_found_as_an_empty_span_at_the_beginning(shop: MakeShop) -> None:
    (finding,) = shop("find: { missing: [抱歉] }").findings("今天发货")
    assert (finding.start, finding.end, finding.match) == (0, 0, "")


def test_what_stands_there_is_not_missing(shop: MakeShop) -> None:
    assert shop("find: { missing: [抱歉] }").found("今天发货，抱歉") == []


def test_what_stands_in_a_placeholder_is_missing(shop: MakeShop) -> None:
    assert shop("find: { missing: [抱歉] }").found("今天发货{抱歉}") == [""]


def test_a_signal_may_be_missing(shop: MakeShop) -> None:
    rules = shop(
        "find: { missing: soothed }", signals={"soothed": "find: { words: [抱歉] }\nunless: [quoted]"}
    )
    assert rules.found("您写的“抱歉”看到了") == [""]
    assert rules.found("抱歉，马上处理") == []


def test_nothing_is_missing_where_the_conditions_do_not_hold(shop: MakeShop) -> None:
    rules = shop("find: { missing: [抱歉] }\nwhen: [ { customer: [坏了] } ]\nunless: [ { reply: [久等] } ]")
    assert rules.found(last_reply(customer("碗坏了"), said("拍个照"))) == [""]
    assert rules.found(last_reply(customer("多少钱"), said("十元"))) == []
    assert rules.found(last_reply(customer("碗坏了"), said("让您久等"))) == []


@pytest.mark.parametrize(
    "text", ["", "[图片]", "#E-s1", "13912345678", "https://a.cn/b", "OK", "{订单卡片}", "～"]
)
def test_nothing_is_missing_where_nothing_is_said_in_chinese(shop: MakeShop, text: str) -> None:
    assert shop("find: { missing: [抱歉] }").found(text) == []
