"""Findings before and after a change, compared."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from linter.impact import Impact

FINDINGS = st.sets(st.tuples(st.sampled_from(["our.a", "our.b"]), st.integers(0, 5)), max_size=8)


def written(findings: set[tuple[str, int]], severity: str = "warning", rewrite: str | None = None) -> str:
    """What the report `places` would write of replies with one finding each."""
    lines = [
        json.dumps(["x.txt", line, f"reply {line}", rewrite, [[rule, severity, 0, 2, "re"]]])
        for rule, line in sorted(findings)
    ]
    return "\n".join(lines)


@given(st.lists(st.tuples(FINDINGS, FINDINGS), max_size=4))
def test_what_was_there_and_what_changed_make_what_is_there(pieces: list[tuple[set, set]]) -> None:  # type: ignore[type-arg]
    impact = Impact(samples=2)
    for before, after in pieces:
        impact.add(written(before), written(after))
    for change in impact.changes({}):
        assert change.after == change.before + change.added - change.removed
        assert change.added == sum(r == change.rule for b, a in pieces for r, _ in a - b)
        assert change.removed == sum(r == change.rule for b, a in pieces for r, _ in b - a)
        assert len(change.samples_added) == min(2, change.added)
        assert len(change.samples_removed) == min(2, change.removed)


def test_another_severity_is_a_change_of_its_own() -> None:
    impact = Impact(samples=1)
    impact.add(written({("our.a", 1)}), written({("our.a", 1)}, "error"))
    (change,) = impact.changes({})
    assert (change.added, change.removed, change.severity) == (0, 0, 1)


def test_rewrites_that_differ_are_counted() -> None:
    impact = Impact(samples=1)
    impact.add(written({("our.a", 1), ("our.a", 2)}), written({("our.a", 1), ("our.a", 2)}, rewrite="new"))
    assert impact.rewrites == 2
    assert [(one.line, one.before, one.after) for one in impact.rewritten] == [(2, None, "new")]


def test_rules_that_find_nothing_are_told_last() -> None:
    impact = Impact(samples=1)
    impact.add("", written({("our.a", 1)}))
    assert [one.rule for one in impact.changes({"our.z": "warning", "our.a": "warning"})] == [
        "our.a",
        "our.z",
    ]


def test_the_rules_with_most_changes_come_first() -> None:
    impact = Impact(samples=0)
    impact.add("", written({("our.a", 1), ("our.b", 1), ("our.b", 2)}))
    assert [one.rule for one in impact.changes({})] == ["our.b", "our.a"]
