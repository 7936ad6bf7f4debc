"""Words of a lexicon, found in a text."""

from __future__ import annotations

import pytest

from linter.matching.lexicon import Lexicon


def found(lexicon: Lexicon, text: str) -> list[str]:
    return [text[start:end] for start, end in lexicon.occurrences(text, lambda start, end: True)]


def test_words_come_in_the_order_of_the_text() -> None:
    assert found(Lexicon(["抱歉", "您好", "亲"]), "亲，抱歉，您好") == ["亲", "抱歉", "您好"]


def test_a_word_inside_a_longer_one_is_left_out() -> None:
    assert found(Lexicon(["不好", "不好意思", "意思"]), "不好意思，不好") == ["不好意思", "不好"]


def test_words_that_overlap_without_one_holding_the_other_both_count() -> None:
    assert found(Lexicon(["好意", "意思"]), "好意思") == ["好意", "意思"]


@pytest.mark.parametrize(
    ("text", "words"), [("亲子装", []), ("亲，亲子装", ["亲"]), ("母亲节到了亲", ["亲"])]
)
def test_a_word_inside_an_exception_does_not_count(text: str, words: list[str]) -> None:
    assert found(Lexicon(["亲"], ["亲子", "母亲"]), text) == words


def test_an_exception_by_itself_is_not_found() -> None:
    assert found(Lexicon(["亲"], ["亲子"]), "亲子") == []


def test_only_what_counts_counts() -> None:
    lexicon = Lexicon(["好", "好的"])
    assert lexicon.occurrences("好的，好", lambda start, end: end - start == 1) == [(0, 1), (3, 4)]


def test_a_longer_word_that_does_not_count_hides_no_shorter_one() -> None:
    lexicon = Lexicon(["不好", "不好意思"])
    assert lexicon.occurrences("不好意思", lambda start, end: end < 4) == [(0, 2)]


def test_a_text_without_words_has_none() -> None:
    assert found(Lexicon(["抱歉"]), "今天发货") == []
