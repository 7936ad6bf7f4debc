"""What reports share."""

from __future__ import annotations

import pytest

from linter.model import Edit, Fix
from linter.reports.base import reason


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([Edit(0, 0, "亲，")], "加上“亲，”"),
        ([Edit(0, 2, "")], "去掉“保证”"),
        ([Edit(0, 2, "尽量")], "“保证”换成“尽量”"),
        ([Edit(0, 2, ""), Edit(4, 4, "哦")], "去掉“保证”；加上“哦”"),
        ([Edit(0, 1, "会"), Edit(1, 2, "会")], "“保”换成“会”；“证”换成“会”"),
    ],
)
def test_a_fix_without_a_reason_tells_what_it_does(edits: list[Edit], told: str) -> None:
    assert reason(Fix(tuple(edits), "unsafe"), "保证到货") == told


def test_the_reason_of_the_rule_comes_first() -> None:
    assert reason(Fix((Edit(0, 2, ""),), "unsafe", "是事实"), "保证到货") == "是事实"
