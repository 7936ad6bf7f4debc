"""What findings cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import SEVERITIES, Severity
from linter.scoring.card import Group, Item, Score, Scorecard
from tests.scoring.support import card


def score(card: Scorecard, *rules: str, severity: Severity = "warning") -> Score:
    return card.score((rule, severity) for rule in rules)


def test_nothing_found_is_full_marks(tmp_path: Path) -> None:
    assert score(card(tmp_path)) == Score(100, (), ())


def test_each_hit_costs(tmp_path: Path) -> None:
    assert score(card(tmp_path), "tone.blame", "tone.blame").costs == (10, 10)


def test_the_longest_name_decides(tmp_path: Path) -> None:
    assert score(card(tmp_path), "tone.blame", "tone.mock").costs == (10, 20)


def test_once_a_conversation_is_once_whichever_rule_it_was(tmp_path: Path) -> None:
    assert score(card(tmp_path), "courtesy.greeting", "courtesy.thanks").costs == (3, 0)


def test_a_cap_cuts_the_hit_that_goes_over_it(tmp_path: Path) -> None:
    assert score(card(tmp_path), *["courtesy.please.wait"] * 4).costs == (2, 2, 1, 0)


def test_items_alike_have_accounts_of_their_own() -> None:
    items = {name: Item(name, "g", 2, cap=2) for name in ("a", "b")}
    made = Scorecard({}, (Group("g", {}),), items)
    assert score(made, "a", "b", "a").costs == (2, 2, 0)


def test_the_cap_of_a_group_holds_for_all_its_items() -> None:
    items = {name: Item(name, "g", 20) for name in ("a", "b")}
    made = Scorecard({}, (Group("g", {}, cap=30),), items)
    assert score(made, "a", "b").costs == (20, 10)


def test_no_score_is_below_the_floor() -> None:
    made = Scorecard({}, (Group("g", {}),), {"a": Item("a", "g", 30)}, floor=50)
    assert score(made, "a", "a", "a") == Score(50, (30, 20, 0), ())


def test_a_fatal_hit_fails_the_conversation(tmp_path: Path) -> None:
    made = score(card(tmp_path), "tone.blame", "leak.name")
    assert (made.points, made.failed, made.fatal) == (50, True, (1,))


def test_a_rule_that_no_item_names_costs_by_its_severity(tmp_path: Path) -> None:
    assert score(card(tmp_path), "ours.rule").costs == (7,)
    assert score(card(tmp_path), "ours.rule", severity="info").costs == (0,)


def test_a_name_is_no_prefix_of_another_word(tmp_path: Path) -> None:
    assert score(card(tmp_path), "tonesetting.x", severity="info").costs == (0,)


@pytest.mark.parametrize(
    ("points", "failed", "passes"), [(80, False, True), (79, False, False), (100, True, False)]
)
def test_a_conversation_passes_from_the_mark_unless_it_failed(
    points: int, failed: bool, passes: bool
) -> None:
    assert Scorecard({}, (), {}, passing=80).passes(points, failed) is passes


names = st.sampled_from(["a", "b", "c.d", "c.e"])
items = st.builds(
    Item,
    name=st.just(""),
    group=st.sampled_from(["g", "h"]),
    points=st.integers(0, 60),
    once=st.booleans(),
    cap=st.none() | st.integers(0, 60),
    fatal=st.booleans(),
)
cards = st.builds(
    lambda made, cap, floor: Scorecard(
        {},
        (Group("g", {}, cap), Group("h", {})),
        {name: item._replace(name=name) for name, item in made.items()},
        floor=floor,
    ),
    st.dictionaries(st.sampled_from(["a", "b", "c", "c.d"]), items),
    st.none() | st.integers(0, 80),
    st.integers(0, 100),
)
hits = st.lists(st.tuples(names, st.sampled_from(SEVERITIES)), max_size=12)


@given(cards, hits)
def test_what_was_lost_and_what_is_left_make_the_start(
    card: Scorecard, hits: list[tuple[str, Severity]]
) -> None:
    made = card.score(hits)
    assert made.points + sum(made.costs) == card.start
    assert len(made.costs) == len(hits)
    assert card.floor <= made.points <= card.start
    assert min(made.costs, default=0) >= 0


@given(cards, hits, hits)
def test_a_further_hit_never_adds_points(
    card: Scorecard, hits: list[tuple[str, Severity]], more: list[tuple[str, Severity]]
) -> None:
    fewer, all_of_them = card.score(hits), card.score([*hits, *more])
    assert all_of_them.points <= fewer.points
    assert all_of_them.costs[: len(hits)] == fewer.costs
