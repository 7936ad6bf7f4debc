"""The replies in which something was found, and where, told to the program itself: for `eval` and
`rule impact`.

A line of JSON for each reply: [path, line, text, rewrite, [[rule, severity, start, end, match], …]].
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.model import Diagnostic, Severity, Summary
from linter.reports.base import by_reply, hiding

Place = tuple[str, int, str, int, int]
"""What tells a finding from the others of a file: path, line, rule, and its characters."""


class Placed(NamedTuple):
    """A finding, as it was told: the reply in which it stands, and its characters there."""

    path: str
    line: int
    reply: str
    rewrite: str | None
    rule: str
    severity: Severity
    start: int
    end: int
    match: str

    @property
    def place(self) -> Place:
        """What tells it from the other findings of a file."""
        return self.path, self.line, self.rule, self.start, self.end


class PlacesReport:
    """Lines that `placed` reads."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A line for each reply."""
        return [self._line(group) for group in by_reply(diagnostics)]

    def _line(self, group: list[Diagnostic]) -> str:
        first = group[0]
        hide = hiding(first, self._open)
        rewrite = None if first.rewrite is None else hide(first.rewrite)
        found = [
            (finding.rule, finding.severity, finding.start, finding.end, hide(finding.match))
            for finding in (one.finding for one in group)
        ]
        return json.dumps([first.path, first.line, hide(first.reply), rewrite, found])

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""


def replies(text: str) -> Iterator[tuple[str, list[Placed]]]:
    """The replies, with their findings, in what `PlacesReport` wrote."""
    for line in text.splitlines():
        *reply, found = json.loads(line)
        yield reply[2], [Placed(*reply, *finding) for finding in found]


def placed(text: str) -> Iterator[Placed]:
    """The findings in what `PlacesReport` wrote."""
    return (finding for _, findings in replies(text) for finding in findings)
