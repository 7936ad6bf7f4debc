"""SARIF 2.1.0, against the schema of the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from linter.model import Problem, Replacement
from tests.reports.support import (
    HOSTILE,
    about,
    broken,
    chat,
    diagnostic,
    finding,
    fix,
    hostile,
    made,
    raw_controls,
)

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
VALID = Draft202012Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def run_of(text: str) -> dict[str, Any]:
    """The run of a log that holds to the schema."""
    log = json.loads(text)
    VALID.validate(log)
    (run,) = log["runs"]
    return dict(run)


def result_of(*args: Any, **kwargs: Any) -> dict[str, Any]:
    (result,) = run_of(made("sarif", [[diagnostic(*args, **kwargs)]], about=about()))["results"]
    return dict(result)


def test_the_schema_knows_wrong_from_right() -> None:
    log = json.loads(made("sarif", [[diagnostic()]]))
    log["runs"][0]["results"][0]["level"] = "hint"
    assert not VALID.is_valid(log)


def test_a_run_without_findings_holds_to_the_schema() -> None:
    assert run_of(made("sarif", [[]]))["results"] == []


def test_columns_are_characters_and_say_so() -> None:
    run = run_of(made("sarif", [[diagnostic("😀保证", 1, 3)]]))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 3,
        "startColumn": 2,
        "endLine": 3,
        "endColumn": 4,
        "snippet": {"text": "保证"},
    }


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note"), ("hint", "note")]
)
def test_severities_have_their_levels(severity: str, level: str) -> None:
    assert result_of(finding=finding(severity=severity))["level"] == level


def test_paths_are_relative_and_percent_encoded() -> None:
    place = result_of(path="./话术/100% 好.txt")["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "%E8%AF%9D%E6%9C%AF/100%25%20%E5%A5%BD.txt", "uriBaseId": "%SRCROOT%"}


def test_a_path_elsewhere_is_an_address() -> None:
    place = result_of(path="/somewhere/else/a b.txt")["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///somewhere/else/a%20b.txt"}


def test_a_rule_brings_its_help() -> None:
    driver = run_of(made("sarif", [[diagnostic()]], about=about()))["tool"]["driver"]
    (rule,) = driver["rules"]
    assert rule["id"] == "guarantee.pledge"
    assert rule["shortDescription"]["text"] == "打包票"
    assert "保证明天到" in rule["help"]["text"]
    assert "    再看" in rule["help"]["markdown"]
    assert "helpUri" not in rule


def test_a_fix_is_a_replacement_in_the_source() -> None:
    new = Replacement(3, 5, 3, 7, (13, 19), "尽量")
    one = diagnostic(finding=finding(fixes=(fix(),)), replacements=(new,))
    (told,) = run_of(made("sarif", [[one]]))["results"][0]["fixes"]
    (change,) = told["artifactChanges"][0]["replacements"]
    assert change == {
        "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7},
        "insertedContent": {"text": "尽量"},
    }


def test_a_fix_that_cannot_be_written_is_left_out() -> None:
    one = diagnostic(finding=finding(fixes=(fix(),)), replacements=(None,))
    assert "fixes" not in run_of(made("sarif", [[one]]))["results"][0]


def test_no_two_fingerprints_are_the_same_and_lines_do_not_matter() -> None:
    def prints(lines: list[int]) -> list[str]:
        parts = [[diagnostic(line=line, number=line) for line in lines]]
        results = run_of(made("sarif", parts))["results"]
        return [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]

    assert len(set(prints([3, 4]))) == 2
    assert prints([3, 4]) == prints([30, 44])


def test_what_could_not_be_read_is_told() -> None:
    run = run_of(made("sarif", [[]], problems=[Problem("坏.txt", "读不了", 3, 4)]))
    (invocation,) = run["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert told["level"] == "error"
    assert told["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}


def test_a_notice_is_no_failure() -> None:
    run = run_of(made("sarif", [[]], problems=[Problem("replylint", "提示", fatal=False)]))
    assert run["invocations"][0]["executionSuccessful"]


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("sarif", [[one]])
    assert "13800138000" in made("sarif", [[one]], show_personal_data=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_holds_to_the_schema(text: str, private: bool) -> None:
    written = made("sarif", [[broken(text, private=private)]], about=about())
    assert len(run_of(written)["results"]) == 1
    assert raw_controls(written) == set()
    written.encode()


@settings(max_examples=30, deadline=None)
@given(hostile, hostile)
def test_whatever_is_typed_holds_to_the_schema(text: str, path: str) -> None:
    one = diagnostic(text, 0, 1, path=path, rewrite=text, finding=finding(text, 0, 1, message=text))
    written = made("sarif", [[one]])
    whole = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    assert run_of(written)["results"][0]["message"]["text"] == f"{whole}\n→ {whole}"
    written.encode()
