"""One process's part of a run: documents in, rendered findings and counts out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from linter.engine import Engine, replies, turns
from linter.i18n import set_language
from linter.model import (
    Advice,
    Conversation,
    Diagnostic,
    Document,
    Finding,
    Item,
    Message,
    Need,
    Problem,
    Reply,
    Speaker,
    Summary,
    Template,
    Turn,
    rank,
)
from linter.pipeline.settings import Settings
from linter.pipeline.suppress import Suppressions
from linter.reports import report
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.source import Place

if TYPE_CHECKING:
    from linter.needs import Needs
    from linter.repair.rewrite import Repair
    from linter.scoring.record import Record
    from linter.scoring.recorder import Recorder

_REMEMBERED = 10_000
"""Replies whose advice is kept; twice as many at the most."""

_CHATS = 1_000
"""Chats whose findings are kept; twice as many at the most."""

_NOTHING = Advice((), None)


@dataclass(slots=True)
class Outcome:
    """What came of a file or block: its part of the report, the counts, what could not be read, and why a
    file was passed over. `output` is the mended standard input, `templates` those of which the run may make a
    library; `records` stand for the report where there is a scorecard; `met` are the suppressions whose place
    was there, `used` those that suppressed something."""

    text: str = ""
    summary: Summary = field(default_factory=Summary)
    problems: list[Problem] = field(default_factory=list)
    skips: list[Problem] = field(default_factory=list)
    characters: int = 0
    output: bytes | None = None
    records: list[Record] = field(default_factory=list)
    templates: Document | None = None
    met: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)


class Bench:
    """What judges, and what mends by the same rules."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @cached_property
    def repair(self) -> Repair:
        """What mends; made when there is something to mend."""
        from linter.repair.rewrite import Repair

        return Repair(self.engine)

    @cached_property
    def _repair_ahead(self) -> Repair:
        """What mends by the rules that look ahead too."""
        from linter.repair.rewrite import Repair

        engine = self.engine
        return Repair(engine, lambda reply: [*_in_order(engine.judge(reply), engine.ahead(reply))])

    def advice(self, reply: Reply, ahead: Sequence[Finding] = ()) -> Advice:
        """The findings of a reply, with those of the rules that look ahead, their fixes, and its rewrite."""
        findings = _in_order(self.engine.judge(reply), ahead)
        if not findings:
            return _NOTHING
        return (self._repair_ahead if ahead else self.repair).advise(reply, findings)


