"""Placeholders that nobody will fill: the three kinds together, and two ways of writing one."""

from __future__ import annotations

import pytest

from tests.library.support import entry, found

RULE = "library.placeholder"


def told(*texts: str) -> list[tuple[int, str]]:
    """Number of the template and match of each finding."""
    return [(one.number, one.match) for one in found(RULE, [entry(text) for text in texts])]


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("{订单号}", "【订单号】"),
        ("{订单号}", "[订单号]"),
        ("{{order_id}}", "{order_id}"),
        ("${order_id}", "%(order_id)s"),
    ],
)
def test_the_rarer_way_of_writing_a_name_is_told_once(usual: str, other: str) -> None:
    texts = [f"单号{usual}已发", f"{usual}明天到", f"您的{other}在打包", f"{other}已签收"]
    assert told(*texts[:3]) == [(2, other)]
    assert told(*texts) == [(2, other)]


def test_the_message_tells_the_usual_way() -> None:
    (one,) = found(RULE, [entry("{订单号}已发"), entry("{订单号}到了"), entry("您的【订单号】")])
    assert one.message == "占位符“【订单号】”：别处写作 {订单号}（2 次）"


@pytest.mark.parametrize(
    "text",
    [
        "【订单号】：{订单号}",
        "【订单号】{订单号}",
        "[订单号]: {订单号}",
        "【订单号】\n{订单号}",
        "[订单号]({订单号})",
    ],
)
def test_a_label_is_no_placeholder(text: str) -> None:
    assert told(text, "{订单号}已发") == []


def test_files_of_other_formats_may_write_otherwise() -> None:
    entries = [entry("{订单号}已发", reader="csv"), entry("{{订单号}}已发", reader="json")]
    assert found(RULE, entries) == []


@pytest.mark.parametrize(
    "text",
    [
        "没有括号",
        "亲[微笑]",
        "选[红色/蓝色]的",
        "{1}",
        "满100减20[X]",
        "价格{price}元，{{name}}您好，${x}",
        "{ buyer_nick }您好",
    ],
)
def test_what_is_in_order_is_not_told(text: str) -> None:
    assert told(text) == []
