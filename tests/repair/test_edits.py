"""Edits joined into one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Edit
from linter.repair.edits import apply, compatible


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        ([], "我们保证到"),
        ([Edit(2, 4, "尽量")], "我们尽量到"),
        ([Edit(2, 4, "")], "我们到"),
        ([Edit(0, 0, "亲，")], "亲，我们保证到"),
        ([Edit(5, 5, "的")], "我们保证到的"),
        ([Edit(4, 5, "达"), Edit(0, 2, "咱")], "咱保证达"),
        ([Edit(2, 2, "都"), Edit(2, 4, "")], "我们都到"),
        ([Edit(0, 5, "好")], "好"),
    ],
)
def test_edits_are_applied_together(edits: list[Edit], text: str) -> None:
    assert apply("我们保证到", edits) == text


@pytest.mark.parametrize(
    ("edits", "fit"),
    [
        ([], True),
        ([Edit(0, 2, ""), Edit(2, 4, "")], True),
        ([Edit(2, 4, ""), Edit(0, 2, "")], True),
        ([Edit(0, 3, ""), Edit(2, 4, "")], False),
        ([Edit(0, 4, ""), Edit(1, 2, "")], False),
        ([Edit(2, 2, "a"), Edit(2, 2, "b")], False),
        ([Edit(0, 2, "a"), Edit(2, 2, "b")], False),
        ([Edit(2, 2, "b"), Edit(2, 4, "a")], True),
        ([Edit(1, 1, "a"), Edit(2, 2, "b")], True),
    ],
)
def test_edits_fit_together_when_none_touches_another(edits: list[Edit], fit: bool) -> None:
    assert compatible(edits) is fit


@given(
    st.text("亲您好，", max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("的呢", max_size=2))),
)
def test_edits_that_fit_do_the_same_one_by_one(text: str, spans: list[tuple[int, int, str]]) -> None:
    edits = [
        Edit(start, min(start + size, len(text)), new) for start, size, new in spans if start <= len(text)
    ]
    if not compatible(edits):
        return
    together = apply(text, edits)
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert together == text
