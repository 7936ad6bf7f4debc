"""What a change of the rules adds to the findings of a corpus, and what it takes away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from linter.model import Severity
from linter.rates import Evenly
from linter.reports.places import Place, Placed, placed


@dataclass(slots=True)
class Change:
    """What becomes of one rule: its findings before and after, how many of them are `added`, `removed`, or of
    another `severity`, and samples spread evenly over the first two."""

    rule: str
    before: int = 0
    after: int = 0
    added: int = 0
    removed: int = 0
    severity: int = 0
    samples_added: list[Placed] = field(default_factory=list)
    samples_removed: list[Placed] = field(default_factory=list)


class Rewritten(NamedTuple):
    """A reply that is rewritten otherwise."""

    path: str
    line: int
    reply: str
    before: str | None
    after: str | None


class Impact:
    """Compares findings, piece by piece: memory does not grow with the corpus. `samples` are kept of each
    rule and kind."""

    def __init__(self, samples: int) -> None:
        self._most = samples
        self._changes: dict[str, Change] = {}
        self._added: dict[str, Evenly[Placed]] = {}
        self._removed: dict[str, Evenly[Placed]] = {}
        self._rewritten: Evenly[Rewritten] = Evenly(samples)
        self.rewrites = 0

    def add(self, before: str, after: str) -> None:
        """Compares what the report `places` wrote of the same file or block, before and after."""
        if before == after:
            for finding in placed(before):
                change = self._change(finding.rule)
                change.before += 1
                change.after += 1
            return
        old, new = ({one.place: one for one in placed(text)} for text in (before, after))
        for finding in old.values():
            self._change(finding.rule).before += 1
        for finding in new.values():
            self._change(finding.rule).after += 1
        self._compare(old, new)
        self._compare_rewrites(old.values(), new.values())

    def _compare(self, old: Mapping[Place, Placed], new: Mapping[Place, Placed]) -> None:
        for place, finding in old.items():
            if place not in new:
                self._change(finding.rule).removed += 1
                self._removed.setdefault(finding.rule, Evenly(self._most)).add(finding)
            elif new[place].severity != finding.severity:
                self._change(finding.rule).severity += 1
        for place, finding in new.items():
            if place not in old:
                self._change(finding.rule).added += 1
                self._added.setdefault(finding.rule, Evenly(self._most)).add(finding)

    def _compare_rewrites(self, old: Iterable[Placed], new: Iterable[Placed]) -> None:
        """Rewrites of replies that have findings before and after."""
        before = {(one.path, one.line, one.reply): one.rewrite for one in old}
        after = {(one.path, one.line, one.reply): one.rewrite for one in new}
        for reply, text in before.items():
            if reply in after and after[reply] != text:
                self.rewrites += 1
                self._rewritten.add(Rewritten(*reply, text, after[reply]))

    def _change(self, rule: str) -> Change:
        return self._changes.setdefault(rule, Change(rule))

    def changes(self, severities: Mapping[str, Severity]) -> list[Change]:
        """The rules whose findings change, those with the most changes first; and behind them the rules of
        `severities` that find nothing."""
        for rule, change in self._changes.items():
            change.samples_added = self._added[rule].chosen() if rule in self._added else []
            change.samples_removed = self._removed[rule].chosen() if rule in self._removed else []
        silent = [Change(rule) for rule in severities if rule not in self._changes]
        moved = [one for one in self._changes.values() if one.added or one.removed or one.severity]
        moved.sort(key=lambda one: (-(one.added + one.removed + one.severity), one.rule))
        return [*moved, *silent]

    @property
    def rewritten(self) -> list[Rewritten]:
        """Samples of replies that are rewritten otherwise."""
        return self._rewritten.chosen()
