"""Shapes, and the errors that they give."""

from __future__ import annotations

import pytest

from linter.rules.errors import RulesetError
from linter.rules.schema import (
    TEXT,
    Case,
    Either,
    Later,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Share,
    Switch,
    Text,
    Whole,
    shown,
    suggestion,
)
from linter.rules.source import parse


def check(shape: Shape, text: str) -> RulesetError | None:
    """The mistake in a YAML text, if there is one."""
    source = parse(text, "f")
    try:
        shape.check(source.data, (), source)
    except RulesetError as error:
        return error
    return None


RECORD = Record(required={"name": Text()}, optional={"within": Whole(1), "safe": Switch()})


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (Text(), "好"),
        (Text(), "'3166'"),
        (Text(empty=True), "''"),
        (Whole(), "0"),
        (Whole(2), "2"),
        (Number(), "0"),
        (Number(), "2.5"),
        (Share(), "0"),
        (Share(), "0.95"),
        (Share(), "1"),
        (Switch(), "false"),
        (OneOf("first", "last"), "last"),
        (ListOf(Text()), "[好]"),
        (ListOf(Text(), least=0), "[]"),
        (MapOf(Switch()), "{a: true, b: false}"),
        (RECORD, "{name: 好}"),
        (RECORD, "{name: 好, within: 3, safe: true}"),
        (Record(required={"name": Text()}, others=True), "{name: 好, remark: [1]}"),
        (Record(optional={"a": Text(), "b": Text()}, exactly_one=("a", "b")), "{b: 好}"),
        (Record(optional={"a": Text(), "b": Text()}, at_least_one=("a", "b")), "{a: 好, b: 的}"),
        (Later(lambda: Text()), "好"),
    ],
)
def test_takes_what_fits(shape: Shape, text: str) -> None:
    assert check(shape, text) is None


@pytest.mark.parametrize(
    ("shape", "text", "found", "expected"),
    [
        (Text(), "''", "''", "一段文字"),
        (Text(), "~", "空值", "一段文字"),
        (Text(), "[好]", "一个列表（1 项）", "一段文字"),
        (Text(what="一个称呼"), "{a: 1}", "一个映射 {a}", "一个称呼"),
        (Whole(), "-1", "'-1'", "不小于 0 的整数"),
        (Whole(), "true", "'True'", "不小于 0 的整数"),
        (Whole(2), "1.5", "'1.5'", "不小于 2 的整数"),
        (Number(), "-0.5", "'-0.5'", "不小于 0 的数"),
        (Number(), "true", "'True'", "不小于 0 的数"),
        (Number(), ".nan", "'nan'", "不小于 0 的数"),
        (Share(), "1.5", "'1.5'", "0 到 1 的数"),
        (Share(), "true", "'True'", "0 到 1 的数"),
        (Share(), ".nan", "'nan'", "0 到 1 的数"),
        (Switch(), "'true'", "'true'", "true / false"),
        (Switch(), "1", "'1'", "true / false"),
        (OneOf("first", "last"), "middle", "'middle'", "first / last"),
        (ListOf(Text()), "好", "'好'", "列表，每项是一段文字"),
        (ListOf(Text()), "[]", "一个列表（0 项）", "列表，每项是一段文字"),
        (MapOf(Switch()), "[true]", "一个列表（1 项）", "映射，每个值是true / false"),
        (RECORD, "好", "'好'", "映射，键为 name, within, safe"),
    ],
)
def test_says_what_was_found_and_what_was_expected(
    shape: Shape, text: str, found: str, expected: str
) -> None:
    error = check(shape, text)
    assert error is not None
    assert (error.found, error.expected) == (found, expected)


@pytest.mark.parametrize("text", ["3166", "1.5", "yes", "2024-06-18"])
def test_advises_quotes_for_what_yaml_takes_for_something_else(text: str) -> None:
    error = check(Text(), text)
    assert error is not None
    assert error.advice == "给它加上引号"


def test_points_at_the_item_that_is_wrong() -> None:
    error = check(ListOf(Text()), "[好, 7]")
    assert error is not None
    assert (error.line, error.column) == (1, 5)


def test_an_unknown_key_is_named_with_the_one_that_was_meant() -> None:
    error = check(RECORD, "name: 好\nwihtin: 3\n")
    assert error is not None
    assert (error.line, error.column) == (2, 1)
    assert error.found == "未知的键 'wihtin'"
    assert error.expected == "name, within, safe 之一"
    assert error.advice == "是不是想写 'within'？"


def test_a_key_like_no_other_gets_no_advice() -> None:
    error = check(RECORD, "{name: 好, 词表: 3}")
    assert error is not None
    assert error.advice == ""


def test_known_keys_are_checked_among_others() -> None:
    error = check(Record(optional={"safe": Switch()}, others=True), "{remark: 好, safe: 3}")
    assert error is not None
    assert error.expected == "true / false"


def test_a_missing_key_is_named() -> None:
    error = check(RECORD, "{within: 3}")
    assert error is not None
    assert (error.found, error.expected) == ("没有 'name'", "必填的 'name'")


@pytest.mark.parametrize(("text", "found"), [("{}", "一个也没有"), ("{a: 好, b: 的}", "a + b")])
def test_of_some_keys_exactly_one_must_stand_there(text: str, found: str) -> None:
    error = check(Record(optional={"a": Text(), "b": Text()}, exactly_one=("a", "b")), text)
    assert error is not None
    assert (error.found, error.expected) == (found, "a, b 中恰好一个")


def test_of_some_keys_at_least_one_must_stand_there() -> None:
    error = check(Record(optional={"a": Text(), "b": Text()}, at_least_one=("a", "b")), "{}")
    assert error is not None
    assert (error.found, error.expected) == ("一个也没有", "a, b 中至少一个")


def test_either_takes_the_shape_that_is_chosen() -> None:
    shape = Either([Case(TEXT, Text())], lambda: "文字")
    assert check(shape, "好") is None
    error = check(shape, "[好]")
    assert error is not None
    assert error.expected == "文字"


def test_long_values_are_shown_in_short() -> None:
    assert shown("好" * 50) == repr("好" * 40 + "…")
    assert shown(dict.fromkeys("abcdef", 1)) == "一个映射 {a, b, c, d}"


def test_a_suggestion_is_the_nearest_word_or_nothing() -> None:
    assert suggestion("apolgy", ["thanks", "apology"]) == "是不是想写 'apology'？"
    assert suggestion("xyz", ["thanks", "apology"]) == ""
