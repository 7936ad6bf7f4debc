"""GitLab code quality: the keys that docs.gitlab.com/ci/testing/code_quality asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.reports.support import HOSTILE, broken, chat, diagnostic, finding, made, raw_controls

LINE = {"type": "integer", "minimum": 1}
VALID = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": r"^\./"}},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": LINE, "end": LINE},
                        },
                    },
                },
            },
        },
    }
)


def issues(text: str) -> list[dict[str, Any]]:
    """The issues of a report that holds to what GitLab asks for."""
    made = json.loads(text)
    VALID.validate(made)
    return list(made)


def test_nothing_found_is_an_empty_array() -> None:
    assert issues(made("gitlab", [[]])) == []


def test_it_begins_with_no_byte_order_mark() -> None:
    assert made("gitlab", [[diagnostic()]])[0] == "["


def test_a_finding_is_an_issue() -> None:
    (issue,) = issues(made("gitlab", [[diagnostic(path="./话术/a.txt", rewrite="好")]]))
    assert issue["check_name"] == "guarantee.pledge"
    assert issue["description"] == "“保证”是打包票。\n→ 好"
    assert issue["location"] == {"path": "话术/a.txt", "lines": {"begin": 3, "end": 3}}


@pytest.mark.parametrize(
    ("severity", "theirs"),
    [("error", "critical"), ("warning", "major"), ("info", "minor"), ("hint", "info")],
)
def test_severities_are_those_of_gitlab(severity: str, theirs: str) -> None:
    (issue,) = issues(made("gitlab", [[diagnostic(finding=finding(severity=severity))]]))
    assert issue["severity"] == theirs


def prints(*changes: dict[str, Any]) -> list[str]:
    found = [diagnostic(**{"number": number, **change}) for number, change in enumerate(changes)]
    return [issue["fingerprint"] for issue in issues(made("gitlab", [found]))]


def test_no_two_findings_have_the_same_fingerprint() -> None:
    assert len({*prints({"line": 3}, {"line": 4}, {"line": 5})}) == 3


def test_a_fingerprint_stays_when_lines_move() -> None:
    assert prints({"line": 3}) == prints({"line": 300})


def test_a_fingerprint_of_a_named_template_stays_when_the_rest_of_it_changes() -> None:
    assert prints({"template": "发货"}) == prints({"template": "发货", "reply": "我们保证"})


@pytest.mark.parametrize("change", [{"path": "b.txt"}, {"template": "发货"}, {"reply": "亲，保证"}])
def test_a_fingerprint_tells_replies_apart(change: dict[str, Any]) -> None:
    assert prints({}) != prints(change)


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("gitlab", [[one]])
    assert "13800138000" in made("gitlab", [[one]], show_personal_data=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_holds_to_the_schema(text: str, private: bool) -> None:
    written = made("gitlab", [[broken(text, private=private)]])
    assert len(issues(written)) == 1
    assert raw_controls(written) == set()
    written.encode()
