"""The file of customers, and conversations joined with it."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.customers import Customers, read
from linter.model import Conversation, Customer, Message, Problem, Summary
from linter.readers.base import ReadOptions, Unreadable
from linter.readers.vocabulary import with_additions
from linter.rules.standings import Standings
from linter.source import LinePlace
from tests.readers.support import ENCODINGS, OPTIONS

HEADER = "id,purchases,spend,last_purchase,tags\n"
GROUPS = Standings({}, {})


def customers(text: str, encoding: str = "utf-8", options: ReadOptions = OPTIONS) -> Customers:
    known, problems = read(text.encode(encoding), "客户.csv", GROUPS, options)
    assert problems == []
    return known


def problems(text: str) -> list[Problem]:
    return read(text.encode(), "客户.csv", GROUPS, OPTIONS)[1]


def only_problem(text: str) -> str:
    (problem,) = problems(text)
    assert (problem.path, problem.fatal) == ("客户.csv", True)
    return f"{problem.line}: {problem.message}"


def chat(customer: str | None, *times: float | None) -> Conversation:
    place = LinePlace(1, 1, "")
    messages = [Message("agent", "您好", number, place, time) for number, time in enumerate(times)]
    return Conversation("c", messages, customer=customer)


def moment(*parts: int) -> float:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()  # type: ignore[arg-type, misc]


def test_a_customer_is_what_the_row_says() -> None:
    known = customers(HEADER + 'b-7,12,"1,268.50",2024-03-01,"VIP;母婴、团购"\n')
    assert known.profile("b-7", date(2024, 3, 2)) == Customer(
        "b-7", 12, 1268.5, date(2024, 3, 1), ("VIP", "母婴", "团购"), ("old", "big", "loyal"), "high"
    )


def test_empty_cells_count_as_nothing() -> None:
    assert customers(HEADER + "b-7,,,,\n").profile("b-7") == Customer(
        "b-7", standings=("potential",), tier="low"
    )


def test_nobody_knows_other_customers() -> None:
    assert customers(HEADER + "b-7,1,2,,\n").profile("b-8") is None


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    text = "买家昵称,购买次数,消费金额,上次购买时间,标签\r\n柠檬不酸,2,90,2024年3月1日,老朋友\r\n"
    profile = customers(text.replace(",", delimiter), encoding).profile("柠檬不酸")
    assert profile == Customer("柠檬不酸", 2, 90.0, date(2024, 3, 1), ("老朋友",), ("old",), "low")


def test_a_purchase_lies_on_its_day_in_the_shops_zone() -> None:
    text = HEADER + "b-7,1,1,2024-03-01T20:00:00Z,\n"
    in_tokyo = with_additions(OPTIONS, timezone="America/New_York")
    days = [customers(text, options=options).profile("b-7") for options in (OPTIONS, in_tokyo)]
    assert [day.last_purchase for day in days if day] == [date(2024, 3, 2), date(2024, 3, 1)]


# ---- what is wrong with a row


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("b-7,x,1,,", "2: purchases 是 x，应为不小于 0 的整数"),
        ("b-7,-1,1,,", "2: purchases 是 -1，应为不小于 0 的整数"),
        ("b-7,1.5,1,,", "2: purchases 是 1.5，应为不小于 0 的整数"),
        ("b-7,1,80元,,", "2: spend 是 80元，应为不小于 0 的金额，如 268.50"),
        ("b-7,1,nan,,", "2: spend 是 nan，应为不小于 0 的金额，如 268.50"),
        ("b-7,1,1,昨天,", "2: last_purchase 是 昨天，应为日期，如 2024-01-31"),
        ("b-7,1,1,10:05,", "2: last_purchase 是 10:05，应为日期，如 2024-01-31"),
        ("b-7,1,1,2024-02-30,", "2: last_purchase 是 2024-02-30，应为日期，如 2024-01-31"),
        (" ,1,1,,", '2: id 是 ""，应为客户的编号'),
        ("b-7", "2: 这一行有 1 格，表头有 5 格；含逗号或换行的格子要用引号括起来"),
        ("b-7,1,1,,VIP,母婴", "2: 这一行有 6 格，表头有 5 格；含逗号或换行的格子要用引号括起来"),
    ],
)
def test_a_wrong_row_is_told_with_found_and_expected(row: str, told: str) -> None:
    assert only_problem(f"{HEADER}{row}\n") == told


def test_a_customer_that_comes_twice_is_told_and_the_first_counts() -> None:
    text = HEADER + "b-7,1,1,,\nb-8,1,1,,\nb-7,2,1,,\n"
    assert only_problem(text) == "4: id 是 b-7，应为每个客户一行（第 2 行已有）"
    profile = read(text.encode(), "f", GROUPS, OPTIONS)[0].profile("b-7")
    assert profile is not None
    assert profile.purchases == 1


def test_the_other_rows_are_read_and_many_mistakes_are_counted() -> None:
    text = HEADER + "b,x,,,\n" * 30 + "b-7,1,1,,\n"
    known, told = read(text.encode(), "f", GROUPS, OPTIONS)
    assert known.profile("b-7") is not None
    assert len(told) == 21
    assert "另有 10 处" in told[-1].message


@pytest.mark.parametrize(
    ("text", "line"),
    [("name,age\n1,2\n", 1), ("", 1), ("id,spend\n1,2\n", 1), (f'{HEADER}1,2,3,,"a\n', 2)],
)
def test_another_table_is_refused(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text.encode(), "f", GROUPS, OPTIONS)
    assert caught.value.problem.line == line


def test_a_missing_column_is_a_notice() -> None:
    (notice,) = problems("id,purchases,last_purchse,tags\n1,2,,\n")
    assert not notice.fatal
    assert "spend、last_purchase" in notice.message


# ---- joined with conversations


def test_conversations_get_the_profiles_of_their_customers() -> None:
    known, summary = customers(HEADER + "b-7,1,1,,\n"), Summary()
    items = [chat("b-7"), chat("b-8"), chat(None)]
    known.join([*items], summary)
    assert [item.profile.id if item.profile else None for item in items] == ["b-7", None, None]
    assert (summary.customers, summary.profiles) == (2, 1)


@pytest.mark.parametrize(
    ("times", "standings"),
    [
        ((moment(2024, 8, 28, 23),), ("new",)),
        ((moment(2024, 8, 29),), ("asleep",)),
        ((None, moment(2024, 8, 29)), ("asleep",)),
        ((moment(2024, 1, 1),), ("new",)),
        ((0.0, 9000.0), ("new",)),
        ((), ("new",)),
    ],
)
def test_days_are_counted_to_the_conversation(
    times: tuple[float | None, ...], standings: tuple[str, ...]
) -> None:
    conversation = chat("b-7", *times)
    customers(HEADER + "b-7,1,1,2024-03-01,\n").join([conversation], Summary())
    assert conversation.profile is not None
    assert conversation.profile.standings == standings


def test_without_a_date_days_are_counted_to_the_latest_purchase() -> None:
    profile = customers(HEADER + "b-7,1,1,2024-03-01,\nb-8,1,1,2025-03-01,\n").profile("b-7")
    assert profile is not None
    assert profile.standings == ("asleep",)


def test_customers_can_be_sent_to_another_process() -> None:
    known = customers(HEADER + "b-7,3,300,2024-03-01,VIP\n")
    assert pickle.loads(pickle.dumps(known)).profile("b-7") == known.profile("b-7")


rows = st.dictionaries(
    st.text("ab柠檬 7-", min_size=1).map(str.strip).filter(bool),
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 10**8).map(lambda cents: cents / 100),
        st.none() | st.dates(date(1971, 1, 1), date(2100, 1, 1)),
        st.lists(st.text("VIP母婴", min_size=1)),
    ),
)


@given(rows)
def test_what_is_written_is_read(table: dict[str, tuple[int, float, date | None, list[str]]]) -> None:
    lines = [
        f"{id},{purchases},{spend},{day or ''},{';'.join(tags)}\n"
        for id, (purchases, spend, day, tags) in table.items()
    ]
    known = customers(HEADER + "".join(lines))
    for id, (purchases, spend, day, tags) in table.items():
        profile = known.profile(id)
        assert profile is not None
        assert (profile.purchases, profile.spend, profile.last_purchase) == (purchases, spend, day)
        assert profile.tags == tuple(tags)
