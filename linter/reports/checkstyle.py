"""The XML of Checkstyle, which Jenkins and many others read: `<file>` with `<error>`s."""

from __future__ import annotations

import json
from collections.abc import Sequence

from linter.model import Diagnostic, Summary
from linter.reports.base import Part, told
from linter.reports.xml import DECLARATION, element

_SEVERITIES = {"error": "error", "warning": "warning", "info": "info", "hint": "info"}
FOLLOWED = "10.0"
"""The version of Checkstyle whose report this is."""


class CheckstyleReport:
    """Files as they come; a file without findings is told too."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data
        self._path: str | None = None

    def begin(self) -> str:
        """The opening of the report."""
        return f"{DECLARATION}<{element('checkstyle', version=FOLLOWED)}>\n"

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The path of each finding, and its element."""
        return [json.dumps([diagnostic.path, self._error(diagnostic)]) for diagnostic in diagnostics]

    def _error(self, diagnostic: Diagnostic) -> str:
        finding = diagnostic.finding
        return element(
            "error",
            line=diagnostic.line,
            column=diagnostic.column,
            severity=_SEVERITIES[finding.severity],
            message=told(diagnostic, self._open).replace("\n", " "),
            source=f"replylint.{finding.rule}",
        )

    def gather(self, part: Part) -> str:
        """The elements of the part, under their file."""
        done = self._file(part.path) if part.path else ""
        for line in part.text.splitlines():
            path, error = json.loads(line)
            done += f"{self._file(path)}    <{error}/>\n"
        return done

    def _file(self, path: str | None) -> str:
        """What ends the last file and begins the next, where it is another."""
        if path == self._path:
            return ""
        ended = "" if self._path is None else "  </file>\n"
        self._path = path
        return ended if path is None else f"{ended}  <{element('file', name=path)}>\n"

    def end(self, summary: Summary) -> str:
        """The closing of the report."""
        return f"{self._file(None)}</checkstyle>\n"
