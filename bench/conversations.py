"""How well the rules that look at whole conversations agree with conversations that somebody has labelled.

    python bench/conversations.py GOLD.jsonl... [--only RULE] [--errors] [--floor PRECISION RECALL]

A conversation a line: `{"id": …, "messages": [{"role": …, "content": …, "time": …}], "expect": [rule, …],
"optional": [rule, …], "profile": {"purchases": …, "spend": …, "last_purchase": …, "tags": […]}}` (the
last two, and the profile, where there are some). A finding counts for an expected id when its rule is that id or begins with it and a dot;
what is optional is not scored. Only ids that are expected somewhere, or given with --only, are scored.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from linter.customers import Customers
from linter.customers import read as read_customers
from linter.engine import Engine, turns
from linter.model import Conversation, Finding, Speaker, Summary
from linter.readers.load import load
from linter.readers.vocabulary import default_options
from linter.rules.names import DEFAULT_RULESETS, matching
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.rules.standings import Standings

PROFILE = ("purchases", "spend", "last_purchase", "tags")

Found = tuple[Speaker, str, Finding]


def labelled(path: Path) -> Iterator[tuple[Mapping[str, Any], Conversation]]:
    """The labels and the conversation of each line."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    items = load(path.read_bytes(), str(path), default_options(), "messages").document.items
    for line, item in zip(lines, items, strict=True):
        assert isinstance(item, Conversation)
        gold = json.loads(line)
        if "profile" in gold:
            customers([(gold["customer"], gold["profile"])]).join([item], Summary())
        yield gold, item


def customers(known: Sequence[tuple[str, Mapping[str, Any]]]) -> Customers:
    """The shop's file of these customers, by id."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("id", *PROFILE))
    for id, profile in known:
        told = {**profile, "tags": "、".join(profile.get("tags", ()))}
        writer.writerow((id, *(told.get(part, "") for part in PROFILE)))
    data = file.getvalue().encode()
    return read_customers(data, "customers.csv", Standings({}, {}), default_options())[0]


def findings(conversation: Conversation, engine: Engine) -> list[Found]:
    """All that is found in a conversation: who spoke, the turn, the finding."""
    return [
        (speaker, turn.text, finding)
        for speaker, turn in turns(conversation)
        for finding in (*(engine.judge(turn) if speaker == "agent" else ()), *engine.ahead(turn, speaker))
    ]


def told(conversation: Conversation, found: Sequence[Found], label: str) -> str:
    """A conversation for reading, with what was found of a label."""
    lines = [
        f"    {'客服' if message.speaker == 'agent' else '客户'} {message.time or 0:.0f} {message.text}"
        for message in conversation.messages
    ]
    shown = [
        f"    => {finding.rule} {speaker}: {finding.match!r} in {text!r}"
        for speaker, text, finding in found
        if matching(label, [finding.rule])
    ]
    return "\n".join([*lines, *shown])


def main() -> None:
    """Prints precision and recall by id."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--floor", nargs=2, type=float, metavar=("PRECISION", "RECALL"))
    given = parser.parse_args()
    engine = Engine(Program(plan(DEFAULT_RULESETS).run))
    conversations = [(gold, item) for path in given.gold for gold, item in labelled(Path(path))]
    labels = given.only or sorted({label for gold, _ in conversations for label in gold["expect"]})
    right, found, expected = Counter[str](), Counter[str](), Counter[str]()
    for gold, conversation in conversations:
        seen = findings(conversation, engine)
        for label in labels:
            if label in gold.get("optional", ()):
                continue
            hit = bool(matching(label, {finding.rule for _, _, finding in seen}))
            wanted = label in gold["expect"]
            found[label] += hit
            expected[label] += wanted
            right[label] += hit and wanted
            if given.errors and hit != wanted:
                kind = "MISSED" if wanted else "FALSE ALARM"
                print(
                    f"{kind} {label} {gold['id']} ({gold.get('about', '')})\n{told(conversation, seen, label)}\n"
                )
    low = False
    print(f"{len(conversations)} conversations")
    for label in labels:
        precision = right[label] / found[label] if found[label] else 1.0
        recall = right[label] / expected[label] if expected[label] else 1.0
        below = bool(given.floor) and (precision < given.floor[0] or recall < given.floor[1])
        low = low or below
        print(
            f"  {label:26} expected {expected[label]:3}  found {found[label]:3}  "
            f"precision {precision:.3f}  recall {recall:.3f}{'  LOW' if below else ''}"
        )
    sys.exit(int(low))


if __name__ == "__main__":
    main()
