"""Typing habits brought to one form, with the way back."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.matching.fold import Folder

VARIANTS = {"證": "证", "們": "们", "貨": "货", "發": "发"}
FOLDER = Folder(VARIANTS)

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f"
PIECES = (
    "我们", "保证", "今天发货", "證", "貨", "Ａ", "１２", "％", "abc", "7", " ", "  ", "\u3000", "\xa0",
    "，", "\n", "👍🏻", "\ud83d", "{nick}", *INVISIBLE,
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def fold(text: str) -> str:
    return FOLDER.fold(text).text


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("１３Ｐｒｏ", "13Pro"),
        ("100％棉", "100%棉"),
        ("满３００＋５０", "满300+50"),
        ("我們保證今天發貨", "我们保证今天发货"),
        ("保\u200b证", "保证"),
        ("保\u00ad证\ufeff", "保证"),
        ("保 证 金", "保证金"),
        ("保  证", "保证"),
        ("保\u3000证", "保证"),
        ("保\xa0证", "保证"),
    ],
)
def test_folds_the_ways_of_typing(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    "text",
    ["好的 亲 今天发", "您好 在的", "Hello World", "a b c", "包邮 的哦", "今天发货，请放心", "尺码 M 有货"],
)
def test_ordinary_spaces_stay(text: str) -> None:
    assert fold(text) == text


def test_every_full_width_letter_and_digit_becomes_narrow() -> None:
    narrow = string.digits + string.ascii_letters
    assert fold("".join(chr(ord(character) + 0xFEE0) for character in narrow)) == narrow


def test_other_full_width_characters_stay() -> None:
    assert fold("／：＠［｀｛！，") == "／：＠［｀｛！，"


def test_the_first_and_the_last_chinese_character_may_be_spaced() -> None:
    assert fold("\u3400 \u9fff 的") == "\u3400\u9fff的"
    assert fold("保\u200b，\u9fff\u200b") == "保，\u9fff"


def test_punctuation_stays_as_it_is() -> None:
    assert fold("您好，在的！（现货）～") == "您好，在的！（现货）～"


def test_half_a_character_becomes_the_replacement_character() -> None:
    assert fold("保证\ud83d明天") == "保证\ufffd明天"


def test_where_nothing_moves_offsets_are_the_same() -> None:
    folded = FOLDER.fold("我們保證")
    assert folded.origin is None
    assert folded.original_span(2, 4) == (2, 4)


def test_the_span_of_a_word_takes_in_what_was_typed_inside_it() -> None:
    folded = FOLDER.fold("我们保\u200b 证")
    assert folded.text == "我们保 证"
    folded = FOLDER.fold("，保 证 金。")
    assert folded.text == "，保证金。"
    assert folded.original_span(1, 3) == (1, 4)
    assert folded.original_span(1, 4) == (1, 6)


def test_an_empty_span_stands_before_its_character_or_at_the_end() -> None:
    folded = FOLDER.fold("\u200b您\u200b好")
    assert folded.original_span(0, 0) == (1, 1)
    assert folded.original_span(1, 1) == (3, 3)
    assert folded.original_span(2, 2) == (4, 4)


def test_a_text_of_invisible_characters_only_is_empty() -> None:
    folded = FOLDER.fold("\u200b\u200b您"[:2])
    assert folded.text == ""
    assert folded.original_span(0, 0) == (0, 0)


@given(texts)
def test_what_a_span_stands_for_folds_to_the_span(text: str) -> None:
    folded = FOLDER.fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, len(folded.text) + 1):
            first, last = folded.original_span(start, end)
            slice_ = text[first:last].translate(FOLDER._table)
            kept = re.sub(f"[{INVISIBLE}]", "", slice_)
            assert kept.replace(" ", "") == folded.text[start:end].replace(" ", "")


def test_a_hidden_character_among_the_spaces_of_spaced_typing_goes_with_them() -> None:
    folded = FOLDER.fold("證 \u200b件")
    assert folded.text == "证件"
    assert folded.original_span(1, 2) == (3, 4)


@given(texts)
def test_offsets_only_grow(text: str) -> None:
    folded = FOLDER.fold(text)
    starts = [folded.original_span(at, at + 1)[0] for at in range(len(folded.text))]
    assert starts == sorted(set(starts))


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(texts, max_size=6))
def test_texts_folded_together_are_as_folded_alone_but_for_those_that_move(several: list[str]) -> None:
    joined, moved = FOLDER.fold_all(several)
    at = 0
    for number, text in enumerate(several):
        piece = joined[at : at + len(text)]
        at += len(text) + 1
        assert number in moved or piece == fold(text)


def test_a_folder_that_has_seen_much_folds_the_same() -> None:
    experienced = Folder(VARIANTS)
    for _ in range(2000):
        experienced.fold("您好，今天发货")
    for text in ("我們保證", "保 证", "您好", "１２"):
        assert experienced.fold(text).text == fold(text)
