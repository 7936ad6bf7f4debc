"""Pieces of patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.support import Shop, mistake, place, place_of, rule, ruleset, written

PIECES = r"""
patterns:
  price: '价(?:格|位)?'
  low-price: '最低的?{price}|底{price}'
  phone: '1\d{10}'
"""


def shop(folder: Path, *bodies: str, top: str = PIECES, lexicons: dict[str, str] | None = None) -> Shop:
    return Shop(written(folder, ruleset(*bodies, top=top, lexicons=lexicons)))


def test_a_piece_stands_in_the_patterns_of_finds_conditions_and_fixes(tmp_path: Path) -> None:
    body = """
    find: { pattern: ['现在{low-price}', '今天{low-price}'] }
    unless: [ { clause: { pattern: '{price}是' } } ]
    fix: [ { with: 在这里说, over: '^.*{price}.*$', in: sentence, drops: '{phone}' } ]
    """
    rules = shop(tmp_path, body)
    assert rules.found("现在底价，今天最低价格") == ["现在底价", "今天最低价格"]
    assert rules.found("现在底价是多少") == []
    assert rules.mended("现在底价，加13800138000") == "在这里说"


def test_alternatives_of_a_piece_stay_together(tmp_path: Path) -> None:
    rules = shop(tmp_path, "find: { pattern: '现在{low-price}了' }")
    assert rules.found("底价，现在底价了") == ["现在底价了"]
    assert rules.found("现在最低价") == []


def test_a_piece_stands_in_the_patterns_of_signals(tmp_path: Path) -> None:
    signals = {"cheap": "find: { pattern: '{low-price}' }"}
    text = ruleset("find: { signal: cheap }", top=PIECES, signals=signals)
    assert Shop(written(tmp_path, text)).found("这是底价位") == ["底价位"]


def test_a_piece_may_name_lexicons(tmp_path: Path) -> None:
    top = "patterns: { much: '很{word}' }"
    rules = shop(tmp_path, "find: { pattern: '{much}的' }", top=top, lexicons={"word": "[好, 快]"})
    assert rules.found("很快的，很慢的") == ["很快的"]


def test_a_piece_is_known_in_its_own_file_only(tmp_path: Path) -> None:
    other = written(tmp_path, ruleset(rule("find: { phrases: [你] }", "other.rule"), top=PIECES))
    text = ruleset("find: { pattern: '{price}' }")
    error = mistake(tmp_path, text, other)
    assert place(error) == place_of(text, "'{price}'")
    assert "{price}" in str(error)


@pytest.mark.parametrize(
    ("name", "lexicons"), [("han", None), ("clause", None), ("sorry", {"sorry": "[抱歉]"})]
)
def test_a_piece_needs_a_name_of_its_own(tmp_path: Path, name: str, lexicons: dict[str, str] | None) -> None:
    top = f"patterns: {{ {name}: '好' }}"
    text = ruleset("find: { phrases: [你] }", top=top, lexicons=lexicons)
    assert place(mistake(tmp_path, text)) == place_of(text, f"{name}: '好'")


def test_a_piece_stands_only_in_those_below_it(tmp_path: Path) -> None:
    top = "patterns: { first: '好{second}', second: '的' }"
    text = ruleset("find: { pattern: '{first}' }", top=top)
    assert "{second}" in str(mistake(tmp_path, text))


def test_a_bad_piece_is_an_error_where_it_is_used(tmp_path: Path) -> None:
    text = ruleset("find: { pattern: '亲{half}' }", top="patterns: { half: '(好' }")
    assert place(mistake(tmp_path, text)) == place_of(text, "'亲{half}'")


def test_a_pattern_may_stand_on_several_lines(tmp_path: Path) -> None:
    body = r"""
    find:
      pattern: |-
        底{price}
        # of the whole market
        |全网 (?:
            最低
            |最好
          ){price}
    """
    assert shop(tmp_path, body).found("底价，全网 最好价格，全网最低价") == ["底价", "全网 最好价格"]


def test_a_piece_may_stand_on_several_lines(tmp_path: Path) -> None:
    top = "patterns:\n  price: |-\n    价\n    |价格\n  low: '底{price}'"
    assert shop(tmp_path, "find: { pattern: '{low}是' }", top=top).found("底价格是") == ["底价格是"]


def test_a_mistake_in_a_pattern_of_several_lines_is_told(tmp_path: Path) -> None:
    text = ruleset("find:\n      pattern: |-\n        底(\n        |价")
    assert "底(|价" in str(mistake(tmp_path, text))
