"""Replies with findings, told to the program itself."""

from __future__ import annotations

from hypothesis import given

from linter.model import Diagnostic
from linter.reports import report
from linter.reports.places import PlacesReport, placed, replies
from tests.reports.support import TEXT, chat, diagnostic, finding, hostile, summary


def read_back(*diagnostics: Diagnostic, show: bool = False) -> list[tuple[str, list[tuple[str, str, str]]]]:
    made = PlacesReport(show)
    written = made.separator.join(made.render(diagnostics))
    return [
        (reply, [(one.rule, one.severity, one.match) for one in found]) for reply, found in replies(written)
    ]


def test_what_was_written_is_read_again() -> None:
    one = diagnostic()
    written = report("places")
    text = written.begin() + written.separator.join(written.render([one])) + written.end(summary())
    (found,) = placed(text)
    assert (found.path, found.line, found.rule) == (one.path, one.line, one.finding.rule)
    assert (found.start, found.end, found.match) == one.finding[2:5]
    assert found.rewrite == one.rewrite


def test_a_reply_is_told_once_with_all_its_findings() -> None:
    word = finding(rule="slang.word", severity="info", match="亲")
    assert read_back(diagnostic(), diagnostic(finding=word), diagnostic(number=1)) == [
        (TEXT, [("guarantee.pledge", "warning", "保证"), ("slang.word", "info", "亲")]),
        (TEXT, [("guarantee.pledge", "warning", "保证")]),
    ]


@given(hostile)
def test_whatever_was_typed_comes_back(text: str) -> None:
    ((reply, ((_, _, match),)),) = read_back(diagnostic(text, 0, 1))
    assert (reply, match) == (text, text[:1])


def test_personal_data_of_a_chat_is_masked() -> None:
    text = "亲，13800138000保证到"
    phone = finding(text, 2, 13)
    ((reply, ((_, _, match),)),) = read_back(chat(text, 2, 13, finding=phone))
    assert (reply, match) == ("亲，138******00保证到", "138******00")
    assert read_back(chat(text, 2, 13, finding=phone), show=True)[0][0] == text
    assert read_back(diagnostic(text, 2, 13))[0][0] == text


def test_nothing_is_told_of_nothing() -> None:
    assert read_back() == []
