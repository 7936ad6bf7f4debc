"""YAML read with the place of every value."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter.data import rulesets_dir
from linter.rules.errors import RulesetError
from linter.rules.source import parse


def wrong(text: str) -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        parse(text, "shop.yaml")
    assert caught.value.path == "shop.yaml"
    return caught.value


def test_reads_plain_data() -> None:
    text = "a: [好, 1, 2.5, true, ~]\nb: { c: '9' }\n"
    assert parse(text, "f").data == {"a": ["好", 1, 2.5, True, None], "b": {"c": "9"}}


def test_an_empty_file_holds_nothing() -> None:
    assert parse("# 还没写\n", "f").data is None


def test_knows_where_every_value_and_key_stands() -> None:
    marks = parse("词表:\n  称呼: [亲, 您好]\n  - \n"[:20], "f").marks
    assert marks[()] == (1, 1)
    assert marks["词表", "@key"] == (1, 1)
    assert marks["词表", "称呼", "@key"] == (2, 3)
    assert marks["词表", "称呼", 1] == (2, 11)


def test_columns_count_characters() -> None:
    assert parse("{ 👍🏻好: 的, b: 1 }", "f").marks["b", "@key"] == (1, 11)


def test_an_error_stands_at_its_value_or_key() -> None:
    source = parse("a:\n  b: 好\n", "f")
    assert source.error(("a", "b"), "x", "y").column == 6
    assert source.error(("a", "b"), "x", "y", key=True).column == 3


def test_an_error_at_what_is_not_there_stands_at_the_nearest_place_above() -> None:
    error = parse("a:\n  b: 好\n", "f").error(("a", "b", 3, "c"), "x", "y")
    assert (error.line, error.column) == (2, 6)


def test_an_error_says_what_was_found_and_expected_in_one_line() -> None:
    error = parse("a: 好", "f.yaml").error(("a",), "'好'", "一个数", "给它加上引号")
    assert str(error) == "f.yaml:1:4: 发现 '好'，应为 一个数；给它加上引号"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [好\nb: 1\n", 2, 2),
        ("a: 好\n b: 1\n", 2, 3),
        ("a:\n\t- 好\n", 2, 1),
        ("a: '好\n", 2, 1),
        ("a: *b\n", 1, 4),
        ("a: !shop 好\n", 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4),
    ],
)
def test_broken_yaml_is_a_mistake_at_its_place(text: str, line: int, column: int) -> None:
    error = wrong(text)
    assert (error.line, error.column) == (line, column)
    assert error.found
    assert error.expected in ("合法的 YAML", "不带标签的数据")


def test_a_key_that_comes_twice_is_a_mistake() -> None:
    error = wrong("words:\n  apology: [抱歉]\n  apology: [对不起]\n")
    assert (error.line, error.column) == (3, 3)
    assert "apology" in error.found
    assert error.expected == "每个键只写一次"


def test_a_character_that_yaml_does_not_allow_is_a_mistake_at_its_place() -> None:
    error = wrong("词: 好\n的: 亲\x07\n")
    assert (error.line, error.column) == (2, 5)
    assert "U+0007" in error.found
    assert "\n" not in str(error)


@pytest.mark.parametrize("value", ["2024-13-45", "!!int 好", "!!float 好"])
def test_a_value_that_yaml_cannot_make_is_a_mistake(value: str) -> None:
    error = wrong(f"a: [{value}]\n")
    assert (error.line, error.column) == (1, 5)
    assert error.advice == "给它加上引号"


def test_data_that_holds_itself_is_a_mistake() -> None:
    assert "引用了自己" in wrong("a: &a\n  b: *a\n").found


def test_data_nested_without_end_is_a_mistake() -> None:
    assert "嵌套太深" in wrong("a: " + "[" * 500 + "]" * 500).found


@pytest.mark.parametrize("path", sorted(rulesets_dir().glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_files_are_yaml_for_the_loader_without_libyaml_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read, plain = parse(text, str(path)).data, yaml.load(text, yaml.SafeLoader)
    assert read.keys() == plain.keys()
