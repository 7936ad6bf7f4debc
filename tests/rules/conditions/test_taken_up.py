"""`taken-up`: whether what is said next speaks of the same matter."""

from __future__ import annotations

import pytest

from linter.rules.errors import RulesetError
from tests.rules.support import MakeShop, agent, conversation, customer, template

TOP = "lexicons: { common: { words: [怕, 的] } }"
RULE = "find: { phrases: [怕] }\nspeaker: customer\nunless: [ { taken-up: { but: common%s } } ]"


@pytest.mark.parametrize(
    ("answer", "found"),
    [("洗了不皱", False), ("怕什么呢", True), ("有红的", True), ("皱", False), ("OK", True)],
)
def test_a_character_of_the_turn_comes_again(shop: MakeShop, answer: str, found: bool) -> None:
    rules = shop(RULE % "", top=TOP)
    chat = conversation(customer("怕皱的"), agent(answer))
    assert rules.ahead(chat) == ([(0, "怕")] if found else [])


@pytest.mark.parametrize(("turns", "found"), [("", False), (", turns: 2", False), (", turns: 1", True)])
def test_how_far_it_looks(shop: MakeShop, turns: str, found: bool) -> None:
    rules = shop(RULE % turns, top=TOP)
    chat = conversation(customer("怕皱"), agent("有红色"), customer("皱吗"), agent("不皱"))
    assert rules.ahead(chat) == ([(0, "怕")] if found else [])


def test_what_was_said_before_does_not_count(shop: MakeShop) -> None:
    rules = shop(RULE % "", top=TOP)
    assert rules.ahead(conversation(agent("不皱"), customer("怕皱"), agent("好"))) == [(1, "怕")]


def test_nothing_is_taken_up_after_a_template(shop: MakeShop) -> None:
    rules = shop("find: { phrases: [怕] }\nunless: [ { taken-up: { but: common } } ]", top=TOP)
    assert rules.found(template("怕皱")) == ["怕"]


def test_the_lexicon_must_exist(shop: MakeShop) -> None:
    with pytest.raises(RulesetError, match="nowhere"):
        shop(RULE.replace("common", "nowhere") % "", top=TOP)
