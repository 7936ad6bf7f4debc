"""`replylint check --watch` in a process of its own."""

from __future__ import annotations

import builtins
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linter.commands.watching import Matters
from tests.commands.support import run

PATIENCE = 60
"""Seconds that a check may take on a busy machine."""

GIVEN: dict[str, Any] = {
    "config_path": None,
    "customers": None,
    "baseline": None,
    "output": "out.json",
    "isolated": False,
}


class Watched:
    def __init__(self, folder: Path, *arguments: str) -> None:
        self.said = folder.parent / f"{folder.name}.said"
        environment = {**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2])}
        with self.said.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "linter", "check", "--watch", *arguments],
                cwd=folder,
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def see(self, text: str, times: int = 1) -> None:
        end = time.monotonic() + PATIENCE
        while (said := self.said.read_text("utf-8")).count(text) < times:
            assert time.monotonic() < end, said
            time.sleep(0.05)
        time.sleep(0.3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    made.mkdir()
    (made / "a.yaml").write_text("replies:\n- 您好，木有货\n", encoding="utf-8")
    (made / "replylint.yaml").write_text("select: [slang]\n", encoding="utf-8")
    return made


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    made = Watched(folder)
    yield made
    made.process.kill()
    made.process.wait()


WAITING = "等待文件变化"


def test_it_checks_again_after_each_change_and_ends_with_an_interrupt(folder: Path, watched: Watched) -> None:
    watched.see(WAITING)
    watched.see("发现 1 处问题")
    (folder / "a.yaml").write_text("replies:\n- 您好，没有货\n", encoding="utf-8")
    watched.see(WAITING, 2)
    watched.see("没有发现问题")
    (folder / "replylint.yaml").write_text("select: [slan]\n", encoding="utf-8")
    watched.see("是不是想写 'slang'")
    watched.see(WAITING, 3)
    (folder / "replylint.yaml").write_text("select: [negative]\n", encoding="utf-8")
    watched.see(WAITING, 4)
    (folder / "新.yaml").write_text("replies:\n- 这个我不知道\n", encoding="utf-8")
    watched.see("negative.unknown")
    watched.see(WAITING, 5)
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 1
    assert "Traceback" not in watched.said.read_text("utf-8")


def test_an_interrupt_after_a_clean_check_ends_with_0(folder: Path, watched: Watched) -> None:
    watched.see(WAITING)
    (folder / "a.yaml").write_text("replies:\n- 您好\n", encoding="utf-8")
    watched.see(WAITING, 2)
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 0


def test_without_the_library_it_is_told_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    ran = run("check", "--watch", folder)
    assert (ran.code, "pip install 'replylint[watch]'" in ran.err, len(ran.err.splitlines())) == (2, True, 1)


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("a.yaml", True),
        ("sub/b.csv", True),
        ("replylint.yaml", True),
        ("rules/own.yaml", True),
        ("main.py", False),
        ("out.json", False),
    ],
)
def test_what_matters(folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, matters: bool) -> None:
    monkeypatch.chdir(folder)
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text("rules: []\n", encoding="utf-8")
    (folder / "replylint.yaml").write_text("rulesets: [rules/own.yaml]\n", encoding="utf-8")
    assert Matters(["."], GIVEN).asked(None, str(folder / path)) is matters


def test_paths_of_a_configuration_in_another_folder_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    other = folder / "shop"
    other.mkdir()
    (other / "c.csv").write_text("id\n", encoding="utf-8")
    (other / "replylint.yaml").write_text("customers: c.csv\n", encoding="utf-8")
    chosen = Matters(["a.yaml"], {**GIVEN, "config_path": "shop/replylint.yaml"})
    assert chosen.asked(None, str(other / "c.csv"))
    assert str(other / "c.csv") in chosen.places


@pytest.mark.parametrize("text", ["select: [slang]\n", "select: slang: tone\n"])
def test_what_a_configuration_extends_matters(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(folder)
    base = folder.parent / "base.yaml"
    base.write_text(text, encoding="utf-8")
    (folder / "replylint.yaml").write_text("extends: ../base.yaml\n", encoding="utf-8")
    chosen = Matters(["a.yaml"], GIVEN)
    assert chosen.asked(None, str(base))
    assert str(base) in chosen.places


def test_the_configuration_of_a_checked_file_matters(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    other = folder.parent / "other"
    other.mkdir()
    (other / "b.yaml").write_text("replies: []\n", encoding="utf-8")
    (other / "replylint.yaml").write_text("select: [slang]\n", encoding="utf-8")
    assert Matters([str(other / "b.yaml")], GIVEN).asked(None, str(other / "replylint.yaml"))


def test_beside_a_named_file_nothing_matters(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "b.yaml").write_text("replies: []\n", encoding="utf-8")
    chosen = Matters(["a.yaml"], {**GIVEN, "isolated": True})
    assert [chosen.asked(None, str(folder / name)) for name in ("a.yaml", "b.yaml")] == [True, False]
    assert chosen.places == [str(folder / "a.yaml")]
