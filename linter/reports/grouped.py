"""Findings under the name of their file, with how many there are of each severity."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from linter.i18n import say
from linter.model import SEVERITIES, Diagnostic, Summary
from linter.reports.base import Part, hiding
from linter.reports.terminal import SEVERITY_COLORS, printable, styled, width


class GroupedReport:
    """Files with findings, one after another. Holds the findings of one file: their number comes first."""

    separator = "\n"

    def __init__(self, color: bool = False, show_personal_data: bool = False) -> None:
        self._color, self._open = color, show_personal_data
        self._path = ""
        self._rows: list[list[str]] = []

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The cells of each finding."""
        return [
            json.dumps(
                [
                    diagnostic.path,
                    f"{diagnostic.line}:{diagnostic.column}",
                    diagnostic.finding.severity,
                    diagnostic.finding.rule,
                    printable(hiding(diagnostic, self._open)(diagnostic.finding.message)),
                ]
            )
            for diagnostic in diagnostics
        ]

    def gather(self, part: Part) -> str:
        """The files that are complete."""
        done = ""
        for line in part.text.splitlines():
            path, *row = json.loads(line)
            if path != self._path:
                done += self._group()
                self._path = path
            self._rows.append(row)
        return done

    def _group(self) -> str:
        rows, self._rows = self._rows, []
        if not rows:
            return ""
        counts = Counter(severity for _, severity, _, _ in rows)
        told = say("，", ", ").join(
            f"{counts[one]} {styled(one, SEVERITY_COLORS[one], self._color)}"
            for one in reversed(SEVERITIES)
            if counts[one]
        )
        place_size, severity_size, rule_size = (max(width(row[at]) for row in rows) for at in range(3))
        lines = [
            f"{styled(printable(self._path), 'bold', self._color)}  "
            + say(f"{len(rows)} 处：{told}", f"{len(rows)} findings: {told}")
        ]
        for place, severity, rule, message in rows:
            color = SEVERITY_COLORS[severity]
            lines.append(
                f"  {place:>{place_size}}  {styled(f'{severity:{severity_size}}', color, self._color)}  "
                f"{styled(f'{rule:{rule_size}}', 'dim', self._color)}  {message}".rstrip()
            )
        return "\n".join(lines) + "\n\n"

    def end(self, summary: Summary) -> str:
        """The last file, and the counts."""
        counts = say(
            f"{summary.files} 个文件、{summary.replies} 条回复，发现 {summary.findings} 处问题。",
            f"{summary.files} files, {summary.replies} replies: {summary.findings} findings.",
        )
        return f"{self._group()}{counts}\n"
