"""`words`, `phrases`, `lexicon`, `pattern`, `signal`."""

from __future__ import annotations

from tests.rules.support import MakeShop, customer, last_reply
from tests.rules.support import agent as said


def test_words_are_found_as_words_of_their_own(shop: MakeShop) -> None:
    rules = shop("find: { words: [保证, 肯定] }")
    assert rules.found("我们保证明天到，肯定的") == ["保证", "肯定"]
    assert rules.found("保证金三天内退") == []


def test_phrases_are_found_anywhere(shop: MakeShop) -> None:
    assert shop("find: { phrases: [保证] }").found("保证金三天内退") == ["保证"]


def test_the_longest_of_several_words_is_found(shop: MakeShop) -> None:
    assert shop("find: { phrases: [不好, 不好意思] }").found("不好意思") == ["不好意思"]


def test_a_lexicon_is_found_with_its_exceptions(shop: MakeShop) -> None:
    rules = shop("find: { lexicon: cosy }", lexicons={"cosy": "{ words: [宝贝], except: [宝贝袋] }"})
    assert rules.found("宝贝，这个宝贝袋有货") == ["宝贝"]


def test_a_lexicon_of_whole_words_is_found_as_such(shop: MakeShop) -> None:
    rules = shop("find: { lexicon: sure }", lexicons={"sure": "{ words: [保证], whole: true }"})
    assert rules.found("保证金，我们保证") == ["保证"]


def test_every_match_of_a_pattern_is_found(shop: MakeShop) -> None:
    assert shop("find: { pattern: '[哈嘻]{2,}' }").found("哈哈，嘻嘻嘻") == ["哈哈", "嘻嘻嘻"]


def test_what_a_signal_finds_is_found(shop: MakeShop) -> None:
    signals = {"rush": "find: { words: [赶紧] }\nunless: [ { reply: [请] } ]"}
    rules = shop("find: { signal: rush }", signals=signals)
    assert rules.found("您赶紧的") == ["赶紧"]
    assert rules.found("请您赶紧的") == []


def test_a_signal_may_look_at_the_customer(shop: MakeShop) -> None:
    signals = {"cold": "find: { words: [没有] }\nwhen: [ { customer: { phrases: [有吗] } } ]"}
    rules = shop("find: { signal: cold }", signals=signals)
    assert rules.found(last_reply(customer("蓝色有吗"), said("没有"))) == ["没有"]
    assert rules.found(last_reply(customer("还要别的吗"), said("没有"))) == []
