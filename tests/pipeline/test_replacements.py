"""Fixes as replacements in the source: put there, they read as what the fix said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linter.readers.encoding import decode
from linter.readers.load import load
from linter.readers.vocabulary import default_options
from linter.repair.writeback import passages
from tests.commands.support import run

FILES = {
    "a.yaml": "售后:\n  - text: '它''s 我们保证明天到'  # 注\n"
    '  - reply: "保证\\t明天到，你放心"\n'
    "  - text: |\n      亲\n      我们保证到\n",
    "a.json": '[{"text": "我们\\u4fdd证明天到"}, {"text": "😀保证明天到\\n你放心"}]',
    "a.csv": "快捷短语编码,快捷短语,快捷短语分组\r\n"
    '1,"亲，""我们""保证明天到",售后\r\n'
    "2,我们保证明天到&#44;你放心,售后\r\n",
    "a.md": "# 话术\n\n## 发货\n\n```\n亲，我们保证明天到\n你放心\n```\n",
    "a.txt": "您好，我们保证明天到。\n\n亲，保证到，你稍等\n",
}


def written(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The findings of a file, their results in SARIF and their diagnostics for reviewdog."""
    reports = [run("check", "--isolated", "--format", name, path).out for name in ("json", "sarif", "rdjson")]
    found, sarif, rdjson = map(json.loads, reports)
    return found["findings"], sarif["runs"][0]["results"], rdjson["diagnostics"]


def replaced(text: str, start: tuple[int, int], end: tuple[int, int], new: str) -> str:
    """`text` with what is between two lines and columns, in characters, replaced."""
    lines = text.split("\n")

    def at(line: int, column: int) -> int:
        return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1

    return text[: at(*start)] + new + text[at(*end) :]


def in_characters(text: str, line: int, column: int) -> tuple[int, int]:
    """A place whose column counts bytes of UTF-8, in characters."""
    before = text.split("\n")[line - 1].encode()[: column - 1]
    return line, len(before.decode()) + 1


def texts(text: str, path: Path) -> list[str]:
    loaded = load(text.encode(), str(path), default_options(), None)
    return [passage.text.strip() for passage in passages(loaded.document.items)]


def ready(finding: dict[str, Any]) -> list[dict[str, Any]]:
    return [fix for fix in finding["fixes"] if not fix["needs_input"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", FILES)
def test_a_replacement_gives_what_the_fix_says(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].encode(encoding))
    text = decode(path.read_bytes(), str(path))[0]
    tried = 0
    for finding, result, diagnostic in zip(*written(path), strict=True):
        for fix, sarif, rdjson in zip(
            ready(finding), result.get("fixes", []), diagnostic.get("suggestions", []), strict=True
        ):
            (change,) = sarif["artifactChanges"][0]["replacements"]
            region, new = change["deletedRegion"], change["insertedContent"]["text"]
            start, end = (
                (region["startLine"], region["startColumn"]),
                (region["endLine"], region["endColumn"]),
            )
            after = replaced(text, start, end, new)
            assert fix["result"].strip() in texts(after, path)
            places = [in_characters(text, **rdjson["range"][one]) for one in ("start", "end")]
            assert replaced(text, *places, rdjson["text"]) == after
            tried += 1
    assert tried


def test_chats_are_history(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("客户：在吗\n客服：我们保证明天到\n客户：好\n客服：你放心\n", encoding="utf-8")
    findings, results, diagnostics = written(path)
    assert any(finding["fixes"] for finding in findings)
    assert not any("fixes" in result for result in results)
    assert not any("suggestions" in diagnostic for diagnostic in diagnostics)
