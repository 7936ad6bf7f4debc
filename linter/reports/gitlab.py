"""The Code Quality report of GitLab: an array of issues; docs.gitlab.com/ci/testing/code_quality says which
keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Summary
from linter.reports.base import Part, told
from linter.reports.fingerprint import Fingerprints, likeness
from linter.reports.paths import relative
from linter.reports.terminal import portable_json

_SEVERITIES = {"error": "critical", "warning": "major", "info": "minor", "hint": "info"}


class GitlabReport:
    """An issue a finding, written as they come."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data
        self._fingerprints = Fingerprints()
        self._written = False

    def begin(self) -> str:
        """The opening of the array."""
        return "["

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The likeness of each finding, and its issue without a fingerprint."""
        return [f"{likeness(one, self._open)} {portable_json(self._issue(one))}" for one in diagnostics]

    def _issue(self, diagnostic: Diagnostic) -> dict[str, object]:
        finding = diagnostic.finding
        return {
            "type": "issue",
            "check_name": finding.rule,
            "description": told(diagnostic, self._open),
            "categories": ["Style"],
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": relative(diagnostic.path),
                "lines": {"begin": diagnostic.line, "end": diagnostic.end_line},
            },
        }

    def gather(self, part: Part) -> str:
        """The issues with their fingerprints."""
        return "".join(map(self._told, part.text.splitlines()))

    def _told(self, line: str) -> str:
        alike, issue = line.split(" ", 1)
        before, self._written = (",\n" if self._written else "\n"), True
        return f'{before}{issue[:-1]}, "fingerprint": "{self._fingerprints.of(alike)}"}}'

    def end(self, summary: Summary) -> str:
        """The closing of the array."""
        return "\n]\n" if self._written else "]\n"
