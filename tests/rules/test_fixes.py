"""What a rule writes instead."""

from __future__ import annotations

import pytest

from linter.repair.edits import apply
from tests.rules.support import MakeShop, Shop, agent, customer, last_reply, template

FIND = "find: { phrases: [保证] }\n"


def first(rules: Shop, text: str) -> str | None:
    """The text after the first fix of the first finding, whether it holds or not; None without a fix."""
    fixes = rules.findings(text)[0].fixes
    return apply(text, fixes[0].edits) if fixes else None


@pytest.mark.parametrize(
    ("fix", "text", "mended"),
    [
        ("with: 尽量", "我们保证明天到", "我们尽量明天到"),
        ("with: '尽量{match}'", "我们保证明天到", "我们尽量保证明天到"),
        ("with: 好的呢, of: clause", "亲，都保证的，放心", "亲，好的呢，放心"),
        ("with: 我们尽力, of: sentence", "亲。都保证，放心。好", "亲。我们尽力。好"),
        ("with: 我们尽力, of: reply", "亲。都保证\n", "我们尽力\n"),
        ("with: 尽量, over: '给您保证'", "我们给您保证明天到", "我们尽量明天到"),
        ("with: '{who}尽量', over: '(?P<who>我们?)保证'", "我们保证明天到", "我们尽量明天到"),
        ("with: '{who}尽量', over: '(?P<who>我们)?保证'", "都保证明天到", "都尽量明天到"),
        ("with: 尽量, over: '^.*保证'", "亲，我们保证到", "亲，尽量到"),
        ("swap: { 保证: 尽量 }", "我们保证明天到", "我们尽量明天到"),
        ("swap: { 肯定: 应该, '保证': '' }", "我们保证明天到", "我们明天到"),
        ("insert: 尽量, at: match", "我们保证明天到", "我们尽量保证明天到"),
        ("insert: 尽量", "我们保证明天到", "我们尽量保证明天到"),
        ("insert: 您放心, at: match-end", "我们保证明天到", "我们保证您放心明天到"),
        ("insert: 请, at: clause", "亲，我们保证到", "亲，请我们保证到"),
        ("insert: 您好，, at: start", "我们保证到", "您好，我们保证到"),
        ("insert: 抱歉，, at: reply", "您好，我们保证到", "您好，抱歉，我们保证到"),
        ("insert: 抱歉，, at: reply", "我们保证到", "抱歉，我们保证到"),
        ("insert: ，祝您愉快, at: end", "我们保证到", "我们保证到，祝您愉快"),
        ("insert: ，祝您愉快, at: end", "我们保证到。\n", "我们保证到。祝您愉快\n"),
    ],
)
def test_what_a_fix_writes(shop: MakeShop, fix: str, text: str, mended: str) -> None:
    assert first(shop(FIND + f"fix: [ {{ {fix} }} ]"), text) == mended


@pytest.mark.parametrize(
    "fix",
    [
        "with: '{match}'",
        "with: 尽量, match: [肯定]",
        "with: 尽量, when: [question]",
        "with: 尽量, unless: [ { before: [明天] } ]",
        "with: 尽量, over: '不保证'",
        "with: 尽量, over: '亲，我们'",
        "swap: { 肯定: 尽量 }",
    ],
)
def test_a_fix_that_does_not_apply_is_not_offered(shop: MakeShop, fix: str) -> None:
    assert first(shop(FIND + f"fix: [ {{ {fix} }} ]"), "亲，我们保证明天到") is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("呵呵，好的", "好的"),
        ("呵呵 好的", "好的"),
        ("亲，呵呵，好的", "亲，好的"),
        ("好的，呵呵", "好的"),
        ("好的呵呵", "好的"),
        ("好的。呵呵", "好的。"),
        ("好的，呵呵。", "好的。"),
        ("好的呵呵，在的", "好的，在的"),
        ("好的，呵呵？在的", "好的，在的"),
        ("好的，呵呵？", "好的"),
        ("好的～～呵呵", "好的"),
        ("呵呵。好的", "好的"),
        ("在的。呵呵。好的", "在的。好的"),
        ("在的\n呵呵。好的", "在的\n好的"),
        ("在的。呵呵。", "在的。"),
    ],
)
def test_what_goes_takes_the_marks_with_it_that_it_leaves_hanging(
    shop: MakeShop, text: str, mended: str
) -> None:
    rules = shop("find: { phrases: [呵呵] }\nfix: [ { with: '' } ]")
    assert first(rules, text) == mended


