"""Paths to values in keyed data."""

from __future__ import annotations

import pytest

from linter.keypath import BadPath, Deep, Item, Key, is_path, parse


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("replies[*].text", (Key("replies", False), Item(), Key("text", False))),
        ("bot.*.answers[0]", (Key("bot", False), Key("*", True), Key("answers", False), Item(0))),
        ("**.say", (Deep(), Key("say", False))),
        ("[-1].utter_*", (Item(-1), Key("utter_*", True))),
        ('"a.b"[*]', (Key("a.b", False), Item())),
        ("话术[类型=回复].文", (Key("话术", False), Item(None, "类型", "回复"), Key("文", False))),
    ],
)
def test_steps(text: str, steps: tuple[object, ...]) -> None:
    assert parse(text).steps == steps


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("a.", 2),
        ("a..b", 2),
        (".a", 0),
        ("a.[*]", 2),
        ("a[*]b", 4),
        ("a[x]", 1),
        ("a]", 1),
        ('a"b"', 1),
    ],
)
def test_a_bad_path_tells_where(text: str, at: int) -> None:
    with pytest.raises(BadPath) as caught:
        parse(text)
    assert caught.value.at == at
    assert str(caught.value)


def test_the_name_of_a_key_is_no_path() -> None:
    assert not is_path("回复内容 1")
    assert all(map(is_path, ("a.b", "a[*]", "utter_*")))


def test_keys_are_compared_without_case() -> None:
    assert Key("Text", False).fits(" text ")
    assert Key("utter_*", True).fits("UTTER_greet")
    assert not Key("text", False).fits("texts")


@pytest.mark.parametrize(("text", "key"), [("a.b[*]", "b"), ("**.say", "say"), ("a.*", ""), ("[*]", "")])
def test_the_last_key(text: str, key: str) -> None:
    assert parse(text).last_key == key
