"""Running the command line in this process, as a user would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from linter.commands import cli
from linter.i18n import Language, set_language


class Ran(NamedTuple):
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of a JSON report."""
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found

    @property
    def rules(self) -> list[str]:
        """The rules of the findings of a JSON report."""
        return [finding["rule"] for finding in self.findings]


def run(*arguments: str | Path, data: bytes | str | None = None, language: Language = "zh") -> Ran:
    """Runs `replylint` with arguments. A crash is raised, not hidden in an exit code."""
    set_language(language)
    try:
        result = CliRunner().invoke(cli(), [str(argument) for argument in arguments], input=data)
    finally:
        set_language("zh")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def check_json(*arguments: str | Path, data: bytes | str | None = None) -> Ran:
    """`check --format json` without any configuration file."""
    return run("check", "--isolated", "--format", "json", *arguments, data=data)


def transcript(*turns: str, name: str = "c-1") -> str:
    """A line of messages JSONL; the customer speaks first, then the two take turns."""
    roles = ("user", "assistant")
    messages = [{"role": roles[number % 2], "content": text} for number, text in enumerate(turns)]
    return json.dumps({"id": name, "messages": messages}, ensure_ascii=False) + "\n"