def test_fixes_are_offered_in_their_order_each_once(shop: MakeShop) -> None:
    rules = shop(
        FIND + "fix: [ { with: 尽量 }, { with: 尽力, when: [question] }, { with: 尽量 }, { with: '' } ]"
    )
    text = "我们保证到"
    fixes = rules.findings(text)[0].fixes
    assert [apply(text, fix.edits) for fix in fixes] == ["我们尽量到", "我们到"]


def test_a_fix_is_unsafe_unless_it_says_otherwise(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { with: 尽量 }, { with: 尽力, safe: true } ]")
    assert [fix.applicability for fix in rules.findings("保证到")[0].fixes] == ["unsafe", "safe"]


def test_conditions_of_a_fix_may_ask_the_customer(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { with: 尽快, when: [ { customer: [急] } ] }, { with: 尽量 } ]")
    assert rules.mended(last_reply(customer("很急"), agent("保证到"))) == "尽快到"
    assert rules.mended(last_reply(customer("你好"), agent("保证到"))) == "尽量到"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("我們保證明天到", "我們儘量明天到"),
        ("我们保 证 明天到", "我们尽量 明天到"),
        ("，保 证。", "，尽量。"),
        ("我们保\u200b证明天到", "我们尽量明天到"),
    ],
)
def test_a_fix_replaces_what_was_typed_in_its_script(shop: MakeShop, text: str, mended: str) -> None:
    rules = shop(FIND + "fix: [ { with: 尽量 } ]")
    found = rules.findings(text)
    if text == "我们保 证 明天到":
        assert found == []
        return
    assert first(rules, text) in (mended, mended.replace("儘", "盡"))


def test_new_commas_are_like_those_of_the_reply(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { insert: 抱歉，, at: start } ]")
    assert first(rules, "亲,我们保证到") == "抱歉,亲,我们保证到"
    assert first(rules, "亲，我们保证到") == "抱歉，亲，我们保证到"


@pytest.mark.parametrize(
    ("at", "text", "mended"),
    [
        ("match", "我们保证到", "我们，抱歉，保证到"),
        ("match", "我们，保证到", "我们，抱歉，保证到"),
        ("match", "保证到", "抱歉，保证到"),
        ("match", "我们,保证到", "我们,抱歉,保证到"),
        ("end", "保证到", "保证到，抱歉"),
        ("end", "保证到，", "保证到，抱歉"),
        ("end", "保证到。 ", "保证到。抱歉 "),
    ],
)
def test_what_is_inserted_is_joined_with_commas(shop: MakeShop, at: str, text: str, mended: str) -> None:
    assert first(shop(FIND + f"fix: [ {{ insert: 抱歉，, at: {at} }} ]"), text) == mended


def test_what_was_found_may_stand_in_the_pattern_around_it(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [保证, 一定] }\nfix: [ { with: 尽量, over: '[能会]?{match}[能会]?' } ]")
    assert rules.mended("我们会保证到") == "我们尽量到"
    assert rules.mended("我们一定能到") == "我们尽量到"


def test_edits_are_of_the_text_as_it_was_typed(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { with: 尽量 } ]")
    assert rules.fixes("\u200b我们\u200b保证到") == [[((4, 6, "尽量"),)]]


def test_an_edit_changes_no_more_than_it_must(shop: MakeShop) -> None:
    rules = shop("find: { words: [稍等] }\nfix: [ { with: 请您稍等 } ]")
    assert first(rules, "亲，稍等") == "亲，请您稍等"
    (((start, end, text),),) = rules.fixes("亲，稍等")[0:1][0]
    assert end - start <= 2
    assert text.startswith("请您")


def test_a_signal_finds_where_a_salutation_ends(shop: MakeShop) -> None:
    rules = shop("find: { missing: apology }\nfix: [ { insert: 抱歉，, at: reply } ]")
    assert rules.mended("您好，今天能发") == "您好，抱歉，今天能发"
    assert rules.mended(template("今天能发")) == "抱歉，今天能发"


