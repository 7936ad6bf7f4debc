"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.support import run

ROOT = Path(__file__).parent.parent
SESSION = re.compile(r"^```console\n\$ replylint (?P<arguments>.+)\n(?P<output>(?:.*\n)+?)```$", re.MULTILINE)
LEFT_OUT = "…"


def sessions(name: str) -> list[tuple[str, list[str]]]:
    """The arguments and the shown lines of every session in a README."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [(found["arguments"], found["output"].splitlines()) for found in SESSION.finditer(text)]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_what_is_shown_is_printed_in_that_order(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = sessions(name)
    assert shown
    for arguments, lines in shown:
        printed = iter(run(*arguments.split()).out.splitlines())
        missing = [line for line in lines if line != LEFT_OUT and line not in printed]
        assert missing == []
