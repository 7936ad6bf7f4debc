"""Scores as tables."""

from __future__ import annotations

import csv
from datetime import timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from linter.model import Conversation, Diagnostic
from linter.reports.cells import LONGEST_CELL, harmless
from linter.reports.quality import scores
from linter.reports.quality.scores import score_table
from linter.scoring.recorder import Recorder
from linter.scoring.tally import Tally
from tests.reports.quality.support import CARD, MAY
from tests.scoring.support import chat, found

TITLES = {"tone.blame": "怪客户"}


def written(path: Path, chats: list[Conversation], hits: list[Diagnostic], *, show: bool = False) -> Path:
    """A table of conversations."""
    table, tally = score_table(path, CARD, TITLES, show, timezone.utc), Tally(CARD, 5)
    for record in Recorder(CARD, 5).records("chats.jsonl", chats, hits):
        table.add(record)
        tally.add(record)
    table.write(tally)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture
def two() -> Conversation:
    return chat(
        f"客户@{MAY}：在吗",
        "客服/小美：怪谁呢",
        "客户：哦",
        "客服/阿强：您好",
        "客服/阿强：在的",
        id="s-1",
        customer="买家一号",
    )


def test_each_agents_part_is_a_row(two: Conversation, tmp_path: Path) -> None:
    beautiful, strong = rows(written(tmp_path / "a.csv", [two], [found(two, 1, "怪谁")]))
    assert (beautiful["客服"], beautiful["得分"], beautiful["礼貌扣分"], beautiful["回复数"]) == (
        "小美",
        "90",
        "10",
        "1",
    )
    assert (strong["客服"], strong["得分"], strong["扣分明细"]) == ("阿强", "100", "")
    assert (strong["会话"], strong["时间"], strong["文件"], strong["行"]) == (
        "s-1",
        "2024-05-06 00:00:00",
        "chats.jsonl",
        "1",
    )


def test_a_deduction_is_told_with_rule_and_quotation(two: Conversation, tmp_path: Path) -> None:
    one, _ = rows(written(tmp_path / "a.csv", [two], [found(two, 1, "怪谁")]))
    assert one["扣分明细"] == "怪客户 扣 10（tone.blame）：怪谁呢"


def test_customers_are_masked_unless_that_is_not_wanted(two: Conversation, tmp_path: Path) -> None:
    masked, bare = (
        rows(written(tmp_path / f"{show}.csv", [two], [], show=show))[0] for show in (False, True)
    )
    assert (masked["客户"], bare["客户"]) == ("买***", "买家一号")


def test_excel_is_told_the_encoding(two: Conversation, tmp_path: Path) -> None:
    assert written(tmp_path / "a.csv", [two], []).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_workbook_has_agents_conversations_and_deductions(two: Conversation, tmp_path: Path) -> None:
    made = sheets(written(tmp_path / "a.xlsx", [two], [found(two, 1, "怪谁")]))
    assert list(made) == ["客服", "会话", "扣分"]
    assert [row[:5] for row in made["客服"][1:]] == [
        ("全队", 1, 2, 90, 1),
        ("小美", 1, 1, 90, 1),
        ("阿强", 1, 1, 100, 1),
    ]
    assert len(made["会话"]) == 3
    head, row = made["扣分"]
    told = dict(zip(head, row, strict=True))
    assert (told["规则"], told["说明"], told["扣分"], told["找到的词"]) == (
        "tone.blame",
        "怪客户",
        10,
        "怪谁",
    )


def test_a_full_sheet_is_followed_by_another(
    two: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scores, "MOST_ROWS", 2)
    made = sheets(written(tmp_path / "a.xlsx", [two], []))
    assert [name for name in made if name.startswith("会话")] == ["会话", "会话 2"]
    assert made["会话"][0] == made["会话 2"][0]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "\n=1"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_cell_is_a_formula(formula: str, suffix: str, tmp_path: Path) -> None:
    one = chat("客户：在吗", f"客服：{formula}", id=formula, agent=formula, customer=formula)
    path = written(tmp_path / f"a.{suffix}", [one], [found(one, 1, formula[1:])], show=True)
    if suffix == "csv":
        cells = [cell for row in rows(path) for cell in row.values()]
    else:
        book = load_workbook(path)
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
        cells = [
            cell for table in sheets(path).values() for row in table for cell in row if isinstance(cell, str)
        ]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r＝" and cell]


@given(st.text() | st.sampled_from(FORMULAS))
def test_a_harmless_cell_begins_with_nothing_that_a_formula_does(text: str) -> None:
    made = harmless(text)
    assert isinstance(made, str)
    assert made[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert len(made) <= LONGEST_CELL + 1


def test_numbers_stay_numbers() -> None:
    assert (harmless(-3), harmless(0.5), harmless(None)) == (-3, 0.5, None)
