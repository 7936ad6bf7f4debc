"""Patterns, and the words without which they cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linter.rules.patterns import compiled, expand, required_sets, slots, telling_part
from tests.rules.support import shipped

LEXICONS = {"apology": ["抱歉", "不好意思"], "urge": ["催", "快点", "催单"], "odd": ["a+b", "(好)"]}


def words(name: str) -> list[str]:
    return LEXICONS[name]


def needed(pattern: str, frequent: str = "") -> set[str] | None:
    found = required_sets(pattern, words, frequent)
    return set(found[0]) if found else None


def test_slots_are_the_lexicons_of_a_pattern() -> None:
    assert slots("{apology}.{0,3}(?:{urge}|x{2})") == ["apology", "urge"]


@given(st.characters(codec="utf-8"))
def test_han_is_a_letter_that_is_not_latin_and_end_is_whatever_else(character: str) -> None:
    latin = character.isascii() or character.isdecimal()
    han = character.isalnum() and not latin
    assert bool(compiled("{han}", words).fullmatch(character)) == han
    assert bool(compiled("亲{end}", words).match(f"亲{character}")) != han


def test_the_end_of_a_text_is_an_end() -> None:
    assert compiled("亲{end}", words).fullmatch("亲")
    assert slots("{han}+{end}") == []


def test_a_slot_stands_for_any_word_the_longest_first() -> None:
    assert expand("^{urge}", words) == "^(?:催单|快点|催)"


def test_words_in_a_slot_are_no_patterns() -> None:
    assert compiled("{odd}", words).fullmatch("a+b")
    assert not compiled("{odd}", words).search("aab")


def test_a_gap_stays_in_its_clause() -> None:
    pattern = compiled("先{..4}发", words)
    assert pattern.search("先给您发")
    assert pattern.search("先发")
    assert not pattern.search("先好，发")
    assert not pattern.search("先看看有没有发")


def test_repeats_are_no_slots() -> None:
    assert compiled("好{2}", words).fullmatch("好好")
    assert compiled("好{1,3}", words).fullmatch("好好好")


def test_flags_at_the_beginning_may_stand_in_a_part() -> None:
    assert re.search(f"x|{expand('(?i)ok', words)}", "OK")
    assert compiled("(?m)^好", words).search("您\n好")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("保证", {"保证"}),
        ("保证|肯定", {"保证", "肯定"}),
        ("(?:保|担)保", {"保保", "担保"}),
        ("[保担]保", {"保保", "担保"}),
        ("绝不?会", {"绝会", "绝不会"}),
        (".{0,4}保证.*", {"保证"}),
        ("保证(?=到)", {"保证"}),
        ("(?<!不)保证", {"保证"}),
        ("(?P<m>保证)", {"保证"}),
        ("{apology}了", {"抱歉了", "不好意思了"}),
        ("真{urge}", {"真催", "真快点"}),
        ("好{2}", {"好好"}),
        ("(?:哈哈)+", {"哈哈"}),
        ("好*的亲", {"的亲"}),
        (r"\d天内", {"天内"}),
        ("[一-九]天内", {"天内"}),
        ("[^不]能发货", {"能发货"}),
        (".*", None),
        ("好?", None),
        ("保证|.", None),
        (r"\d+", None),
        ("(?i)ok", None),
        ("(?i:ok)", None),
        (r"(.)\1", None),
        ("", None),
    ],
)
def test_the_words_that_a_pattern_needs(pattern: str, expected: set[str] | None) -> None:
    assert needed(pattern) == expected


def test_of_several_words_the_rarest_are_taken() -> None:
    assert needed("的.保证") == {"保证"}
    assert needed("的.保", "保") == {"的"}
    assert needed("的.保", "的") == {"保"}


HAN = st.sampled_from("保证今天发货不能亲的催单")
literals = st.text(HAN, min_size=1, max_size=3).map(re.escape)
classes = st.text(HAN, min_size=1, max_size=3).map(lambda inside: f"[{inside}]") | st.sampled_from(
    ["[^的]", r"\d", ".", "[一-三]", "[a保]"]
)
slot = st.sampled_from(["{apology}", "{urge}", "{odd}", "{..2}", "{han}", "{end}"])
edges = st.sampled_from(["", "", "^", "(?<!无)", "(?=.?)", "(?!谢)"])


def composed(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Patterns made of others."""
    repeat = st.sampled_from(["?", "*", "+", "{2}", "{1,2}", "{0,2}", "*?", "+?"])
    return st.one_of(
        st.lists(parts, min_size=1, max_size=3).map("".join),
        st.lists(parts, min_size=1, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
        st.tuples(parts, repeat).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        parts.map(lambda part: f"({part})"),
        st.tuples(edges, parts).map("".join),
    )


patterns = st.recursive(literals | classes | slot, composed, max_leaves=8)


@given(patterns, st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_a_pattern_matches_holds_a_word_of_each_set(pattern: str, data: st.DataObject) -> None:
    """Texts are made from the pattern; whether they match is asked of `re`."""
    found = required_sets(pattern, words)
    assume(found)
    expanded = expand(pattern, words)
    text = data.draw(st.from_regex(expanded))
    match = re.search(expanded, text)
    assert match
    for several in found:
        assert any(word in match.group() for word in several), (pattern, text, several)


def test_the_shipped_patterns_match_nothing_without_their_words() -> None:
    """Their examples are texts that they match."""
    program = shipped().program
    docs = shipped().plan.docs
    of_replies = [rule for rule in docs["rules"] if rule["kind"] != "library"]
    examples = [example.get("bad", "") for rule in of_replies for example in rule["examples"]]
    examples += [text for signal in docs["signals"] for text in signal["examples"]["yes"]]
    texts = [program.view(text, "agent").text for text in examples]
    numbers = range(len(program.rule_ids))
    matchers = [program.rule(number).matcher for number in numbers]
    matchers += [program.signal(signal["id"]) for signal in docs["signals"]]
    tried = 0
    for source in {source for matcher in matchers for source in matcher.sources()}:
        required = program.required(source)
        pattern = compiled(source, program.words)
        for text in texts if required else ():
            for match in pattern.finditer(text):
                tried += 1
                for several in required:
                    assert any(word in match.group() for word in several), (source, text)
    assert tried > 100


def test_every_set_of_needed_words_is_known() -> None:
    found = required_sets("(?:催|快).{2}{apology}", words)
    assert {frozenset({"催", "快"}), frozenset({"抱歉", "不好意思"})} == set(found)


def test_words_with_a_line_end_are_no_needed_words() -> None:
    assert required_sets("好\n的|行", words) == []


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("保证", "保证"),
        ("的保证", "保证"),
        ("我们保证的", "保证"),
        ("的是", "的是"),
        ("的是不了", "的是不了"),
    ],
)
def test_a_part_with_rare_characters_tells(word: str, part: str) -> None:
    assert telling_part(word, "我们的是不了") == part


@given(st.text("我的是保证", min_size=1, max_size=8))
def test_a_telling_part_stands_in_its_word(word: str) -> None:
    assert telling_part(word, "我的是") in word
