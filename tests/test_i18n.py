"""The language that the user is spoken to in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linter.i18n import Language, choose, language, language_of_locale, say, set_language


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    set_language("zh")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "REPLYLINT_LANG": "en"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
    ],
)
def test_the_locale_tells_the_language(environment: dict[str, str], expected: Language) -> None:
    assert language_of_locale(environment) == expected


@pytest.mark.parametrize(("chosen", "said"), [("zh", "你好"), ("en", "hello")])
def test_says_the_one_of_the_two_wordings(chosen: Language, said: str) -> None:
    set_language(chosen)
    assert language() == chosen
    assert say("你好", "hello") == said
    assert choose({"zh": "你好", "en": "hello"}) == said


def test_the_other_language_serves_where_one_is_missing() -> None:
    assert choose({"en": "hello"}) == "hello"
    set_language("en")
    assert choose({"zh": "你好"}) == "你好"
    assert choose({}) == ""
