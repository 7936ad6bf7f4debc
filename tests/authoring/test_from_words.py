"""Rulesets made of lists of words; what the command prints is tested with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter.authoring.from_words import Made, Maker
from linter.authoring.known import Known
from linter.authoring.rulefile import tried
from linter.authoring.wordlist import read
from linter.config import Config
from linter.pipeline.prepare import Run, prepare

SMALL = Config(rulesets=("slang", "guarantee"))


@pytest.fixture(scope="module")
def run() -> Run:
    return prepare(SMALL)


def made(run: Run, folder: Path, table: str) -> Made:
    maker = Maker(Known(run.plan.run, run.choice.active), run.plan.docs, SMALL)
    return maker.make(read(table.encode(), "list.csv"), folder / "our.yaml", None, "our")


def rules(made: Made) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load(made.draft.text)["rules"]
    return found


WORDS = [
    "木有",
    "保证",
    "自己看",
    "VX",
    "886",
    "亲亲",
    "不可能的",
    "说了不算",
    "随便",
    "OK啦",
    "百分百",
    "没 办法",
]


def test_the_examples_of_any_word_hold(run: Run, tmp_path: Path) -> None:
    one = made(run, tmp_path, "禁语,替换\n" + "".join(f"{word},请稍等\n" for word in WORDS))
    assert one.words == len(WORDS)
    assert tried(one.draft, SMALL)[1] == []


def test_words_that_hold_one_another(run: Run, tmp_path: Path) -> None:
    one = made(run, tmp_path, "禁语\n随便\n随便你\n随便您\n")
    assert tried(one.draft, SMALL)[1] == []


def test_rows_with_remarks_of_their_own_are_rules_of_their_own(run: Run, tmp_path: Path) -> None:
    one = made(run, tmp_path, "禁语,说明\n自己看,不耐烦\n随便你,不负责\n")
    assert [rule["id"] for rule in rules(one)] == ["our.zi-ji-kan", "our.sui-bian-ni"]


def test_words_without_any_are_a_rule_by_severity(run: Run, tmp_path: Path) -> None:
    one = made(run, tmp_path, "禁语,级别\n自己看,高\n随便你,高\n木有,低\n米有,低\n")
    assert [rule["id"] for rule in rules(one)] == ["our.error", "our.info"]


def test_a_word_taken_apart_has_exceptions(run: Run, tmp_path: Path) -> None:
    one = made(run, tmp_path, "禁语\n亲亲\n")
    assert one.anywhere == ["亲亲"]
    (rule,) = rules(one)
    assert rule["find"] == {"phrases": ["亲亲"]}
    assert "亲亲热热" in str(rule["unless"])
    assert "亲亲的" not in str(rule["unless"])
