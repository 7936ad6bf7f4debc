"""What becomes of the findings in labelled replies: are they mended, and is what comes out clean?

    python bench/repair.py GOLD.jsonl...  [--unmended] [--with-compliance]

Counts findings of severity `warning` and above, compliance aside unless --with-compliance is given, with the
default rulesets; the form of the gold files is that of `replylint eval`. --unmended lists the findings that
are left, and why they are.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from linter.engine import Engine, with_text
from linter.evaluation import LABELS, Gold, known_labels, read_gold
from linter.model import Finding, rank
from linter.repair.facts import facts
from linter.repair.rewrite import WORDED, Repair
from linter.rules.names import DEFAULT_RULESETS, matching
from linter.rules.plan import plan
from linter.rules.program import Program

ASIDE = "compliance"


def label_of(rule: str) -> str:
    """The label that a rule belongs to; empty where it has none."""
    return next((label for label in LABELS if matching(label, [rule])), "")


def grave(findings: Iterable[Finding]) -> list[Finding]:
    """Those of severity `warning` and above."""
    return [finding for finding in findings if rank(finding.severity) >= rank("warning")]


def measure(items: Iterable[Gold], engine: Engine, aside: str | None, unmended: bool) -> Counter[str]:
    """What came of each finding, those of the label `aside` left out, and of each rewrite, counted."""
    repair = Repair(engine)
    worded = engine.pattern(WORDED)
    counts: Counter[str] = Counter()
    for gold in items:
        reply = gold.as_reply()
        found = engine.judge(reply)
        advice = repair.advise(reply, found)
        if not found:
            counts["untouched"] += advice.rewrite is not None
            continue
        after = [] if advice.rewrite is None else engine.judge(with_text(reply, advice.rewrite))
        left = {label_of(finding.rule) for finding in grave(after)}
        for finding in grave(found):
            if label_of(finding.rule) == aside:
                continue
            clean = advice.rewrite is not None and label_of(finding.rule) not in left
            counts["findings"] += 1
            counts["rewritten"] += advice.rewrite is not None
            counts["ready"] += advice.rewrite is not None and not advice.needs_input
            counts["clean"] += clean
            if unmended and not clean:
                print(f"{finding.rule} {finding.match!r}: {gold.reply!r} -> {advice.rewrite!r}")
        if advice.rewrite is not None:
            rules, before = (Counter(one.rule for one in grave(some)) for some in (after, found))
            counts["rewrites"] += 1
            counts["gained"] += bool(rules - before)
            dropped = (piece for finding in advice.findings for fix in finding.fixes for piece in fix.drops)
            pieces = (*(finding.match for finding in found), *dropped)
            faults = {fact for piece in pieces for fact in facts(piece, worded)}
            lost = facts(reply.text, worded) - facts(advice.rewrite, worded)
            counts["lost"] += bool(lost.keys() - faults)
            again = repair.rewrite(with_text(reply, advice.rewrite), after)
            counts["twice"] += again is not None
    return counts


def main() -> None:
    """Prints the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--unmended", action="store_true")
    parser.add_argument("--with-compliance", action="store_true")
    given = parser.parse_args()
    made = plan(DEFAULT_RULESETS)
    known = known_labels(rule["id"] for rule in made.run["rules"])
    items = [item for path in given.gold for item in read_gold(path, known)]
    aside = None if given.with_compliance else ASIDE
    counts = measure(items, Engine(Program(made.run)), aside, given.unmended)
    findings = max(1, counts["findings"])
    but = f" ({aside} aside)" if aside else ""
    print(f"{counts['findings']} findings{but} in {len(items)} replies")
    print(f"  whose reply gets a rewrite      {counts['rewritten'] / findings:7.1%}")
    print(f"  of which it can be sent as it is {counts['ready'] / max(1, counts['rewritten']):6.1%}")
    print(f"  whose label is gone from it     {counts['clean'] / max(1, counts['rewritten']):7.1%}")
    print(f"{counts['rewrites']} rewrites")
    print(f"  that gain a finding             {counts['gained']:5}")
    print(
        f"  that lose a number or a blank   {counts['lost']:5}   (one that is the fault itself, such as 886, aside)"
    )
    print(f"  that are mended again           {counts['twice']:5}")
    print(f"replies without findings changed  {counts['untouched']:5}")


if __name__ == "__main__":
    main()
