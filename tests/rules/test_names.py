"""Names of rules, and what they stand for."""

from __future__ import annotations

import pytest

from linter.rules.names import CATEGORIES, category_of, matching


@pytest.mark.parametrize(
    ("identifier", "category"),
    [
        ("guarantee.certain", "guarantee"),
        ("courtesy.please.wait", "courtesy.please"),
        ("courtesy.greeting", "courtesy.greeting"),
        ("courtesy.emoji", "courtesy"),
        ("shop.price.match", "shop.price"),
        ("guaranteed.delivery", "guaranteed"),
    ],
)
def test_the_category_of_a_rule(identifier: str, category: str) -> None:
    assert category_of(identifier) == category


def test_the_categories_that_other_tools_know_are_all_there() -> None:
    assert {"negative", "guarantee", "slang", "tone", "compliance", "service", "library"} < set(CATEGORIES)


RULES = ["courtesy.please.wait", "courtesy.please.request", "courtesy.pronoun", "slang.word"]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("slang.word", ["slang.word"]),
        ("courtesy.please", RULES[:2]),
        ("courtesy", RULES[:3]),
        ("court", []),
        ("word", []),
        ("", []),
    ],
)
def test_a_name_stands_for_a_rule_or_for_a_whole_category(name: str, rules: list[str]) -> None:
    assert matching(name, RULES) == rules
