"""The diagnostic format of reviewdog, whose columns count bytes of UTF-8: one object, or one a line."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Replacement, Summary
from linter.reports.base import Part, hiding, told
from linter.reports.paths import relative
from linter.reports.terminal import portable_json

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO", "hint": "INFO"}


class RdjsonLines:
    """A diagnostic a line."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False) -> None:
        self._open = show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A diagnostic for each finding."""
        return [portable_json(self._object(one)) for one in diagnostics]

    def _object(self, diagnostic: Diagnostic) -> dict[str, object]:
        finding = diagnostic.finding
        hide = hiding(diagnostic, self._open)
        suggestions = [
            {"range": _range(new), "text": hide(new.text)}
            for new in diagnostic.replacements
            if new is not None
        ]
        return {
            "message": told(diagnostic, self._open),
            "location": {"path": relative(diagnostic.path), "range": _place(diagnostic)},
            "severity": _SEVERITIES[finding.severity],
            "source": {"name": "replylint"},
            "code": {"value": finding.rule},
            **({"suggestions": suggestions} if suggestions else {}),
        }

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""


class RdjsonReport(RdjsonLines):
    """One object with all diagnostics, written as they come."""

    _written = False

    def begin(self) -> str:
        """The opening of the object."""
        return '{"source": {"name": "replylint"}, "diagnostics": ['

    def gather(self, part: Part) -> str:
        """The diagnostics."""
        lines = part.text.splitlines()
        before, self._written = (",\n" if self._written else "\n"), self._written or bool(lines)
        return before + ",\n".join(lines) if lines else ""

    def end(self, summary: Summary) -> str:
        """The closing of the object."""
        return "\n]}\n" if self._written else "]}\n"


def _place(diagnostic: Diagnostic) -> dict[str, object]:
    last = diagnostic.source_line if diagnostic.end_source_line is None else diagnostic.end_source_line
    return {
        "start": _position(diagnostic.line, _bytes(diagnostic.source_line[: diagnostic.column - 1])),
        "end": _position(diagnostic.end_line, _bytes(last[: diagnostic.end_column - 1])),
    }


def _range(new: Replacement) -> dict[str, object]:
    return {
        "start": _position(new.line, new.utf8[0] - 1),
        "end": _position(new.end_line, new.utf8[1] - 1),
    }


def _position(line: int, before: int) -> dict[str, int]:
    return {"line": line, "column": before + 1}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
