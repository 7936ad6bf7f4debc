"""The labelled conversations: the rules that look at whole conversations agree with their labels.

`tests/conversations/` holds written conversations with what a quality inspector would note, near misses
included; `bench/conversations.py` measures, and shows with --errors where the rules differ.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "conversations"


def measured(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "conversations.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)


def test_every_rule_agrees_with_the_labelled_conversations() -> None:
    done = measured(str(FOLDER / "labelled.jsonl"), "--floor", "0.95", "0.90")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("307 conversations")
    assert done.stdout.count("expected") >= 19


def test_every_rule_finds_most_and_seldom_errs_in_what_others_wrote() -> None:
    done = measured(*map(str, sorted(FOLDER.glob("*.jsonl"))), "--floor", "0.90", "0.65")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "service.old-customer" in done.stdout


def test_a_floor_that_is_not_reached_is_said() -> None:
    arguments = str(FOLDER / "labelled.jsonl"), "--only", "service.promise", "--floor", "1", "1"
    done = measured(*arguments)
    assert done.returncode == 1
    assert "LOW" in done.stdout
