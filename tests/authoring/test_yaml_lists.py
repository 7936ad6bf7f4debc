"""Items added to lists of YAML files."""

from __future__ import annotations

from itertools import takewhile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.authoring.yaml_lists import with_items

ITEM = "id: our.x\nexamples:\n  - {bad: 坏, good: 好}\n  - {ok: 行}\n"


def alike(one: str, other: str) -> int:
    """How many characters the two have in common from their beginnings."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def inserted(before: str, after: str) -> bool:
    """Whether nothing was done to a text but something put in at one place."""
    return alike(before, after) + alike(before[::-1], after[::-1]) >= len(before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "other: 1",
        "other: 1\n",
        "rules:\n",
        "rules: # none\n",
        "rules: []\n",
        "rules: [{id: a}]  # one\nother: 1\n",
        "rules:\n- id: a\n  b: c\n\n# the end\n",
        "rules:\n    - id: a   # with a remark\n      b: |\n        some\n        text\n\nother: [1]\n",
        "rules:\n  - {id: a}\n  - id: b\n    c: {d: [1, 2]}\nother: 2",
        "other: x\r\nrules:\r\n  - id: a\r\n",
    ],
)
def test_the_item_is_added_and_all_else_kept(text: str) -> None:
    after = with_items(text, "rules", [ITEM])
    assert after is not None
    old = yaml.safe_load(text) or {}
    expected = {**old, "rules": [*(old.get("rules") or []), yaml.safe_load(ITEM)]}
    assert yaml.safe_load(after) == expected
    assert inserted(text, after)
    assert ("\r\n" in text) == ("\r\n" in after)


@pytest.mark.parametrize(
    "text", ["rules: 3\n", "rules: {a: 1}\n", "rules: &x\n", "- 1\n", "rules: [\n", "3\n"]
)
def test_what_cannot_take_it_is_refused(text: str) -> None:
    assert with_items(text, "rules", [ITEM]) is None


WORDS = st.text(st.sampled_from("abc 我们:#-'\"{}[]|>\n"), max_size=8)
DATA = st.dictionaries(
    st.sampled_from(["rules", "other", "more"]),
    st.lists(st.dictionaries(st.sampled_from("ab"), WORDS, min_size=1), max_size=3),
)


ITEMS = st.lists(WORDS.map(lambda word: {"id": word}), min_size=1, max_size=2)


@given(DATA, st.sampled_from([None, True, False]), ITEMS)
def test_whatever_the_file_says_it_still_says(
    data: dict[str, list[object]], flow: bool | None, items: list[object]
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow) if data else ""
    after = with_items(text, "rules", [yaml.safe_dump(item, allow_unicode=True) for item in items])
    if after is not None:
        assert yaml.safe_load(after) == {**data, "rules": [*data.get("rules", []), *items]}
        if flow is not True:
            assert inserted(text, after)
