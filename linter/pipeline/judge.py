"""One process's part of a run: documents in, rendered findings and counts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from linter.engine import Engine, replies
from linter.i18n import set_language
from linter.model import (
    Advice,
    Diagnostic,
    Document,
    Finding,
    Item,
    Message,
    Problem,
    Reply,
    Summary,
    Template,
)
from linter.pipeline.settings import Settings
from linter.reports import report
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.source import Place

if TYPE_CHECKING:
    from linter.repair.rewrite import Repair
    from linter.scoring.record import Record
    from linter.scoring.recorder import Recorder

_REMEMBERED = 10_000
"""Replies whose advice is kept; twice as many at the most."""

_NOTHING = Advice((), None)


@dataclass(slots=True)
class Outcome:
    """What came of a file or block: its part of the report, the counts, what could not be read, and why a
    file was passed over. `output` is the mended standard input; `records` stand for the report where there is
    a scorecard."""

    text: str = ""
    summary: Summary = field(default_factory=Summary)
    problems: list[Problem] = field(default_factory=list)
    skips: list[Problem] = field(default_factory=list)
    characters: int = 0
    output: bytes | None = None
    records: list[Record] = field(default_factory=list)


class Judge:
    """Rules and report of a run, ready to work."""

    def __init__(self, settings: Settings) -> None:
        set_language(settings.language)
        made = plan(settings.rulesets, settings.overlays)
        self.settings = settings
        self.program = Program(made.run)
        self.engine = Engine(self.program, settings.active.__contains__, settings.severities)
        self.report = report(
            settings.output, color=settings.color, show_personal_data=settings.show_personal_data
        )
        self._reach = 2 * made.run["reach"]
        self._recent: dict[tuple[object, ...], Advice] = {}
        self._older: dict[tuple[object, ...], Advice] = {}

    @cached_property
    def repair(self) -> Repair:
        """What mends; made when there is something to mend."""
        from linter.repair.rewrite import Repair

        return Repair(self.engine)

    @cached_property
    def recorder(self) -> Recorder | None:
        """What makes records; None without a scorecard."""
        if self.settings.scorecard is None:
            return None
        from linter.scoring.recorder import Recorder

        return Recorder(self.settings.scorecard, self.settings.worst)

    def document(self, document: Document) -> Outcome:
        """Judges all replies of a document."""
        outcome = Outcome(problems=document.problems)
        diagnostics: list[Diagnostic] = []
        for number, reply in enumerate(self._replies(document.items, outcome.summary)):
            advice = self._advice(reply)
            diagnostics += [
                _located(document.path, number, reply, finding, advice) for finding in advice.findings
            ]
        if self.recorder is None:
            outcome.text = self.report.separator.join(self.report.render(diagnostics))
        else:
            outcome.records = self.recorder.records(document.path, document.items, diagnostics)
        _count(diagnostics, outcome.summary)
        return outcome

    def _replies(self, items: Sequence[Item], summary: Summary) -> Iterator[Reply]:
        """The replies in which something may be found; all are counted."""
        templates = [item for item in items if isinstance(item, Template)]
        if len(templates) == len(items):
            summary.replies += len(templates)
            for number in self.engine.interesting(templates):
                yield from replies(templates[number])
            return
        for item in items:
            for reply in replies(item):
                summary.replies += 1
                yield reply

    def _advice(self, reply: Reply) -> Advice:
        """The advice for a reply. Shops say the same again and again: what was said before in the same
        surroundings, as far as rules look, is not judged anew."""
        if reply.template is not None:
            return self._judged(reply)
        around = [turn.text for turn in reply.turns[max(0, reply.turn - self._reach) : reply.turn]]
        key = (reply.text, reply.first, reply.last, *around)
        advice = self._recent.get(key)
        if advice is None:
            advice = self._older.get(key)
            if advice is None:
                advice = self._judged(reply)
            if len(self._recent) >= _REMEMBERED:
                self._older, self._recent = self._recent, {}
            self._recent[key] = advice
        return advice

    def _judged(self, reply: Reply) -> Advice:
        findings = self.engine.judge(reply)
        return self.repair.advise(reply, findings) if findings else _NOTHING


def _count(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    for diagnostic in diagnostics:
        finding = diagnostic.finding
        summary.by_rule[finding.rule] = summary.by_rule.get(finding.rule, 0) + 1
        summary.by_severity[finding.severity] = summary.by_severity.get(finding.severity, 0) + 1
        ready = [fix.applicability for fix in finding.fixes if not fix.needs_input]
        if "safe" in ready:
            summary.safe += 1
        elif ready:
            summary.unsafe += 1


def _located(path: str, number: int, reply: Reply, finding: Finding, advice: Advice) -> Diagnostic:
    message, start, place = _standing(reply, finding.start)
    line, column = end_line, end_column = place.position(start)
    source_line = end_source_line = place.line(line)
    if finding.end > finding.start:
        _, end, end_place = _standing(reply, finding.end, end=True)
        end_line, end_column = end_place.position(end, end=True)
        if end_line != line:
            end_source_line = end_place.line(end_line)
    return Diagnostic(
        finding=finding,
        rewrite=advice.rewrite,
        needs_input=advice.needs_input,
        reply=reply.text,
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        utf16=(_utf16(source_line, column), _utf16(end_source_line, end_column)),
        source_line=source_line,
        conversation=reply.conversation.id if reply.conversation else None,
        number=number,
        message_index=message.index if message else None,
        speaker=message.speaker if message else None,
        template=(reply.template.name or None) if reply.template else None,
        private=reply.conversation is not None,
    )


def _standing(reply: Reply, offset: int, *, end: bool = False) -> tuple[Message | None, int, Place]:
    """The message that holds a character of the reply (with `end`: the one before `offset`), the offset in
    it, and its place."""
    if reply.template is not None:
        return None, offset, reply.template.place
    for message in reply.messages:
        size = len(message.text)
        if offset < size or (offset == size and (end or message is reply.messages[-1])):
            return message, offset, message.place
        offset = max(0, offset - size - 1)
    message = reply.messages[-1]
    return message, len(message.text), message.place


def _utf16(line: str, column: int) -> int:
    before = line[: column - 1]
    return column if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
