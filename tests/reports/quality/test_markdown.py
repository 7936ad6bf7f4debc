"""The report as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from linter.i18n import set_language
from linter.reports.quality.markdown import _plain, markdown
from tests.reports.quality.support import everything, report, talk, tally
from tests.reports.support import hostile


@pytest.fixture(scope="module")
def text() -> str:
    return markdown(everything())


def test_the_verdict_comes_first(text: str) -> None:
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == "# 客服服务质量报告"
    assert [line.split(" ")[1] for line in lines[2:5]] == ["**做得好**", "**要注意**", "**帮一把**"]


@pytest.mark.parametrize(
    "told",
    [
        "| 平均分 | 95.9 |",
        "| 怪客户 (tone.blame) | 警告 | 6 | 12.0 | 60 |",
        "| 2024-05-06 |",
        "红线",
        "**怪客户** (tone.blame): 怪谁呢",
        "建议改成: 给您添麻烦了，请您说说情况【经过】",
        "| 没有兑现 | 小美 | s-3 | 明天答复买",
        "| 求廉 | 便宜点 | 说优惠和价值 | s-6 |",
    ],
)
def test_every_section_is_there(text: str, told: str) -> None:
    assert told in text


def test_sections_without_anything_say_so() -> None:
    text = markdown(report(tally([talk(0, None, timed=False)])))
    assert "没有时间" in text
    assert "没有客服的名字" in text
    assert "没有登记到承诺" in text


def test_it_speaks_english_too() -> None:
    set_language("en")
    try:
        text = markdown(everything())
    finally:
        set_language("zh")
    assert text.startswith("# Service quality report")


@given(hostile)
def test_what_was_said_is_text_and_nothing_else(said: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parseInline(_plain(said))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special"}
