"""Ruleset files of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter.authoring.rulefile import Draft, as_yaml, enabled, is_enabled, store, tried, with_rule
from linter.authoring.words import rule_of
from linter.config import Config
from linter.model import Refused, Unwritable
from linter.rules.errors import RulesetError

SMALL = Config(rulesets=("slang",))


def rule(**changes: object) -> dict[str, object]:
    given: dict[str, object] = dict.fromkeys(("title", "severity", "pattern", "message", "why", "source"))
    given |= {"identifier": "our.wood", "word": ["木头"], "phrase": [], "instead": [], "safe": False}
    given |= {"unless": [], "bad": ["要木头"], "ok": ["木头人"], **changes}
    return rule_of(**given)  # type: ignore[arg-type]


def test_a_new_file(tmp_path: Path) -> None:
    draft = with_rule(tmp_path / "our.yaml", "our", rule())
    assert draft.before is None
    assert yaml.safe_load(draft.text) == {"ruleset": "our", "rules": [rule()]}
    assert not draft.path.exists()


def test_a_file_of_comments_becomes_a_ruleset(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    path.write_text("# ours\n", encoding="utf-8")
    draft = with_rule(path, "our", rule())
    assert draft.text.startswith("# ours\nruleset: our\n")


def test_examples_that_do_not_hold(tmp_path: Path) -> None:
    plan, failed = tried(with_rule(tmp_path / "our.yaml", "our", rule(ok=["要木头的"])), SMALL)
    assert [(one.id, one.text, one.place[0]) for one in failed] == [
        ("our.wood", "要木头的", str(tmp_path / "our.yaml"))
    ]
    assert [one["id"] for one in plan.docs["rules"]] == ["our.wood"]


def test_a_trial_leaves_nothing_behind(tmp_path: Path) -> None:
    assert tried(with_rule(tmp_path / "our.yaml", "our", rule()), SMALL)[1] == []
    with pytest.raises(RulesetError) as caught:
        tried(with_rule(tmp_path / "our.yaml", "our", rule(identifier="slang.word")), SMALL)
    assert str(tmp_path / "our.yaml") in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    path.write_text("ruleset: our\n", encoding="utf-8")
    draft = with_rule(path, "our", rule())
    path.write_text("ruleset: theirs\n", encoding="utf-8")
    with pytest.raises(Unwritable):
        store(draft)
    assert path.read_text(encoding="utf-8") == "ruleset: theirs\n"


def test_a_new_file_that_somebody_made_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    draft = with_rule(path, "our", rule())
    path.write_text("theirs\n", encoding="utf-8")
    with pytest.raises(FileExistsError):
        store(draft)


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    path.write_bytes("ruleset: our # 我们\n".encode("gb18030"))
    with pytest.raises(Refused):
        with_rule(path, "our", rule())


def test_a_ruleset_is_named_relative_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    file = tmp_path / "conf/replylint.yaml"
    file.write_text("rulesets: [slang]\n", encoding="utf-8")
    config = SMALL._replace(file=file, folder=file.parent)
    draft = enabled(tmp_path / "our.yaml", config)
    assert draft == Draft(file, b"rulesets: [slang]\n", "rulesets: [slang, ../our.yaml]\n")
    assert is_enabled(tmp_path / "our.yaml", config._replace(rulesets=("slang", str(tmp_path / "our.yaml"))))


def test_a_configuration_in_pyproject_is_left_to_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.replylint]\nrulesets = ["slang"]\n', encoding="utf-8")
    with pytest.raises(Refused, match=r"our\.yaml"):
        enabled(tmp_path / "our.yaml", SMALL._replace(file=file, folder=file.parent))


def test_rules_are_written_as_yaml_that_says_the_same() -> None:
    odd = rule(message="“{match}”: 不 # 是 'x'", word=["是", "no", "1"])
    assert yaml.safe_load(as_yaml(odd)) == odd
