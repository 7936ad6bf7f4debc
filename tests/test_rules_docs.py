"""What docs/rules shows of the commands for rules is what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from linter.i18n import Language
from tests.commands.support import run, transcript

DOCS = Path(__file__).parent.parent / "docs"
SESSION = re.compile(r"^```console\n\$ replylint (?P<arguments>.+)\n(?P<output>(?:.*\n)+?)```$", re.MULTILINE)
CHATS = transcript("隔壁家便宜啊", "亲，您好，我们的料子是顶级的，比隔壁家厚") + transcript(
    "发票怎么开", "亲，您好，开票不归我管"
)


@pytest.mark.parametrize(("page", "language"), [("rules.md", "en"), ("rules.zh-CN.md", "zh")])
def test_what_is_shown_is_printed_in_that_order(
    page: str, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    (table,) = re.findall(r"^```csv\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("禁语.csv").write_text(table, encoding="utf-8")
    Path("聊天.jsonl").write_text(CHATS, encoding="utf-8")
    sessions = list(SESSION.finditer(text))
    assert [session["arguments"].split("rule ")[1].split()[0] for session in sessions] == [
        "new",
        "import",
        "try",
        "impact",
    ]
    for session in sessions:
        arguments = shlex.split(session["arguments"])
        printed = iter(run(*arguments, language=language).out.splitlines())
        assert [line for line in session["output"].splitlines() if line not in printed] == []
