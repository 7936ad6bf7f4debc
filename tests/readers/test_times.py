"""Times of messages."""

from __future__ import annotations

import pytest

from linter.readers.times import parse_time


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (1704103200, 1704103200.0),
        (1704103200.5, 1704103200.5),
        (1704103200000, 1704103200.0),
        ("1704103200000", 1704103200.0),
        ("2024-01-01 10:00:00", 1704103200.0),
        ("2024-01-01T10:00:00.250Z", 1704103200.25),
        ("2024-01-01T18:00:00+08:00", 1704103200.0),
        ("2024-01-01T05:00:00-0500", 1704103200.0),
        ("2024/1/1 10:00", 1704103200.0),
        ("2024.01.01", 1704067200.0),
        ("10:00:05", 36005.0),
        ("9:05", 32700.0),
    ],
)
def test_times(value: object, seconds: float) -> None:
    assert parse_time(value) == seconds


@pytest.mark.parametrize(
    "value",
    [None, "", "刚才", True, "2024-13-01 10:00", "nan", "1e999", [1], "9" * 40, "2024-01-01 10:00:00+99:00"],
)
def test_what_is_no_time(value: object) -> None:
    assert parse_time(value) is None
