"""A finding a line, `path:line:column: severity rule message`: for editors, grep and short eyes."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Summary
from linter.reports.base import hiding
from linter.reports.terminal import SEVERITY_COLORS, printable, styled


class ConciseReport:
    """Lines, and nothing around them."""

    separator = "\n"

    def __init__(self, color: bool = False, show_personal_data: bool = False) -> None:
        self._color, self._open = color, show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A line for each finding."""
        return [self._line(diagnostic) for diagnostic in diagnostics]

    def _line(self, diagnostic: Diagnostic) -> str:
        finding = diagnostic.finding
        color = SEVERITY_COLORS[finding.severity]
        place = printable(f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}")
        message = printable(hiding(diagnostic, self._open)(finding.message))
        return (
            f"{styled(place, 'bold', self._color)}: {styled(finding.severity, f'bold {color}', self._color)} "
            f"{styled(finding.rule, color, self._color)} {message}"
        )

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""
