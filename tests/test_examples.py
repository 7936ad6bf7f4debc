"""The examples that rules and signals carry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linter.examples import Failure, failures, reply_of
from tests.rules.support import Shop, place_of, ruleset, written

RULE = """
find: {{ phrases: [保证] }}
unless: [ negated ]
when: [ {when} ]
fix: [ {{ with: 尽量 }} ]
"""


def failing(folder: Path, examples: str, when: str = "{ not: question }") -> list[Failure]:
    """The examples that do not hold of a rule that finds 保证 and puts 尽量."""
    text = ruleset(RULE.format(when=when)).replace("[ { bad: 反例 }, { ok: 正例 } ]", examples)
    return list(failures(Shop(written(folder, text)).plan))


@pytest.mark.parametrize(
    "examples",
    [
        "[ { bad: 我们保证到 }, { ok: 不保证到 } ]",
        "[ { bad: 我们保证到, good: 我们尽量到 }, { ok: 我们尽量到 } ]",
    ],
)
def test_examples_that_hold(tmp_path: Path, examples: str) -> None:
    assert failing(tmp_path, examples) == []


def test_a_bad_example_that_is_not_found_does_not_hold(tmp_path: Path) -> None:
    (failure,) = failing(tmp_path, "[ { bad: 不保证到 }, { ok: 好的 } ]")
    assert (failure.id, failure.text, failure.reason) == ("shop.rule", "不保证到", "应该命中")


def test_an_ok_example_that_is_found_does_not_hold(tmp_path: Path) -> None:
    (failure,) = failing(tmp_path, "[ { bad: 我们保证到 }, { ok: 我们保证过 } ]")
    assert (failure.text, failure.reason) == ("我们保证过", "不该命中'保证'")


@pytest.mark.parametrize(
    ("bad", "good", "became"),
    [("我们保证到", "我们会到", "'我们尽量到'"), ("我们保证到", "我们保证到", "'我们尽量到'")],
)
def test_a_good_example_that_the_fix_does_not_make_does_not_hold(
    tmp_path: Path, bad: str, good: str, became: str
) -> None:
    (failure,) = failing(tmp_path, f"[ {{ bad: {bad}, good: {good} }}, {{ ok: 好的 }} ]")
    assert failure.reason == f"应改写成 {good!r}，却得到 {became}"


def test_a_failure_names_the_place_of_its_example(tmp_path: Path) -> None:
    text = ruleset(RULE.format(when="quoted")).replace("{ bad: 反例 }", "{ bad: 我们保证到 }")
    path = written(tmp_path, text)
    (failure,) = failures(Shop(path).plan)
    line, column = place_of(text, "{ bad")
    assert failure.place == (str(path), line, column)
    assert str(failure) == f"{path}:{line}:{column}: shop.rule: 应该命中：我们保证到"


@pytest.mark.parametrize(
    ("when", "examples"),
    [
        (
            "{ customer: [急] }",
            "[ { bad: 保证到, customer: 很急 }, { ok: 保证到 }, { ok: 保证到, customer: 你好 } ]",
        ),
        (
            "{ position: first }",
            "[ { bad: 保证到, position: first }, { ok: 保证到 }, { ok: 保证到, customer: 好 } ]",
        ),
        (
            "{ position: last }",
            "[ { bad: 保证到, position: last }, { ok: 保证到 }, { ok: 保证到, customer: 好 } ]",
        ),
        (
            "{ named: [发货] }",
            "[ { bad: 保证到, named: 发货时间 }, { ok: 保证到, named: 欢迎语 }, { ok: 保证到 } ]",
        ),
        ("template", "[ { bad: 保证到, named: 发货时间 }, { ok: 保证到 } ]"),
        (
            "{ agent: [抱歉] }",
            "[ { bad: 保证到, context: [ { agent: 抱歉 }, { customer: 好 } ] }, { ok: 保证到 } ]",
        ),
        ("{ agent: [抱歉] }", "[ { bad: 保证到, context: [ { agent: 抱歉 } ] }, { ok: 保证到 } ]"),
    ],
)
def test_examples_may_tell_where_the_reply_stands(tmp_path: Path, when: str, examples: str) -> None:
    assert failing(tmp_path, examples, when) == []


@pytest.mark.parametrize(
    ("example", "said", "first", "last"),
    [
        ({}, ["agent", "customer"], False, False),
        ({"customer": "在吗"}, ["agent", "customer"], False, False),
        ({"customer": "在吗", "position": "first"}, ["customer"], True, False),
        ({"position": "first"}, [], True, False),
        ({"position": "last"}, ["agent", "customer"], False, True),
        (
            {"context": [{"customer": "在吗"}, {"agent": "在"}], "customer": "好"},
            ["customer", "agent", "customer"],
            False,
            False,
        ),
        ({"context": [{"agent": "在"}]}, ["agent", "customer"], False, False),
    ],
)
def test_the_reply_of_an_example(
    example: Mapping[str, Any], said: list[str], first: bool, last: bool
) -> None:
    reply = reply_of(example, "好的")
    assert reply.text == "好的"
    assert [turn.speaker for turn in reply.turns[: reply.turn]] == said
    assert (reply.first, reply.last) == (first, last)


def signals(folder: Path, body: str, examples: str) -> list[str]:
    text = ruleset(signals={"soft": body}).replace("{ yes: [是], no: [否] }", examples)
    return [
        f"{failure.text}{failure.reason}"
        for failure in failures(Shop(written(folder, text)).plan)
        if failure.id == "soft"
    ]


def test_the_examples_of_signals_are_tried(tmp_path: Path) -> None:
    body = "find: { phrases: [亲] }\nunless: [quoted]"
    assert signals(tmp_path, body, "{ yes: [好的亲], no: [好的, 您说的“亲”] }") == []
    assert signals(tmp_path, body, "{ yes: [好的], no: [好的亲] }") == ["好的应该命中", "好的亲不该命中"]
