"""JUnit XML, against the schema of Jenkins and read by junitparser."""

from __future__ import annotations

from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from junitparser import JUnitXml, TestCase, TestSuite

from linter.model import Problem
from tests.reports.support import (
    HOSTILE,
    TEXT,
    about,
    broken,
    chat,
    diagnostic,
    finding,
    hostile,
    made,
    raw_controls,
)

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")


def suites(text: str) -> list[TestSuite]:
    """The suites of a report that holds to the schema."""
    SCHEMA.validate(text.encode())
    return list(JUnitXml.fromstring(text.encode()))


def cases(text: str) -> list[TestCase]:
    return [case for suite in suites(text) for case in suite]


def test_the_schema_knows_wrong_from_right() -> None:
    text = made("junit", [[diagnostic()]]).replace("<failure", "<failed").replace("</failure", "</failed")
    assert not SCHEMA.is_valid(text.encode())


def test_a_file_is_a_suite_and_a_reply_with_findings_a_case() -> None:
    (suite,) = suites(made("junit", [[diagnostic(template="发货"), diagnostic(template="发货")]]))
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("templates/售前.txt", 2, 1, 0)
    first, rest = suite
    assert first.name == "发货 (第 3 行)"
    assert [failure.type for failure in first.result] == ["warning", "warning"]
    assert rest.is_passed


def test_a_file_without_findings_is_a_suite_that_passes() -> None:
    (suite,) = suites(made("junit", [[]]))
    assert (suite.tests, suite.failures) == (1, 0)


def test_findings_that_fail_no_run_fail_no_case() -> None:
    (case, _) = cases(made("junit", [[diagnostic(finding=finding(severity="info"))]]))
    assert case.is_passed
    assert "guarantee.pledge" in case.system_out


def test_what_fails_follows_the_run() -> None:
    text = made("junit", [[diagnostic(finding=finding(severity="info"))]], about=about(fail_on="hint"))
    assert not cases(text)[0].is_passed


def test_blocks_of_one_file_are_one_suite() -> None:
    assert len(suites(made("junit", [[diagnostic()], [diagnostic(line=9)]]))) == 1


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    (_, suite) = suites(made("junit", [[]], problems=[Problem("坏.txt", "读不了")]))
    assert (suite.name, suite.errors, suite.tests) == ("坏.txt", 1, 1)


def test_a_reply_of_a_chat_is_known_by_its_message() -> None:
    assert cases(made("junit", [[chat()]]))[0].name == "c-17 第 4 条消息 (第 3 行)"


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("junit", [[one]])
    assert "13800138000" in made("junit", [[one]], show_personal_data=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_holds_to_the_schema(text: str, private: bool) -> None:
    written = made("junit", [[broken(text, private=private)]])
    assert len(cases(written)) == 2
    assert raw_controls(written) == set()


@settings(max_examples=50, deadline=None)
@given(hostile)
def test_whatever_is_typed_is_one_failure(text: str) -> None:
    one = diagnostic(TEXT, path=f"a{text}.txt", rewrite=text, finding=finding(message=text), template=text)
    case, _ = cases(made("junit", [[one]]))
    assert len(case.result) == 1
