"""Help, version and language."""

from __future__ import annotations

import subprocess
import sys

import pytest

import linter
from linter.commands import COMMANDS
from tests.commands.support import run


def replylint(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "linter", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", **environment},
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str) -> None:
    chinese, english = run(command, "--help").out, run(command, "--help", language="en").out
    assert chinese.startswith("Usage:")
    assert chinese != english


def test_version() -> None:
    assert linter.__version__ in run("--version").out


def test_the_locale_decides_about_the_language() -> None:
    assert "检查" in replylint("--help", LANG="zh_CN.UTF-8").stdout
    assert "checks" in replylint("--help", LANG="en_US.UTF-8").stdout


def test_lang_outweighs_the_locale() -> None:
    assert "checks" in replylint("--lang", "en", "--help", LANG="zh_CN.UTF-8").stdout
    assert "检查" in replylint("--lang=zh", "--help", LANG="en_US.UTF-8").stdout


def test_without_a_locale_it_speaks_chinese() -> None:
    assert "检查" in replylint("--help").stdout


def test_a_closed_pipe_is_no_crash() -> None:
    ran = subprocess.run(
        f"{sys.executable} -m linter rules --isolated | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
