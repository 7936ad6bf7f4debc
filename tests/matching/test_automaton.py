"""Words of a set, found in one pass."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.matching.automaton import WordFinder


def test_finds_every_word_where_it_stands() -> None:
    finder = WordFinder(["保证", "发货"])
    assert finder.find("保证今天发货") == [(0, 0, 2), (1, 4, 6)]


def test_finds_words_that_overlap() -> None:
    finder = WordFinder(["不好", "好意思", "不好意思"])
    assert sorted(finder.find("不好意思")) == [(0, 0, 2), (1, 1, 4), (2, 0, 4)]


def test_counts_characters_and_not_bytes() -> None:
    assert WordFinder(["好的"]).find("👍🏻好的") == [(0, 2, 4)]


def test_no_words_find_nothing() -> None:
    assert WordFinder([]).find("好的") == []


words = st.lists(st.text("亲您好的不", min_size=1, max_size=3), max_size=6, unique=True)


@given(words, st.text("亲您好的不，😀", max_size=20))
def test_finds_what_a_plain_search_finds(several: list[str], text: str) -> None:
    expected = [
        (number, at, at + len(word))
        for number, word in enumerate(several)
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    assert sorted(WordFinder(several).find(text)) == expected


@given(words, st.text("亲您好的不，😀", max_size=20))
def test_an_automaton_finds_what_is_looked_up(several: list[str], text: str) -> None:
    finder = WordFinder(several)
    looked_up = finder.find(text)
    finder.find("好" * 30_000)
    assert sorted(finder.find(text)) == sorted(looked_up)
