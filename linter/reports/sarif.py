"""SARIF 2.1.0, for code scanning: results as they come, then the rules they are of and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linter import __version__
from linter.i18n import language, say
from linter.model import Diagnostic, Fix, Problem, Replacement, Severity, Summary
from linter.reports.base import About, Part, RuleText, chat_name, hiding, reason, told
from linter.reports.fingerprint import Fingerprints, likeness
from linter.reports.paths import address
from linter.reports.terminal import portable_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "hint": "note"}
_GRADES = {"error": "error", "warning": "warning", "info": "recommendation", "hint": "recommendation"}
"""What GitHub calls the severities."""


class SarifReport:
    """One run in one log."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False, about: About | None = None) -> None:
        self._open, self._about = show_personal_data, about or About()
        self._fingerprints = Fingerprints()
        self._rules: dict[str, Severity] = {}
        self._notifications: list[dict[str, Any]] = []
        self._failed = False

    def begin(self) -> str:
        """The opening of the log, its run and its results."""
        run = {
            "columnKind": "unicodeCodePoints",
            "language": "zh-CN" if language() == "zh" else "en-US",
            "originalUriBaseIds": {
                _ROOT: {
                    "description": {
                        "text": say("运行 replylint 的文件夹", "The folder that replylint was run in")
                    }
                }
            },
        }
        head = {"$schema": SCHEMA, "version": "2.1.0"}
        return f'{portable_json(head)[:-1]}, "runs": [{portable_json(run)[:-1]}, "results": ['

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The severity, rule and likeness of each finding, and its result without a fingerprint."""
        return [
            f"{one.finding.severity} {one.finding.rule} {likeness(one, self._open)} "
            f"{portable_json(self._result(one))}"
            for one in diagnostics
        ]

    def _result(self, diagnostic: Diagnostic) -> dict[str, Any]:
        finding = diagnostic.finding
        fixes = [
            self._fix(fix, new, diagnostic)
            for fix, new in zip(finding.fixes, diagnostic.replacements, strict=False)
            if new is not None
        ]
        return {
            "ruleId": finding.rule,
            "level": _LEVELS[finding.severity],
            "message": {"text": told(diagnostic, self._open)},
            "locations": [self._location(diagnostic)],
            **({"fixes": fixes} if fixes else {}),
            "properties": {"severity": finding.severity, "utf16Columns": list(diagnostic.utf16)},
        }

    def _location(self, diagnostic: Diagnostic) -> dict[str, Any]:
        hide = hiding(diagnostic, self._open)
        region = {
            **_region(diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column),
            **({"snippet": {"text": hide(diagnostic.finding.match)}} if diagnostic.finding.match else {}),
        }
        logical = _logical(diagnostic, chat_name(diagnostic, self._open))
        return {
            "physicalLocation": {"artifactLocation": _artifact(diagnostic.path), "region": region},
            **({"logicalLocations": [logical]} if logical else {}),
        }

    def _fix(self, fix: Fix, new: Replacement, diagnostic: Diagnostic) -> dict[str, Any]:
        safety = say("（需要过目）", " (look it over)") if fix.applicability == "unsafe" else ""
        replacement = {
            "deletedRegion": _region(new.line, new.column, new.end_line, new.end_column),
            "insertedContent": {"text": new.text},
        }
        return {
            "description": {"text": reason(fix, diagnostic.reply) + safety},
            "artifactChanges": [
                {"artifactLocation": _artifact(diagnostic.path), "replacements": [replacement]}
            ],
        }

    def gather(self, part: Part) -> str:
        """The results, with their fingerprints."""
        for problem in part.problems:
            self._failed = self._failed or problem.fatal
            self._notifications.append(_notification(problem))
        return "".join(map(self._gathered, part.text.splitlines()))

    def _gathered(self, line: str) -> str:
        severity, rule, alike, result = line.split(" ", 3)
        before = ",\n" if self._rules else "\n"
        self._rules.setdefault(rule, severity)  # type: ignore[arg-type]
        prints = portable_json({"primaryLocationLineHash": self._fingerprints.of(alike)})
        return f'{before}{result[:-1]}, "partialFingerprints": {prints}}}'

    def end(self, summary: Summary) -> str:
        """The tool with its rules, and how the run went."""
        known = self._about.rules() if self._rules else {}
        rules = [_rule(id, known.get(id), severity) for id, severity in sorted(self._rules.items())]
        invocation = {
            "executionSuccessful": not self._failed,
            "toolExecutionNotifications": self._notifications,
        }
        rest = {
            "tool": {"driver": {"name": "replylint", "semanticVersion": __version__, "rules": rules}},
            "invocations": [invocation],
        }
        return f"\n], {portable_json(rest)[1:]}]}}\n"


def _artifact(path: str) -> dict[str, str]:
    uri = address(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _logical(diagnostic: Diagnostic, chat: str) -> dict[str, Any] | None:
    """The template or the message, by name."""
    if diagnostic.template is not None:
        return {"name": diagnostic.template, "kind": "template"}
    if diagnostic.message_index is None:
        return None
    return {
        "name": str(diagnostic.message_index),
        "fullyQualifiedName": f"{chat}/{diagnostic.message_index}",
        "kind": "message",
    }


def _notification(problem: Problem) -> dict[str, Any]:
    told: dict[str, Any] = {
        "level": "error" if problem.fatal else "note",
        "message": {"text": problem.message},
    }
    if problem.path == "replylint":
        return told
    place: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
    if problem.line is not None:
        column = {} if problem.column is None else {"startColumn": problem.column}
        place["region"] = {"startLine": problem.line, **column}
    return {**told, "locations": [{"physicalLocation": place}]}


def _rule(id: str, text: RuleText | None, severity: Severity) -> dict[str, Any]:
    if text is None:
        return {"id": id, "defaultConfiguration": {"level": _LEVELS[severity]}}
    bad, fine = say("不好的", "Bad"), say("没问题的", "Fine")
    examples = {bad: text.bad, fine: text.fine}
    return {
        "id": id,
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": text.why.strip()},
        "help": {"text": _help(text, examples), "markdown": _help_markdown(text, examples)},
        "defaultConfiguration": {"level": _LEVELS[text.severity]},
        "properties": {"tags": [text.category], "problem.severity": _GRADES[text.severity]},
    }


def _help(text: RuleText, examples: Mapping[str, Sequence[str]]) -> str:
    blocks = [text.why.strip()]
    blocks += ["\n".join([name, *(f"- {one}" for one in shown)]) for name, shown in examples.items() if shown]
    return "\n\n".join(blocks)


def _help_markdown(text: RuleText, examples: Mapping[str, Sequence[str]]) -> str:
    blocks = [text.why.strip()]
    for name, shown in examples.items():
        if shown:
            lines = "\n".join(f"    {line}" for one in shown for line in one.splitlines())
            blocks.append(f"**{name}**\n\n{lines}")
    return "\n\n".join(blocks)
