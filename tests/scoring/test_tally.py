"""Records added up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Need, Promise
from linter.scoring.card import Group, Item, Scorecard
from linter.scoring.record import Noted, Record
from linter.scoring.tally import LISTED, SAMPLES, Tally, clock, moment
from tests.scoring.support import chat, found, records

DAY = 86400
MAY = 1_714_953_600  # midnight of 6 May 2024, UTC
SIMPLE = Scorecard(
    {},
    (Group("g", {}),),
    {"tone": Item("tone", "g", 10), "leak": Item("leak", "g", 40, fatal=True)},
    passing=95,
)


def one(hits: int = 0, *, rule: str = "tone.blame", id: str = "c", start: int = MAY) -> Record:
    made = chat(f"客户@{start}：在吗", f"客服@{start + 7}：怪谁", id=id, agent="小美")
    (record,) = records(SIMPLE, made, found=[found(made, 1, "怪谁", rule)] * hits)
    return record


def tally(*added: Record, worst: int = 5) -> Tally:
    made = Tally(SIMPLE, worst)
    for record in added:
        made.add(record)
    return made


def test_the_teams_mean_is_that_of_the_conversations() -> None:
    team = tally(one(), one(1), one(2)).team
    assert (team.mean, team.conversations, team.replies, team.findings) == (90, 3, 3, 3)
    assert (team.passed, team.spotless, team.failed) == (1, 1, 0)


def test_an_agents_mean_is_that_of_their_own_parts() -> None:
    made = chat("客户：在吗", "客服/小美：怪谁", "客户：哦", "客服/阿强：您好")
    (record,) = records(SIMPLE, made, found=[found(made, 1, "怪谁")])
    agents = tally(record).agents
    assert {name: standing.mean for name, standing in agents.items()} == {"小美": 90, "阿强": 100}


def test_findings_are_told_by_a_hundred_replies() -> None:
    assert tally(one(3), one()).team.density == 150


def test_a_conversation_that_nobody_answered_is_not_scored() -> None:
    (silent,) = records(SIMPLE, chat("客户：在吗"))
    made = tally(silent, one())
    assert (made.unanswered, made.team.conversations, made.conversations) == (1, 1, 2)


def test_a_further_piece_of_a_conversation_is_no_conversation() -> None:
    more = one(1)
    more.continued = True
    made = tally(one(), more)
    assert (made.team.conversations, made.team.replies, made.team.findings) == (1, 2, 1)
    assert made.team.mean == 100


def test_days_are_those_of_the_beginning() -> None:
    days = tally(one(start=MAY), one(1, start=MAY + DAY - 1), one(start=MAY + DAY)).team.days
    assert {day: (count.conversations, count.points) for day, count in days.items()} == {
        "2024-05-06": (2, 190),
        "2024-05-07": (1, 100),
    }


def test_without_dates_there_are_no_days() -> None:
    assert tally(one(start=36_000)).team.days == {}


def test_rules_are_counted_with_their_conversations_and_points() -> None:
    count = tally(one(2), one(1)).team.rules["tone.blame"]
    assert (count.findings, count.conversations, count.lost) == (3, 2, 30)


def test_the_dearest_hits_are_kept_as_samples() -> None:
    made = tally(*(one(n, id=str(n)) for n in (11, 1)), one(1, id="last"))
    samples = made.team.rules["tone.blame"].samples
    assert len(samples) == SAMPLES
    assert {sample.cost for sample in samples} == {10}


def test_the_worst_are_kept_worst_first() -> None:
    made = tally(*(one(n, id=str(n)) for n in (1, 4, 0, 2, 3)), one(1, rule="leak.name", id="leak"), worst=3)
    assert [record.where.id for record in made.worst()] == ["leak", "4", "3"]


def test_of_equals_the_first_is_kept() -> None:
    made = tally(*(one(1, id=str(n)) for n in range(5)), worst=2)
    assert [record.where.id for record in made.worst()] == ["0", "1"]


def test_none_are_kept_where_none_are_wanted() -> None:
    assert tally(one(1), worst=0).worst() == []


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(0, 5))
def test_keeping_few_is_keeping_the_first_of_all(hits: list[int], worst: int) -> None:
    made = [one(count, id=str(n)) for n, count in enumerate(hits)]
    few, every = tally(*made, worst=worst), tally(*made, worst=100)
    assert few.worst() == every.worst()[:worst]
    assert few.team == every.team


def test_promises_and_needs_are_counted_by_kind_and_some_kept() -> None:
    record = one()
    record.promises = tuple(
        Noted(Promise("c", 1, str(n), None, "open"), None, None) for n in range(LISTED + 5)
    )
    record.needs = (Noted(Need("c", 0, "求廉", "便宜", ""), None, None),)
    made = tally(record)
    assert made.promises.counts == {"open": LISTED + 5}
    assert [noted.what.quotation for noted, _ in made.promises.kept["open"]] == [
        str(n) for n in range(LISTED)
    ]
    assert made.needs.counts == {"求廉": 1}


def test_a_mean_of_many_alike_is_beyond_doubt() -> None:
    assert tally(*[one(1)] * 20).team.doubt == 0


def test_one_conversation_says_nothing_for_sure() -> None:
    assert tally(one()).team.doubt == float("inf")


@pytest.mark.parametrize(
    ("zone", "told"), [("UTC", "2024-05-05T23:30"), ("Asia/Shanghai", "2024-05-06T07:30")]
)
def test_moments_are_told_in_the_time_of_the_place(zone: str, told: str) -> None:
    made = moment(MAY - 1800, ZoneInfo(zone))
    assert made is not None
    assert made.isoformat().startswith(told)


@pytest.mark.parametrize("time", [0, 36_000, 300_000, -5, 1e15])
def test_what_is_no_date_is_none(time: float) -> None:
    assert moment(time) is None


def test_a_time_of_day_is_one_without_a_date_too() -> None:
    assert (clock(36_061.5), clock(MAY, ZoneInfo("Asia/Shanghai"))) == ("10:01:01", "08:00:00")
