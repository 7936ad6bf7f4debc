"""What the tests of the pipeline share: a small ruleset, settings, and files of replies."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from linter.model import Document, Problem, Severity, Summary
from linter.pipeline.discover import FileToRead, discover
from linter.pipeline.outcome import Outcome
from linter.pipeline.run import outcomes
from linter.pipeline.settings import Settings
from linter.readers.load import load
from linter.readers.vocabulary import default_options
from linter.rules.plan import plan
from tests.rules.support import rule, ruleset

OPTIONS = default_options()

RULES = ruleset(
    rule("find: { phrases: [保证] }\nunless: [negated]\nfix: [ { with: 尽量 } ]", "a.pledge"),
    rule("find: { phrases: [你] }\nfix: [ { with: 您, safe: true } ]\nseverity: info", "b.pronoun"),
    rule(
        "find: { missing: [抱歉] }\nwhen: [ { customer: { phrases: [坏了], within: 2 } } ]\n"
        "unless: [ { agent: { phrases: [抱歉], within: 2 } } ]\n"
        "fix: [ { insert: 抱歉，, at: start } ]",
        "c.sorry",
    ),
    rule("find: { missing: [您好] }\nwhen: [ { position: first } ]", "d.greeting"),
    rule("find: { pattern: '稍等\\n马上' }", "e.joined"),
)
"""Rules of every sort: by words, with safe and unsafe fixes, about what is missing, what was said before."""


@cache
def _severities(path: str) -> dict[str, Severity]:
    return plan([path], cache=False).severities


def settings(rules: Path | str, **changes: Any) -> Settings:
    """The settings of a run with a ruleset: JSON, all rules."""
    own = _severities(str(rules))
    made = Settings(
        rulesets=(str(rules),),
        overlays=(),
        active=frozenset(own),
        severities=own,
        options=OPTIONS,
        input_format=None,
        output="json",
        color=False,
        show_personal_data=False,
        language="zh",
    )
    return made._replace(**changes)


def document(text: str, name: str, format: str | None = None) -> Document:
    """What is read of a file."""
    return load(text.encode(), name, OPTIONS, format).document


def chat(*turns: str, name: str = "c-1") -> str:
    """A line of messages JSONL: `客户：…`, `客服：…`, `系统：…`."""
    roles = {"客户": "user", "客服": "assistant", "系统": "system"}
    messages = [
        {"role": roles[who], "content": text} for who, _, text in (turn.partition("：") for turn in turns)
    ]
    return json.dumps({"id": name, "messages": messages}, ensure_ascii=False) + "\n"


def findings(outcome: Outcome) -> list[dict[str, Any]]:
    """The findings of an outcome."""
    one: list[dict[str, Any]] = json.loads(f"[{outcome.text}]")
    return one


def run(paths: list[Path | str], settings: Settings, jobs: int = 1) -> list[Outcome]:
    """The outcomes of a run over files and folders."""
    found = discover([str(path) for path in paths])
    assert found.problems == []
    return list(outcomes(found.files, [settings], jobs))


def named(path: Path) -> FileToRead:
    """A file that was named on the command line."""
    return FileToRead(str(path), True, path.stat().st_size)


def met(path: Path) -> FileToRead:
    """A file that was met in a folder."""
    return FileToRead(str(path), False, path.stat().st_size)


def told(problems: list[Problem]) -> list[tuple[str, bool]]:
    """Where problems are, and whether they are fatal."""
    return [(Path(problem.path).name, problem.fatal) for problem in problems]


def total(outcomes: list[Outcome]) -> Summary:
    """The counts of several outcomes."""
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome.summary)
    return summary