def test_a_slot_takes_the_question_mark_of_what_it_stands_for(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [还用问] }\nfix: [ { with: 答案是【答复】 } ]")
    assert first(rules, "亲，还用问？") == "亲，答案是【答复】"


def test_what_is_replaced_reaches_to_the_end_of_the_clause_in_which_the_match_ends(shop: MakeShop) -> None:
    rules = shop("find: { pattern: '三十的东西，还指望' }\nfix: [ { with: 请稍等, over: '^{match}.*$' } ]")
    assert first(rules, "亲，三十的东西，还指望什么呀，好的") == "亲，请稍等，好的"


@pytest.mark.parametrize(
    ("area", "text", "mended"),
    [
        ("clause", "您好。亲，我们保证到，放心。好", "您好。亲，尽量，放心。好"),
        ("sentence", "您好。亲，我们保证到，放心。好", "您好。尽量。好"),
        ("reply", "您好。亲，我们保证到，放心。好\n", "尽量\n"),
        ("sentence", "您好\n我们保证到，放心", "您好\n尽量"),
    ],
)
def test_the_pattern_around_the_match_is_looked_for_in_its_clause_sentence_or_reply(
    shop: MakeShop, area: str, text: str, mended: str
) -> None:
    rules = shop(FIND + f"fix: [ {{ with: 尽量, over: '^(.|\n)*$', in: {area} }} ]")
    assert first(rules, text) == mended


def test_the_pattern_is_looked_for_in_the_clause_unless_it_says_otherwise(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { with: 尽量, over: '^.*{match}.*$' } ]")
    assert first(rules, "亲，我们保证到，放心") == "亲，尽量，放心"


@pytest.mark.parametrize(
    ("drops", "text", "dropped"),
    [
        (r"\d+", "编号1，加我139保证回，2天", ("139",)),
        (r"\d+", "加我保证回", ()),
        (r"\d+", "加我１３保证9回", ("１３", "9")),
        (r"号{han}", "我号甲和號乙保证回", ("号甲", "號乙")),
        ("[0-9]", "加我1 3 9保证回", ("1", "3", "9")),
    ],
)
def test_a_fix_drops_what_it_says_of_that_which_goes_as_it_was_typed(
    shop: MakeShop, drops: str, text: str, dropped: tuple[str, ...]
) -> None:
    rules = shop(FIND + f"fix: [ {{ with: 请留言, of: clause, drops: '{drops}' }} ]")
    assert rules.findings(text)[0].fixes[0].drops == dropped


def test_a_fix_drops_nothing_unless_it_says_so(shop: MakeShop) -> None:
    rules = shop(FIND + "fix: [ { with: 请留言, of: clause } ]")
    assert rules.findings("加我139保证回")[0].fixes[0].drops == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("呵呵嘻嘻，好的", "好的"),
        ("好的，呵呵，嘻嘻，在的", "好的，在的"),
        ("好的呵呵～～嘻嘻", "好的"),
        ("好的(^^)(^^)在的", "好的，在的"),
        ("好的～(^^) (^^)～ 在的", "好的～在的"),
        ("好的(^^) (^^) 在的", "好的 在的"),
        ("好的(^^)(^^)。在的", "好的。在的"),
        ("好的(^^)，在的(^^)", "好的，在的"),
        ("好的(^^)在的嘻嘻吧", "好的，在的吧"),
        ("好的(^^)3件嘻嘻", "好的3件"),
    ],
)
def test_pieces_that_go_leave_one_mark_between_words_at_the_most(
    shop: MakeShop, text: str, mended: str
) -> None:
    rules = shop(
        "find: { density: { of: { phrases: [呵呵, 嘻嘻, (^^)] }, least: 2 } }\nfix: [ { swap: { '*': '' } } ]"
    )
    assert first(rules, text) == mended


def test_an_emoticon_that_goes_leaves_the_comma_of_the_reply(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [(^^)] }\nfix: [ { with: '' } ]")
    assert first(rules, "好的(^^)在的,亲") == "好的,在的,亲"
