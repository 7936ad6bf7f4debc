"""The machine-readable report; docs/json.md describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from linter.model import Diagnostic, Finding, Summary
from linter.reports.base import chat_name, hiding, reason
from linter.reports.terminal import harmless_json

VERSION = 1
_KEPT = 5_000


class JsonReport:
    """One JSON object, written piece by piece."""

    separator = ",\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data
        self._kept: dict[int, tuple[Finding, str]] = {}
        self._encoder = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "))

    def begin(self) -> str:
        """The opening of the object."""
        return f'{{"version": {VERSION}, "findings": [\n'

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A JSON object for each finding."""
        return [self.told(diagnostic) for diagnostic in diagnostics]

    def told(self, diagnostic: Diagnostic) -> str:
        """A finding as a JSON object."""
        finding = diagnostic.finding
        place = self._encode(
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "path": diagnostic.path,
                "line": diagnostic.line,
                "column": diagnostic.column,
                "end_line": diagnostic.end_line,
                "end_column": diagnostic.end_column,
                "utf16_column": diagnostic.utf16[0],
                "utf16_end_column": diagnostic.utf16[1],
                "conversation": chat_name(diagnostic, self._open) or None,
                "message_index": diagnostic.message_index,
                "speaker": diagnostic.speaker,
                "template": diagnostic.template,
                "cell": diagnostic.cell,
            }
        )
        return f"{place[:-1]}, {self._beside(finding, diagnostic)[1:]}"

    def _encode(self, data: object) -> str:
        return harmless_json(self._encoder.encode(data))

    def _beside(self, finding: Finding, diagnostic: Diagnostic) -> str:
        """What is said of a finding wherever it stands; the same findings come again and again."""
        kept = self._kept.get(id(finding))
        if kept is not None and kept[0] is finding:
            return kept[1]
        hide = hiding(diagnostic, self._open)
        told = self._encode(
            {
                "match": hide(finding.match),
                "message": hide(finding.message),
                "fixes": [
                    {
                        "applicability": fix.applicability,
                        "why": hide(reason(fix, diagnostic.reply)),
                        "edits": [
                            {"start": edit.start, "end": edit.end, "text": hide(edit.text)}
                            for edit in fix.edits
                        ],
                        "result": hide(fix.result),
                        "needs_input": fix.needs_input,
                    }
                    for fix in finding.fixes
                ],
                "rewrite": None if diagnostic.rewrite is None else hide(diagnostic.rewrite),
                "needs_input": diagnostic.needs_input,
            }
        )
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[id(finding)] = finding, told
        return told

    def end(self, summary: Summary) -> str:
        """The summary and the closing of the object."""
        counts = {
            "files": summary.files,
            "replies": summary.replies,
            "findings": summary.findings,
            "by_rule": dict(sorted(summary.by_rule.items())),
            "by_severity": dict(sorted(summary.by_severity.items())),
        }
        return f'\n], "summary": {self._encode(counts)}}}'
