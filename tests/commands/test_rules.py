"""`replylint rules`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.support import run


def test_every_rule_is_listed_with_its_severity_and_title() -> None:
    ran = run("rules", "--isolated")
    assert ran.code == 0
    assert any(
        line.split() == ["warning", "+", "guarantee.pledge", "打包票"] for line in ran.out.splitlines()
    )


def test_json() -> None:
    rules = {rule["id"]: rule for rule in json.loads(run("rules", "--isolated", "--format", "json").out)}
    assert rules["courtesy.pronoun"]["fix"] == "safe"
    assert rules["courtesy.thanks"]["severity"] == "info"
    assert rules["guarantee.pledge"]["source"] == "S4"


def test_the_configuration_is_heeded(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("ignore: [slang]\nseverity: { guarantee: error }\n", encoding="utf-8")
    rules = {
        rule["id"]: rule for rule in json.loads(run("rules", "--config", config, "--format", "json").out)
    }
    assert not rules["slang.word"]["active"]
    assert rules["guarantee.pledge"]["severity"] == "error"


def test_english_titles() -> None:
    assert "a pledge" in run("rules", "--isolated", language="en").out
