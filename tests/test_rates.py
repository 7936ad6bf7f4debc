"""How often rules speak, and the examples that are chosen."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Severity
from linter.rates import Evenly, Rates, Sample

SEVERITIES: dict[str, Severity] = {"a.one": "warning", "b.two": "info", "c.none": "error"}


def lines(*replies: tuple[str, list[tuple[str, Severity, str]]]) -> str:
    """What the report `places` writes of replies and their findings (rule, severity, match)."""
    return "\n".join(
        json.dumps(
            [
                "a.txt",
                1,
                text,
                None,
                [(rule, severity, 0, len(match), match) for rule, severity, match in found],
            ]
        )
        for text, found in replies
    )


TWO = lines(
    ("亲，一定到", [("a.one", "warning", "一定"), ("b.two", "info", "亲")]),
    ("亲亲", [("b.two", "info", "亲"), ("b.two", "info", "亲")]),
)


def test_findings_are_counted_by_rule_the_most_frequent_first() -> None:
    rates = Rates("warning")
    rates.add(TWO)
    assert [(rate.rule, rate.findings) for rate in rates.of(SEVERITIES, 10)] == [
        ("b.two", 3),
        ("a.one", 1),
        ("c.none", 0),
    ]


def test_rates_are_findings_in_a_thousand_replies() -> None:
    rates = Rates("warning")
    rates.add(TWO)
    assert [rate.per_thousand for rate in rates.of(SEVERITIES, 10)] == [300.0, 100.0, 0.0]
    assert [rate.per_thousand for rate in Rates("warning").of(SEVERITIES, 0)] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("least", "replies"), [("hint", 2), ("info", 2), ("warning", 1), ("error", 0)])
def test_a_reply_counts_once_when_a_finding_is_severe_enough(least: Severity, replies: int) -> None:
    rates = Rates(least)
    rates.add(TWO)
    assert rates.with_finding == replies


def test_files_and_blocks_are_counted_together() -> None:
    rates = Rates("warning")
    for text in (TWO, "", TWO):
        rates.add(text)
    assert rates.with_finding == 2
    assert rates.of(SEVERITIES, 10)[0].findings == 6


def test_examples_are_kept_where_they_are_asked_for() -> None:
    rates = Rates("warning", 1)
    rates.add(TWO)
    two, one, none = rates.of(SEVERITIES, 10)
    assert list(one.samples) == [Sample("一定", "亲，一定到")]
    assert list(two.samples) == [Sample("亲", "亲亲")]
    assert list(none.samples) == []
    bare = Rates("warning")
    bare.add(TWO)
    assert all(not rate.samples for rate in bare.of(SEVERITIES, 10))


@given(st.integers(0, 8), st.integers(0, 300))
def test_things_are_chosen_evenly_and_in_their_order(most: int, count: int) -> None:
    evenly = Evenly[int](most)
    for thing in range(count):
        evenly.add(thing)
        assert len(evenly._kept) <= 2 * most
    chosen = evenly.chosen()
    assert len(chosen) == min(most, count)
    gaps = [after - before for before, after in pairwise(chosen)]
    assert all(gap > 0 for gap in gaps)
    assert not gaps or max(gaps) <= 2 * min(gaps)
