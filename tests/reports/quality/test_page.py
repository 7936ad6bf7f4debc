"""The report as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.i18n import set_language
from linter.reports.quality.page import page, segments
from tests.reports.quality.support import everything, report, talk, tally
from tests.reports.support import hostile
from tests.scoring.support import chat, found


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def classed(self, name: str) -> list[str]:
        return [tag for tag, attributes in self.elements if name in (attributes.get("class") or "").split()]


@pytest.fixture(scope="module")
def html() -> str:
    return page(everything())


@pytest.fixture(scope="module")
def parsed(html: str) -> Parsed:
    return Parsed(html)


def test_it_needs_nothing_from_anywhere(parsed: Parsed) -> None:
    links = [
        value
        for _, attributes in parsed.elements
        for name, value in attributes.items()
        if name in ("src", "href")
    ]
    assert links
    assert all(link == "data:," or (link or "").startswith("#") for link in links)
    (policy,) = [
        one["content"] or ""
        for one in parsed.of("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_it_has_no_source_map_to_look_for(html: str) -> None:
    assert "sourceMappingURL" not in html


def test_its_language_is_told(html: str) -> None:
    assert '<html lang="zh-CN">' in html


def test_every_conversation_can_be_filtered_by_what_it_is(parsed: Parsed) -> None:
    chats = [one for one in parsed.of("details") if "chat" in (one.get("class") or "")]
    assert len(chats) == 8
    worst = chats[0]
    assert (worst["data-agents"], worst["data-rules"], worst["data-severities"]) == (
        "阿强",
        "leak.name",
        "warning",
    )
    assert worst["data-day"] == "2024-05-11"


def test_matched_words_are_marked_and_rule_and_rewrite_stand_beside(html: str) -> None:
    assert re.search(r'<mark class="warning" title="泄露信息">怪谁呢</mark>', html)
    assert "给您添麻烦了，请您说说情况【经过】" in html
    assert "【】里的内容要先填好" in html


def test_sections_without_data_say_so_and_have_no_charts() -> None:
    parsed = Parsed(page(report(tally([talk(0, None, timed=False, bad=True)]))))
    charts = {one["id"] for one in parsed.of("canvas")}
    assert charts == {"chart-rules", "chart-scores"}
    for told in ("没有时间", "没有客服的名字", "没有登记到承诺", "没有登记到客户的需要"):
        assert told in parsed.text


def test_one_day_has_no_trend() -> None:
    parsed = Parsed(page(report(tally([talk(0, "小美")]))))
    assert "chart-days" not in {one["id"] for one in parsed.of("canvas") if "id" in one}
    assert "没有每天的走势" in parsed.text


def test_nothing_found_is_a_page_too() -> None:
    assert "没有发现问题的会话" in Parsed(page(report(tally([talk(0, "小美")])))).text


def test_it_says_whether_personal_data_is_masked() -> None:
    masked, bare = (page(report(tally([talk(0, "小美")]), show_personal_data=show)) for show in (False, True))
    assert "已遮盖" in masked
    assert "请勿外传" in bare


def test_it_speaks_english_too() -> None:
    set_language("en")
    try:
        parsed = Parsed(page(everything()))
    finally:
        set_language("zh")
    own_words = parsed.text.split("Conversations that most need attention")[0]
    assert "Service quality report" in own_words
    assert "评分" not in own_words.split("report-data")[0]


def hostile_report(text: str) -> dict[str, Any]:
    """A report in which a stranger has typed `text` wherever something can be typed."""
    one = chat(
        f"客户：{text}",
        f"客服：{text}怪谁{text}",
        "系统：好",
        id=text,
        agent=text or None,
        customer=text or None,
    )
    hit = found(one, 1, "怪谁", rewrite=text)
    return report(tally([one], [hit]), show_personal_data=True)


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><a href='http://x'>"


def test_a_script_in_a_chat_line_stays_text() -> None:
    html = page(hostile_report(SCRIPT))
    assert SCRIPT not in html
    parsed = Parsed(html)
    assert len(parsed.of("script")) == 4
    assert not parsed.of("img")
    assert SCRIPT in parsed.text


@settings(max_examples=25, deadline=None)
@given(hostile.filter(str.strip) | st.just("{{ 7*7 }}{% raw %}</style></script>]]>&lt;"))
def test_what_was_typed_never_becomes_an_element(text: str) -> None:
    expected = [tag for tag, _ in Parsed(page(hostile_report("好"))).elements]
    assert [tag for tag, _ in Parsed(page(hostile_report(text))).elements] == expected


marks = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 5)).map(
        lambda m: (min(m[:2]), max(m[:2]), m[2])
    )
)


@given(st.text(max_size=30), marks)
def test_segments_are_the_text_and_know_their_hits(text: str, marks: list[tuple[int, int, int]]) -> None:
    marks = [mark for mark in marks if mark[1] <= len(text)]
    made = segments(text, marks)
    assert "".join(segment.text for segment in made) == text
    at = 0
    for segment in made:
        for position in range(at, at + len(segment.text)):
            assert set(segment.hits) == {hit for start, end, hit in marks if start <= position < end}
        at += len(segment.text)
