"""What docs/report says is how it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.reports.quality.data import ENOUGH
from linter.rules.names import DEFAULT_RULESETS
from linter.rules.plan import plan
from linter.scoring.load import load_scorecard
from linter.scoring.waits import ANEW
from tests.commands.support import run
from tests.reports.quality.support import everything

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ["report.md", "report.zh-CN.md"]


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_scorecard_of_the_example_can_be_used(page: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)
    path = tmp_path / "scorecard.yaml"
    path.write_text(example, encoding="utf-8")
    card = load_scorecard(path, [rule["id"] for rule in plan(DEFAULT_RULESETS).run["rules"]])
    assert (card.start, card.floor, card.passing, len(card.groups), len(card.others)) == (100, 0, 85, 2, 2)


@pytest.mark.parametrize("page", PAGES)
def test_every_option_of_the_report_is_told(page: str) -> None:
    options = {*re.findall(r"--[a-z-]+", run("report", "--help", language="en").out)}
    shared = {"--isolated", "--stdin-filename", "--quiet", "--output", "--help", "--lang"}
    assert {*re.findall(r"--[a-z-]+", text_of(page))} >= options - shared


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_the_json_is_told(page: str) -> None:
    data = everything()
    plain = {"version", "language", "masked", "paths", "files", "period", "unnamed", "agents_left_out"}
    assert all(f"`{key}`" in text_of(page) for key in data.keys() - plain)
    assert all(f"`{key}`" in text_of(page) for key in data["waits"].keys() - {"replies"})


@pytest.mark.parametrize("page", PAGES)
def test_the_bounds_are_those_that_hold(page: str) -> None:
    assert re.search(rf"(?:than|于) {ENOUGH} ", text_of(page))
    assert re.search(rf" {ANEW // 3600} (?:hours|小时)", text_of(page))
