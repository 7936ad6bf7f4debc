"""Whole replies, before and after: what `replylint rewrite` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence

from linter.i18n import say
from linter.model import Diagnostic, Summary
from linter.reports.base import by_reply, chat_name, fill_in, hiding
from linter.reports.terminal import harmless_json, printable, styled


class RewritesText:
    """Place, before, after; a reply a paragraph. A reply that cannot be mended says so."""

    separator = "\n"

    def __init__(self, color: bool, show_personal_data: bool) -> None:
        self._color, self._open = color, show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A paragraph for each reply."""
        return [self._paragraph(group) for group in by_reply(diagnostics)]

    def _paragraph(self, group: list[Diagnostic]) -> str:
        first = group[0]
        hide = hiding(first, self._open)
        rules = " ".join(dict.fromkeys(diagnostic.finding.rule for diagnostic in group))
        after = first.rewrite
        shown = say("（没有现成的改法）", "(nothing to suggest)") if after is None else hide(after)
        minus, plus = styled("-", "red", self._color), styled("+", "green", self._color)
        note = fill_in() if first.needs_input else ""
        lines = [
            f"{styled(printable(first.where), 'bold', self._color)}: {rules}{note}",
            *(f"{minus} {printable(line)}" for line in hide(first.reply).splitlines()),
            *(f"{plus} {printable(line)}" for line in shown.splitlines()),
        ]
        return "\n".join(lines) + "\n"

    def end(self, summary: Summary) -> str:
        """How much was read and found."""
        return say(
            f"{summary.files} 个文件、{summary.replies} 条回复，{summary.findings} 处问题。",
            f"{summary.files} files, {summary.replies} replies, {summary.findings} findings.",
        )


class RewritesJson:
    """The same as one JSON object."""

    separator = ",\n"

    def __init__(self, show_personal_data: bool) -> None:
        self._open = show_personal_data

    def begin(self) -> str:
        """The opening of the object."""
        return '{"version": 1, "rewrites": [\n'

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A JSON object for each reply."""
        return [
            harmless_json(json.dumps(self._object(group), ensure_ascii=False))
            for group in by_reply(diagnostics)
        ]

    def _object(self, group: list[Diagnostic]) -> dict[str, object]:
        first = group[0]
        hide = hiding(first, self._open)
        return {
            "path": first.path,
            "line": first.line,
            "conversation": chat_name(first, self._open) or None,
            "message_index": first.message_index,
            "template": first.template,
            "cell": first.cell,
            "rules": list(dict.fromkeys(diagnostic.finding.rule for diagnostic in group)),
            "before": hide(first.reply),
            "after": None if first.rewrite is None else hide(first.rewrite),
            "needs_input": first.needs_input,
        }

    def end(self, summary: Summary) -> str:
        """The counts and the closing of the object."""
        counts = {"files": summary.files, "replies": summary.replies, "findings": summary.findings}
        return f'\n], "summary": {json.dumps(counts)}}}'
