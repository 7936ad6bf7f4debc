"""Documents in, findings and counts out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Document, Template
from linter.pipeline import judge as judge_module
from linter.pipeline.judge import Judge
from linter.scoring.card import Group, Item, Scorecard
from linter.source import by_itself
from tests.pipeline.support import chat, document, findings
from tests.pipeline.support import settings as settings_of
from tests.rules.support import ruleset, written


def test_replies_and_findings_are_counted(judge: Judge) -> None:
    counts = judge.document(document("您好\n我们保证你到\n随便你\n在的\n", "a.txt", "text")).summary
    assert (counts.replies, counts.findings) == (4, 3)
    assert counts.by_rule == {"a.pledge": 1, "b.pronoun": 2}
    assert counts.by_severity == {"warning": 1, "info": 2}
    assert (counts.safe, counts.unsafe) == (2, 1)


def test_the_replies_of_a_chat_are_counted(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好", "客服：在的", "客户：好", "客服：您看") + chat("客户：在吗")
    assert judge.document(document(text, "a.jsonl")).summary.replies == 2


def test_rules_and_severities_are_those_of_the_settings(rules: Path) -> None:
    chosen = settings_of(rules, active=frozenset({"b.pronoun"}), severities={"b.pronoun": "error"})
    counts = Judge(chosen).document(document("我们保证你到\n在的\n", "a.txt", "text")).summary
    assert (counts.by_rule, counts.by_severity) == ({"b.pronoun": 1}, {"error": 1})


def test_problems_of_the_reading_are_passed_on(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好") + "{坏\n"
    outcome = judge.document(document(text, "a.jsonl"))
    assert [problem.line for problem in outcome.problems] == [2]


# ---- chats are private, and repeat themselves


def test_personal_data_is_masked_in_chats_and_not_in_templates(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好，13800138000，保证到")
    assert "13800138000" not in judge.document(document(text, "a.jsonl")).text
    assert "13800138000" in judge.document(document("13800138000保证到\n在的\n", "a.txt", "text")).text


SAYINGS = ("客户：在吗", "客户：碗坏了", "客服：您好", "客服：保证到", "客服：抱歉", "客服：你说")
REPEATED = st.lists(st.lists(st.sampled_from(SAYINGS), min_size=2, max_size=6), min_size=2, max_size=6)


@given(REPEATED)
@settings(max_examples=60, deadline=None)
def test_what_is_remembered_changes_nothing(judge_of_all: Judge, chats: list[list[str]]) -> None:
    """The same reply is judged anew where it stands in other surroundings."""
    several = [chat(*turns, "客服：您看", name=f"c-{number}") for number, turns in enumerate(chats * 2)]
    together = findings(judge_of_all.document(document("".join(several), "a.jsonl", "messages")))
    alone = []
    for text in several:
        fresh = Judge(judge_of_all.settings)
        alone += findings(fresh.document(document(text, "a.jsonl", "messages")))
    somewhere = {"line": 0, "end_line": 0}
    assert [{**one, **somewhere} for one in together] == [{**one, **somewhere} for one in alone]


def test_no_more_than_so_much_advice_is_kept(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_module, "_REMEMBERED", 5)
    forgetful = Judge(judge.settings)
    for number in range(40):
        forgetful.document(document(chat("客户：在吗", f"客服：您好，第{number}件"), "a.jsonl"))
    assert 0 < len(forgetful._advised._recent) + len(forgetful._advised._older) <= 10


def test_templates_and_chats_may_stand_in_one_document(judge: Judge) -> None:
    (conversation,) = document(chat("客户：在吗", "客服：您好，你说"), "a.jsonl").items
    template = Template("我们保证到", by_itself("我们保证到"))
    outcome = judge.document(Document("a", "mixed", [template, conversation]))
    assert outcome.summary.replies == 2
    assert [one["rule"] for one in findings(outcome)] == ["a.pledge", "b.pronoun"]


def test_two_templates_that_say_the_same_are_both_rewritten(rules: Path) -> None:
    same = Judge(settings_of(rules, output="rewrites-json"))
    outcome = same.document(document("您好，保证到\n您好，保证到\n", "a.txt", "text"))
    assert [one["line"] for one in findings(outcome)] == [1, 2]


def test_an_empty_document_has_nothing(judge: Judge) -> None:
    outcome = judge.document(Document("a", "text", []))
    assert (outcome.text, outcome.summary.replies) == ("", 0)


# ---- records -------------------------------------------------------------------------------------------


def test_with_a_scorecard_there_are_records_and_no_report(rules: Path) -> None:
    card = Scorecard({}, (Group("g", {}),), {"a": Item("a", "g", 10)})
    text = chat("客户：在吗", "客服：您好，保证到", name="c-1") + chat("客户：在吗", "客服：您好", name="c-2")
    outcome = Judge(settings_of(rules, scorecard=card, worst=5)).document(document(text, "a.jsonl"))
    assert outcome.text == ""
    assert [(record.where.id, record.score) for record in outcome.records] == [("c-1", 90), ("c-2", 100)]
    assert outcome.summary.by_rule == {"a.pledge": 1}


def test_a_chat_that_comes_again_at_other_times_is_looked_at_anew(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { wait: first, longer-than: 30 }"))
    judge = Judge(settings_of(path))

    def found(seconds: int) -> int:
        times = [f"2026-01-01T10:00:{second:02d}+08:00" for second in (0, seconds)]
        roles = ("user", "在吗"), ("assistant", "您好，在的")
        messages = [
            {"role": role, "content": text, "time": time}
            for (role, text), time in zip(roles, times, strict=True)
        ]
        text = json.dumps({"messages": messages}, ensure_ascii=False)
        return len(findings(judge.document(document(text, "a.jsonl"))))

    assert [found(31), found(30), found(31)] == [1, 0, 1]
