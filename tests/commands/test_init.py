"""`replylint init`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linter import config
from linter.i18n import Language
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
