"""The table for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from linter.i18n import set_language
from tests.reports.support import HOSTILE, broken, chat, diagnostic, finding, fix, hostile, made, raw_controls

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows(text: str) -> list[list[str]]:
    """The rows, as a spreadsheet reads them, without the byte order mark."""
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def test_nothing_found_is_a_head() -> None:
    assert [row[:3] for row in rows(made("csv", [[]]))] == [["文件", "行", "列"]]


def test_the_head_is_in_the_users_language() -> None:
    set_language("en")
    try:
        assert rows(made("csv", [[]]))[0][:5] == ["file", "line", "column", "severity", "rule"]
    finally:
        set_language("zh")


def test_a_finding_is_a_row() -> None:
    one = diagnostic(finding=finding(fixes=(fix(),)), rewrite="亲，我们尽量明天到", template="发货")
    assert rows(made("csv", [[one]]))[1] == [
        *("templates/售前.txt", "3", "5", "warning", "guarantee.pledge", "“保证”是打包票。", "保证"),
        *("亲，我们保证明天到", "“保证”换成“尽量”", "亲，我们尽量明天到", "发货", "", ""),
    ]


def test_lines_end_as_spreadsheets_end_them() -> None:
    text = made("csv", [[diagnostic(), diagnostic()], [diagnostic()]])
    assert len(rows(text)) == 4
    assert text.count("\r\n") == text.count("\n") == 4


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("csv", [[one]])
    assert "13800138000" in made("csv", [[one]], show_personal_data=True)


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "@SUM(1)", "-1", "＝1", "\t=1", "a,b;c\td", '"'])
def test_no_cell_is_a_formula(text: str) -> None:
    written = made("csv", [[broken(text)]])
    table = rows(written)
    assert {len(row) for row in table} == {13}
    assert not any(cell.startswith(FORMULA) for row in table for cell in row)
    assert raw_controls(written) <= {"\ufeff", "\r", "\t"} | raw_controls(text) & {"\u200d"}


@given(hostile)
def test_whatever_is_typed_stays_in_its_row(text: str) -> None:
    head, row = rows(made("csv", [[diagnostic(text, 0, 1, rewrite=text, template=text)]]))
    assert len(row) == len(head)
    assert not any(cell.startswith(FORMULA) for cell in row)
