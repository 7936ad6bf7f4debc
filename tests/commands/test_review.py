"""`replylint check --interactive` in a real terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.config import load

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(
    TMUX is None, reason="tmux is not installed: the review was not tried in a terminal"
)

FILE = """\
replies:
  - name: 发货   # 常用
    text: '我们保证明天到，你放心'
  - {name: 改价, text: "这个价我们改不了"}
"""
PATIENCE = 20
"""Seconds that a screen may take to appear on a busy machine."""


class Terminal:
    """A terminal in which a command runs; it says with which status it ended."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._socket = str(folder / "tmux.sock")
        then = '"$0" "$@"; echo "status $?"; sleep 600'
        command = ["sh", "-c", then, sys.executable, "-m", "linter", *arguments]
        self._tmux("new-session", "-d", "-x", "100", "-y", "40", "-c", str(folder), *command)

    def _tmux(self, *arguments: str) -> str:
        assert TMUX
        root = str(Path(__file__).parents[2])
        environment = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PYTHONPATH": root, "TERM": "xterm"}
        done = subprocess.run(
            [TMUX, "-f", "/dev/null", "-S", self._socket, *arguments],
            capture_output=True,
            text=True,
            env=environment,
        )
        return done.stdout

    @property
    def screen(self) -> str:
        return self._tmux("capture-pane", "-p", "-S", "-200")

    def see(self, text: str, prompt: str = "") -> str:
        """The screen, once `text` stands on it and its last line ends with `prompt`."""
        end = time.monotonic() + PATIENCE
        while text not in (screen := self.screen) or not screen.rstrip().endswith(prompt):
            assert time.monotonic() < end, f"{text!r} did not appear:\n{screen.rstrip()}"
            time.sleep(0.05)
        return screen

    def asked(self, text: str) -> str:
        """The screen, once it asks for a key below `text`."""
        return self.see(text, ">")

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def close(self) -> None:
        self._tmux("kill-server")


Opened = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Opened]:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    opened: list[Terminal] = []

    def opening(*arguments: str) -> Terminal:
        opened.append(Terminal(tmp_path, "check", "--interactive", *arguments))
        return opened[0]

    yield opening
    for one in opened:
        one.close()


def test_a_review_from_end_to_end(tmp_path: Path, terminal: Opened) -> None:
    shown = terminal("a.yaml")
    screen = shown.asked("[1/2]")
    assert "我们保证明天到，你放心" in screen
    assert "  |     ^^^^\n" in screen
    shown.press("2")
    shown.asked("[2/2]")
    shown.press("x")
    shown.see("为什么不算问题")
    shown.press("价格是总部定的")
    shown.see("价格是总部定的")
    shown.press("Enter")
    shown.asked("都看完了")
    shown.press("u")
    shown.asked("[2/2]")
    time.sleep(0.3)
    shown.press("2")
    shown.see("先把【】填好", "改不了")
    shown.press("C-u")
    shown.press("不好意思，这个价是总部定的")
    shown.see("不好意思，这个价是总部定的")
    shown.press("Enter")
    shown.asked("都看完了")
    shown.press("Enter")
    shown.see("改好 2 条回复，写进 1 个文件")
    wanted = FILE.replace("保证", "预计").replace("你放心", "您放心")
    assert (tmp_path / "a.yaml").read_text("utf-8") == wanted.replace(
        "这个价我们改不了", "不好意思，这个价是总部定的"
    )
    assert not (tmp_path / "replylint.yaml").exists()


def test_quitting_keeps_what_was_accepted(tmp_path: Path, terminal: Opened) -> None:
    shown = terminal("a.yaml")
    shown.asked("[1/2]")
    shown.press("Enter")
    shown.asked("courtesy.pronoun")
    shown.press("q")
    shown.see("改好 1 条回复")
    assert (tmp_path / "a.yaml").read_text("utf-8") == FILE.replace("保证", "预计")


def test_an_interrupt_keeps_what_was_accepted(tmp_path: Path, terminal: Opened) -> None:
    shown = terminal("a.yaml")
    shown.asked("[1/2]")
    shown.press("Enter")
    shown.asked("courtesy.pronoun")
    shown.press("C-c")
    shown.see("改好 1 条回复")
    assert "Traceback" not in shown.screen
    assert (tmp_path / "a.yaml").read_text("utf-8") == FILE.replace("保证", "预计")


def test_a_reason_goes_into_the_configuration(tmp_path: Path, terminal: Opened) -> None:
    shown = terminal("--select", "negative", "a.yaml")
    shown.asked("negative.cannot")
    shown.press("x")
    shown.see("为什么不算问题")
    shown.press("价格是总部定的")
    shown.see("价格是总部定的")
    shown.press("Enter")
    shown.asked("都看完了")
    shown.press("Enter")
    shown.see("记进了")
    [one] = load(tmp_path / "replylint.yaml").suppressions
    assert (one.rule, one.template, one.reason) == ("negative.cannot", "改价", "价格是总部定的")
    assert (tmp_path / "a.yaml").read_text("utf-8") == FILE


def test_a_slot_that_is_not_filled_in_is_not_taken(tmp_path: Path, terminal: Opened) -> None:
    shown = terminal("--select", "negative", "a.yaml")
    shown.asked("negative.cannot")
    shown.press("2")
    shown.see("先把【】填好", "改不了")
    shown.press("Enter")
    shown.asked("【】还没填好")
    shown.press("s")
    shown.asked("都看完了")
    shown.press("q")
    shown.see("跳过 1 处")
    assert (tmp_path / "a.yaml").read_text("utf-8") == FILE


def test_an_unknown_key_shows_the_keys(terminal: Opened) -> None:
    shown = terminal("a.yaml")
    shown.asked("[1/2]")
    shown.press("k")
    shown.asked("撤销上一步，可以一直撤到头")


def test_what_is_passed_over_is_told_and_nothing_read_is_an_error(tmp_path: Path, terminal: Opened) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "b.md").write_text("Only a note.\n", encoding="utf-8")
    shown = terminal("notes")
    shown.see("没有读到任何话术或聊天记录")
    shown.see("跳过了不像话术或聊天记录的文件")
    shown.see("status 2")
