"""Mends a reply: applies the first fix that holds, judges anew, until nothing is left to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from linter.engine import Engine, with_text
from linter.model import Advice, Finding, Fix, Reply, Severity, rank
from linter.repair.edits import apply
from linter.repair.facts import has_new_slots, keeps_facts

Allowed = Callable[[Fix], bool]
Reason = Literal["nothing", "facts", "unwanted", "answer", "worse"]
"""Why a fix does not hold: it leaves nothing new, or nothing at all; it changes a fact; it is not allowed; it
turns a no into a yes; it leaves as much to be found, or brings something new."""

WORDED = "{numeral}+{measure}|{product-name}"
"""Facts in words, by lexicons of the core: a number with its unit, and names (a shop adds its own)."""

SAYS_NO, SAYS_YES = "says-no", "says-yes"
"""Signals, where the rulesets have them, by which the answer of a reply is known."""


def any_fix(fix: Fix) -> bool:
    """Allows every fix."""
    return True


def ready_fix(fix: Fix) -> bool:
    """Allows fixes whose result can be sent as it is."""
    return not fix.needs_input


def safe_fix(fix: Fix) -> bool:
    """Allows safe fixes only."""
    return fix.applicability == "safe" and not fix.needs_input


@dataclass(slots=True)
class _Step:
    """A fix of a finding, and what is found in its result."""

    finding: int
    fix: Fix
    left: list[Finding]


class Refusal(NamedTuple):
    """A fix that does not hold: why, the `text` that it would make, and what would be found there."""

    fix: Fix
    reason: Reason
    text: str
    left: tuple[Finding, ...] = ()


class Repair:
    """Mends replies with the rules of an engine; `judge` tells what they find, where that is not its own, and
    `refused` is told of every fix that does not hold.

    A fix holds when, among the findings as severe as its own or more, it leaves fewer and brings none that
    was not there, keeps every placeholder, link, name and number (it may bring slots), leaves a no a no, and
    leaves something to say: an apology for a flat refusal holds, although the reason for it is now what is
    missing. One fix is applied at a time: an apology may settle two findings at once, and nobody wants two.
    Since every step leaves fewer of the most severe findings that it touches, mending ends.
    """

    def __init__(
        self,
        engine: Engine,
        judge: Callable[[Reply], list[Finding]] | None = None,
        refused: Callable[[Finding, Refusal], None] | None = None,
    ) -> None:
        self._engine = engine
        self._refused = refused
        self._judge = judge or engine.judge
        self._worded = engine.pattern(WORDED)

    def advise(self, reply: Reply, findings: Sequence[Finding]) -> Advice:
        """The fixes and the rewrite for the `findings` of a reply. Of the fixes of a finding the first that
        holds is given, and those that tell why somebody might prefer them."""
        steps = list(self._steps(reply, findings, any_fix))
        fixes: list[list[Fix]] = [[] for _ in findings]
        for step in steps:
            own = fixes[step.finding]
            if not own or (step.fix.why and all(fix.result != step.fix.result for fix in own)):
                own.append(step.fix)
        advised = [finding._replace(fixes=tuple(own)) for finding, own in zip(findings, fixes, strict=True)]
        rewrite = self._finish(reply, iter(steps), any_fix)
        return Advice(tuple(advised), rewrite, rewrite is not None and has_new_slots(reply.text, rewrite))

    def rewrite(self, reply: Reply, findings: Sequence[Finding], allow: Allowed = any_fix) -> str | None:
        """The mended text; None where nothing could be mended."""
        return self._finish(reply, self._steps(reply, findings, allow), allow)

    def _finish(self, reply: Reply, steps: Iterator[_Step], allow: Allowed) -> str | None:
        text = None
        while step := next(steps, None):
            text = step.fix.result
            steps = self._steps(with_text(reply, text), step.left, allow)
        return text

    def _steps(self, reply: Reply, findings: Sequence[Finding], allow: Allowed) -> Iterator[_Step]:
        """The fixes that hold: in the order of the findings, but those that only add something come last, so
        that an apology hides nothing that should not have been said."""
        for number, finding in sorted(enumerate(findings), key=lambda numbered: _only_adds(numbered[1])):
            for fix in finding.fixes:
                tried = self._tried(reply, findings, number, fix, allow)
                if isinstance(tried, _Step):
                    yield tried
                elif self._refused is not None:
                    self._refused(finding, tried)

    def _tried(
        self, reply: Reply, findings: Sequence[Finding], number: int, fix: Fix, allow: Allowed
    ) -> _Step | Refusal:
        """A fix of finding `number`, where it holds."""
        text = apply(reply.text, fix.edits)
        if text == reply.text or not _says(text):
            return Refusal(fix, "nothing", text)
        if not keeps_facts(reply.text, text, findings[number].match, self._worded, fix.drops):
            return Refusal(fix, "facts", text)
        fix = fix._replace(result=text, needs_input=has_new_slots(reply.text, text))
        if not allow(fix):
            return Refusal(fix, "unwanted", text)
        if not self._keeps_answer(reply, fix):
            return Refusal(fix, "answer", text)
        left = self._judge(with_text(reply, text))
        if left and not _fewer(left, findings, findings[number].severity):
            return Refusal(fix, "worse", text, tuple(left))
        return _Step(number, fix, left)

    def _keeps_answer(self, reply: Reply, fix: Fix) -> bool:
        """Whether a reply that says no still does, or leaves the answer to be filled in, and says yes to
        nothing that it did not say yes to."""
        shows, after = self._engine.shows, with_text(reply, fix.result)
        if not shows(SAYS_NO, reply):
            return True
        if shows(SAYS_YES, after) and not shows(SAYS_YES, reply):
            return False
        return fix.needs_input or shows(SAYS_NO, after)


def _only_adds(finding: Finding) -> bool:
    """Whether the first fix of a finding leaves everything that was said."""
    return bool(finding.fixes) and all(edit.start == edit.end for edit in finding.fixes[0].edits)


def _says(text: str) -> bool:
    """Whether anything but marks is left."""
    return any(character.isalnum() for character in text)


def _fewer(left: Sequence[Finding], findings: Sequence[Finding], least: Severity) -> bool:
    """Whether fewer are left of those at least that severe, and none is new."""
    after, before = (
        Counter(finding.rule for finding in some if rank(finding.severity) >= rank(least))
        for some in (left, findings)
    )
    return not after - before and after != before
