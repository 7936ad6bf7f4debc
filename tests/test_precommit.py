"""The pre-commit hooks, in a throw-away repository, with the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
SHIPPED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "linter", "rulesets")
CLEAN = "templates:\n  - name: 发货\n    text: 您好，今天下午发出，麻烦您留意物流信息。\n"
BAD = CLEAN.replace("麻烦您留意", "麻烦你留意")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which git has a name and pre-commit a home of its own."""
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "t"), ("EMAIL", "t@example.com"))
    }
    home = str(tmp_path_factory.mktemp("pre-commit"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return {**kept, **names, "PRE_COMMIT_HOME": home, "GIT_CONFIG_GLOBAL": os.devnull}


def git(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> tuple[Path, str]:
    """This checkout as a repository with one commit: what is on disk now, committed or not."""
    folder = tmp_path_factory.mktemp("replylint")
    for name in SHIPPED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "hooks"]):
        assert git(folder, environment, *arguments).returncode == 0
    return folder, git(folder, environment, "rev-parse", "HEAD").stdout.strip()


def shop(folder: Path, environment: dict[str, str], hooks: tuple[Path, str], hook: str) -> Path:
    """A shop's repository with the hook installed."""
    repository, revision = hooks
    folder.mkdir()
    git(folder, environment, "init", "-q")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {repository}\n    rev: {revision}\n    hooks:\n      - id: {hook}\n",
        encoding="utf-8",
    )
    (folder / "package.json").write_text('{"name": "shop"}\n', encoding="utf-8")
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert installed.returncode == 0
    git(folder, environment, "add", "-A")
    return folder


def commit(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    git(folder, environment, "add", "-A")
    return git(folder, environment, "commit", "-m", "templates")


def test_a_bad_template_blocks_the_commit(
    tmp_path: Path, environment: dict[str, str], hooks: tuple[Path, str]
) -> None:
    folder = shop(tmp_path / "shop", environment, hooks, "replylint")
    (folder / "售后.yaml").write_text(BAD, encoding="utf-8")
    blocked = commit(folder, environment)
    assert blocked.returncode == 1
    assert "courtesy.pronoun" in blocked.stdout + blocked.stderr
    assert git(folder, environment, "log").returncode != 0

    (folder / "售后.yaml").write_text(CLEAN, encoding="utf-8")
    passed = commit(folder, environment)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_fix_hook_mends_and_then_lets_it_pass(
    tmp_path: Path, environment: dict[str, str], hooks: tuple[Path, str]
) -> None:
    folder = shop(tmp_path / "shop", environment, hooks, "replylint-fix")
    (folder / "售后.yaml").write_text(BAD, encoding="utf-8")
    assert commit(folder, environment).returncode == 1
    assert (folder / "售后.yaml").read_text(encoding="utf-8") == CLEAN.replace("麻烦您留意", "麻烦您留意")
    passed = commit(folder, environment)
    assert passed.returncode == 0, passed.stdout + passed.stderr
