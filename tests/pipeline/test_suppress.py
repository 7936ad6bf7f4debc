"""What a configuration suppresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Suppression
from linter.pipeline.judge import Judge
from linter.pipeline.suppress import Suppressions
from linter.source import LinePlace
from tests.pipeline.support import chat, document, findings, settings
from tests.rules.support import Template

FILE = "replies:\n  - {name: 发货, text: 我们保证到}\n  - {name: 改价, text: 保证不改}\n"


def template(name: str = "", text: str = "在的") -> Template:
    return Template(text, LinePlace(1, 1, text), name)


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (Suppression("a", path="售后.yaml"), True),
        (Suppression("a", path="话术"), True),
        (Suppression("a", path="话术/*.yaml"), True),
        (Suppression("a", path="后.yaml"), False),
        (Suppression("a", template="发货"), True),
        (Suppression("a", template="发"), False),
        (Suppression("a", text=" 在的\n"), True),
        (Suppression("a", text="在"), False),
        (Suppression("a", path="售后.yaml", template="改价"), False),
    ],
)
def test_where_a_suppression_holds(tmp_path: Path, one: Suppression, holds: bool) -> None:
    path = str(tmp_path / "话术" / "售后.yaml")
    assert Suppressions([one]).at(path, template("发货")) == ({0} if holds else set())


def judged(rules: Path, *suppressions: Suppression) -> tuple[list[str], set[int], set[int], int]:
    judge = Judge(settings(rules, suppressions=suppressions))
    outcome = judge.document(document(FILE, "a.yaml"))
    return (
        [one["template"] for one in findings(outcome)],
        outcome.met,
        outcome.used,
        outcome.summary.suppressed,
    )


def test_what_is_suppressed_is_not_reported_but_counted(rules: Path) -> None:
    assert judged(rules, Suppression("a.pledge", template="发货")) == (["改价"], {0}, {0}, 1)


def test_a_category_may_be_suppressed(rules: Path) -> None:
    assert judged(rules, Suppression("a", path="a.yaml")) == ([], {0}, {0}, 2)


def test_a_suppression_that_suppresses_nothing_is_met_and_not_used(rules: Path) -> None:
    assert judged(rules, Suppression("b", template="发货")) == (["发货", "改价"], {0}, set(), 0)


def test_a_suppression_for_another_file_is_not_met(rules: Path) -> None:
    assert judged(rules, Suppression("b", path="b.yaml"))[1] == set()


def test_chats_are_judged_in_full(rules: Path) -> None:
    judge = Judge(settings(rules, suppressions=(Suppression("a", path="a.jsonl"),)))
    outcome = judge.document(document(chat("客户：在吗", "客服：保证到"), "a.jsonl"))
    assert "a.pledge" in [one["rule"] for one in findings(outcome)]
