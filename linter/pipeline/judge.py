"""One process's part of a run: documents in, rendered findings and counts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from linter.engine import Engine, replies, turns
from linter.i18n import set_language
from linter.model import (
    Advice,
    Conversation,
    Diagnostic,
    Document,
    Finding,
    Item,
    Need,
    Reply,
    Speaker,
    Summary,
    Template,
    Turn,
)
from linter.pipeline.bench import NOTHING, Bench, in_order
from linter.pipeline.held import Suppressing
from linter.pipeline.ignores import Ignored
from linter.pipeline.locate import located
from linter.pipeline.outcome import Outcome, count
from linter.pipeline.settings import Settings
from linter.pipeline.telling import reports, tell
from linter.recent import Recent
from linter.reports import WITH_REPLACEMENTS
from linter.rules.plan import plan
from linter.rules.program import Program

if TYPE_CHECKING:
    from linter.needs import Needs
    from linter.scoring.recorder import Recorder

_REMEMBERED = 10_000
"""Replies whose advice is kept; twice as many at the most."""

_CHATS = 1_000
"""Chats whose findings are kept; twice as many at the most."""

_Found = dict[int, Sequence[Finding]]
"""The findings of a chat by the numbers of its turns, as far as they have been asked for."""


def _said_in_chat(reply: Reply) -> tuple[object, ...]:
    """All that rules may go by in the chat of a reply."""
    said = [(turn.speaker, message.text, message.time) for turn in reply.turns for message in turn.messages]
    chat = reply.conversation
    return (chat and chat.continued, chat and chat.open, _known_of(reply), *said)


class Judge:
    """Rules and report of a run, ready to work. The `program` is that of the settings, where there is one;
    `first` is the number of their first suppression among those of the run."""

    def __init__(self, settings: Settings, program: Program | None = None) -> None:
        set_language(settings.language)
        self.settings = settings
        self.first = 0
        self.program = program or Program(plan(settings.rulesets, settings.overlays).run)
        self.bench = self._bench(settings.active)
        of_libraries = frozenset(rule["id"] for rule in self.program.library_rules)
        self.suppressing = Suppressing(settings, self.program.all_ids, of_libraries)
        self._benches: dict[frozenset[str], Bench] = {}
        self.reports = reports(settings)
        self._with_replacements = not WITH_REPLACEMENTS.isdisjoint((settings.output, *settings.outputs))
        self._reach = 2 * self.program.reach
        self._advised: Recent[tuple[object, ...], Advice] = Recent(_REMEMBERED)
        self._chats: Recent[tuple[object, ...], _Found] = Recent(_CHATS)
        self._chat: tuple[Sequence[Turn], _Found] | None = None

    def _bench(self, active: frozenset[str]) -> Bench:
        return Bench(Engine(self.program, active.__contains__, self.settings.severities))

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
        held = self.suppressing.at(document, reply.template)
        if not any(held) and not without:
            return self.bench
        rules = without | self.suppressing.rules(held)
        if outcome is not None:
            found = [finding for finding in self.bench.engine.judge(reply) if finding.rule in rules]
            self.suppressing.note(held, found, outcome, used if used is not None else set())
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
        outcome = Outcome(problems=document.problems, path=document.path)
        if self.settings.customers is not None:
            self.settings.customers.join(document.items, outcome.summary)
        used: set[Ignored] = set()
        diagnostics: list[Diagnostic] = []
        customers = customers and self.bench.engine.looks_ahead_at("customer")
        said = self._replies(self.wanted(document), outcome.summary, customers)
        for number, (speaker, reply) in enumerate(said):
            advice = self._advice(document, speaker, reply, outcome, used)
            found = [located(document.path, number, reply, finding, advice) for finding in advice.findings]
            if self._with_replacements and found:
                from linter.pipeline.replacements import add_replacements

                add_replacements(found, reply)
            diagnostics += found
        if document.comments:
            outcome.problems = [*outcome.problems, *self.suppressing.ignores(document).problems]
            self.suppressing.tell_unused(document, used, outcome)
        if self.recorder is None:
            self.tell(
                diagnostics, outcome, private=any(isinstance(item, Conversation) for item in document.items)
            )
        else:
            needs = list(self._needs_in(document.items))
            outcome.records = self.recorder.records(document.path, document.items, diagnostics, needs=needs)
            count(diagnostics, outcome.summary)
        return outcome

    def wanted(self, document: Document) -> Sequence[Item]:
        """The items of a document that the run is about: those that were touched, where it asks for them."""
        touched = self.settings.touched
        numbers = None if touched is None else touched.get(document.path)
        if numbers is None:
            return document.items
        return [item for number, item in enumerate(document.items) if number in numbers]

    def tell(self, diagnostics: list[Diagnostic], outcome: Outcome, private: bool = False) -> None:
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
            return Advice(tuple(ahead), None) if ahead else NOTHING
        if any(finding.fixes for finding in ahead):
            return self.bench.advice(reply, ahead)
        advice = self._so_far(reply)
        return advice._replace(findings=in_order(advice.findings, ahead)) if ahead else advice

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
