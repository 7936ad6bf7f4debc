"""`customer`, `agent`, `position`, `named`, `chat`, `template`."""

from __future__ import annotations

from linter.engine import replies
from tests.rules.support import MakeShop, Shop, agent, conversation, customer, last_reply, template

FIND = "find: { phrases: [稍等] }\n"


def test_what_the_customer_said_last_counts(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { customer: [坏了] } ]")
    assert rules.found(last_reply(customer("碗坏了"), agent("稍等"))) == ["稍等"]
    assert rules.found(last_reply(customer("多少钱"), agent("稍等"))) == []


def test_what_the_customer_said_in_several_messages_is_one_turn(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { customer: [坏了] } ]")
    assert rules.found(last_reply(customer("碗坏了"), customer("在吗"), agent("稍等"))) == ["稍等"]


def test_turns_further_back_count_within_reach(shop: MakeShop) -> None:
    chat = [customer("碗坏了"), agent("在的"), customer("在吗"), agent("稍等")]
    assert shop(FIND + "when: [ { customer: [坏了] } ]").found(last_reply(*chat)) == []
    rules = shop(FIND + "when: [ { customer: { phrases: [坏了], within: 2 } } ]")
    assert rules.found(last_reply(*chat)) == ["稍等"]


def test_what_the_customer_says_afterwards_does_not_count(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { customer: [坏了] } ]")
    first = next(replies(conversation(customer("在吗"), agent("稍等"), customer("碗坏了"), agent("好"))))
    assert rules.found(first) == []


def test_what_the_agent_said_before_counts_and_the_reply_itself_does_not(shop: MakeShop) -> None:
    rules = shop(FIND + "unless: [ { agent: { phrases: [抱歉], within: 2 } } ]")
    before = [customer("坏了"), agent("抱歉"), customer("怎么办")]
    assert rules.found(last_reply(*before, agent("稍等"))) == []
    assert rules.found(last_reply(customer("坏了"), agent("抱歉，稍等"))) == ["稍等"]


def test_a_signal_with_conditions_may_be_asked_of_the_customer(shop: MakeShop) -> None:
    rules = shop(
        FIND + "when: [ { customer: { signal: fault } } ]",
        signals={"fault": "find: { phrases: [坏了] }\nunless: [question]"},
    )
    assert rules.found(last_reply(customer("碗坏了"), agent("稍等"))) == ["稍等"]
    assert rules.found(last_reply(customer("碗坏了吗"), agent("稍等"))) == []


def test_nobody_spoke_before_a_template(shop: MakeShop) -> None:
    assert shop(FIND + "when: [ { customer: { pattern: '.' } } ]").found(template("稍等")) == []
    assert shop(FIND + "unless: [ { customer: { pattern: '.' } } ]").found(template("稍等")) == ["稍等"]


def found_in_each(rules: Shop) -> list[bool]:
    """Whether something is found in each of three replies of a conversation."""
    turns = [customer("在吗"), agent("稍等"), customer("好"), agent("稍等"), customer("好"), agent("稍等")]
    return [bool(rules.found(reply)) for reply in replies(conversation(*turns))]


def test_the_position_is_that_among_the_replies(shop: MakeShop) -> None:
    assert found_in_each(shop(FIND + "when: [ { position: first } ]")) == [True, False, False]
    assert found_in_each(shop(FIND + "when: [ { position: last } ]")) == [False, False, True]


def test_the_only_reply_is_first_and_last(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { position: first }, { position: last } ]")
    assert rules.found(last_reply(customer("在吗"), agent("稍等"))) == ["稍等"]


def test_a_conversation_that_began_elsewhere_has_no_first_reply(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { position: first } ]")
    (reply,) = replies(conversation(customer("在吗"), agent("稍等"), continued=True))
    assert rules.found(reply) == []


def test_a_template_has_no_position(shop: MakeShop) -> None:
    for where in ("first", "last"):
        assert shop(FIND + f"when: [ {{ position: {where} }} ]").found(template("稍等")) == []


def test_a_template_may_be_known_by_its_name_or_situation(shop: MakeShop) -> None:
    rules = shop(FIND + "when: [ { named: [催单, 等待] } ]")
    assert rules.found(template("稍等", name="售前-等待")) == ["稍等"]
    assert rules.found(template("稍等", situation="客户催单")) == ["稍等"]
    assert rules.found(template("稍等", name="欢迎语")) == []
    assert rules.found(last_reply(customer("催单"), agent("稍等"))) == []


def test_chats_are_told_from_templates(shop: MakeShop) -> None:
    reply = last_reply(customer("在吗"), agent("稍等"))
    in_chats, in_templates = shop(FIND + "when: [chat]"), shop(FIND + "when: [template]")
    assert (in_chats.found(reply), in_chats.found("稍等")) == (["稍等"], [])
    assert (in_templates.found(reply), in_templates.found("稍等")) == ([], ["稍等"])
