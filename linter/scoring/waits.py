"""How long customers wait for a reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linter.model import Turn

ANEW = 4 * 3600
"""Seconds of silence after which a customer who writes again has come back, rather than waited on."""


class Wait(NamedTuple):
    """Whole seconds from what a customer wrote to the reply, turn `turn` of the conversation."""

    turn: int
    seconds: int


def waits(turns: Sequence[Turn]) -> Iterator[Wait]:
    """The waits of a conversation: from the first message of the customer's turn, the last time they came
    back. Where a time is missing or they run backwards there is none."""
    for number in range(1, len(turns)):
        asked, answered = turns[number - 1], turns[number]
        if answered.speaker != "agent":
            continue
        since = _since(asked)
        at = answered.messages[0].time
        if since is not None and at is not None and at >= since:
            yield Wait(number, int(at - since))


def _since(turn: Turn) -> float | None:
    since = before = turn.messages[0].time
    for message in turn.messages[1:]:
        if message.time is None or before is None:
            return since
        if message.time - before > ANEW:
            since = message.time
        before = message.time
    return since


@dataclass(slots=True)
class Times:
    """Waits counted, by their length. Hours are kept to the minute, so that there are few lengths."""

    counts: Counter[int] = field(default_factory=Counter)
    total: int = 0

    def add(self, seconds: int) -> None:
        """One wait."""
        self.counts[seconds if seconds < 3600 else min(seconds, 7 * 86400) // 60 * 60] += 1
        self.total += 1

    def quantile(self, share: float) -> int | None:
        """The length that this share of the waits does not exceed: 0.5 for the median. None without waits."""
        passed = 0
        for seconds in sorted(self.counts):
            passed += self.counts[seconds]
            if passed >= share * self.total:
                return seconds
        return None

    def within(self, seconds: int) -> float | None:
        """The share of the waits that were no longer. None without waits."""
        if not self.total:
            return None
        return sum(count for length, count in self.counts.items() if length <= seconds) / self.total

    def bins(self, bounds: Sequence[int]) -> list[int]:
        """How many waits there were up to each bound, counted from the one before, and how many were
        longer."""
        counts = [0] * (len(bounds) + 1)
        for length, count in self.counts.items():
            counts[next((n for n, bound in enumerate(bounds) if length <= bound), len(bounds))] += count
        return counts
