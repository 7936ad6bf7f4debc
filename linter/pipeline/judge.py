"""One process's part of a run: documents in, rendered findings and counts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

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
from linter.pipeline.ignores import Ignored, Ignores, Waiting, rules_of, used_by
from linter.pipeline.settings import Settings
from linter.pipeline.suppress import Suppressions
from linter.recent import Recent
from linter.reports import WITH_REPLACEMENTS, report
from linter.reports.base import About, Report
from linter.rules.names import matching
from linter.rules.plan import plan
from linter.rules.program import Program
from linter.source import Place, cell_of

if TYPE_CHECKING:
    from linter.library.base import Entry
    from linter.needs import Needs
    from linter.repair.rewrite import Repair
    from linter.scoring.record import Record
    from linter.scoring.recorder import Recorder

_REMEMBERED = 10_000
"""Replies whose advice is kept; twice as many at the most."""

_CHATS = 1_000
"""Chats whose findings are kept; twice as many at the most."""

_NOTHING = Advice((), None)
_NO_DOCUMENT = Document("", "", [])


@dataclass(slots=True)
class Outcome:
    """What came of a file or block: its part of the report, the counts, what could not be read, and why a
    file was passed over. `path` is the file, where the outcome is about one, and `beside` its part of the
    further reports; `output` is the mended standard input, `templates` those of which the run may make a
    library; `records` stand for the report where there is a scorecard; `met` are the suppressions whose
    place was there, `used` those that suppressed something. `diagnostics` are findings that are neither
    counted nor rendered yet, of the file `path`, and `group` the number of its settings; `waiting` are
    names in comments that suppress nothing but, perhaps, something about a library. `digest` tells the
    bytes of a file that may be remembered; of one that was, `later` makes the `templates`, of which there
    are `shelved`."""

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
    path: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    digest: str = ""
    shelved: int = 0
    later: Callable[[], Document | None] | None = None
    beside: tuple[str, ...] = ()
    group: int = 0


class _Held(NamedTuple):
    """Suppressions at a template: those of the configuration by their numbers, and those of comments."""

    numbers: frozenset[int] = frozenset()
    ignored: frozenset[Ignored] = frozenset()


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


def _said_in_chat(reply: Reply) -> tuple[object, ...]:
    """All that rules may go by in the chat of a reply."""
    said = [(turn.speaker, message.text, message.time) for turn in reply.turns for message in turn.messages]
    chat = reply.conversation
    return (chat and chat.continued, chat and chat.open, _known_of(reply), *said)


def reports(settings: Settings, about: About | None = None) -> list[Report]:
    """The reports of a run: that of standard output, and those beside it, which go to files."""
    about = (about or About())._replace(fail_on=settings.fail_on)
    return [
        report(
            name,
            color=settings.color and number == 0,
            show_personal_data=settings.show_personal_data,
            about=about,
        )
        for number, name in enumerate((settings.output, *settings.outputs))
    ]


class Judge:
    """Rules and report of a run, ready to work. The `program` is that of the settings, where there is one;
    `first` is the number of their first suppression among those of the run."""

    def __init__(self, settings: Settings, program: Program | None = None) -> None:
        set_language(settings.language)
        self.settings = settings
        self.first = 0
        self.program = program or Program(plan(settings.rulesets, settings.overlays).run)
        self.bench = self._bench(settings.active)
        self._rules = self.program.all_ids
        self._of_libraries = frozenset(rule["id"] for rule in self.program.library_rules)
        self._suppressions = Suppressions(settings.suppressions)
        self._judged = frozenset(
            number
            for number, one in enumerate(settings.suppressions)
            if self._all_judged(matching(one.rule, self._rules))
        )
        self._ignores: tuple[Document | None, Ignores] = (None, Ignores(_NO_DOCUMENT, ()))
        self._benches: dict[frozenset[str], Bench] = {}
        self.reports = reports(settings)
        self._with_replacements = not WITH_REPLACEMENTS.isdisjoint((settings.output, *settings.outputs))
        self._reach = 2 * self.program.reach
        self._advised: Recent[tuple[object, ...], Advice] = Recent(_REMEMBERED)
        self._chats: Recent[tuple[object, ...], _Found] = Recent(_CHATS)
        self._chat: tuple[Sequence[Turn], _Found] | None = None

    def _bench(self, active: frozenset[str]) -> Bench:
        return Bench(Engine(self.program, active.__contains__, self.settings.severities))

    def ignores(self, document: Document) -> Ignores:
        """What the comments of a document suppress."""
        if self._ignores[0] is not document:
            self._ignores = document, Ignores(document, self._rules, self.settings.terms)
        return self._ignores[1]

    def _all_judged(self, rules: Iterable[str]) -> bool:
        """Whether all of some rules are asked in this run, so that it is known when one finds nothing."""
        whole = self.settings.library == "whole"
        return all(
            rule in self.settings.active and (whole or rule not in self._of_libraries) for rule in rules
        )

    def bench_for(
        self,
        document: Document,
        reply: Reply,
        outcome: Outcome | None = None,
        without: frozenset[str] = frozenset(),
        used: set[Ignored] | None = None,
    ) -> Bench:
        """What judges a reply of a document: `without` some rules, and those that are suppressed there. The
        `outcome` and `used` are told which suppressions those are."""
        held = self._held(document, reply.template)
        if not any(held) and not without:
            return self.bench
        rules = without | self._held_rules(held)
        if outcome is not None:
            found = [finding for finding in self.bench.engine.judge(reply) if finding.rule in rules]
            self._note(held, found, outcome, used if used is not None else set())
        bench = self._benches.get(rules)
        if bench is None:
            bench = self._benches[rules] = self._bench(self.settings.active - rules)
        return bench

    def _held(self, document: Document, template: Template | None) -> _Held:
        """What suppresses something at a template: by the configuration, and by comments."""
        if template is None or not (self._suppressions or document.comments):
            return _Held()
        numbers = self._suppressions.at(document.path, template) if self._suppressions else frozenset[int]()
        return _Held(numbers, self.ignores(document).at(template))

    def _held_rules(self, held: _Held) -> frozenset[str]:
        active = self.settings.active
        return self._suppressions.rules(held.numbers, active) | rules_of(held.ignored, active)

    def _note(self, held: _Held, found: Sequence[Finding], outcome: Outcome, used: set[Ignored]) -> None:
        """Counts findings that are suppressed, and notes what suppressed them."""
        outcome.met |= held.numbers & self._judged
        outcome.used |= self._suppressions.used(held.numbers, found)
        outcome.summary.suppressed += len(found)
        used |= used_by(held.ignored, found)

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
        outcome = Outcome(problems=document.problems, path=document.path)
        if self.settings.customers is not None:
            self.settings.customers.join(document.items, outcome.summary)
        used: set[Ignored] = set()
        diagnostics: list[Diagnostic] = []
        customers = customers and self.bench.engine.looks_ahead_at("customer")
        said = self._replies(self.wanted(document), outcome.summary, customers)
        for number, (speaker, reply) in enumerate(said):
            advice = self._advice(document, speaker, reply, outcome, used)
            located = [_located(document.path, number, reply, finding, advice) for finding in advice.findings]
            if self._with_replacements and located:
                from linter.pipeline.replacements import add_replacements

                add_replacements(located, reply)
            diagnostics += located
        if document.comments:
            outcome.problems = [*outcome.problems, *self.ignores(document).problems]
            self._unused(document, used, outcome)
        if self.recorder is None:
            self._tell(
                diagnostics, outcome, private=any(isinstance(item, Conversation) for item in document.items)
            )
        else:
            needs = list(self._needs_in(document.items))
            outcome.records = self.recorder.records(document.path, document.items, diagnostics, needs=needs)
            _count(diagnostics, outcome.summary)
        return outcome

    def wanted(self, document: Document) -> Sequence[Item]:
        """The items of a document that the run is about: those that were touched, where it asks for them."""
        touched = self.settings.touched
        numbers = None if touched is None else touched.get(document.path)
        if numbers is None:
            return document.items
        return [item for number, item in enumerate(document.items) if number in numbers]

    def _unused(self, document: Document, used: set[Ignored], outcome: Outcome) -> None:
        """Tells the names in comments that suppress nothing, as far as that is known: not where only some of
        the templates are looked at, nor of rules that are not asked."""
        if self.settings.touched is not None:
            return
        ignores = self.ignores(document)
        for one in ignores.all():
            rules = matching(one.name, self._rules) if one.name else [*self._rules]
            if one in used or not self._all_judged(rules):
                continue
            if self._of_libraries.isdisjoint(rules) or document.records:
                outcome.problems.append(ignores.unused(one))
            else:
                outcome.waiting.append(Waiting(document.path, one, ignores.unused(one)))

    def libraries(
        self,
        documents: Sequence[Document],
        waiting: Sequence[Waiting] = (),
        judge_at: Callable[[str], Judge] | None = None,
    ) -> Outcome:
        """Looks at the templates of a run together. What is found in a file counts as the settings of
        `judge_at` its path say. `waiting` are names in comments that suppress nothing else."""
        from linter.library.base import entries
        from linter.library.checks import Checks

        at = judge_at or (lambda path: self)
        active = frozenset[str]().union(*(at(document.path).settings.active for document in documents))
        checks = Checks(self.program, active.__contains__, self.settings.severities)
        found = checks.findings(entries(documents), whole=self.settings.library == "whole")
        outcome = Outcome()
        shelved = {id(item): document for document in documents for item in document.items} if found else {}
        used: set[tuple[str, Ignored]] = set()
        diagnostics: list[Diagnostic] = []
        for entry, finding in found:
            judge, document = at(entry.path), shelved[id(entry.template)]
            if judge.stays(document, entry, finding, outcome, used):
                reply = next(replies(entry.template))
                finding = _as_in(judge.settings, finding)
                diagnostics.append(_located(entry.path, entry.number, reply, finding, _NOTHING))
        unused = (one for one in waiting if (one.path, one.ignored) not in used)
        outcome.problems = [one.notice for one in unused]
        self._tell(diagnostics, outcome)
        if not outcome.diagnostics:
            outcome.summary.failing = failing(diagnostics, lambda path: at(path).settings)
        return outcome

    def stays(
        self,
        document: Document,
        entry: Entry,
        finding: Finding,
        outcome: Outcome,
        used: set[tuple[str, Ignored]],
    ) -> bool:
        """Whether a finding about a library is told: not where it is suppressed, nor where its template was
        not touched."""
        touched = self.settings.touched
        if finding.rule not in self.settings.active:
            return False
        if touched is not None and entry.number not in touched.get(entry.path, {entry.number}):
            return False
        held = self._held(document, entry.template)
        if finding.rule not in self._held_rules(held):
            return True
        mine, noted = set[Ignored](), Outcome()
        self._note(held, [finding], noted, mine)
        outcome.summary.suppressed += noted.summary.suppressed
        outcome.met |= {self.first + number for number in noted.met}
        outcome.used |= {self.first + number for number in noted.used}
        used.update((entry.path, one) for one in mine)
        return False

    def _tell(self, diagnostics: list[Diagnostic], outcome: Outcome, private: bool = False) -> None:
        """Makes findings part of the outcome; as they are where somebody is to see them before."""
        if self.settings.deferred == "all" or (self.settings.deferred == "templates" and not private):
            outcome.diagnostics = diagnostics
        else:
            tell(self.reports, diagnostics, outcome)

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

    def _advice(
        self, document: Document, speaker: Speaker, reply: Reply, outcome: Outcome, used: set[Ignored]
    ) -> Advice:
        """The findings of a turn, with their fixes, and its rewrite."""
        if reply.template is not None:
            return self.bench_for(document, reply, outcome, used=used).advice(reply)
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


def failing(diagnostics: Sequence[Diagnostic], settings_at: Callable[[str], Settings]) -> int:
    """How many findings make the run fail, as the settings of their files say."""
    return sum(rank(one.finding.severity) >= rank(settings_at(one.path).fail_on) for one in diagnostics)


def tell(made: Sequence[Report], diagnostics: Sequence[Diagnostic], outcome: Outcome) -> None:
    """Makes findings part of the reports, and counts them."""
    outcome.text, *beside = [one.separator.join(one.render(diagnostics)) for one in made]
    outcome.beside = tuple(beside)
    _count(diagnostics, outcome.summary)


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
        cell=cell_of(place),
        end_source_line=end_source_line if end_line != line else None,
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
