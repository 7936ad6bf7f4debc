"""What docs/python shows works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import linter
from linter.pytest_plugin import Replies
from linter.testing import ReplyNotOk, assert_reply_ok

ROOT = Path(__file__).parent.parent
PAGES = ["python.md", "python.zh-CN.md"]


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("page", PAGES)
def test_every_snippet_runs(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    snippets = blocks(page, "python")
    assert len(snippets) == 7
    for snippet in snippets[:-1]:
        exec(compile(snippet, page, "exec"), {})
    assert "courtesy.apology" in capsys.readouterr().out
    names: dict[str, Any] = {}
    exec(compile(snippets[-1], page, "exec"), names)
    names["test_the_welcome"](Replies(linter.Linter()))


@pytest.mark.parametrize("page", PAGES)
def test_the_failure_is_the_one_that_is_shown(page: str) -> None:
    (shown,) = blocks(page, "text")
    with pytest.raises(ReplyNotOk) as caught:
        assert_reply_ok("我们保证明天到", context="怎么还没到")
    assert shown.rstrip("\n") == f"linter.testing.ReplyNotOk: {caught.value}"


@pytest.mark.parametrize("page", PAGES)
def test_every_name_is_told(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    plain = {"Problem", "Rule", "Summary"}
    assert all(f"`{name}" in text for name in set(linter.__all__) - plain)
