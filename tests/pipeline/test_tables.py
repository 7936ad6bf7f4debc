"""Parquet in a run: parts of whole conversations, on one process or several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linter.pipeline import tables
from tests.pipeline.support import findings, run, settings, told, total

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def written(path: Path, columns: dict[str, list[Any]]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.fixture
def chats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "_PART", 10)
    count = 200
    return written(
        tmp_path / "chats.parquet",
        {
            "session_id": [number // 4 for number in range(count)],
            "sender": ["客户" if number % 2 == 0 else "客服" for number in range(count)],
            "text": [f"您好，第{number}件保证到" if number % 40 == 1 else "您好" for number in range(count)],
        },
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_rows_are_judged_in_parts(chats: Path, rules: Path, jobs: int) -> None:
    done = run([chats], settings(rules), jobs)
    assert len(done) > 10
    found = [finding for outcome in done for finding in findings(outcome)]
    assert [(one["line"], one["conversation"]) for one in found] == [
        (number + 1, str(number // 4)) for number in range(1, 200, 40)
    ]
    assert (total(done).files, total(done).replies) == (1, 100)


def test_nobody_known_as_an_agent_is_an_error_with_the_names(tmp_path: Path, rules: Path) -> None:
    path = written(
        tmp_path / "a.parquet", {"session_id": [1, 1], "sender": ["小美", "王女士"], "text": ["亲", "在吗"]}
    )
    problems = [problem for outcome in run([path], settings(rules)) for problem in outcome.problems]
    assert told(problems) == [("a.parquet", True)]
    assert "小美" in problems[0].message


def test_templates_are_read_as_a_whole(tmp_path: Path, rules: Path) -> None:
    path = written(tmp_path / "a.parquet", {"话术": ["我们保证到"]})
    done = run([path], settings(rules))
    assert [finding["rule"] for outcome in done for finding in findings(outcome)] == ["a.pledge"]


def test_a_damaged_file_is_told(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100)
    problems = [problem for outcome in run([path], settings(rules)) for problem in outcome.problems]
    assert told(problems) == [("a.parquet", True)]
