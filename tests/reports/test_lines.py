"""The reports of a line each: concise, and JSON lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from linter.reports.concise import ConciseReport
from tests.reports.support import broken, chat, diagnostic, finding, hostile, made, raw_controls


def test_a_finding_is_a_line() -> None:
    assert made("concise", [[diagnostic()], [], [diagnostic(path="b.txt")]]) == (
        "templates/售前.txt:3:5: warning guarantee.pledge “保证”是打包票。\n"
        "b.txt:3:5: warning guarantee.pledge “保证”是打包票。\n"
    )


@pytest.mark.parametrize("name", ["concise", "jsonl", "rdjsonl"])
def test_nothing_found_is_nothing_written(name: str) -> None:
    assert made(name, [[], []]) == ""


def test_colour_where_it_is_asked_for() -> None:
    (line,) = ConciseReport(color=True).render([diagnostic()])
    assert "\x1b[1;33mwarning\x1b[0m" in line


@given(hostile, hostile)
def test_a_line_is_one_line_without_control_characters(text: str, path: str) -> None:
    one = diagnostic(text, 0, 1, path=path, finding=finding(text, 0, 1, message=text))
    written = made("concise", [[one]])
    assert len(written.splitlines()) == 1
    assert raw_controls(written) == set()


def test_lines_of_json_are_the_findings_of_the_json_report() -> None:
    parts = [[diagnostic(), chat(line=9)], [], [broken("]]>\x1b\ud83d")]]
    lines = made("jsonl", parts).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(made("json", parts))["findings"]


@pytest.mark.parametrize("name", ["concise", "jsonl", "grouped"])
def test_personal_data_of_a_chat_is_masked(name: str) -> None:
    one = chat("亲，13800138000保证到", 2, 15, finding=finding("13800138000", 0, 11))
    assert "13800138000" not in made(name, [[one]])
    assert "13800138000" in made(name, [[one]], show_personal_data=True)
