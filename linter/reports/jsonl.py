"""A finding a line, each the JSON object that `--format json` has for it."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Summary
from linter.reports.json import JsonReport


class JsonLines:
    """Lines of JSON; without findings there are none."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._json = JsonReport(show_personal_data)

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A line for each finding."""
        return [self._json.told(diagnostic) for diagnostic in diagnostics]

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""
