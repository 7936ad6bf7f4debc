"""Standings and tiers of customers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.i18n import set_language
from linter.rules.standings import MEASURES, Numbers, Standings, columns, names, title

SHIPPED = Standings({}, {})
numbers = st.builds(Numbers, st.integers(0, 50), st.floats(0, 1e5), st.integers(0, 2000))


@pytest.mark.parametrize(
    ("known", "standings"),
    [
        (Numbers(0), ("potential",)),
        (Numbers(1, 90, 180), ("new",)),
        (Numbers(1, 90, 181), ("asleep",)),
        (Numbers(2, 90, 3), ("old",)),
        (Numbers(2, 1000, 3), ("old", "big")),
        (Numbers(5, 400, 180), ("old", "loyal")),
        (Numbers(9, 4000, 400), ("old", "big", "asleep")),
    ],
)
def test_standings(known: Numbers, standings: tuple[str, ...]) -> None:
    assert SHIPPED.standings(known) == standings


@pytest.mark.parametrize(
    ("known", "tier"),
    [
        (Numbers(4, 200.01), "high"),
        (Numbers(4, 200), "middle"),
        (Numbers(3, 900), "middle"),
        (Numbers(2, 100), "low"),
        (Numbers(1, 900), "low"),
        (Numbers(0), "low"),
    ],
)
def test_tiers(known: Numbers, tier: str) -> None:
    assert SHIPPED.tier(known) == tier


@given(numbers)
def test_everybody_stands_somewhere(known: Numbers) -> None:
    standings = SHIPPED.standings(known)
    assert len({"potential", "new", "old", "asleep"} & {*standings}) >= 1
    assert not {"loyal", "asleep"} <= {*standings}
    assert SHIPPED.tier(known) in names("tiers")


def test_bounds_of_the_shops_own() -> None:
    own = Standings({"asleep": {"days": {"over": 30}}}, {"high": {"spend": {"over": 5000}}})
    assert own.standings(Numbers(2, 90, 31)) == ("old", "asleep")
    assert own.standings(Numbers(0, 0, 31)) == ("potential",)
    assert own.tier(Numbers(4, 4000)) == "middle"


def test_columns_and_titles_are_there() -> None:
    assert [*columns()] == ["id", "purchases", "spend", "last_purchase", "tags"]
    assert all(title(name) for kind in ("standings", "tiers") for name in names(kind))
    set_language("en")
    try:
        assert title("old") == "returning customer"
    finally:
        set_language("zh")


def test_measures_are_what_is_known() -> None:
    assert Numbers._fields == MEASURES
