"""Quotations, and the blanks in which no rule finds anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.matching.marked import blanks, covers, may_blank, overlaps, quotations


@pytest.mark.parametrize(
    "blank",
    [
        "{buyer_nick}",
        "{买家昵称}",
        "{{contact.name}}",
        "{{ name }}",
        "${orderNo}",
        "#{nick}",
        "{0}",
        "%s",
        "%d",
        "%(name)s",
        "【订单号】",
        "[链接]",
        "[数字x]",
        "<nick>",
        "#E-s1",
        "#E-s[数字x]",
        "138****5678"[3:7],
        "https://a.cn/b?c=1&d=%E4",
        "http://a.cn",
        "www.a.cn/b",
    ],
)
def test_placeholders_masks_and_links_are_blanks(blank: str) -> None:
    text = f"亲，{blank}，请查收"
    assert [text[start:end] for start, end in blanks(text)] == [blank]


@pytest.mark.parametrize(
    "text",
    ["满100%退", "100%棉", "50%selected", "打8折", "a*b", "（现货）", "今天发货#好物", "3 < 5", "A款/B款"],
)
def test_ordinary_marks_are_no_blanks(text: str) -> None:
    assert blanks(text) == []


def test_a_link_ends_where_chinese_begins() -> None:
    text = "点https://a.cn/b领券"
    assert [text[start:end] for start, end in blanks(text)] == ["https://a.cn/b"]


def test_a_placeholder_in_a_link_belongs_to_it() -> None:
    text = "点https://a.cn/{商品}/b?c=1领券"
    assert [text[start:end] for start, end in blanks(text)] == ["https://a.cn/{商品}/b?c=1"]


def test_brackets_do_not_reach_over_a_line_end() -> None:
    assert blanks("[说明\n结束]") == []


def test_several_blanks_each_have_a_span() -> None:
    text = "{nick}您的【订单号】%s"
    assert [text[start:end] for start, end in blanks(text)] == ["{nick}", "【订单号】", "%s"]


@given(st.lists(st.sampled_from(["{a}", "%s", "[图]", "www.a.cn", "**", "好", "，", "#E-s1", "<b>", "100%"])))
def test_whoever_looks_for_blanks_first_asks_rightly_whether_there_may_be_some(parts: list[str]) -> None:
    text = "".join(parts)
    assert may_blank(text) or not blanks(text)
    assert all(start < end <= len(text) for start, end in blanks(text))


@pytest.mark.parametrize(
    "quoted", ["“保证”", "‘保证’", "「保证」", "『保证』", "《保证》", '"保证"', "＂保证＂"]
)
def test_quotation_marks_and_titles_quote(quoted: str) -> None:
    text = f"您说的{quoted}是哪款"
    assert quotations(text) == [(3, 7)]


def test_marks_around_all_of_a_text_quote_nothing() -> None:
    assert quotations("“我们保证明天到”") == []
    assert quotations(" “我们保证明天到” ") == []


def test_inches_are_no_quotation() -> None:
    assert quotations('5"和7"都有货') == []


def test_marks_that_are_not_closed_quote_nothing() -> None:
    assert quotations("您说的“保证") == []
    assert quotations("“第一行\n第二行”是哪款") == []


def test_overlaps_and_covers() -> None:
    spans = [(2, 5), (8, 10)]
    assert overlaps(spans, 4, 6)
    assert overlaps(spans, 0, 3)
    assert not overlaps(spans, 5, 8)
    assert covers(spans, 8, 10)
    assert not covers(spans, 4, 6)
