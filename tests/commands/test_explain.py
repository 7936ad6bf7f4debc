"""`replylint explain`."""

from __future__ import annotations

from tests.commands.support import run


def test_a_rule_is_explained_in_full() -> None:
    out = run("explain", "--isolated", "courtesy.please.wait").out
    for part in (
        "courtesy.please.wait",
        "出处: S7",
        "为什么",
        "不好的",
        "您稍等  →  请您稍等",
        "没问题的",
        "请您稍等",
        "--ignore courtesy.please.wait",
    ):
        assert part in out


def test_a_category_explains_all_its_rules() -> None:
    out = run("explain", "--isolated", "guarantee").out
    assert "guarantee.certain" in out
    assert "guarantee.never" in out


def test_what_the_customer_said_is_shown_with_an_example() -> None:
    assert "客户：收到的碗碎了两个" in run("explain", "--isolated", "courtesy.apology").out


def test_an_unknown_rule() -> None:
    ran = run("explain", "--isolated", "guarantee.pledges")
    assert ran.code == 2
    assert "guarantee.pledge" in ran.err
