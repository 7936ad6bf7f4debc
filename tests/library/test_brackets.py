"""Brackets without their other half."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.support import entry, found

RULE = "library.placeholder"


def told(text: str) -> list[tuple[str, str]]:
    """Match of each finding, and what is said of it."""
    return [(one.match, one.message.partition("：")[2]) for one in found(RULE, [entry(text)])]


@pytest.mark.parametrize(
    ("text", "match", "problem"),
    [
        ("{buyer_nick 您好", "{buyer_nick", "后面没有 }"),
        ("{buyer_nick您好", "{buyer_nick", "后面没有 }"),
        ("您的【订单号已经发货", "【订单号", "后面没有 】"),
        ("{{contact.name} 您好", "{{contact.name", "后面没有 }"),
        ("buyer_nick} 您好", "buyer_nick}", "前面没有 {"),
        ("您的订单号】已经发货", "订单号】", "前面没有 【"),
        ("您好{买家昵称】", "{买家昵称】", "左右括号不是一对"),
        ("您好{买家昵称｝", "{买家昵称｝", "左右括号不是一对"),
        ("【温馨提示请当面验收", "【温馨提示请当面验", "后面没有 】"),
        ("[商品名称\n请查收", "[商品名称", "后面没有 ]"),
    ],
)
def test_the_half_that_is_there_is_told(text: str, match: str, problem: str) -> None:
    assert told(text) == [(match, problem)]


@pytest.mark.parametrize(
    "text",
    [
        "【温馨提示】请当面验收",
        "【做法：[菜名]】配{食材}",
        "1】申请售后 2】填单号",
        "好的 :] 亲",
        "[]~(￣▽￣)~*",
        "在的{",
        "好的}",
        "{{name}}",
        "【一\n二】",
        "说完了】",
        "{ }",
    ],
)
def test_brackets_that_match_and_those_of_faces_and_lists_are_fine(text: str) -> None:
    assert told(text) == []


def test_a_name_that_stands_elsewhere_in_brackets_is_known_without_them() -> None:
    entries = [entry("您的【取件码】请查收"), entry("取件码】已发您手机")]
    assert [one.match for one in found(RULE, entries)] == ["取件码】"]


@settings(deadline=None)
@given(st.text("{}【】[]亲买家昵称ab ", max_size=30))
def test_every_match_is_a_piece_of_the_text_with_one_half_of_a_pair(text: str) -> None:
    for match, _ in told(text):
        assert match in text
        assert any(mark in match for mark in "{}【】[]")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["{买家昵称}", "【订单号】", "[商品名称]", "您好，", "已发货", "{{name}}"]),
        max_size=8,
    )
)
def test_text_of_whole_placeholders_has_no_half_ones(parts: list[str]) -> None:
    assert not [match for match, problem in told("，".join(parts)) if "没有" in problem or "一对" in problem]
