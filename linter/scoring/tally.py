"""Records added up: the team, its agents, its days, its rules, and the conversations that need attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone, tzinfo
from heapq import heappush, heappushpop
from math import sqrt
from typing import Generic, NamedTuple

from linter.model import DATED, Need, Promise, Severity
from linter.scoring.card import Scorecard
from linter.scoring.record import Hit, Noted, Part, Record, Thing, Where
from linter.scoring.waits import Times

SAMPLES = 3
"""Deductions of each agent and rule that are kept."""
LISTED = 500
"""Promises and needs that are kept, of each state or name."""
_LATEST = 253_000_000_000


def moment(time: float, zone: tzinfo = timezone.utc) -> datetime | None:
    """When that was by the clocks of a zone; None for what is no date, such as a time of day."""
    return datetime.fromtimestamp(time, zone) if DATED <= time <= _LATEST else None


def clock(time: float, zone: tzinfo = timezone.utc) -> str | None:
    """The time of day by the clocks of a zone."""
    if not 0 <= time <= _LATEST:
        return None
    return datetime.fromtimestamp(time, zone).strftime("%H:%M:%S")


class Sample(NamedTuple):
    """A deduction of so many points, and the conversation that it stands in."""

    hit: Hit
    cost: int
    where: Where


@dataclass(slots=True)
class RuleCount:
    """How often a rule was hit, in how many conversations, and the points it cost; some of the dearest
    hits."""

    severity: Severity
    findings: int = 0
    conversations: int = 0
    lost: int = 0
    samples: list[Sample] = field(default_factory=list)

    def add(self, sample: Sample) -> None:
        """One hit."""
        self.findings += 1
        self.lost += sample.cost
        if len(self.samples) < SAMPLES:
            self.samples.append(sample)
        elif sample.cost > (least := min(self.samples, key=lambda kept: kept.cost)).cost:
            self.samples.remove(least)
            self.samples.append(sample)


@dataclass(slots=True)
class Day:
    """What one day brought."""

    conversations: int = 0
    replies: int = 0
    findings: int = 0
    points: int = 0
    waits: Times = field(default_factory=Times)

    def add(self, part: Part, new: bool) -> None:
        """What was done in one conversation of the day."""
        self.replies += part.replies
        self.findings += len(part.hits)
        if new:
            self.conversations += 1
            self.points += part.score
        for seconds in part.waits:
            self.waits.add(seconds)


@dataclass(slots=True)
class Standing:
    """How an agent, or the team, stands. `lost` are the points lost by group, `touched` the conversations
    that lost some."""

    conversations: int = 0
    replies: int = 0
    findings: int = 0
    points: int = 0
    squares: int = 0
    failed: int = 0
    passed: int = 0
    spotless: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    waits: Times = field(default_factory=Times)
    days: dict[str, Day] = field(default_factory=dict)

    def add(self, part: Part, where: Where, day: str | None, *, new: bool, passed: bool) -> None:
        """What was done in one conversation; unless it is `new`, in a further piece of one."""
        self.replies += part.replies
        self.findings += len(part.hits)
        if new:
            self.conversations += 1
            self.points += part.score
            self.squares += part.score**2
            self.failed += part.failed
            self.passed += passed
            self.spotless += not any(cost for _, cost in part.hits)
        for hit, cost in part.hits:
            self.lost[hit.group] += cost
            count = self.rules.setdefault(hit.rule, RuleCount(hit.severity))
            count.add(Sample(hit, cost, where))
        self.touched.update({hit.group for hit, cost in part.hits if cost})
        for rule in {hit.rule for hit, _ in part.hits}:
            self.rules[rule].conversations += 1
        for seconds in part.waits:
            self.waits.add(seconds)
        if day is not None:
            self.days.setdefault(day, Day()).add(part, new)

    @property
    def mean(self) -> float | None:
        """The mean score; None without conversations."""
        return self.points / self.conversations if self.conversations else None

    @property
    def doubt(self) -> float:
        """The standard error of the mean score."""
        if self.conversations < 2:
            return float("inf")
        mean = self.points / self.conversations
        return sqrt(max(0.0, self.squares / self.conversations - mean * mean) / (self.conversations - 1))

    @property
    def density(self) -> float | None:
        """Findings in a hundred replies; None without replies."""
        return 100 * self.findings / self.replies if self.replies else None


class Ledger(Generic[Thing]):
    """Promises or needs: how many of each kind, and the first of each kind with their conversations."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.kept: dict[str, list[tuple[Noted[Thing], Where]]] = {}

    def add(self, things: Iterable[tuple[str, Noted[Thing], Where]]) -> None:
        """Some more, each with its kind."""
        for kind, thing, where in things:
            self.counts[kind] += 1
            kept = self.kept.setdefault(kind, [])
            if len(kept) < LISTED:
                kept.append((thing, where))


class Tally:
    """Adds records up as they come. Keeps the `worst` conversations; its memory does not grow with the number
    of the others."""

    def __init__(self, card: Scorecard, worst: int, zone: tzinfo = timezone.utc) -> None:
        self.card, self.zone = card, zone
        self.team = Standing()
        self.agents: dict[str | None, Standing] = {}
        self.scores: Counter[int] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.unanswered = 0
        self.promises: Ledger[Promise] = Ledger()
        self.needs: Ledger[Need] = Ledger()
        self._worst = worst
        self._heap: list[tuple[tuple[int, ...], int, Record]] = []
        self._seen = 0

    def add(self, record: Record) -> None:
        """One conversation."""
        self._seen += 1
        where, new = record.where, not record.continued
        began = None if where.start is None else moment(where.start, self.zone)
        day = began.date().isoformat() if began else None
        if not record.parts and not record.hits:
            self.unanswered += new
            return
        for standing, part in (
            (self.team, record.whole),
            *((self._standing(part), part) for part in record.parts),
        ):
            passed = self.card.passes(part.score, part.failed)
            standing.add(part, where, day, new=new, passed=passed)
        if new:
            self.scores[record.score] += 1
        self.severities.update(hit.severity for hit in record.hits)
        self._keep(record)

    def _standing(self, part: Part) -> Standing:
        return self.agents.setdefault(part.agent, Standing())

    def _keep(self, record: Record) -> None:
        self.promises.add((promise.what.state, promise, record.where) for promise in record.promises)
        self.needs.add((need.what.need, need, record.where) for need in record.needs)
        if record.shown is not None and self._worst:
            entry = (record.gravity, -self._seen, record)
            if len(self._heap) < self._worst:
                heappush(self._heap, entry)
            else:
                heappushpop(self._heap, entry)

    @property
    def conversations(self) -> int:
        """How many there were, with those that nobody answered."""
        return self.team.conversations + self.unanswered

    @property
    def replies(self) -> int:
        """How many there were in all conversations."""
        return self.team.replies

    def worst(self) -> list[Record]:
        """The conversations that most need attention, those first that need it most."""
        return [record for _, _, record in sorted(self._heap, reverse=True)]
