"""The console script, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linter", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("text", "code"), [("您好，有现货的", 0), ("你的快递到了", 1)])
def test_the_exit_code_tells_whether_there_are_findings(text: str, code: int) -> None:
    assert run("check", "--isolated", "--text", text).returncode == code


def test_all_output_is_written_before_the_end() -> None:
    assert (
        run("--lang", "zh", "rules", "--isolated").stdout.rstrip().endswith("replylint explain RULE 看说明")
    )


def test_a_usage_error_is_two() -> None:
    assert run("check", "--no-such-option").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        ran = run("check", "--isolated", "--text", "你的快递到了", stdout=full.fileno())
    assert ran.returncode in (1, 2)
    assert "Traceback" not in ran.stderr


def test_a_closed_output_is_no_traceback() -> None:
    command = f'"{sys.executable}" -m linter check --isolated --text 你的快递到了 >&-'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 1


NOT_FOR_A_CLEAN_FILE = {
    *("jieba", "rjieba", "ahocorasick_rs", "json", "tempfile", "signal", "subprocess", "concurrent.futures"),
    *("importlib.metadata", "tqdm", "wcwidth", "multiprocessing"),
    *("linter.rules.load", "linter.rules.fixes", "linter.repair.rewrite", "linter.reports.privacy"),
    *("linter.rules.finds.unanswered", "linter.rules.conditions.overdue", "linter.readers.sheets"),
}
"""Modules that would be felt at every start."""


def test_a_clean_file_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    path = tmp_path / "clean.yaml"
    path.write_text("- text: 您好，四件套有现货\n", encoding="utf-8")
    assert run("check", "--isolated", str(path)).returncode == 0
    code = (
        "import atexit, sys; from linter.__main__ import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "check", "--isolated", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(ran.stderr.split())
    assert "linter.commands.check" in loaded
    assert loaded & NOT_FOR_A_CLEAN_FILE == set()
