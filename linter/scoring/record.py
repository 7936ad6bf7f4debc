"""A conversation as a report needs it: what it is worth, what that was lost by, how long its customer waited.

Records are small, so that they can be sent between processes by the ten thousand; only of the conversations
that may be shown they hold what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from linter.model import Need, Promise, Severity, Speaker, rank


class Hit(NamedTuple):
    """A finding and what it cost, in which group of the scorecard. `quotation` is the reply around it; what
    was found are its characters `start` to `end`."""

    rule: str
    severity: Severity
    agent: str | None
    message_index: int | None
    quotation: str
    start: int
    end: int
    cost: int
    fatal: bool
    group: str


class Part(NamedTuple):
    """What one agent did in a conversation: their score is that of their own hits, `cost` what each of these
    took off it; `waits` are in seconds."""

    agent: str | None
    replies: int
    score: int
    failed: bool
    hits: tuple[tuple[Hit, int], ...]
    waits: tuple[int, ...]


Thing = TypeVar("Thing", Promise, Need)


@dataclass(slots=True)
class Noted(Generic[Thing]):
    """A promise or a need, the agent whom it concerns, and when it was uttered."""

    what: Thing
    agent: str | None
    time: float | None


class Mark(NamedTuple):
    """The characters `start` to `end` of what was said are hit number `hit`."""

    start: int
    end: int
    hit: int


class Said(NamedTuple):
    """One turn of a conversation that is shown, and how many before it are left out."""

    speaker: Speaker
    author: str | None
    time: float | None
    text: str
    marks: tuple[Mark, ...]
    skipped: int


class Advised(NamedTuple):
    """What a hit's rule says of it, and the reply as it should be."""

    message: str
    rewrite: str | None
    needs_input: bool


class Shown(NamedTuple):
    """A conversation to show: its turns, the advice for each hit, and how many turns at the end are left
    out."""

    said: tuple[Said, ...]
    advice: tuple[Advised, ...]
    skipped: int


class Where(NamedTuple):
    """Which conversation: the file and the line where it begins, its id, whose it is, and when it began."""

    path: str
    line: int
    id: str | None
    customer: str | None
    start: float | None


@dataclass(slots=True)
class Record:
    """A conversation: its score, its hits and its agents' parts. `continued`: it began elsewhere."""

    where: Where
    continued: bool
    score: int
    failed: bool
    hits: tuple[Hit, ...]
    parts: tuple[Part, ...]
    promises: tuple[Noted[Promise], ...] = ()
    needs: tuple[Noted[Need], ...] = ()
    shown: Shown | None = None

    @property
    def whole(self) -> Part:
        """What all agents did together."""
        return Part(
            None,
            sum(part.replies for part in self.parts),
            self.score,
            self.failed,
            tuple((hit, hit.cost) for hit in self.hits),
            tuple(seconds for part in self.parts for seconds in part.waits),
        )

    @property
    def gravity(self) -> tuple[int, ...]:
        """The graver, the more a conversation needs attention: it failed, points lost, hits by severity."""
        return (
            int(self.failed),
            sum(hit.cost for hit in self.hits),
            sum(rank(hit.severity) for hit in self.hits),
        )
