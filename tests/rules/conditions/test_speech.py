"""`negated`, `question`, `quoted`."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop

FIND = "find: { phrases: [保证] }\n"


@pytest.mark.parametrize(
    "text", ["不能保证", "我们没办法给您保证", "这个谁也不敢保证", "不会保证", "没有保证"]
)
def test_a_negation_shortly_before_the_match_negates_it(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [negated]").found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "我们保证",
        "不急，我们保证",
        "不是的。保证",
        "没有货的话我们这边给您保证",
        "保证不掉",
        "不能不保证",
        "特别保证",
    ],
)
def test_other_matches_are_not_negated(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [negated]").found(text) == ["保证"]


def test_how_far_a_negation_reaches_can_be_told(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { negated: { within: 2 } } ]")
    assert rules.found("不给您保证") == []
    assert rules.found("不给您这边保证") == ["保证"]


@pytest.mark.parametrize(
    "text",
    [
        "能保证吗",
        "能保证吗亲",
        "保证？",
        "是否保证",
        "能不能保证",
        "您要的是哪种保证呢",
        "能保证 ？",
        "保证...?",
    ],
)
def test_a_clause_that_asks_is_a_question(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [question]").found(text) == []


@pytest.mark.parametrize(
    "text", ["我们保证", "在吗，我们保证", "要吗？我们保证", "我们保证，要吗？", "什么都保证"]
)
def test_other_clauses_are_not(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [question]").found(text) == ["保证"]


@pytest.mark.parametrize("text", ["您说的“保证”", "《保证书》有货", "他写了「我保证」三个字"])
def test_what_stands_in_quotation_marks_is_quoted(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [quoted]").found(text) == []


@pytest.mark.parametrize("text", ["“您好”，我们保证", "“我们保证明天到”", "保证“正品”"])
def test_what_stands_outside_is_not(shop: MakeShop, text: str) -> None:
    assert shop(FIND + "unless: [quoted]").found(text) == ["保证"]


def test_the_three_may_be_asked_for_in_when_too(shop: MakeShop) -> None:
    assert shop(FIND + "when: [negated]").found("不能保证。我们保证") == ["保证"]
    assert [f.start for f in shop(FIND + "when: [question]").findings("保证。保证吗")] == [3]
    assert [f.start for f in shop(FIND + "when: [quoted]").findings("保证，“保证”，好的")] == [4]
