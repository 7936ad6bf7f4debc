"""`replylint init`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter import config
from linter.i18n import Language
from linter.rules.names import PROFILES
from tests.commands.support import run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_configuration_that_is_written_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", language=language).code == 0
    assert config.load(tmp_path / "replylint.yaml").fail_on == "warning"


def test_every_commented_setting_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    path = tmp_path / "replylint.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    settings = [
        line[2:] if line.startswith("# ") and (":" in line and line[2] in "abcdefghijklmnoprstu ") else ""
        for line in lines
    ]
    path.write_text("\n".join(settings), encoding="utf-8")
    assert config.load(path).exclude == ("archive", "*.bak.csv")


def test_the_pre_commit_snippet_is_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    snippet = run("init").out.split("\n\n")[-1]
    (repository,) = yaml.safe_load(snippet)["repos"]
    assert repository["hooks"][0]["id"] == "replylint"


def test_an_existing_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "replylint.yaml"
    path.write_text("ignore: [slang]\n", encoding="utf-8")
    assert run("init").code == 2
    assert path.read_text(encoding="utf-8") == "ignore: [slang]\n"
    assert run("init", "--force").code == 0


def test_without_a_profile_every_shipped_ruleset_of_a_shop_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    loaded = config.load(tmp_path / "replylint.yaml")
    assert loaded.rulesets == config.Config().rulesets
    assert [Path(overlay.path).name for overlay in loaded.overlays] == ["replylint.yaml"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PROFILES)
def test_the_profile_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--profile", name, language=language).code == 0
    text = (tmp_path / "replylint.yaml").read_text(encoding="utf-8")
    assert f"\nprofile: {name}\n" in text
    assert run("rules").code == 0


def test_a_profile_that_there_is_not_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("init", "--profile", "tabao")
    assert ran.code == 2
    assert "是不是想写 'taobao'？" in ran.err
    assert not (tmp_path / "replylint.yaml").exists()
