"""Workflow commands for GitHub Actions."""

from __future__ import annotations

import pytest
from hypothesis import given

from linter.model import Diagnostic
from linter.reports import report
from linter.reports.github import GithubReport
from tests.reports.support import chat, diagnostic, finding, hostile, raw_controls, summary


def command(diagnostic: Diagnostic, **options: bool) -> str:
    (told,) = GithubReport(**options).render([diagnostic])
    return told


def test_a_finding_is_an_annotation() -> None:
    assert command(diagnostic()) == (
        "::warning file=templates/售前.txt,line=3,endLine=3,col=5,endColumn=7,title=guarantee.pledge"
        "::“保证”是打包票。"
    )


@pytest.mark.parametrize(
    ("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice"), ("hint", "notice")]
)
def test_severities_have_their_commands(severity: str, name: str) -> None:
    assert command(diagnostic(finding=finding(severity=severity))).startswith(f"::{name} ")


def test_the_rewrite_stands_on_a_line_of_its_own() -> None:
    assert command(diagnostic(rewrite="亲，我们尽量到")).endswith("::“保证”是打包票。%0A→ 亲，我们尽量到")


def test_a_message_is_escaped() -> None:
    told = command(diagnostic(finding=finding(message="100%：a,b\r\n::error::x")))
    assert told.endswith("::100%25：a,b%0A::error::x")
    assert "\n" not in told


def test_properties_are_escaped_further() -> None:
    told = command(diagnostic(path="话术,100%:a.txt"))
    assert told.startswith("::warning file=话术%2C100%25%3Aa.txt,line=3,")


def test_a_new_command_cannot_be_smuggled_in() -> None:
    told = command(diagnostic(path="a.txt\n::error::x", rewrite="好\n::set-output name=a::b"))
    assert len(told.splitlines()) == 1


@given(hostile, hostile)
def test_control_characters_never_reach_the_output(text: str, path: str) -> None:
    told = command(diagnostic(text, 0, 1, path=path, rewrite=text, finding=finding(text, 0, 1, message=text)))
    assert raw_controls(told) == set()
    assert "\n" not in told
    told.encode()


def test_personal_data_of_a_chat_is_masked() -> None:
    text = "亲，13800138000保证到"
    assert "13800138000" not in command(chat(text, 2, 15, rewrite=text))
    assert "13800138000" in command(chat(text, 2, 15, rewrite=text), show_personal_data=True)
    assert "13800138000" in command(diagnostic(text, 2, 15))


def test_nothing_stands_around_the_annotations() -> None:
    made = report("github")
    assert isinstance(made, GithubReport)
    assert (made.begin(), made.end(summary())) == ("", "")
