"""What a template is about, by its name."""

from __future__ import annotations

import pytest

from linter.library.scope import Names
from tests.library.support import entry, program

NAMES = Names(program())


@pytest.mark.parametrize(
    "name",
    [
        "",
        "发货时间",
        "3. 什么时候发货？",
        "客户问邮费",
        "售前话术（10条）",
        "退换货政策",
        "kd2",
        "templates[3].text",
        "京东售后",
    ],
)
def test_a_name_of_topics_is_about_nothing_in_particular(name: str) -> None:
    assert NAMES.of_what(name) == ""


@pytest.mark.parametrize(
    ("name", "about"),
    [("枕套发货", "枕套"), ("床垫-退货", "床垫"), ("iPhone发货", "iphone"), ("关于凉席的尺寸", "凉席")],
)
def test_an_article_is_left_of_a_name(name: str, about: str) -> None:
    assert NAMES.of_what(name) == about


@pytest.mark.parametrize(
    ("name", "about"), [("toys", "toys"), ("after-sales", ""), ("售前2", ""), ("shop_a", "a")]
)
def test_in_file_names_latin_words_count(name: str, about: str) -> None:
    assert NAMES.of_what(name, file=True) == about


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("淘宝和京东", {"taobao", "jd"}),
        ("天猫", {"taobao"}),
        ("jd-sales", {"jd"}),
        ("jdk", set()),
        ("发货", set()),
    ],
)
def test_platforms(text: str, platforms: set[str]) -> None:
    assert NAMES.platforms(text) == platforms


def test_a_code_is_no_name() -> None:
    assert NAMES.about(entry("好的", "枕套", code="枕套")) == NAMES.about(entry("好的", "发货"))
    assert NAMES.about(entry("好的", "枕套", code="zt")) != NAMES.about(entry("好的", "发货"))
