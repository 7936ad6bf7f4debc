"""Times of messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import DATED, Conversation, Message
from linter.readers.problems import Problems
from linter.readers.times import Times
from linter.readers.vocabulary import with_additions
from linter.source import LinePlace
from tests.readers.support import OPTIONS

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
TEN = 1704160800.0
"""10:00 on 2 January 2024 in Shanghai."""
DAWN = datetime(1970, 1, 2, tzinfo=SHANGHAI).timestamp()
"""The midnight that times of day count from."""


def place(number: int = 1) -> LinePlace:
    return LinePlace(number, 1, "")


def seconds(value: object, **own: str) -> float | None:
    return Times(with_additions(OPTIONS, **own)).seconds(value, place())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        1704160800,
        1704160800.0,
        1704160800000,
        1704160800000000,
        1704160800000000000,
        "1704160800",
        "1704160800.0",
        "1704160800000",
        "2024-01-02 10:00:00",
        "2024-01-02T10:00:00",
        "2024-01-02T10:00",
        "2024-01-02T10:00:00.000",
        "2024-01-02T02:00:00Z",
        "2024-01-02 02:00:00 UTC",
        "2024-01-02T02:00:00+00:00",
        "2024-01-01T21:00:00-0500",
        "2024-01-02 10:00:00 +08",
        "2024-01-02T10:00:00+08:00[Asia/Shanghai]",
        "2024-01-02 11:00:00 Asia/Tokyo",
        "2024/1/2 10:00",
        "2024/01/02 10:00:00",
        "2024.1.2 10:0:0",
        "20240102100000",
        20240102100000,
        "20240102T020000Z",
        "2024年1月2日 10:00",
        "2024年01月02日10时00分00秒",
        "2024年1月2日 10点",
        "2024年1月2日 上午10:00",
        "2024年1月2号 周二 上午 10点0分",
        "2024年1月2日 星期二 10:00:00",
        "２０２４－０１－０２　１０：００",
        "02/01/24, 10:00",
        "2/1/2024 10:00 AM",
        "2/1/2024, 10:00\u202fam",
        "\u200e02.01.24, 10:00:00",
        " 2024-01-02 10:00:00\t",
    ],
)
def test_forms(value: object) -> None:
    assert seconds(value) == TEN


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("凌晨2:30", 2, 30),
        ("上午12:05", 0, 5),
        ("中午12:05", 12, 5),
        ("中午 1点", 13, 0),
        ("下午3点20分", 15, 20),
        ("下午 15:20", 15, 20),
        ("晚上8:00", 20, 0),
        ("12:05 AM", 0, 5),
        ("12:05 p.m.", 12, 5),
    ],
)
def test_halves_of_the_day(written: str, hour: int, minute: int) -> None:
    expected = datetime(2024, 1, 2, hour, minute, tzinfo=SHANGHAI).timestamp()
    assert seconds(f"2024年1月2日 {written}") == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "刚才",
        True,
        [1],
        {"a": 1},
        -1,
        float("nan"),
        float("inf"),
        10**400,
        "9" * 40,
        "1e999",
        "2024-13-01 10:00",
        "2024-02-30 10:00:00",
        "2024-01-02 25:00:00",
        "2024-01-02 10:00:60",
        "2024-01-02 +1:00:00",
        "2024-01-0210:00",
        "2024-01/02 10:00",
        "2024-01-02 10:00:00+99:00",
        "2024-01-02 10:00:00 CST",
        "2024-01-02 10:00:00 Asia/Atlantis",
        "2024-01-02 上午13:00",
        "2024-01-02 晚上1:00",
        "2024-01-02 上午10:00 PM",
        "24/01/02 10:00",
        "10/31/2024 10:00",
        "周二 10:00",
        "10:00 +08:00",
        "0001-01-01 00:00:00",
        "1900-01-01 00:00:00",
        "9999-12-31 23:59:59 -10:00",
        "x" * 10_000,
    ],
)
def test_what_is_no_time(value: object) -> None:
    assert seconds(value) is None


def test_the_order_of_a_date_that_ends_in_its_year() -> None:
    april, march = (datetime(2024, *day, 10, tzinfo=SHANGHAI).timestamp() for day in ((4, 3), (3, 4)))
    assert seconds("03/04/2024 10:00") == seconds("03/04/24 10:00", date_order="day-month") == april
    assert seconds("03/04/2024 10:00", date_order="month-day") == march
    assert seconds("03/04/24 10:00", date_order="month-day") == march


def test_a_zone_of_the_shops_own() -> None:
    assert seconds("2024-01-02 10:00:00", timezone="Asia/Tokyo") == TEN - 3600
    assert seconds("2024-01-02T10:00:00+08:00", timezone="Asia/Tokyo") == TEN


def test_mixed_zones_compare() -> None:
    times = Times(OPTIONS)
    read = [
        times.seconds(value, place()) for value in ("2024-01-02 10:00:00", "2024-01-02T02:00:07Z", TEN + 9)
    ]
    assert read == [TEN, TEN + 7, TEN + 9]


# ---- any moment, in any form

moments = st.integers(int(datetime(1992, 1, 1).timestamp()), int(datetime(2150, 1, 1).timestamp()))
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))

HALVES = ("上午", "下午")
DAYS = "一二三四五六日"


def half(moment: datetime) -> str:
    return f"{HALVES[moment.hour >= 12]}{moment.hour % 12 or 12}"


LOCAL: list[Callable[[datetime], str]] = [
    lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S"),
    lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S"),
    lambda moment: moment.strftime("%Y/%m/%d %H:%M:%S"),
    lambda moment: moment.strftime("%Y%m%d%H%M%S"),
    lambda moment: moment.strftime("%d/%m/%Y, %H:%M:%S"),
    lambda moment: moment.strftime("%d.%m.%Y %I:%M:%S %p"),
    lambda moment: f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M:%S}",
    lambda moment: f"{moment.year}.{moment.month}.{moment.day} {moment.hour}:{moment.minute}:{moment.second}",
    lambda moment: f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}",
    lambda moment: f"{moment.year}年{moment.month}月{moment.day}日{half(moment)}:{moment:%M:%S}",
    lambda moment: (
        f"{moment.year}年{moment.month}月{moment.day}日 星期{DAYS[moment.weekday()]} {moment:%H时%M分%S秒}"
    ),
    lambda moment: f"{moment:%Y-%m-%d} {half(moment)}点{moment.minute}分{moment.second}秒",
]
ZONED: list[Callable[[datetime], str]] = [
    lambda moment: moment.isoformat(),
    lambda moment: moment.isoformat(" "),
    lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S %z"),
    lambda moment: moment.strftime("%Y/%m/%d %H:%M:%S%z"),
    lambda moment: moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
    lambda moment: moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ"),
]
NUMBERS: list[Callable[[int], object]] = [int, float, str, lambda n: n * 1000, lambda n: str(n * 1000)]


@given(moments, st.sampled_from(LOCAL))
def test_local_forms_come_back(moment: int, form: Callable[[datetime], str]) -> None:
    assert seconds(form(datetime.fromtimestamp(moment, SHANGHAI))) == moment


@given(moments, offsets, st.sampled_from(ZONED))
def test_forms_with_a_zone_come_back(moment: int, zone: timezone, form: Callable[[datetime], str]) -> None:
    assert seconds(form(datetime.fromtimestamp(moment, zone))) == moment


@given(moments, st.sampled_from(NUMBERS))
def test_numbers_come_back(moment: int, form: Callable[[int], object]) -> None:
    assert seconds(form(moment)) == moment


@given(moments, st.integers(0, 999_999), st.sampled_from(["", "Z", "+08:00"]))
def test_fractions_come_back(moment: int, micro: int, zone: str) -> None:
    local = datetime.fromtimestamp(moment, timezone.utc if zone == "Z" else SHANGHAI)
    read = seconds(f"{local:%Y-%m-%dT%H:%M:%S}.{micro:06}{zone}")
    assert read == pytest.approx(moment + micro / 1e6, abs=1e-5)
    assert seconds(moment * 1_000_000 + micro) == pytest.approx(read, abs=1e-5)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), min_size=1))
def test_days_on_which_clocks_are_changed(written: list[datetime]) -> None:
    times = Times(with_additions(OPTIONS, timezone="America/New_York"))
    for moment in [*written, datetime(2024, 3, 10, 1), datetime(2024, 3, 10, 9), datetime(2024, 11, 3, 9)]:
        moment = moment.replace(microsecond=0)
        read = times.seconds(moment.strftime("%Y-%m-%d %H:%M:%S"), place())
        assert read == moment.replace(tzinfo=NEW_YORK).timestamp()


@given(st.text("0123456789-/.: TZ年月日上下午点分秒，,+[]", max_size=24))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    read = seconds(text)
    assert read is None or datetime.fromtimestamp(read, timezone.utc).year < 10_000


# ---- times in their conversation


def settled(*values: object) -> tuple[list[float | None], Problems]:
    """The times of a conversation, and what is told of them."""
    times, problems = Times(OPTIONS), Problems("f")
    messages = [
        Message("agent", "", n, place(n + 1), times.seconds(value, place(n + 1)))
        for n, value in enumerate(values)
    ]
    times.settle([Conversation("c", messages)], problems)
    return [message.time for message in messages], problems


def clocks(*values: object) -> list[float | None]:
    """Times as seconds after the midnight that times of day count from."""
    return [None if time is None else time - DAWN for time in settled(*values)[0]]


def test_a_time_of_day_has_its_hour_and_no_date() -> None:
    assert clocks("10:00:05", "9点5分") == [36005, 32700]
    assert 0 <= DAWN < DATED


def test_times_of_day_go_on_over_midnight() -> None:
    assert clocks("23:58", None, "23:59:30", "0:01", "12:30", "00:10") == [
        86280,
        None,
        86370,
        86460,
        131400,
        173400,
    ]


def test_a_time_of_day_that_falls_a_little_runs_backwards() -> None:
    assert clocks("10:05", "10:04", "9:04") == [36300, 36240, 119040]


def test_times_of_day_take_the_date_before_or_behind_them() -> None:
    read, _ = settled("23:59", "2024-01-02 10:00:00", "10:01", "00:30")
    assert read == [TEN - 36060, TEN, TEN + 60, TEN + 14.5 * 3600]


def test_offsets_are_milliseconds() -> None:
    times = Times(OPTIONS)
    assert [times.offset(value) for value in (0, "1500", 2500.0, "x", None, True)] == [
        0,
        1.5,
        2.5,
        None,
        None,
        None,
    ]


def told(problems: Problems) -> list[tuple[int | None, bool]]:
    return [(problem.line, problem.fatal) for problem in problems.listed]


def test_times_that_run_backwards_are_kept_with_one_notice() -> None:
    read, problems = settled(TEN, TEN - 5, TEN - 9, None, TEN)
    assert read == [TEN, TEN - 5, TEN - 9, None, TEN]
    assert told(problems) == [(2, False)]


def test_times_that_cannot_be_read_are_one_notice() -> None:
    read, problems = settled(TEN, "刚才", "昨天", None, "-", "")
    assert read == [TEN, None, None, None, None, None]
    assert told(problems) == [(2, False)]
    assert "刚才" in problems.listed[0].message


@pytest.mark.parametrize("values", [(None, TEN, None), ("", TEN), (TEN, TEN), ("nan",)])
def test_missing_times_are_no_notice(values: Sequence[object]) -> None:
    assert told(settled(*values)[1]) == []


def test_a_day_of_a_spreadsheet_has_its_time() -> None:
    assert seconds(45293.4166666667) == TEN
    assert seconds("45293.4166666667") == TEN
