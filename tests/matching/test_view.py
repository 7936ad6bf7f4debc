"""One text as the rules see it."""

from __future__ import annotations

import pytest

from linter.matching.fold import Folder
from linter.matching.lexicon import Lexicon
from linter.matching.view import TextView

VOCABULARY = {
    "promise": Lexicon(["保证", "一定"]),
    "certain": Lexicon(["保证", "不"], whole=True),
    "cute": Lexicon(["喵～", "Q"], whole=True),
}


def view(text: str) -> TextView:
    return TextView(Folder({"證": "证"}).fold(text), VOCABULARY)


def spans(text: str, lexicon: str) -> list[str]:
    seen = view(text)
    return [seen.text[start:end] for start, end in seen.spans(lexicon)]


@pytest.mark.parametrize(("text", "whole"), [("我们保证明天到", True), ("保证金三天内退", False)])
def test_a_word_is_told_from_a_part_of_one(text: str, whole: bool) -> None:
    at = text.index("保证")
    assert view(text).is_word(at, at + 2) is whole


def test_two_words_together_are_words() -> None:
    assert view("我们保证明天到").is_word(0, 4)


def test_the_ends_of_a_clause_are_word_edges() -> None:
    assert view("好的，保证，在的").is_word(3, 5)
    assert view("好的，保证，在的").is_word(3, 6)


def test_words_of_a_lexicon_may_be_parts_of_words() -> None:
    assert spans("保证金", "promise") == ["保证"]


def test_whole_words_of_a_lexicon_may_not() -> None:
    assert spans("保证金", "certain") == []
    assert spans("我们保证，不退", "certain") == ["保证", "不"]
    assert spans("好，不锈钢的", "certain") == []


def test_a_whole_word_may_end_in_a_mark() -> None:
    assert spans("收到喵～，好的", "cute") == ["喵～"]


def test_letters_inside_a_latin_word_are_no_whole_word() -> None:
    assert spans("QQ号", "cute") == []
    assert spans("好Q呀", "cute") == ["Q"]


@pytest.mark.parametrize("text", ["{保证}", "【保证时效】", "https://a.cn/{一定}", "[一定]", "<保证>"])
def test_nothing_stands_in_a_blank(text: str) -> None:
    assert spans(text, "promise") == []


def test_a_span_that_touches_a_blank_is_blank() -> None:
    seen = view("您的{nick}好")
    assert seen.blank(1, 3)
    assert not seen.blank(0, 2)


def test_quoted_is_what_lies_inside_a_quotation() -> None:
    seen = view("您说的“保证”是哪款")
    assert seen.quoted(4, 6)
    assert not seen.quoted(0, 2)
    assert not seen.quoted(2, 6)
    assert not seen.quoted(4, 4)


def test_facts_are_of_the_folded_text() -> None:
    seen = view("我们保\u200b證明天到")
    assert seen.spans("promise") == [(2, 4)]
    assert seen.folded.original_span(2, 4) == (2, 5)


def test_what_begins_in_a_quotation_is_quoted() -> None:
    seen = view("您拍的《急什么》是漫画")
    at = seen.text.index("急")
    assert seen.quoted(at, at + 6)
    assert not seen.quoted(0, at + 3)


def test_a_particle_before_a_form_of_address_ends_a_clause() -> None:
    seen = TextView(Folder({}).fold("有的哦亲明天发"), {**VOCABULARY, "clause-break": Lexicon(["哦亲"])})
    assert [(clause.start, clause.end) for clause in seen.clauses.items] == [(0, 3), (3, 7)]
