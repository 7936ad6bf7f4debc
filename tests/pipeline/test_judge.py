"""Documents in, located findings and counts out."""

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


def places(judge: Judge, document: Document) -> list[tuple[str, int, int, int, int]]:
    return [
        (one["rule"], one["line"], one["column"], one["end_line"], one["end_column"])
        for one in findings(judge.document(document))
    ]


# ---- where findings stand in their files


def test_in_plain_text(judge: Judge) -> None:
    text = "您好，在的\n我们保证到\n随便你\n"
    assert places(judge, document(text, "a.txt", "text")) == [
        ("a.pledge", 2, 3, 2, 5),
        ("b.pronoun", 3, 3, 3, 4),
    ]


def test_in_a_quoted_cell_of_several_lines(judge: Judge) -> None:
    text = '标题,话术\n发货,"亲，""您好""\n我们保证到"\n'
    assert places(judge, document(text, "a.csv")) == [("a.pledge", 3, 3, 3, 5)]


def test_in_a_block_scalar(judge: Judge) -> None:
    text = "replies:\n  - text: |\n      您好\n      我们保证到\n"
    assert places(judge, document(text, "a.yaml")) == [("a.pledge", 4, 9, 4, 11)]


def test_in_a_json_string_with_escapes(judge: Judge) -> None:
    text = '{"text": "您好\\n\\u6211们保证到"}'
    line, column = 1, text.index("保证") + 1
    assert places(judge, document(text, "a.json")) == [("a.pledge", line, column, line, column + 2)]


def test_behind_a_byte_order_mark(judge: Judge) -> None:
    assert places(judge, document("\ufeff保证到\n在的\n", "a.txt", "text")) == [("a.pledge", 1, 1, 1, 3)]


def test_utf16_columns_count_as_editors_do(judge: Judge) -> None:
    (one,) = findings(judge.document(document("😀我们保证到\n在的\n", "a.txt", "text")))
    assert (one["column"], one["end_column"]) == (4, 6)
    assert (one["utf16_column"], one["utf16_end_column"]) == (5, 7)


def test_a_template_has_its_name_and_no_speaker(judge: Judge) -> None:
    (one,) = findings(judge.document(document("标题,话术\n发货,我们保证到\n", "a.csv")))
    assert (one["template"], one["conversation"], one["message_index"], one["speaker"]) == (
        "发货",
        None,
        None,
        None,
    )


def test_a_finding_of_a_chat_names_its_message(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好", "系统：提醒", "客服：我们保证到", "客服：随便你", name="c-9")
    found = findings(judge.document(document(text, "a.jsonl")))
    assert [(one["rule"], one["message_index"], one["match"]) for one in found] == [
        ("a.pledge", 3, "保证"),
        ("b.pronoun", 4, "你"),
    ]
    assert all(
        (one["conversation"], one["speaker"], one["template"]) == ("c-9", "agent", None) for one in found
    )
    assert [text[one["column"] - 1 : one["end_column"] - 1] for one in found] == ["保证", "你"]


def test_edits_count_from_the_beginning_of_the_whole_reply(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：您好", "客服：我们保证到")
    (one,) = findings(judge.document(document(text, "a.jsonl")))
    assert one["fixes"][0]["edits"] == [{"start": 5, "end": 7, "text": "尽量"}]
    assert one["fixes"][0]["result"] == one["rewrite"] == "您好\n我们尽量到"


def test_a_find_over_two_messages_ends_in_the_second(judge: Judge) -> None:
    text = "会话 1\n客户：在吗\n客服：您好，稍等\n客服：马上到\n"
    (one,) = findings(judge.document(document(text, "a.txt", "dialogue")))
    assert (one["rule"], one["line"], one["column"]) == ("e.joined", 3, 7)
    assert (one["end_line"], one["end_column"]) == (4, 6)
    assert one["message_index"] == 1


def test_what_is_missing_stands_at_the_beginning_of_the_first_message(judge: Judge) -> None:
    text = chat("客户：碗坏了", "客服：在的", "客服：您好")
    (one,) = findings(judge.document(document(text, "a.jsonl")))
    at = text.index("在的") + 1
    assert (one["rule"], one["column"], one["end_column"], one["match"]) == ("c.sorry", at, at, "")


def test_an_empty_message_before_it_takes_nothing_away(judge: Judge) -> None:
    text = chat("客户：在吗", "客服：", "客服：什么事")
    (one,) = findings(judge.document(document(text, "a.jsonl")))
    assert one["rule"] == "d.greeting"
    assert one["column"] >= 1
    assert one["column"] in (text.index('""', 50) + 2, text.index("什么事") + 1)


TURNS = st.sampled_from(
    [
        "客户：在吗",
        "客户：碗坏了",
        "客服：",
        "客服：您好",
        "客服：我们保证到",
        "客服：随便你😀你",
        "客服：稍等",
        "客服：马上",
        "系统：提醒",
    ]
)


@given(st.lists(TURNS, min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_the_place_of_every_finding_holds_its_match(judge_of_all: Judge, turns: list[str]) -> None:
    text = chat("客服：欢迎您好", *turns)
    for one in findings(judge_of_all.document(document(text, "a.jsonl"))):
        shown = text[one["column"] - 1 : one["end_column"] - 1]
        assert one["line"] == one["end_line"] == 1
        if "\n" not in one["match"]:
            assert shown == one["match"]
        units = text.encode("utf-16-le")
        start, end = 2 * (one["utf16_column"] - 1), 2 * (one["utf16_end_column"] - 1)
        assert units[start:end].decode("utf-16-le") == shown


@pytest.fixture(scope="module")
def judge_of_all(rules: Path) -> Judge:
    return Judge(settings_of(rules, show_personal_data=True))


# ---- what is counted


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
