"""Terms: what conditions and finds look for."""

from __future__ import annotations

import pytest

from linter.rules.terms import names_in
from tests.rules.support import MakeShop, rule


def test_a_name_is_a_lexicon_or_a_signal(shop: MakeShop) -> None:
    rules = shop(
        "find: { words: [发货] }\nwhen: [ { reply: cosy } ]\nunless: [ { reply: soft } ]",
        lexicons={"cosy": "[宝贝]"},
        signals={"soft": "find: { words: [辛苦] }"},
    )
    assert rules.found("宝贝，今天发货") == ["发货"]
    assert rules.found("今天发货") == []
    assert rules.found("宝贝辛苦，今天发货") == []


def test_a_list_is_phrases_anywhere(shop: MakeShop) -> None:
    rules = shop("find: { words: [发货] }\nunless: [ { reply: [保证] } ]")
    assert rules.found("保证金退了，今天发货") == []


def test_words_are_words_of_their_own(shop: MakeShop) -> None:
    rules = shop("find: { words: [发货] }\nunless: [ { reply: { words: [保证] } } ]")
    assert rules.found("保证金退了，今天发货") == ["发货"]
    assert rules.found("我们保证，今天发货") == []


def test_kinds_beside_each_other_mean_any_of_them(shop: MakeShop) -> None:
    rules = shop(
        "find: { words: [保证], phrases: [铁定], pattern: '包(?:过|会)', lexicon: sure }",
        lexicons={"sure": "[十拿九稳]"},
    )
    for text in ("我们保证到", "铁定到", "包会的", "十拿九稳的"):
        assert len(rules.found(text)) == 1
    assert rules.found("今天发货") == []


def test_several_lexicons_or_signals_mean_any_of_them(shop: MakeShop) -> None:
    rules = shop(
        "find: { lexicon: [cosy, sweet] }",
        rule("find: { signal: [soft, hard] }", "other.rule"),
        lexicons={"cosy": "[宝贝]", "sweet": "[乖乖]"},
        signals={"soft": "find: { words: [辛苦] }", "hard": "find: { words: [赶紧] }"},
    )
    assert rules.found("宝贝，乖乖") == ["宝贝", "乖乖"]
    assert rules.found("辛苦，赶紧") == ["辛苦", "赶紧"]


def test_the_group_m_is_what_a_pattern_finds(shop: MakeShop) -> None:
    rules = shop("find: { pattern: '给您(?P<m>包)(?=过|会)' }")
    assert [(f.start, f.match) for f in rules.findings("给您包过")] == [(2, "包")]


def test_a_slot_in_a_pattern_is_any_word_of_a_lexicon(shop: MakeShop) -> None:
    rules = shop("find: { pattern: '{sure}能?到' }", lexicons={"sure": "[铁定, 铁定的]"})
    assert rules.found("铁定能到，铁定的到") == ["铁定能到", "铁定的到"]


def test_what_a_pattern_finds_is_never_empty(shop: MakeShop) -> None:
    assert shop("find: { pattern: '[哈嘻]*' }").found("哈哈，好的") == ["哈哈"]


def test_several_patterns_are_all_looked_for(shop: MakeShop) -> None:
    assert shop("find: { pattern: ['包过', '包会'] }").found("包会，包过") == ["包会", "包过"]


def test_a_pattern_ignores_case_when_told_to(shop: MakeShop) -> None:
    assert shop("find: { pattern: '(?i)(?P<m>ok)(?![a-z])' }").found("Ok的，OK") == ["Ok", "OK"]


@pytest.mark.parametrize("find", ["words: [一定]", "phrases: [一定]", "pattern: '一定'", "lexicon: certain"])
@pytest.mark.parametrize(
    "blank",
    ["{一定}", "{{ 一定 }}", "${一定}", "【一定】", "[一定]", "<一定>", "#E-s[一定]", "https://a.cn/{一定}"],
)
def test_nothing_is_found_inside_a_placeholder(shop: MakeShop, find: str, blank: str) -> None:
    rules = shop(f"find: {{ {find} }}", lexicons={"certain": "[一定]"})
    assert rules.found(f"亲，{blank}，能到") == []
    assert rules.found(f"亲，{blank}，一定能到") == ["一定"]


def test_a_pattern_tears_no_placeholder(shop: MakeShop) -> None:
    rules = shop("find: { pattern: '[^，]{2}能到' }")
    assert rules.found("您的{单号}能到") == []
    assert shop("find: { pattern: '您的.*能到' }").found("您的{单号}能到") == ["您的{单号}能到"]


def test_names_in_a_term() -> None:
    assert names_in("soft") == ["soft"]
    assert names_in(["好"]) == []
    assert names_in({"lexicon": ["a", "b"], "signal": "c", "words": ["d"]}) == ["a", "b", "c"]
