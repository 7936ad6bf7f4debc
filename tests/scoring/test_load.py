"""Scorecards read from YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.data import rulesets_dir
from linter.rules.errors import RulesetError
from linter.rules.names import DEFAULT_RULESETS, matching
from linter.rules.plan import plan
from linter.scoring.load import load_scorecard
from tests.scoring.support import CARD, KNOWN, card

GROUP = "scorecard: 我的\ngroups:\n  manners:\n    title: 礼貌\n    items:\n"


def refused(folder: Path, text: str) -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        card(folder, text)
    return caught.value


def test_a_card_starts_at_a_hundred(tmp_path: Path) -> None:
    made = card(tmp_path)
    assert (made.start, made.floor, made.passing) == (100, 0, None)
    assert made.title == {"zh": "测试", "en": "测试"}


def test_groups_keep_their_order_and_titles(tmp_path: Path) -> None:
    made = card(tmp_path)
    assert [(group.id, group.title["en"]) for group in made.groups] == [
        ("manners", "礼貌"),
        ("safety", "safety"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "expected"),
    [
        (GROUP + "      - { rules: tone.blame, points: -3 }\n", 6, 38, "'-3'", "只扣不加"),
        (GROUP + "      - { rules: tone.blame, points: 3, bonus: 1 }\n", 6, 41, "bonus", "points"),
        (GROUP + "      - { rules: tone.blame }\n", 6, 9, "points", "points"),
        (GROUP + "      - { rules: tone.blame, points: 3, per: day }\n", 6, 46, "'day'", "conversation"),
        (GROUP + "      - { rules: tone.blam, points: 3 }\n", 6, 18, "'tone.blam'", "规则"),
        (GROUP + "      - { rules: [tone, tone], points: 3 }\n", 6, 25, "第二个", "一次"),
        ("start: 50\nfloor: 60\n" + CARD, 2, 8, "60", "50"),
        (CARD.replace("group: manners,", "group: maners,"), 14, 18, "'maners'", "manners"),
        (CARD + "promises: { tone: half }\n", 15, 19, "'half'", "broken"),
        (CARD + "promises: { tome: open }\n", 15, 13, "'tome'", "规则"),
        ("groups: {}\n", 1, 1, "scorecard", "scorecard"),
        ("scorecard: [1]\ngroups: {}\n", 1, 12, "列表", "文字"),
        ("- a\n", 1, 1, "列表", "映射"),
        ("", 1, 1, "空值", "映射"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    text: str, line: int, column: int, found: str, expected: str, tmp_path: Path
) -> None:
    error = refused(tmp_path, text)
    assert (error.line, error.column) == (line, column)
    assert found in error.found
    assert expected in error.expected


@pytest.mark.parametrize(
    ("name", "advice"),
    [("tone.blam", "tone.blame"), ("courtesy.pleas", "courtesy.please"), ("zzz", "replylint rules")],
)
def test_an_unknown_rule_gets_a_suggestion(name: str, advice: str, tmp_path: Path) -> None:
    error = refused(tmp_path, GROUP + f"      - {{ rules: {name}, points: 3 }}\n")
    assert advice in error.advice


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00\xd8"])
def test_a_file_that_cannot_be_read_is_told(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "scorecard.yaml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(RulesetError, match=r"scorecard\.yaml"):
        load_scorecard(path, KNOWN)


def test_the_shipped_card_names_no_rule_that_there_is_not() -> None:
    known = [rule["id"] for rule in plan(DEFAULT_RULESETS).run["rules"]]
    made = load_scorecard(None, known)
    assert [name for name in made.items if not matching(name, known)] == []


def test_the_shipped_card_holds_with_other_rules_too() -> None:
    assert load_scorecard(None, ["tone.blame"]).item("tone.blame", "hint") is not None


def test_a_scorecard_is_no_file_of_replies() -> None:
    from linter.readers.base import Unreadable
    from linter.readers.load import load
    from linter.readers.vocabulary import default_options

    path = rulesets_dir() / "scorecards" / "default.yaml"
    with pytest.raises(Unreadable):
        load(path.read_bytes(), str(path), default_options())


def test_a_card_that_says_nothing_of_promises_has_the_shipped_ones(tmp_path: Path) -> None:
    assert card(tmp_path).promises == load_scorecard(None, KNOWN).promises != {}
    assert card(tmp_path, CARD + "promises: {}\n").promises == {}
