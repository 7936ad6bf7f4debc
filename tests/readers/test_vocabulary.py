"""Names by which texts and speakers are found."""

from __future__ import annotations

from linter.config import TRANSCRIPT_COLUMNS
from linter.readers.vocabulary import default_options, with_additions


def test_shipped_names() -> None:
    options = default_options()
    assert "text" in options.text_columns
    assert options.roles["客服"] == "agent"
    assert options.roles["0"] == "customer"
    assert set(options.transcript_columns) == {*TRANSCRIPT_COLUMNS}
    assert options.unit == "auto"


def test_role_names_are_in_lower_case() -> None:
    assert all(name == name.lower() for name in default_options().roles)


def test_a_shops_own_names_come_first() -> None:
    options = with_additions(default_options(), text_columns=["答复"], text_keys=["答复"])
    assert options.text_columns[0] == options.text_keys[0] == "答复"
    assert "text" in options.text_columns


def test_a_shops_own_roles_replace_the_shipped_ones() -> None:
    options = with_additions(default_options(), roles={" 客户 ": "agent", "Bella": "agent"}, unit="line")
    assert (options.roles["客户"], options.roles["bella"], options.unit) == ("agent", "agent", "line")


def test_a_shops_own_transcript_columns_come_first() -> None:
    options = with_additions(default_options(), transcript_columns={"role": ["谁"]})
    assert options.transcript_columns["role"][0] == "谁"
    assert options.transcript_columns["text"] == default_options().transcript_columns["text"]
