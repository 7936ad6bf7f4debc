"""The loop: replies, rules, findings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.engine import Engine, replies, with_text
from linter.i18n import set_language
from linter.matching.marked import blanks
from linter.model import Reply, Template
from linter.rules.program import Program
from linter.source import LinePlace
from tests.rules.support import (
    Shop,
    agent,
    conversation,
    customer,
    last_reply,
    rule,
    ruleset,
    shipped,
    system,
    template,
    written,
)

# ---- replies


def texts(*turns: tuple[str, str]) -> list[str]:
    return [reply.text for reply in replies(conversation(*turns))]  # type: ignore[arg-type]


def test_messages_of_the_agent_in_a_row_are_one_reply() -> None:
    assert texts(customer("在吗"), agent("在的"), agent("您说"), customer("有货吗"), agent("有的")) == [
        "在的\n您说",
        "有的",
    ]


def test_what_the_system_says_belongs_to_nobody() -> None:
    assert texts(
        system("客服小美为您服务"), customer("在吗"), agent("在的"), system("超时"), agent("您说")
    ) == ["在的\n您说"]


def test_a_conversation_without_an_agent_has_no_replies() -> None:
    assert texts(customer("在吗"), system("客服不在线")) == []
    assert texts() == []


def test_replies_know_their_messages_and_turns() -> None:
    chat = conversation(customer("在吗"), agent("在的"), agent("您说"), customer("好"), agent("嗯"))
    first, last = replies(chat)
    assert [message.index for message in first.messages] == [1, 2]
    assert (first.turn, last.turn) == (1, 3)
    assert [turn.speaker for turn in last.turns] == ["customer", "agent", "customer", "agent"]
    assert last.conversation is chat


def test_the_first_and_the_last_reply_are_known() -> None:
    chat = [agent("您好"), customer("在吗"), agent("在的"), customer("好"), agent("嗯")]
    assert [(reply.first, reply.last) for reply in replies(conversation(*chat))] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_the_first_reply_of_a_continued_conversation_is_not_the_first() -> None:
    (reply,) = replies(conversation(customer("在吗"), agent("在的"), continued=True))
    assert (reply.first, reply.last) == (False, True)


def test_a_template_is_a_reply_without_a_conversation() -> None:
    reply = template("在的", name="欢迎语")
    assert reply.conversation is None
    assert reply.template is not None
    assert (reply.template.name, reply.first, reply.last) == ("欢迎语", False, False)


def test_a_reply_worded_otherwise_stays_where_it_was() -> None:
    reply = last_reply(customer("在吗"), agent("在的"))
    other = with_text(reply, "在的亲")
    assert other.text == "在的亲"
    assert (other.turns, other.turn, other.first, other.last) == (reply.turns, reply.turn, True, True)


# ---- findings


@pytest.fixture
def rules(tmp_path: Path) -> Shop:
    text = ruleset(
        rule("find: { phrases: [保证] }", "guarantee.pledge"),
        rule("find: { phrases: [一定, 保证能] }\nseverity: error", "guarantee.sure"),
        rule("find: { phrases: [你] }", "courtesy.pronoun"),
        rule("find: { phrases: [保证你] }", "courtesy.please.promise"),
        rule("find: { missing: [亲] }\nwhen: [ { position: first } ]", "courtesy.greeting"),
    )
    return Shop(written(tmp_path, text))


def found(rules: Shop, reply: Reply | str) -> list[tuple[str, int, str]]:
    return [(finding.rule, finding.start, finding.match) for finding in rules.findings(reply)]


def test_findings_come_in_the_order_of_the_text(rules: Shop) -> None:
    assert found(rules, "你放心，一定到，保证") == [
        ("courtesy.pronoun", 0, "你"),
        ("guarantee.sure", 4, "一定"),
        ("guarantee.pledge", 8, "保证"),
    ]


def test_of_findings_of_a_category_that_overlap_one_is_told(rules: Shop) -> None:
    assert found(rules, "保证能到") == [("guarantee.pledge", 0, "保证")]


def test_of_findings_of_a_category_that_touch_one_is_told(rules: Shop) -> None:
    assert found(rules, "保证一定到") == [("guarantee.pledge", 0, "保证")]
    assert len(found(rules, "保证，一定到")) == 2


def test_findings_of_different_categories_may_overlap(rules: Shop) -> None:
    assert found(rules, "保证你满意") == [
        ("guarantee.pledge", 0, "保证"),
        ("courtesy.please.promise", 0, "保证你"),
        ("courtesy.pronoun", 2, "你"),
    ]


def test_the_same_words_are_found_in_every_place(rules: Shop) -> None:
    assert [start for _, start, _ in found(rules, "你说，你看，你")] == [0, 3, 6]


def test_only_active_rules_are_applied(rules: Shop) -> None:
    engine = Engine(rules.program, {"guarantee.sure"}.__contains__)
    assert [finding.rule for finding in engine.judge(template("保证，一定，你"))] == ["guarantee.sure"]
    greeting = Engine(rules.program, {"courtesy.greeting"}.__contains__)
    assert [finding.rule for finding in greeting.judge(last_reply(agent("一定到")))] == ["courtesy.greeting"]


def test_severities_are_those_of_the_rules_unless_told_otherwise(rules: Shop) -> None:
    engine = Engine(rules.program, severities={"guarantee.pledge": "hint"})
    assert [finding.severity for finding in engine.judge(template("保证，一定"))] == ["hint", "error"]


def test_a_message_quotes_what_was_typed_in_the_language_of_the_user(rules: Shop) -> None:
    assert rules.findings("保\u200b证")[0].message == "“保\u200b证”不合店规"
    set_language("en")
    try:
        assert rules.findings("保证")[0].message == "“保证” is against the rules of the house"
    finally:
        set_language("zh")


def test_a_find_may_begin_in_one_message_and_end_in_the_next(tmp_path: Path) -> None:
    shop = Shop(written(tmp_path, ruleset("find: { pattern: '稍等\\s+马上' }")))
    assert shop.found(last_reply(customer("在吗"), agent("稍等"), agent("马上"))) == ["稍等\n马上"]


def test_half_a_character_in_a_chat_harms_nothing(rules: Shop) -> None:
    assert found(rules, "保证\ud83d，你") == [("guarantee.pledge", 0, "保证"), ("courtesy.pronoun", 4, "你")]


# ---- random replies, judged by the shipped rules

PIECES = (
    "亲", "您好", "您", "你", "我们", "保证", "一定", "明天到", "不", "没有货了", "改不了", "稍等",
    "把快递面单发我看下", "拍张照片", "呵呵", "木有", "好哒", "嗯", "可以", "抱歉", "请", "，", "。", "！",
    "？", "吗", "～", "～～～", " ", "\n", "“", "”", "今天发货", "因为缺货", "保证金", "不一定", "我",
    "{buyer_nick}", "{{ name }}", "${单号}", "%s", "【订单号】", "[链接]", "[保证]", "{一定}", "#E-s1",
    "https://a.cn/b?c=1", "<nick>", "****", "13800138000", "48小时", "3.5", "100%", "3天", "😀", "\u200b",
    "\u3000", "保 证", "稍\u200b等", "我們", "保證", "１２", "XL",
)  # fmt: skip
random_replies = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join)
names = st.sampled_from(["", "欢迎语", "催单", "开场白"])


def as_template(text: str, name: str = "") -> Template:
    return Template(text, LinePlace(1, 1, text), name)


@given(random_replies)
@settings(max_examples=300, deadline=None)
def test_every_finding_is_where_its_match_stands(text: str) -> None:
    for finding in shipped().findings(text):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.match


def as_typed(text: str, data: st.DataObject) -> str:
    """`text` with full-width and zero-width characters here and there, as people type them."""
    table = {ord(plain): chr(ord(plain) + 0xFEE0) for plain in "0123456789abcXL"}
    typed = [character.translate(table) if data.draw(st.booleans()) else character for character in text]
    return "".join(
        character + data.draw(st.sampled_from(["", "", "", "\u200b", "\ufeff"])) for character in typed
    )


PLAIN = (
    "亲",
    "您好",
    "你",
    "我们",
    "保证",
    "一定",
    "明天到",
    "不",
    "稍等",
    "呵呵",
    "木有",
    "，",
    "。",
    "今天发货",
    "XL",
    "3天",
    "保证金",
)


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=8).map("".join), st.data())
@settings(max_examples=200, deadline=None)
def test_the_same_is_found_however_it_was_typed(text: str, data: st.DataObject) -> None:
    typed = as_typed(text, data)
    plain, other = shipped().findings(text), shipped().findings(typed)
    assert [finding.rule for finding in other] == [finding.rule for finding in plain]
    folded = [finding.match.translate({0x200B: None, 0xFEFF: None}) for finding in other]
    assert [shipped().program.view(match, "agent").text for match in folded] == [
        finding.match for finding in plain
    ]


@given(random_replies)
@settings(max_examples=300, deadline=None)
def test_no_finding_begins_or_ends_inside_a_placeholder(text: str) -> None:
    for finding in shipped().findings(text):
        for start, end in blanks(text):
            assert not start < finding.start < end
            assert not start < finding.end < end
            assert not (start <= finding.start and finding.end <= end and finding.match)


@given(random_replies)
@settings(max_examples=200, deadline=None)
def test_findings_are_in_order_and_one_for_a_category_in_a_place(text: str) -> None:
    findings = shipped().findings(text)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
    categories = {
        name: shipped().program.rule(number) for number, name in enumerate(shipped().program.rule_ids)
    }
    ends: dict[str, int] = {}
    for finding in findings:
        category = categories[finding.rule].category
        assert finding.start > ends.get(category, -1)
        ends[category] = finding.end


@given(random_replies, random_replies, random_replies)
@settings(max_examples=40, deadline=None)
def test_the_same_chat_is_judged_the_same_again(first: str, said: str, text: str) -> None:
    """Also by an engine that has judged other things before, and one that has not."""
    reply = last_reply(agent(first), customer(said), agent(text))
    fresh = Engine(Program(shipped().plan.run))
    assert shipped().engine.judge(reply) == shipped().engine.judge(reply) == fresh.judge(reply)


@given(st.lists(st.tuples(random_replies, names), max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_template_in_which_something_is_found_is_passed_over(several: list[tuple[str, str]]) -> None:
    engine = shipped().engine
    templates = [as_template(text, name) for text, name in several]
    interesting = list(engine.interesting(templates))
    assert interesting == sorted(set(interesting))
    for number, item in enumerate(templates):
        if number not in interesting:
            assert engine.judge(next(replies(item))) == []


@pytest.mark.parametrize(
    "body",
    [
        "find: { words: [保证] }",
        "find: { missing: [亲] }",
        "find: { missing: [亲] }\nwhen: [ { named: [欢迎] } ]",
        "find: { missing: [亲] }\nwhen: [ template ]",
        "find: { missing: [亲] }\nwhen: [ { position: first } ]",
        "find: { missing: [亲] }\nwhen: [ customer ]",
        "find: { reply: { most: 3 } }",
        "find: { any: [ { reply: { most: 3 } }, { words: [保证] } ] }",
        "find: { any: [ { reply: { most: 2 } }, { reply: { most: 3 } } ] }",
        "find: { pattern: '.{12}' }",
    ],
)
@given(st.lists(st.tuples(random_replies, names), max_size=5))
@settings(max_examples=25, deadline=None)
def test_nor_is_one_with_any_other_kind_of_rule(body: str, several: list[tuple[str, str]]) -> None:
    engine = engine_of(body)
    templates = [as_template(text, name) for text, name in several]
    interesting = set(engine.interesting(templates))
    for number, item in enumerate(templates):
        assert number in interesting or engine.judge(next(replies(item))) == []


@cache
def engine_of(body: str) -> Engine:
    """The engine of one rule."""
    with TemporaryDirectory() as folder:
        return Shop(written(Path(folder), ruleset(body, lexicons={"customer": "[您]"}))).engine


def test_templates_without_words_of_rules_are_passed_over(tmp_path: Path) -> None:
    engine = Shop(written(tmp_path, ruleset("find: { words: [保证] }"))).engine
    templates = [as_template(text) for text in ("今天发货", "我们保证", "", "您好")]
    assert list(engine.interesting(templates)) == [1]
