"""Rulesets as they were in git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from linter.authoring.revisions import at_revision
from linter.model import Refused


def git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "rules").mkdir(parents=True)
    (folder / "base.yaml").write_text("ruleset: base\n", encoding="utf-8")
    (folder / "rules/our.yaml").write_text("ruleset: our\nextends: [../base.yaml, slang]\n", encoding="utf-8")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    (folder / "rules/our.yaml").write_text("ruleset: our2\n", encoding="utf-8")
    return folder


def test_the_file_as_it_was_with_what_it_extends(repository: Path, tmp_path: Path) -> None:
    old = at_revision(repository / "rules/our.yaml", "HEAD", tmp_path / "old")
    assert old.read_text(encoding="utf-8").startswith("ruleset: our\n")
    assert (old.parent / "../base.yaml").read_text(encoding="utf-8") == "ruleset: base\n"


@pytest.mark.parametrize("extends", ["../base.yaml", "[profile:taobao, ../base.yaml]", "[package:a.yaml]"])
def test_extends_as_a_configuration_may_write_it(repository: Path, tmp_path: Path, extends: str) -> None:
    (repository / "rules/our.yaml").write_text(f"extends: {extends}\n", encoding="utf-8")
    git(repository, "commit", "-am", "second")
    old = at_revision(repository / "rules/our.yaml", "HEAD", tmp_path / "old")
    assert (old.parent / "../base.yaml").exists() == ("base" in extends)


@pytest.mark.parametrize("revision", ["no-such", "HEAD~7"])
def test_a_revision_that_there_is_not(repository: Path, tmp_path: Path, revision: str) -> None:
    with pytest.raises(Refused, match=revision) as caught:
        at_revision(repository / "rules/our.yaml", revision, tmp_path / "old")
    assert "\n" not in str(caught.value)


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "our.yaml").write_text("ruleset: our\n", encoding="utf-8")
    with pytest.raises(Refused):
        at_revision(tmp_path / "our.yaml", "HEAD", tmp_path / "old")


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
def test_in_a_hook_git_is_asked_about_the_folder_of_the_file(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    old = at_revision(repository / "rules/our.yaml", "HEAD", tmp_path / "old")
    assert old.read_text(encoding="utf-8").startswith("ruleset: our\n")
