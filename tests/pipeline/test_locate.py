"""Where findings stand in their files."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Document
from linter.pipeline.judge import Judge
from tests.pipeline.support import chat, document, findings


def places(judge: Judge, document: Document) -> list[tuple[str, int, int, int, int]]:
    return [
        (one["rule"], one["line"], one["column"], one["end_line"], one["end_column"])
        for one in findings(judge.document(document))
    ]


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
