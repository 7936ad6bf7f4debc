"""How long customers wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.scoring.waits import ANEW, Times, waits
from tests.scoring.support import chat


def seconds(*said: str) -> list[int]:
    return [wait.seconds for wait in waits(chat(*said).turns())]


def test_a_wait_is_from_the_question_to_the_reply() -> None:
    assert seconds("客户@10：在吗", "客服@25：您好", "客户@60：有货吗", "客服@62：有的") == [15, 2]


def test_of_several_messages_the_first_counts() -> None:
    assert seconds("客户@10：在吗", "客户@40：人呢", "客服@45：您好", "客服@50：在的") == [35]


def test_a_customer_who_comes_back_has_not_waited_all_the_while() -> None:
    later = 100 + ANEW + 1
    assert seconds("客户@100：好的", f"客户@{later}：在吗", f"客服@{later + 9}：您好") == [9]


@pytest.mark.parametrize(
    "said",
    [
        ("客户：在吗", "客服@25：您好"),
        ("客户@10：在吗", "客服：您好"),
        ("客户@30：在吗", "客服@25：您好"),
        ("客服@25：您好", "客服@26：在吗"),
        ("客户@10：在吗",),
        (),
    ],
)
def test_without_times_that_tell_there_is_no_wait(said: tuple[str, ...]) -> None:
    assert seconds(*said) == []


def times(*lengths: int) -> Times:
    made = Times()
    for length in lengths:
        made.add(length)
    return made


def test_nothing_can_be_said_of_no_waits() -> None:
    assert (times().quantile(0.5), times().within(30)) == (None, None)


def test_waits_fall_into_classes_by_their_upper_bounds() -> None:
    assert times(0, 10, 11, 30, 31, 9000).bins((10, 30)) == [2, 2, 2]


@given(st.lists(st.integers(0, 3599), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_a_wait_that_so_many_did_not_exceed(lengths: list[int], share: float) -> None:
    made = times(*lengths)
    found = made.quantile(share)
    assert found in lengths
    assert sum(length <= found for length in lengths) >= share * len(lengths)
    assert sum(length < found for length in lengths) < share * len(lengths)


@given(st.lists(st.integers(0, 10**7)))
def test_every_wait_is_in_one_class(lengths: list[int]) -> None:
    made = times(*lengths)
    assert sum(made.bins((10, 60, 600))) == len(lengths) == made.total
