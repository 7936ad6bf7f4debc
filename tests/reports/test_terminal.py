"""Text as a terminal may show it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from linter.reports.terminal import harmless_json, indented_json, printable, styled, width
from tests.reports.support import CONTROLS, hostile, raw_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("亲，在的👍🏻", "亲，在的👍🏻"),
        ("a\tb", "a b"),
        ("第一行\n第二行\r\n三", "第一行⏎第二行⏎三"),
        ("\x1b[31m红", "<1B>[31m红"),
        ("\u202e反", "<202E>反"),
        ("a\rb", "a<0D>b"),
        ("\ud83d", "<D83D>"),
    ],
)
def test_control_characters_are_made_visible(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(hostile)
def test_what_is_printable_is_one_line_without_control_characters(text: str) -> None:
    shown = printable(text)
    assert raw_controls(shown) == set()
    assert "\n" not in shown
    shown.encode()


@given(hostile)
def test_harmless_json_says_the_same_without_control_characters(text: str) -> None:
    data = json.dumps({"text": text}, ensure_ascii=False)
    harmless = harmless_json(data)
    assert raw_controls(harmless) == set()
    assert json.loads(harmless) == json.loads(data)
    harmless.encode()


def test_every_control_character_that_the_tests_know_is_made_visible() -> None:
    assert raw_controls(CONTROLS) == set(CONTROLS)
    assert raw_controls(printable(CONTROLS)) == set()


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("亲，在的", 8), ("😀", 2), ("e\u0301", 1), ("１", 2), ("ｱ", 1)],
)
def test_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_style_only_where_there_is_colour() -> None:
    assert styled("错", "bold red", False) == "错"
    assert styled("错", "bold red", True) == "\x1b[1;31m错\x1b[0m"
    assert styled("", "red", True) == ""


@given(hostile)
def test_indented_json_says_the_same_on_several_lines(text: str) -> None:
    shown = indented_json({"a": [text]})
    assert json.loads(shown) == {"a": [text]}
    assert not raw_controls(shown.replace("\n", ""))
