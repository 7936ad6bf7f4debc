"""Patterns taken apart match what they matched as a whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.rules.alternatives import alternatives, taken_apart
from linter.rules.patterns import compiled
from tests.rules.support import of_replies, shipped

LONG = "(?:的话|时候|以后|之前|之后|里面|外面|上面|下面|左边|右边|前面|后面|旁边|中间|对面|附近|周围){0,2}"
"""Makes a pattern long enough to be taken apart."""


def test_a_short_pattern_is_left_whole() -> None:
    assert alternatives("(?P<m>保证|一定)") == ["(?P<m>保证|一定)"]


def test_the_alternatives_of_the_match_are_patterns_of_their_own() -> None:
    assert alternatives(f"(?P<m>保证|一定){LONG}") == [f"(?P<m>保证){LONG}", f"(?P<m>一定){LONG}"]


def test_what_stands_before_the_match_stays() -> None:
    assert alternatives(f"(?<=我)(?P<m>保证|一定){LONG}") == [
        f"(?<=我)(?P<m>保证){LONG}",
        f"(?<=我)(?P<m>一定){LONG}",
    ]


def test_a_match_that_is_one_group_is_opened() -> None:
    assert alternatives(f"(?P<m>(?:保证|一定)){LONG}") == [f"(?P<m>保证){LONG}", f"(?P<m>一定){LONG}"]


def test_alternatives_without_a_match_are_cut_too() -> None:
    assert alternatives(f"保证{LONG}|一定|[|]") == [f"保证{LONG}", "一定", "[|]"]


@pytest.mark.parametrize(
    "pattern",
    [
        rf"(好)\1{LONG}|一定",
        f"(?P<who>我|你){LONG}(?P<m>保证|一定)",
        f"(?P<verb>.)不(?P=verb){LONG}(?:(?P=verb)|一定)|(?P=verb)",
        f"(?m)^保证{LONG}|一定",
        f"(?P<m>保证|一定)?{LONG}",
    ],
)
def test_counted_and_named_groups_keep_a_pattern_whole(pattern: str) -> None:
    assert alternatives(pattern) == [pattern]


def test_patterns_of_conditions_are_left_whole() -> None:
    pattern = f"(?P<m>保证|一定){LONG}"
    spec = {"any": [{"pattern": pattern, "unless": [{"clause": {"pattern": pattern}}]}]}
    assert taken_apart(spec) == {
        "any": [{"pattern": alternatives(pattern), "unless": [{"clause": {"pattern": pattern}}]}]
    }


pieces = st.sampled_from(
    ["保", "证", "一(?:定|样)", "[好|的]", r"\|", "(?:不|没)", "能?", "(?=到)", "(?<!我)行"]
)
bodies = st.lists(st.lists(pieces, min_size=1, max_size=3).map("".join), min_size=1, max_size=4).map("|".join)
texts = st.text("保证一定样好的|不没能到我行", max_size=14)


def starts(pattern: str, text: str) -> set[int]:
    """Where a match begins."""
    return {at for at in range(len(text)) if re.compile(pattern).match(text, at)}


@given(bodies, bodies, st.booleans(), texts)
@settings(max_examples=400, deadline=None)
def test_parts_match_where_the_whole_does(first: str, second: str, named: bool, text: str) -> None:
    whole = f"(?:{first})(?P<m>{second})" if named else f"{first}|{second}"
    whole += f"|(?:{LONG})走" if not named else ""
    parts = alternatives(whole if len(whole) > 60 else f"{whole}{LONG}")
    wanted = whole if len(whole) > 60 else f"{whole}{LONG}"
    assert set().union(*(starts(part, text) for part in parts)) == starts(wanted, text)


def test_no_shipped_pattern_is_lost() -> None:
    program = shipped().program
    sources = {source for number in of_replies(program) for source in program.rule(number).matcher.sources()}
    assert len(sources) > 500
    for source in sources:
        compiled(source, program.words)
