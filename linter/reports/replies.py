"""The replies in which something was found, told to the program itself: what `replylint eval` counts.

A line of JSON for each reply: [text, [[rule, severity, match], …]].
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.model import Diagnostic, Severity, Summary
from linter.reports.base import by_reply
from linter.reports.privacy import mask


class Told(NamedTuple):
    """One finding, as it was told."""

    rule: str
    severity: Severity
    match: str


class RepliesReport:
    """Lines that `told` reads."""

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
        hide = mask if group[0].private and not self._open else str
        findings = [(one.finding.rule, one.finding.severity, hide(one.finding.match)) for one in group]
        return json.dumps([hide(group[0].reply), findings])

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""


def told(text: str) -> Iterator[tuple[str, list[Told]]]:
    """The replies and their findings in what `RepliesReport` wrote."""
    for line in text.splitlines():
        reply, findings = json.loads(line)
        yield reply, [Told(*finding) for finding in findings]
