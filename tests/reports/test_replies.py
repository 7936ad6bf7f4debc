"""Replies with findings, told to the program itself."""

from __future__ import annotations

from hypothesis import given

from linter.model import Diagnostic
from linter.reports import report
from linter.reports.replies import RepliesReport, Told, told
from tests.reports.support import TEXT, chat, diagnostic, finding, hostile, summary


def read_back(*diagnostics: Diagnostic, show: bool = False) -> list[tuple[str, list[Told]]]:
    made = RepliesReport(show)
    return list(told(made.separator.join(made.render(diagnostics))))


def test_a_reply_is_told_once_with_all_its_findings() -> None:
    word = finding(rule="slang.word", severity="info", match="亲")
    assert read_back(diagnostic(), diagnostic(finding=word), diagnostic(number=1)) == [
        (TEXT, [Told("guarantee.pledge", "warning", "保证"), Told("slang.word", "info", "亲")]),
        (TEXT, [Told("guarantee.pledge", "warning", "保证")]),
    ]


@given(hostile)
def test_whatever_was_typed_comes_back(text: str) -> None:
    ((reply, (one,)),) = read_back(diagnostic(text, 0, 1))
    assert (reply, one.match) == (text, text[:1])


def test_personal_data_of_a_chat_is_masked() -> None:
    text = "亲，13800138000保证到"
    phone = finding(text, 2, 13)
    ((reply, (one,)),) = read_back(chat(text, 2, 13, finding=phone))
    assert (reply, one.match) == ("亲，138******00保证到", "138******00")
    assert read_back(chat(text, 2, 13, finding=phone), show=True)[0][0] == text
    assert read_back(diagnostic(text, 2, 13))[0][0] == text


def test_it_can_be_asked_for_by_name() -> None:
    made = report("replies")
    assert isinstance(made, RepliesReport)
    assert made.begin() + made.end(summary()) == ""


def test_nothing_is_told_of_nothing() -> None:
    assert read_back() == []
