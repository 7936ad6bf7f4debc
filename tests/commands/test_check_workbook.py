"""`replylint check` and `rewrite` on workbooks, and on the exports of bots and help desks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.support import check_json, run
from tests.readers.workbooks import Book, Value, parts_of

ROWS: list[list[Value]] = [["小店话术"], ["编码", "话术", "分组"], ["fh", "亲，今天发货，麻烦你留意", "物流"]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "话术.xlsx"
    path.write_bytes(Book({"售前": ROWS}).data())
    return path


def test_findings_are_told_by_their_cells(book: Path) -> None:
    ran = run("check", "--isolated", book)
    assert ran.code == 1
    assert f"{book}:售前!B3: warning courtesy.pronoun" in ran.out
    (found,) = check_json(book).findings
    assert [found[key] for key in ("cell", "line", "column", "end_column", "template")] == [
        *("售前!B3", 3, 10, 11, "fh"),
    ]
    assert "售前!B3: " in run("check", "--isolated", "--format", "github", book).out


def test_a_fix_is_written_into_the_cell(book: Path) -> None:
    before = parts_of(book.read_bytes())
    assert run("check", "--isolated", "--fix", book).code == 0
    after = parts_of(book.read_bytes())
    assert [name for name in before if before[name] != after[name]] == ["xl/sharedStrings.xml"]
    assert "麻烦您留意" in after["xl/sharedStrings.xml"].decode()


def test_a_diff_shows_the_cell_and_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    assert "+售前!B3: 亲，今天发货，麻烦您留意\n" in run("check", "--isolated", "--diff", book).out
    assert book.read_bytes() == before


def test_a_rewrite_is_written(book: Path) -> None:
    assert f"{book}:售前!B3" in run("rewrite", "--isolated", book).out
    assert run("rewrite", "--isolated", "--write", book).code == 0
    assert check_json(book).findings == []


def test_standard_input(book: Path) -> None:
    data = book.read_bytes()
    assert check_json("-", data=data).rules == ["courtesy.pronoun"]


def test_a_suppression_of_a_template(book: Path, tmp_path: Path) -> None:
    config = tmp_path / "own.yaml"
    config.write_text(
        "suppressions:\n- {rule: courtesy.pronoun, path: 话术.xlsx, template: fh}\n", encoding="utf-8"
    )
    assert run("check", "--config", config, book).code == 0


def test_templates_of_a_workbook_are_a_library(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(Book({"一": [*ROWS], "二": [["编码", "话术"], ["fh", "您好，可以退的"]]}).data())
    ran = run("check", "--isolated", "--select", "library.code-twice", path)
    assert "二!A2" in ran.out or "二!B2" in ran.out
    assert "一!B3" in ran.out


def test_a_workbook_of_other_things_is_passed_over_in_a_folder(tmp_path: Path, book: Path) -> None:
    run("check", "--isolated", "--fix", book)
    path = tmp_path / "价格.xlsx"
    path.write_bytes(Book({"a": [["货号", "价格"], ["A1", 9.9]]}).data())
    assert run("check", "--isolated", tmp_path).code == 0
    assert run("check", "--isolated", "--skip-others", path).code == 0
    named = run("check", "--isolated", path)
    assert named.code == 2
    assert "text-columns" in named.err


def test_what_is_open_in_excel_leaves_no_trace(tmp_path: Path, book: Path) -> None:
    (tmp_path / "~$话术.xlsx").write_bytes(b"\x05user" + bytes(160))
    assert "~$" not in run("check", "--isolated", tmp_path).err


def test_the_macros_of_a_help_desk(tmp_path: Path) -> None:
    path = tmp_path / "宏.json"
    html = '<p class="a">今天发货</p><p>麻烦<b>你</b>留意</p>'
    action = {"field": "comment_value_html", "value": html}
    text = json.dumps({"macros": [{"title": "发货", "actions": [action]}]}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    assert check_json(path).findings[0]["template"] == "发货"
    run("check", "--isolated", "--fix", path)
    assert path.read_text(encoding="utf-8") == text.replace("你", "您")


def test_a_path_of_ones_own(tmp_path: Path) -> None:
    config = tmp_path / "replylint.yaml"
    config.write_text("text-keys: ['bot.*.says[*]']\n", encoding="utf-8")
    path = tmp_path / "bot.json"
    path.write_text('{"bot": {"ship": {"says": ["麻烦你留意物流"]}}}', encoding="utf-8")
    ran = run("check", "--config", config, "--format", "json", path)
    assert [(one["rule"], one["template"]) for one in ran.findings] == [("courtesy.pronoun", "ship")]


def test_a_bad_path_is_told_with_its_place(tmp_path: Path) -> None:
    config = tmp_path / "replylint.yaml"
    config.write_text("text-keys: [answer, 'bot[x]']\n", encoding="utf-8")
    ran = run("check", "--config", config, tmp_path)
    assert ran.code == 2
    assert "replylint.yaml:1:21:" in ran.err
    assert "[x]" in ran.err
