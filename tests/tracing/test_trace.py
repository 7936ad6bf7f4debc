"""Traces tell what the engine does."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from linter.engine import Engine, replies
from linter.examples import reply_of
from linter.model import Reply, Template
from linter.rules.plan import Plan
from linter.rules.program import Program
from linter.source import LinePlace
from linter.tracing.trace import Candidate, Trace, Tracer
from linter.tracing.wording import Wording
from tests.rules.support import MakeShop, rule, shipped


@cache
def tracer() -> Tracer:
    plan = shipped().plan
    return Tracer(plan.run, frozenset(plan.severities), plan.severities)


def template(text: str) -> Reply:
    return next(replies(Template(text, LinePlace(1, 1, text))))


def traced(rule: str, text: str, **around: str) -> Trace:
    return tracer().trace(rule, reply_of(around, text) if around else template(text))


def own(plan: Plan, text: str) -> Trace:
    return Tracer(plan.run, frozenset(plan.severities), plan.severities).trace("shop.rule", template(text))


def candidates(trace: Trace) -> list[Candidate]:
    return [candidate for part in trace.parts for candidate in part.candidates]


def examples() -> list[Any]:
    return [
        pytest.param(rule["id"], example, id=rule["id"])
        for rule in shipped().plan.docs["rules"]
        if rule["kind"] != "library" and rule.get("speaker", "agent") == "agent"
        for kind in ("bad", "ok")
        for example in [one for one in rule["examples"] if isinstance(one.get(kind), str)][:2]
    ]


@pytest.mark.parametrize(("rule", "example"), examples())
def test_watching_changes_nothing(rule: str, example: dict[str, Any]) -> None:
    reply = reply_of(example, example.get("bad", example.get("ok")))
    plain = Engine(_plain(), {rule}.__contains__, shipped().plan.severities)
    expected = [*plain.judge(reply), *(plain.ahead(reply) if reply.conversation else ())]
    trace = tracer().trace(rule, reply)
    assert trace.findings == sorted(expected, key=lambda finding: finding.start)
    counted = [one for part in trace.parts for one in part.candidates if one.counts]
    assert bool(counted) == bool(expected)


@cache
def _plain() -> Program:
    return Program(shipped().plan.run)


def test_nobody_watches_a_program_that_is_not_traced() -> None:
    matcher = _plain().rule(0).matcher
    assert type(matcher.find).__module__.startswith("linter.rules")


def test_a_text_without_a_trigger_is_not_looked_at() -> None:
    trace = traced("guarantee.pledge", "好吃")
    assert (trace.triggers, trace.anywhere, trace.parts, trace.findings) == ([], False, [], [])
    assert trace.words


def test_folding_is_shown() -> None:
    assert traced("guarantee.pledge", "我 们 保 證 明 天 到").folded == "我们保证明天到"


def test_the_condition_that_cleared_a_match_and_its_words() -> None:
    (candidate,) = candidates(traced("guarantee.pledge", "我们不能保证明天到"))
    (cleared,) = (one for one in candidate.asked if one.cleared)
    assert (cleared.kind, cleared.spec, cleared.holds, cleared.seen) == (
        "unless",
        {"negated": {"within": 2}},
        True,
        ["不能"],
    )
    assert not candidate.counts


def test_what_the_customer_said_is_seen() -> None:
    trace = traced("courtesy.apology", "好的", customer="收到的碗碎了两个")
    asked = [one for part in trace.parts for one in part.before]
    assert ("when", True, ["碎了"]) in [(one.kind, one.holds, one.seen) for one in asked]


def test_a_condition_that_was_needed_and_does_not_hold() -> None:
    trace = traced("courtesy.apology", "好的", customer="谢谢")
    assert [(one.kind, one.cleared) for part in trace.parts for one in part.before] == [("when", True)]


def test_segmentation_around_the_trigger() -> None:
    assert traced("guarantee.pledge", "保证金三天退").pieces == [["保证金", "三天", "退"]]


def test_a_word_inside_a_longer_one_is_a_miss(shop: MakeShop) -> None:
    plan = shop("find: { words: [保证] }").plan
    trace = Tracer(plan.run, frozenset(plan.severities), plan.severities).trace(
        "shop.rule", template("退保证金")
    )
    assert [(miss.text, miss.why, miss.longer) for miss in trace.misses] == [("保证", "within", "保证金")]
    assert trace.findings == []


def test_a_word_in_a_placeholder_is_a_miss(shop: MakeShop) -> None:
    plan = shop("find: { phrases: [订单] }").plan
    trace = Tracer(plan.run, frozenset(plan.severities), plan.severities).trace(
        "shop.rule", template("【订单号】")
    )
    assert [miss.why for miss in trace.misses] == ["placeholder"]


def test_parts_of_any_are_told_apart(shop: MakeShop) -> None:
    parts = "{ words: [木头], unless: [quoted] }, { words: [石头] }"
    trace = own(shop(f"find: {{ any: [ {parts} ] }}\nunless: [question]").plan, "“木头”和石头")
    told = {one.text: ([asked.spec for asked in one.asked], one.counts) for one in candidates(trace)}
    assert told == {"木头": (["quoted"], False), "石头": (["question"], True)}


def test_conditions_that_are_combined_are_told_one_by_one(shop: MakeShop) -> None:
    rule = "find: { words: [木头] }\nunless: [ { any: [ quoted, { clause: [假] } ] } ]"
    (asked,) = candidates(own(shop(rule).plan, "假木头"))[0].asked
    told = [(part.spec, part.holds) for part in asked.parts]
    assert told == [("quoted", False), ({"clause": ["假"]}, True)]


@pytest.mark.parametrize(
    ("fix", "text", "why"),
    [
        ("{ with: 树 }", "木头", ""),
        ("{ with: 丑话 }", "木头", "worse"),
        ("{ with: 树, match: [铁] }", "木头", "words"),
        ("{ with: 树, unless: [ { reply: [好] } ] }", "好木头", "condition"),
        ("{ with: '' }", "木头", "nothing"),
        ("{ with: 树9 }", "木头", "facts"),
    ],
)
def test_the_fate_of_a_fix(shop: MakeShop, fix: str, text: str, why: str) -> None:
    plan = shop(f"find: {{ words: [木头, 丑话] }}\nfix: [ {fix} ]").plan
    trace = own(plan, text)
    ((tried,),) = trace.fixes
    assert (tried.why, tried.offered) == (why, not why)


def test_a_place_that_another_rule_of_the_category_reports(shop: MakeShop) -> None:
    first, second = rule("find: { words: [木头] }", "shop.first"), rule("find: { words: [木头] }")
    trace = own(shop(first, second).plan, "木头")
    assert (len(trace.findings), trace.hidden_by) == (1, "shop.first")


def test_the_same_text_is_traced_again() -> None:
    assert traced("guarantee.pledge", "保证到").parts == traced("guarantee.pledge", "保证到").parts != []


@pytest.mark.parametrize("rule", shipped().plan.docs["rules"][:60], ids=lambda rule: rule["id"])
def test_every_condition_has_words(rule: dict[str, Any]) -> None:
    if rule["kind"] == "library":
        return
    spec = next(one for one in shipped().plan.run["specs"] if one["id"] == rule["id"])
    for condition in (*spec.get("when", ()), *spec.get("unless", ())):
        assert Wording({}).condition(condition)