def _in_order(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, by where they begin."""
    return tuple(sorted((*findings, *others), key=lambda finding: finding.start) if others else findings)


_Found = dict[int, Sequence[Finding]]
"""The findings of a chat by the numbers of its turns, as far as they have been asked for."""


_Kept = TypeVar("_Kept")


class _Recent(Generic[_Kept]):
    """What was made of the keys seen lately: of `most`, and of as many before these."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._recent: dict[tuple[object, ...], _Kept] = {}
        self._older: dict[tuple[object, ...], _Kept] = {}

    def get(self, key: tuple[object, ...], make: Callable[[], _Kept]) -> _Kept:
        """What was made of a key, or is made now."""
        kept = self._recent.get(key)
        if kept is None:
            kept = self._older.get(key)
            if kept is None:
                kept = make()
            if len(self._recent) >= self._most:
                self._older, self._recent = self._recent, {}
            self._recent[key] = kept
        return kept


def _said_in_chat(reply: Reply) -> tuple[object, ...]:
    """All that rules may go by in the chat of a reply."""
    said = [(turn.speaker, message.text, message.time) for turn in reply.turns for message in turn.messages]
    continued = reply.conversation is not None and reply.conversation.continued
    return (continued, _known_of(reply), *said)


class Judge:
    """Rules and report of a run, ready to work. The `program` is that of the settings, where there is one."""

    def __init__(self, settings: Settings, program: Program | None = None) -> None:
        set_language(settings.language)
        self.settings = settings
        self.program = program or Program(plan(settings.rulesets, settings.overlays).run)
        self.bench = self._bench(settings.active)
        self._suppressions = Suppressions(settings.suppressions)
        self._benches: dict[frozenset[str], Bench] = {}
        self.report = report(
            settings.output, color=settings.color, show_personal_data=settings.show_personal_data
        )
        self._reach = 2 * self.program.reach
        self._advised: _Recent[Advice] = _Recent(_REMEMBERED)
        self._chats: _Recent[_Found] = _Recent(_CHATS)
        self._chat: tuple[Sequence[Turn], _Found] | None = None

    def _bench(self, active: frozenset[str]) -> Bench:
        return Bench(Engine(self.program, active.__contains__, self.settings.severities))

    def bench_for(
        self,
        path: str,
        reply: Reply,
        outcome: Outcome | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Bench:
        """What judges a reply of the file `path`: `without` some rules, and those that are suppressed there.
        The `outcome` is told which suppressions those are."""
        if not (self._suppressions and reply.template) and not without:
            return self.bench
        numbers = self._suppressions.at(path, reply.template) if reply.template else frozenset()
        if not numbers and not without:
            return self.bench
        rules = without | self._suppressions.rules(numbers, self.settings.active)
        if outcome is not None:
            found = [finding for finding in self.bench.engine.judge(reply) if finding.rule in rules]
            outcome.met |= numbers
            outcome.used |= self._suppressions.used(numbers, found)
            outcome.summary.suppressed += len(found)
        bench = self._benches.get(rules)
        if bench is None:
            bench = self._benches[rules] = self._bench(self.settings.active - rules)
        return bench

    @cached_property
    def recorder(self) -> Recorder | None:
        """What makes records; None without a scorecard."""
        if self.settings.scorecard is None:
            return None
        from linter.scoring.recorder import Recorder

        return Recorder(self.settings.scorecard, self.settings.worst)

    @cached_property
    def _needs(self) -> Needs:
        from linter.needs import Needs

        return Needs()

    def _needs_in(self, items: Sequence[Item]) -> Iterator[Need]:
        """What customers show in conversations, with the advice for it."""
        for item in items:
            if isinstance(item, Conversation):
                for cue in self._needs.shown(item):
                    yield Need(item.id, cue.message_index, cue.title, cue.words, cue.advice)

    def document(self, document: Document, *, customers: bool = True) -> Outcome:
        """Judges all replies of a document; `customers`: and what customers say."""
        outcome = Outcome(problems=document.problems)
        if self.settings.customers is not None:
            self.settings.customers.join(document.items, outcome.summary)
        diagnostics: list[Diagnostic] = []
        customers = customers and self.bench.engine.looks_ahead_at("customer")
        said = self._replies(document.items, outcome.summary, customers)
        for number, (speaker, reply) in enumerate(said):
            advice = self._advice(document.path, speaker, reply, outcome)
            diagnostics += [
                _located(document.path, number, reply, finding, advice) for finding in advice.findings
            ]
        if self.recorder is None:
            outcome.text = self.report.separator.join(self.report.render(diagnostics))
        else:
            needs = list(self._needs_in(document.items))
            outcome.records = self.recorder.records(document.path, document.items, diagnostics, needs=needs)
        _count(diagnostics, outcome.summary)
        return outcome

    def libraries(
        self, documents: Sequence[Document], settings_at: Callable[[str], Settings] | None = None
    ) -> Outcome:
        """Looks at the templates of a run together. What is found in a file counts as `settings_at` its path
        say."""
        from linter.library.base import entries
        from linter.library.checks import Checks

        at = settings_at or (lambda path: self.settings)
        active = frozenset[str]().union(*(at(document.path).active for document in documents))
        checks = Checks(self.program, active.__contains__, self.settings.severities)
        found = checks.findings(entries(documents), whole=self.settings.library == "whole")
        outcome = Outcome()
        diagnostics = [
            _located(entry.path, entry.number, next(replies(entry.template)), _as_in(at(entry.path), finding))
            for entry, finding in found
            if finding.rule in at(entry.path).active
        ]
        self._tell(diagnostics, outcome)
        outcome.summary.failing = sum(
            rank(one.finding.severity) >= rank(at(one.path).fail_on) for one in diagnostics
        )
        return outcome

    def _tell(self, diagnostics: Sequence[Diagnostic], outcome: Outcome) -> None:
        outcome.text = self.report.separator.join(self.report.render(diagnostics))
        _count(diagnostics, outcome.summary)

    def _replies(
        self, items: Sequence[Item], summary: Summary, customers: bool
    ) -> Iterator[tuple[Speaker, Reply]]:
        """The replies in which something may be found, all of them counted; and what `customers` say."""
        templates = [item for item in items if isinstance(item, Template)]
        summary.replies += len(templates)
        for number in self.bench.engine.interesting(templates) if templates else ():
            yield "agent", next(replies(templates[number]))
        for item in items:
            for speaker, reply in turns(item) if isinstance(item, Conversation) else ():
                summary.replies += speaker == "agent"
                if customers or speaker == "agent":
                    yield speaker, reply

    def _advice(self, path: str, speaker: Speaker, reply: Reply, outcome: Outcome) -> Advice:
        """The findings of a turn, with their fixes, and its rewrite."""
        if reply.template is not None:
            return self.bench_for(path, reply, outcome).advice(reply)
        ahead = self._ahead(reply, speaker)
        if speaker == "customer":
            return Advice(tuple(ahead), None) if ahead else _NOTHING
        if any(finding.fixes for finding in ahead):
            return self.bench.advice(reply, ahead)
        advice = self._so_far(reply)
        return advice._replace(findings=_in_order(advice.findings, ahead)) if ahead else advice

    def _ahead(self, reply: Reply, speaker: Speaker) -> Sequence[Finding]:
        """What the rules that look ahead find in a turn. A chat that says the same as one before, at the same
        times, is not looked at anew."""
        if self._chat is None or self._chat[0] is not reply.turns:
            self._chat = reply.turns, self._chats.get(_said_in_chat(reply), dict)
        found = self._chat[1]
        if reply.turn not in found:
            found[reply.turn] = self.bench.engine.ahead(reply, speaker)
        return found[reply.turn]

    def _so_far(self, reply: Reply) -> Advice:
        """The advice for a reply by what was said so far. Shops say the same again and again: what was said
        before in the same surroundings, as far as rules look, is not judged anew."""
        around = [turn.text for turn in reply.turns[max(0, reply.turn - self._reach) : reply.turn]]
        key = (reply.text, reply.first, reply.last, _known_of(reply), *around)
        return self._advised.get(key, lambda: self.bench.advice(reply))


def _known_of(reply: Reply) -> tuple[object, ...] | None:
    """What conditions may ask about the customer."""
    profile = reply.conversation.profile if reply.conversation else None
    return (profile.standings, profile.tier, profile.tags) if profile else None


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


def _as_in(settings: Settings, finding: Finding) -> Finding:
    """A finding with the severity that its rule has there."""
    return finding._replace(severity=settings.severities.get(finding.rule, finding.severity))


def _located(path: str, number: int, reply: Reply, finding: Finding, advice: Advice = _NOTHING) -> Diagnostic:
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
