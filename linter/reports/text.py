"""The report for people: the place, the message, the line with the match underlined, and what to write."""

from __future__ import annotations

from collections.abc import Sequence

from linter.i18n import say
from linter.model import Diagnostic, Fix, Summary
from linter.reports.base import fill_in, hiding, reason, reply_of
from linter.reports.terminal import SEVERITY_COLORS, printable, styled, width

_WINDOW = 72
"""Columns of a source line that are shown around the match."""


class TextReport:
    """Findings one after another, then the counts by rule."""

    separator = "\n"

    def __init__(self, color: bool = False, show_personal_data: bool = False) -> None:
        self._color, self._open = color, show_personal_data

    def begin(self) -> str:
        """Nothing."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """A paragraph for each finding; the rewrite of a reply stands under its last finding."""
        texts = []
        for number, diagnostic in enumerate(diagnostics):
            following = diagnostics[number + 1] if number + 1 < len(diagnostics) else None
            last = following is None or reply_of(following) != reply_of(diagnostic)
            texts.append(self._paragraph(diagnostic, last))
        return texts

    def _paragraph(self, diagnostic: Diagnostic, last: bool) -> str:
        color = SEVERITY_COLORS[diagnostic.finding.severity]
        head = (
            f"{styled(printable(diagnostic.where), 'bold', self._color)}: "
            f"{styled(diagnostic.finding.severity, f'bold {color}', self._color)} "
            f"{styled(diagnostic.finding.rule, color, self._color)} {printable(self._shown(diagnostic, diagnostic.finding.message))}"
        )
        gutter = " " * len(str(diagnostic.line))
        lines = [head, *self._excerpt(diagnostic, gutter, color)]
        fixes = [fix for fix in diagnostic.finding.fixes if fix.result]
        better = fixes[0] if fixes else None
        flag = "" if better is None else _flag(better)
        beside = [self._other(diagnostic, gutter, fix) for fix in fixes[1:]]
        rewrite = diagnostic.rewrite if last else None
        if better is not None and not _gives(better, rewrite):
            shown = self._shown(diagnostic, better.result)
            lines += [self._note(gutter, say("建议", "better"), shown, flag), *beside]
            beside = []
        if rewrite is not None:
            tail = fill_in() if diagnostic.needs_input else flag if _gives(better, rewrite) else ""
            lines.append(self._note(gutter, say("改写", "rewrite"), self._shown(diagnostic, rewrite), tail))
        lines += beside
        return "\n".join(lines) + "\n"

    def _shown(self, diagnostic: Diagnostic, text: str) -> str:
        return hiding(diagnostic, self._open)(text)

    def _note(self, gutter: str, label: str, text: str, tail: str) -> str:
        bar = styled("=", "dim", self._color)
        return f"{gutter} {bar} {label}{say('：', ': ')}{styled(printable(text), 'green', self._color)}{tail}"

    def _other(self, diagnostic: Diagnostic, gutter: str, fix: Fix) -> str:
        why = printable(self._shown(diagnostic, reason(fix, diagnostic.reply)))
        return self._note(
            gutter, say("或者", "or"), self._shown(diagnostic, fix.result), say(f"（{why}）", f" ({why})")
        )

    def _excerpt(self, diagnostic: Diagnostic, gutter: str, color: str) -> list[str]:
        line = self._shown(diagnostic, diagnostic.source_line)
        start = diagnostic.column - 1
        end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else len(line)
        first, last = _window(line, start, end)
        shown = f"{'…' if first else ''}{printable(line[first:last])}{'…' if last < len(line) else ''}"
        before = f"{'…' if first else ''}{printable(line[first:start])}"
        caret = "^" * max(1, width(printable(line[start : min(end, last)])))
        bar = styled("|", "dim", self._color)
        return [
            f"{gutter} {bar}",
            f"{styled(str(diagnostic.line), 'dim', self._color)} {bar} {shown}",
            f"{gutter} {bar} {' ' * width(before)}{styled(caret, f'bold {color}', self._color)}",
        ]

    def end(self, summary: Summary) -> str:
        """The counts."""
        if not summary.findings:
            return say(
                f"{summary.files} 个文件、{summary.replies} 条回复，没有发现问题。",
                f"{summary.files} files, {summary.replies} replies: nothing found.",
            ) + _beside(summary)
        lines = [
            say(
                f"{summary.files} 个文件、{summary.replies} 条回复，发现 {summary.findings} 处问题：",
                f"{summary.files} files, {summary.replies} replies: {summary.findings} findings",
            )
        ]
        size = len(str(max(summary.by_rule.values())))
        for rule, count in sorted(summary.by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
            lines.append(f"  {count:{size}}  {rule}")
        if summary.safe or summary.unsafe:
            lines.append(
                say(
                    f"--fix 可改 {summary.safe} 处，--fix --unsafe-fixes 另可改 {summary.unsafe} 处（改后请过目）。",
                    f"--fix mends {summary.safe}; --fix --unsafe-fixes mends {summary.unsafe} more (look them over).",
                )
            )
        return "\n".join(lines) + _beside(summary)


def _flag(fix: Fix) -> str:
    """How the fix is applied."""
    if fix.needs_input:
        return fill_in()
    return " (--fix)" if fix.applicability == "safe" else " (--unsafe-fixes)"


def _gives(fix: Fix | None, rewrite: str | None) -> bool:
    return fix is not None and fix.result == rewrite


def _beside(summary: Summary) -> str:
    """What was mended and what was suppressed."""
    told = ""
    if summary.fixed:
        told += "\n" + say(
            f"已改好 {summary.files_fixed} 个文件里的 {summary.fixed} 条回复。",
            f"Mended {summary.fixed} replies in {summary.files_fixed} files.",
        )
    if summary.suppressed:
        told += "\n" + say(
            f"另有 {summary.suppressed} 处按配置里的 suppressions 或文件里的注释不报。",
            f"{summary.suppressed} more are suppressed by the configuration or by comments.",
        )
    if summary.covered:
        told += "\n" + say(
            f"另有 {summary.covered} 处在基线里，不再报。",
            f"{summary.covered} more are in the baseline.",
        )
    return told


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a long line to show: the match, with as much around it as fits."""
    if width(line) <= _WINDOW:
        return 0, len(line)
    first, last = start, max(start, min(end, len(line)))
    room = _WINDOW - width(line[first:last])
    while room > 0 and (first > 0 or last < len(line)):
        if first > 0:
            first -= 1
            room -= width(line[first])
        if room > 0 and last < len(line):
            room -= width(line[last])
            last += 1
    return first, last
