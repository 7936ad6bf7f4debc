"""Agreement with a gold file: precision, recall and F1 for each label.

    python bench/accuracy.py GOLD.jsonl [--errors LABEL]

A line of the gold file is {"id", "first", "context": [{"role", "text"}], "reply", "labels": [{"label"}],
"optional": []}. A finding counts for the label that its rule's id begins with, when it is a warning or worse;
labels in `optional` are not scored, and courtesy.greeting only where the reply is the first.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linter.config import DEFAULT_RULESETS
from linter.engine import Engine, replies
from linter.model import Conversation, Message, rank
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.source import LinePlace

LABELS = (
    "negative", "guarantee", "slang", "courtesy.greeting", "courtesy.please", "courtesy.apology", "courtesy.curt",
    "courtesy.pronoun",
)  # fmt: skip
PLACE = LinePlace(1, 1, "")


def label_of(rule: str) -> str | None:
    """The label that a rule's findings count for."""
    return next((label for label in LABELS if rule == label or rule.startswith(f"{label}.")), None)


def judged(gold: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Each item with the labels that the rules give it, and what matched."""
    engine = Engine(Program(plan(DEFAULT_RULESETS).run))
    for item in gold:
        said = [(turn["role"], turn["text"]) for turn in item["context"]] + [("agent", item["reply"])]
        messages = [Message(role, text, number, PLACE) for number, (role, text) in enumerate(said)]
        reply = list(replies(Conversation(item["id"], messages)))[-1]
        found: dict[str, str] = {}
        for finding in engine.judge(reply):
            label = label_of(finding.rule)
            if label and rank(finding.severity) >= rank("warning"):
                found.setdefault(label, f"{finding.rule} {finding.match!r}")
        yield item, found


def main() -> None:
    """Prints the table, and the errors of a label."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", metavar="LABEL")
    given = parser.parse_args()
    gold = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines()]
    right, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    clean = disturbed = 0
    for item, found in judged(gold):
        wanted = {label["label"] for label in item["labels"]}
        aside = {*item.get("optional", ()), *(() if item.get("first") else ("courtesy.greeting",))}
        for label in LABELS:
            if label in aside:
                continue
            right[label] += label in found and label in wanted
            extra[label] += label in found and label not in wanted
            missed[label] += label not in found and label in wanted
            if given.errors in (label, "all") and (label in found) != (label in wanted):
                print(f"{label:18} {found.get(label, 'missed')}: {item['id']} {item['reply']!r}")
        if not wanted and not item.get("optional"):
            clean += 1
            disturbed += bool(set(found) - aside)
    table(right, extra, missed)
    print(f"clean replies with a finding: {disturbed}/{clean}")


def table(right: Counter[str], extra: Counter[str], missed: Counter[str]) -> None:
    """Prints precision, recall and F1 for each label, and over all."""
    print(f"{'label':18} {'gold':>5} {'found':>5} {'prec':>6} {'recall':>6} {'F1':>6}")
    scores = [row(label, right[label], extra[label], missed[label]) for label in LABELS]
    row("micro", right.total(), extra.total(), missed.total())
    print(f"macro F1 {sum(scores) / len(scores):.3f}")


def row(name: str, right: int, extra: int, missed: int) -> float:
    """Prints one line; gives its F1."""
    precision = right / (right + extra) if right + extra else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{name:18} {right + missed:5} {right + extra:5} {precision:6.3f} {recall:6.3f} {f1:6.3f}")
    return f1


if __name__ == "__main__":
    main()
