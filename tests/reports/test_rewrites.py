"""Whole replies, before and after."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from linter.model import Diagnostic
from linter.reports import report
from linter.reports.rewrites import RewritesJson, RewritesText
from tests.reports.support import TEXT, chat, diagnostic, finding, hostile, raw_controls, summary

AFTER = "亲，我们尽量明天到"


def text_of(*diagnostics: Diagnostic, show: bool = False) -> str:
    return "\n".join(RewritesText(False, show).render(diagnostics))


def parsed(*diagnostics: Diagnostic, show: bool = False) -> dict[str, Any]:
    made = RewritesJson(show)
    joined = made.begin() + made.separator.join(made.render(diagnostics)) + made.end(summary())
    data: dict[str, Any] = json.loads(joined)
    return data


def test_a_reply_is_told_once_with_all_its_rules() -> None:
    two = [
        diagnostic(rewrite=AFTER),
        diagnostic(start=6, end=8, rewrite=AFTER, finding=finding(rule="slang.word")),
        diagnostic(start=7, end=8, rewrite=AFTER),
    ]
    assert text_of(*two) == (
        "templates/售前.txt:3:5: guarantee.pledge slang.word\n- 亲，我们保证明天到\n+ 亲，我们尽量明天到\n"
    )


def test_a_reply_of_several_lines_has_several() -> None:
    shown = text_of(diagnostic("您好\n保证到", 3, 5, rewrite="您好\n尽量到"))
    assert shown.splitlines()[1:] == ["- 您好", "- 保证到", "+ 您好", "+ 尽量到"]


def test_a_reply_that_cannot_be_mended_says_so() -> None:
    assert text_of(diagnostic()).splitlines()[-1] == "+ （没有现成的改法）"


def test_replies_that_say_the_same_are_each_told() -> None:
    assert len(text_of(chat(number=1, rewrite=AFTER), chat(number=3, rewrite=AFTER)).split("\n\n")) == 2
    assert len(parsed(diagnostic(), diagnostic(number=1, line=4))["rewrites"]) == 2


def test_as_json() -> None:
    data = parsed(
        chat(rewrite=AFTER, line=12),
        chat(rewrite=AFTER, finding=finding(rule="slang.word")),
        diagnostic(number=1),
    )
    assert data == {
        "version": 1,
        "rewrites": [
            {
                "path": "chats.jsonl",
                "line": 12,
                "conversation": "c-17",
                "message_index": 3,
                "template": None,
                "cell": None,
                "rules": ["guarantee.pledge", "slang.word"],
                "before": TEXT,
                "after": AFTER,
                "needs_input": False,
            },
            {
                "path": "templates/售前.txt",
                "line": 3,
                "conversation": None,
                "message_index": None,
                "template": None,
                "cell": None,
                "rules": ["guarantee.pledge"],
                "before": TEXT,
                "after": None,
                "needs_input": False,
            },
        ],
        "summary": {"files": 1, "replies": 40, "findings": 2},
    }


@given(hostile, hostile)
def test_control_characters_never_reach_the_output(text: str, path: str) -> None:
    one = diagnostic(text, 0, 1, path=path, rewrite=text, template=path)
    for shown in (text_of(one), RewritesJson(True).render([one])[0]):
        assert raw_controls(shown) == set()
        shown.encode()


def test_personal_data_of_a_chat_is_masked() -> None:
    text = "亲，13800138000保证到"
    one = chat(text, 13, 15, rewrite=text)
    assert "13800138000" not in text_of(one) + json.dumps(parsed(one))
    assert "13800138000" in text_of(one, show=True)
    assert parsed(one, show=True)["rewrites"][0]["after"] == text
    assert "13800138000" in text_of(diagnostic(text, 13, 15))


def test_both_can_be_asked_for_by_name() -> None:
    assert isinstance(report("rewrites"), RewritesText)
    assert isinstance(report("rewrites-json"), RewritesJson)
    assert report("rewrites").end(summary()) == "1 个文件、40 条回复，2 处问题。"
