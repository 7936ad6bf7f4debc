"""What fixes come to in the file: one stretch of its text for each, and what to put there."""

from __future__ import annotations

from collections.abc import Sequence

from linter.model import Diagnostic, Fix, Replacement, Reply, Template, Unwritable
from linter.repair.writeback import source_edits
from linter.source import SourceText


def add_replacements(diagnostics: Sequence[Diagnostic], reply: Reply) -> None:
    """Puts the replacements of their fixes beside the diagnostics of a reply. Chats are history and get none,
    nor do fixes that somebody has to fill in."""
    if reply.template is None:
        return
    made: dict[Fix, Replacement | None] = {}
    for diagnostic in diagnostics:
        for fix in diagnostic.finding.fixes:
            if fix not in made:
                made[fix] = None if fix.needs_input else _replacement(reply.template, fix)
        diagnostic.replacements = tuple(made[fix] for fix in diagnostic.finding.fixes)


def _replacement(template: Template, fix: Fix) -> Replacement | None:
    """The stretch from the first to the last change; None where the fix cannot be written."""
    try:
        source, spans = source_edits(template, fix.edits)
    except (Unwritable, ValueError):
        return None
    if not spans:
        return None
    at = start = spans[0][0]
    text = ""
    for first, last, new in spans:
        text += source.text[at:first] + new
        at = last
    line, column = source.position(start)
    end_line, end_column = source.position(at)
    columns = (_utf8(source, line, column), _utf8(source, end_line, end_column))
    return Replacement(line, column, end_line, end_column, columns, text)


def _utf8(source: SourceText, line: int, column: int) -> int:
    begin = source.offset(line, 1)
    return len(source.text[begin : begin + column - 1].encode("utf-8", "surrogatepass")) + 1
