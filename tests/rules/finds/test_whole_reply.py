"""`reply`: the whole reply, when it is short or matches a pattern."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop


@pytest.mark.parametrize("text", ["嗯", "好", "在的", "发了。", "～嗯～", "发 了", "ok", "100%", "嗯😀"])
def test_a_short_reply_is_found(shop: MakeShop, text: str) -> None:
    assert len(shop("find: { reply: { most: 4 } }").found(text)) == 1


@pytest.mark.parametrize("text", ["好的，今天发", "已经发了", "a b c d", "嗯嗯嗯嗯"])
def test_a_longer_reply_is_not(shop: MakeShop, text: str) -> None:
    assert shop("find: { reply: { most: 3 } }").found(text) == []


def test_the_marks_around_a_reply_are_no_part_of_it(shop: MakeShop) -> None:
    (finding,) = shop("find: { reply: { most: 3 } }").findings("～～发了。")
    assert (finding.start, finding.end, finding.match) == (2, 4, "发了")


def test_a_placeholder_counts_as_one_character_and_is_kept_whole(shop: MakeShop) -> None:
    rules = shop("find: { reply: { most: 3 } }")
    assert rules.found("{buyer_nick}嗯") == ["{buyer_nick}嗯"]
    assert rules.found("嗯【快递单号】。") == ["嗯【快递单号】"]
    assert rules.found("{a}{b}{c}嗯") == []


@pytest.mark.parametrize(
    "text",
    ["[图片]", "{商品卡片}", "【链接】", "#E-s1", "#E-s[数字x]#E-s[数字x]", "https://a.cn", "***", "%s"],
)
def test_a_reply_of_placeholders_alone_says_nothing(shop: MakeShop, text: str) -> None:
    assert shop("find: { reply: { most: 3 } }").found(text) == []


@pytest.mark.parametrize("text", ["", "～", "？？", "😀", "_"])
def test_a_reply_of_marks_alone_says_nothing(shop: MakeShop, text: str) -> None:
    assert shop("find: { reply: { most: 3 } }").found(text) == []


def test_a_pattern_is_of_all_that_is_said(shop: MakeShop) -> None:
    rules = shop("find: { reply: { pattern: '[嗯哦]+' } }")
    assert rules.found("嗯，哦～") == ["嗯，哦"]
    assert rules.found("嗯，好") == []


def test_both_must_hold_where_both_are_given(shop: MakeShop) -> None:
    rules = shop("find: { reply: { most: 2, pattern: '[嗯哦]+' } }")
    assert rules.found("嗯嗯") == ["嗯嗯"]
    assert rules.found("嗯嗯嗯") == []
    assert rules.found("好的") == []


def test_the_groups_of_the_pattern_are_there_for_the_fix(shop: MakeShop) -> None:
    rules = shop(
        "find: { reply: { pattern: '(?P<day>周[一二三四五六日])' } }\nfix: [ { with: '{day}哦', of: reply } ]"
    )
    assert rules.mended("周五。") == "周五哦"


def test_a_signal_may_be_called_as_the_content_is_kept(shop: MakeShop) -> None:
    rules = shop(
        "find: { reply: { most: 3 } }\nunless: [ content ]", signals={"content": "find: { words: [好] }"}
    )
    assert rules.found("嗯") == ["嗯"]
    assert rules.found("好") == []
