"""The page of findings, as a document; tests/browser has what a person sees."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from linter.model import Problem
from linter.reports import page
from linter.reports.page import PageReport, segments
from tests.reports.support import HOSTILE, about, broken, chat, diagnostic, finding, made


class Read(HTMLParser):
    """The tags of a page and its text outside of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data


def test_a_reply_is_a_card_with_its_match_marked() -> None:
    html = made("html", [[diagnostic(rewrite="亲，我们尽量明天到", template="发货")]], about=about())
    assert '亲，我们<mark class="warning">保证</mark>明天到' in html
    for told in ("发货", "“保证”是打包票。", "打包票", "亲，我们尽量明天到", "templates/售前.txt"):
        assert told in Read(html).text


def test_nothing_found_is_said() -> None:
    assert "没有发现问题" in made("html", [[]])


def test_what_could_not_be_read_is_told() -> None:
    assert "坏.txt: 读不了" in made("html", [[]], problems=[Problem("坏.txt", "读不了")])


def test_only_its_own_scripts_may_run() -> None:
    html = made("html", [[diagnostic()]])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert "default-src &#39;none&#39;" in policy
    assert policy.count("sha256-") == Read(html).tags.count("script") == 2
    assert not re.search(r"https?://", html)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, private: bool) -> None:
    plain = Read(made("html", [[broken("好", private=private)]]))
    html = made("html", [[broken(text, private=private)]])
    assert sorted(set(Read(html).tags)) == sorted(set(plain.tags))
    assert Read(html).tags.count("script") == 2
    html.encode()


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    masked, shown = made("html", [[one]]), made("html", [[one]], show_personal_data=True)
    assert "13800138000" not in masked
    assert "已遮盖" in masked
    assert "13800138000" in shown
    assert "客户个人信息" in shown


def test_the_gravest_replies_are_shown_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST", 2)
    found = [
        diagnostic(number=number, template=f"第{number}", finding=finding(severity=severity))
        for number, severity in enumerate(["hint", "error", "warning", "error"])
    ]
    html = made("html", [found])
    assert re.findall(r"<b><bdi>(第\d)</bdi></b>", html) == ["第1", "第3"]
    assert "另有 2 条回复没有列出" in html


def test_a_rule_is_as_grave_as_its_gravest_finding() -> None:
    found = [
        diagnostic(number=number, finding=finding(severity=severity))
        for number, severity in enumerate(["info", "error", "hint"])
    ]
    assert '<span class="dot error"></span><span class="name">' in made("html", [found])


def test_marks_that_overlap_show_the_gravest() -> None:
    cut = segments("甲乙丙", [(0, 2, "info"), (1, 3, "error")])
    assert [tuple(one) for one in cut] == [("甲", "info"), ("乙", "error"), ("丙", "error")]


def test_it_is_a_report_that_gathers() -> None:
    assert PageReport().begin() == ""
