"""Ids in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.authoring.naming import free, slug
from linter.rules.language import RuleId
from linter.rules.source import Source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推诿", "tui-wei"),
        ("加VX", "jia-vx"),
        ("886", "rule-886"),
        ("！", "rule"),
        ("Over Promise", "over-promise"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_every_slug_may_be_part_of_an_id(text: str) -> None:
    RuleId().check(f"our.{slug(text)}", (), Source("", None, {}))


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free("a", ["b"]) == "a"
    assert free("a", ["a", "a-2"]) == "a-3"
