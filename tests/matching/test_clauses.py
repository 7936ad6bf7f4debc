"""Clauses and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.matching.clauses import Clauses


def clauses(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in Clauses(text).items]


def sentence(text: str, at: str) -> str:
    start, end = Clauses(text).sentence_span(text.index(at))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("亲，有货的，今天发", ["亲", "有货的", "今天发"]),
        ("好的。请放心！要吗？嗯；是：对", ["好的", "请放心", "要吗", "嗯", "是", "对"]),
        ("好的,ok!要吗?", ["好的", "ok", "要吗"]),
        ("您好 在的 有货", ["您好", "在的", "有货"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("（现货）今天发～～好的…", ["现货", "今天发", "好的"]),
        ("链接:看这里.谢谢", ["链接", "看这里", "谢谢"]),
        ("{nick} 您好", ["{nick}", "您好"]),
        ("您好 {nick}", ["您好", "{nick}"]),
    ],
)
def test_marks_and_spaces_end_a_clause(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


@pytest.mark.parametrize("text", ["尺码 XL", "3.5米", "8:30到货", "1.2.3", "iPhone 13 Pro"])
def test_numbers_times_and_latin_words_are_not_torn(text: str) -> None:
    assert clauses(text) == [text]


def test_a_sentence_goes_on_over_commas_and_spaces() -> None:
    text = "您好。亲，今天发货 明天到！请放心"
    assert sentence(text, "今天") == "亲，今天发货 明天到"
    assert sentence(text, "您好") == "您好"
    assert sentence(text, "请放心") == "请放心"


def test_a_line_end_ends_a_sentence() -> None:
    assert sentence("今天发货\n明天到", "明天") == "明天到"


def test_a_mark_belongs_to_the_clause_before_it() -> None:
    assert Clauses("好的，在呢").index(2) == 0
    assert Clauses("，好的").index(0) == 0


def test_a_clause_knows_the_marks_behind_it() -> None:
    assert [clause.after for clause in Clauses("在吗？！好的").items] == ["？！", ""]
    assert [clause.after for clause in Clauses("能到 ？好的").items] == [" ？", ""]
    assert [clause.after for clause in Clauses("能到...?好的").items] == ["...?", ""]


@pytest.mark.parametrize("text", ["", "，", "。！", "\n"])
def test_a_text_without_words_has_an_empty_clause(text: str) -> None:
    whole = Clauses(text)
    assert whole.at(0).start == whole.at(0).end
    assert whole.sentence_span(0) == (len(text), len(text))


texts = st.text("亲好的 ，。！?\n:.a1%{}[]～（…", max_size=30)


@given(texts)
def test_clauses_cover_all_but_the_marks_between_them(text: str) -> None:
    at = 0
    for clause in Clauses(text).items:
        assert clause.start < clause.end or not text.strip("，。！?\n:.～（… ")
        assert text[clause.end : clause.end + len(clause.after)] == clause.after
        assert all(mark in "，。！?\n:.～（… " for mark in text[at : clause.start])
        at = clause.end + len(clause.after)
    assert at == len(text)


@given(texts, st.integers(0, 29))
def test_the_sentence_of_a_place_holds_its_clause(text: str, at: int) -> None:
    whole = Clauses(text)
    clause = whole.at(at)
    start, end = whole.sentence_span(at)
    assert start <= clause.start
    assert clause.end <= end


def test_a_clause_may_end_without_a_mark() -> None:
    text = "有货的哦亲今天能发"
    assert [text[clause.start : clause.end] for clause in Clauses(text, [4]).items] == [
        "有货的哦",
        "亲今天能发",
    ]


def test_such_a_break_ends_no_sentence() -> None:
    text = "有货的哦亲今天能发。好"
    assert Clauses(text, [4]).sentence_span(0) == (0, 9)


@given(st.text("好的，。亲哦 ", max_size=20), st.sets(st.integers(0, 19)))
def test_clauses_with_breaks_are_in_order_and_do_not_overlap(text: str, breaks: set[int]) -> None:
    items = Clauses(text, sorted(breaks)).items
    assert all(first.end <= second.start for first, second in pairwise(items))
    assert all(clause.start < clause.end for clause in items) or len(items) == 1
