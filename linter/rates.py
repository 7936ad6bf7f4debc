"""How often each rule finds something in replies that nobody has labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from linter.model import Severity, rank
from linter.reports.places import replies

Thing = TypeVar("Thing")


class Sample(NamedTuple):
    """What a rule found, and the reply that it stands in."""

    match: str
    reply: str


class Rate(NamedTuple):
    """The findings of one rule: how many, how many in a thousand replies, and some of them."""

    rule: str
    severity: Severity
    findings: int
    per_thousand: float
    samples: Sequence[Sample]


class Evenly(Generic[Thing]):
    """Up to `most` of the things that come by, spread evenly over all of them. Never keeps more than twice
    as many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[Thing] = []
        self._step, self._seen = 1, 0

    def add(self, thing: Thing) -> None:
        """One that comes by."""
        if self._most and self._seen % self._step == 0:
            if len(self._kept) == 2 * self._most:
                self._kept = self._kept[::2]
                self._step *= 2
            self._kept.append(thing)
        self._seen += 1

    def chosen(self) -> list[Thing]:
        """Those that were chosen, in their order."""
        kept, most = self._kept, self._most
        if len(kept) <= most:
            return list(kept)
        return [kept[(2 * number + 1) * len(kept) // (2 * most)] for number in range(most)]


class Rates:
    """Findings counted as they come, by rule. `with_finding` counts the replies in which something was found
    of severity `least` or worse; of each rule up to `samples` findings are kept."""

    def __init__(self, least: Severity, samples: int = 0) -> None:
        self.with_finding = 0
        self._least, self._most = rank(least), samples
        self._counts: dict[str, int] = {}
        self._samples: dict[str, Evenly[Sample]] = {}

    def add(self, text: str) -> None:
        """Counts what the report `places` wrote of a file or block."""
        for reply, findings in replies(text):
            for finding in findings:
                self._counts[finding.rule] = self._counts.get(finding.rule, 0) + 1
                if self._most:
                    chosen = self._samples.setdefault(finding.rule, Evenly(self._most))
                    chosen.add(Sample(finding.match, reply))
            self.with_finding += any(rank(finding.severity) >= self._least for finding in findings)

    def of(self, severities: Mapping[str, Severity], replies: int) -> list[Rate]:
        """The rates of all rules in `severities` over `replies` replies, the most frequent first."""
        rates = [
            Rate(
                rule,
                severity,
                count := self._counts.get(rule, 0),
                1000 * count / replies if replies else 0.0,
                self._samples[rule].chosen() if rule in self._samples else (),
            )
            for rule, severity in severities.items()
        ]
        return sorted(rates, key=lambda rate: (-rate.findings, rate.rule))
