"""Role names."""

from __future__ import annotations

import pytest

from linter.model import Speaker
from linter.readers.base import Unreadable
from linter.readers.roles import Roles, known_speaker, listed, role_problems
from tests.readers.support import OPTIONS


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("客服", "agent"),
        (" Agent ", "agent"),
        ("ASSISTANT", "agent"),
        ("客服01", "agent"),
        ("客服-a3", "agent"),
        ("客服（小美）", "agent"),
        ("2003", "customer"),
        ("系统", "system"),
        ("客户经理", None),
        ("小美", None),
        ("", None),
    ],
)
def test_known_names(name: str, speaker: Speaker | None) -> None:
    assert known_speaker(name, OPTIONS) == speaker


def test_names_met_are_kept_in_order() -> None:
    roles = Roles(OPTIONS)
    assert [roles.speaker(name) for name in ("客服", "小美", "客户", "小美")] == [
        "agent",
        "system",
        "customer",
        "system",
    ]
    assert roles.seen == {"客服": "agent", "小美": None, "客户": "customer"}


def test_nobody_met_is_no_error() -> None:
    assert role_problems("f", {}) == []


def test_all_known_is_no_problem() -> None:
    assert role_problems("f", {"客服": "agent", "客户": "customer"}) == []


def test_no_agent_is_an_error_in_one_line() -> None:
    with pytest.raises(Unreadable) as caught:
        role_problems("f", {"小\n美": None, "客户": "customer"})
    assert "小 美、客户" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_long_lists_of_names_are_cut() -> None:
    assert listed(str(number) for number in range(20)) == "0、1、2、3、4、5、6、7 …"
