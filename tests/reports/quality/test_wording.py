"""Numbers as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reports.quality.wording import decimal, duration, number, percent, signed


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0%"),
        (1, "100%"),
        (0.5, "50%"),
        (0.0004, "<0.1%"),
        (0.034, "3.4%"),
        (0.9996, ">99.9%"),
        (0.994, "99.4%"),
        (None, "–"),
    ],
)
def test_shares(share: float | None, shown: str) -> None:
    assert percent(share) == shown


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_nearly_all_is_not_all_and_hardly_any_not_none(whole: int, part: int) -> None:
    share = min(part, whole) / whole
    assert (percent(share) == "100%") == (share == 1)
    assert (percent(share) == "0%") == (share == 0)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 秒"),
        (59, "59 秒"),
        (60, "1 分"),
        (130, "2 分 10 秒"),
        (3600, "1 小时"),
        (7500, "2 小时 5 分"),
        (None, "–"),
    ],
)
def test_lengths_of_time(seconds: float | None, shown: str) -> None:
    assert duration(seconds) == shown


def test_other_numbers() -> None:
    assert (number(12000), decimal(3), signed(-2.25), signed(0.5)) == ("12,000", "3.0", "−2.2", "+0.5")
    assert (number(None), decimal(None), signed(None)) == ("–", "–", "–")
