"""Workflow commands that GitHub Actions shows as annotations on the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Summary
from linter.reports.base import told
from linter.reports.terminal import printable

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice", "hint": "notice"}


class GithubReport:
    """`::warning file=…,line=…,col=…,title=…::message`, a line each."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A command for each finding."""
        return [self._command(diagnostic) for diagnostic in diagnostics]

    def _command(self, diagnostic: Diagnostic) -> str:
        message = told(diagnostic, self._open)
        if diagnostic.cell:
            message = f"{diagnostic.cell}: {message}"
        shown = "\n".join(printable(line) for line in message.replace("\r\n", "\n").split("\n"))
        properties = {
            "file": printable(diagnostic.path),
            "line": str(diagnostic.line),
            "endLine": str(diagnostic.end_line),
            "col": str(diagnostic.column),
            "endColumn": str(diagnostic.end_column),
            "title": diagnostic.finding.rule,
        }
        given = ",".join(f"{name}={_escaped(value, in_property=True)}" for name, value in properties.items())
        return f"::{_COMMANDS[diagnostic.finding.severity]} {given}::{_escaped(shown)}"

    def end(self, summary: Summary) -> str:
        """Nothing: annotations speak for themselves."""
        return ""


def _escaped(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
