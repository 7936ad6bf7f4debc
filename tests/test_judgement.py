"""The judged set: the rules agree with its labels at least as well as its floors say.

`tests/judgement/` holds written replies of every label and their near misses, each with what a supervisor
would have changed. `replylint eval tests/judgement/*.jsonl --errors all` shows where the rules differ.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from linter.engine import Engine
from linter.evaluation import LABELS, Gold, Scores, judged, known_labels, read_floors, read_gold, scores
from tests.rules.support import shipped

FOLDER = Path(__file__).parent / "judgement"
FLOORS = read_floors(str(FOLDER / "floors.yaml"), LABELS)


@cache
def gold() -> list[Gold]:
    known = known_labels(shipped().program.rule_ids)
    return [item for path in sorted(FOLDER.glob("*.jsonl")) for item in read_gold(str(path), known)]


@cache
def measured() -> Scores:
    return scores(judged(gold(), Engine(shipped().program), LABELS, "warning"), LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_keeps_its_floor(label: str) -> None:
    assert measured().labels[label].f1 >= FLOORS.labels[label]


def test_clean_replies_are_left_alone() -> None:
    assert FLOORS.clean is not None
    assert measured().clean_share <= FLOORS.clean


def test_no_word_that_shops_trade_in_is_taken_for_a_fault() -> None:
    trades = [item for item in gold() if item.id.startswith("trades")]
    found = {
        item.gold.id: item.found for item in judged(trades, Engine(shipped().program), LABELS, "warning")
    }
    assert len(found) >= 80
    assert [name for name, labels in found.items() if labels] == []


@pytest.mark.parametrize("label", LABELS)
def test_a_label_has_replies_and_near_misses(label: str) -> None:
    about = [item for item in gold() if item.id.startswith(label.rpartition(".")[2])]
    assert sum(label in item.labels for item in about) >= 30
    assert sum(label not in item.labels for item in about) >= 30


def test_no_reply_is_there_twice() -> None:
    replies = [(item.reply, *item.context) for item in gold()]
    assert len(replies) == len(set(replies))
