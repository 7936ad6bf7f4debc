"""`density`: too much of a term."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop

CUTE = {"cute": "[哒, 嘻嘻, 嘻嘻嘻]"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("好哒", []),
        ("好哒，嘻嘻", ["哒"]),
        ("嘻嘻，好哒，收到哒", ["嘻嘻"]),
        ("您说的“好哒”，嘻嘻", []),
        ("好哒{哒}", []),
        ("嘻嘻嘻", []),
    ],
)
def test_too_much_is_found_at_its_first_occurrence(shop: MakeShop, text: str, found: list[str]) -> None:
    rules = shop("find: { density: { of: cute, least: 2 } }", lexicons=CUTE)
    assert rules.found(text) == found


def test_occurrences_that_overlap_count_once(shop: MakeShop) -> None:
    rules = shop("find: { density: { of: { pattern: ['哈哈', '哈哈+'] }, least: 2 } }")
    assert rules.found("哈哈哈") == []
    assert rules.found("哈哈，哈哈") == ["哈哈"]


def test_a_fix_mends_all_of_them(shop: MakeShop) -> None:
    rules = shop(
        "find: { density: { of: cute, least: 2 } }\nfix: [ { swap: { 哒: 的, '*': '' } } ]", lexicons=CUTE
    )
    assert rules.mended("好哒，收到哒，嘻嘻，马上") == "好的，收到的，马上"


def test_a_signal_may_be_counted(shop: MakeShop) -> None:
    rules = shop(
        "find: { density: { of: { signal: loud }, least: 3 } }",
        signals={"loud": "find: { pattern: '！' }\nunless: [ { clause: [祝] } ]"},
    )
    assert rules.found("好！的！呀！") == ["！"]
    assert rules.found("好！的！祝您快乐！") == []


def test_once_may_be_enough_and_only_the_first_is_found(shop: MakeShop) -> None:
    rules = shop("find: { density: { of: cute, least: 1 } }", lexicons=CUTE)
    assert rules.found("好哒，嘻嘻") == ["哒"]
