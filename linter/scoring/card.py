"""The scorecard: what each finding costs. Points are only taken off, so that no courtesy can be stuffed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from linter.model import PromiseState, Severity

Thing = TypeVar("Thing")


class Item(NamedTuple):
    """A line of a scorecard: a hit of one of its rules costs `points`, each time or `once` a conversation,
    and no more than `cap` in all. A `fatal` one fails the conversation. No two items of a card have one
    `name`."""

    name: str
    group: str
    points: int
    once: bool = False
    cap: int | None = None
    fatal: bool = False


class Group(NamedTuple):
    """Items that belong together: `title` by language; `cap` is the most that they cost in a conversation."""

    id: str
    title: Mapping[str, str]
    cap: int | None = None


class Score(NamedTuple):
    """What a conversation, or an agent's part of it, is worth. `costs` has the points that each hit cost, in
    their order, so `start - sum(costs)` is `points`; `fatal` the numbers of the hits that failed it."""

    points: int
    costs: tuple[int, ...]
    fatal: tuple[int, ...]

    @property
    def failed(self) -> bool:
        """Whether a fatal item was hit."""
        return bool(self.fatal)


@dataclass(slots=True)
class Scorecard:
    """Items by the rule or category that they are about; the longest name that stands for a rule decides.
    `others` are items for the rules that none names, by severity; a conversation passes from `passing`.
    `promises` tells, in the same way, what findings say of a promise."""

    title: Mapping[str, str]
    groups: tuple[Group, ...]
    items: Mapping[str, Item]
    others: Mapping[Severity, Item] = field(default_factory=dict)
    start: int = 100
    floor: int = 0
    passing: int | None = None
    promises: Mapping[str, PromiseState] = field(default_factory=dict)

    def item(self, rule: str, severity: Severity) -> Item | None:
        """The item that a hit of `rule` falls under; None where it costs nothing."""
        return _longest(rule, self.items) or self.others.get(severity)

    def promise(self, rule: str) -> PromiseState | None:
        """What a hit of `rule` says of a promise; None where it is about none."""
        return _longest(rule, self.promises)

    def score(self, hits: Iterable[tuple[str, Severity]]) -> Score:
        """The score of a conversation in which these rules were hit, in their order."""
        account = _Account(self)
        costs, fatal = [], []
        for number, (rule, severity) in enumerate(hits):
            item = self.item(rule, severity)
            costs.append(account.charge(item) if item else 0)
            if item and item.fatal:
                fatal.append(number)
        return Score(self.start - sum(costs), tuple(costs), tuple(fatal))

    def passes(self, points: int, failed: bool) -> bool:
        """Whether a conversation of that many points is good enough."""
        return not failed and (self.passing is None or points >= self.passing)


def _longest(rule: str, named: Mapping[str, Thing]) -> Thing | None:
    """What is said of the longest name that stands for a rule."""
    name = rule
    while name:
        if name in named:
            return named[name]
        name = name.rpartition(".")[0]
    return None


class _Account:
    """What one conversation has lost so far, by item and by group."""

    def __init__(self, card: Scorecard) -> None:
        self._room = card.start - card.floor
        self._items: dict[str, int] = {}
        self._groups = {group.id: group.cap for group in card.groups if group.cap is not None}

    def charge(self, item: Item) -> int:
        """Takes off what a hit of the item costs, as far as the caps and the floor allow."""
        lost = self._items.get(item.name)
        cost = 0 if item.once and lost is not None else item.points
        if item.cap is not None:
            cost = min(cost, item.cap - (lost or 0))
        cost = min(cost, self._room, self._groups.get(item.group, cost))
        self._items[item.name] = (lost or 0) + cost
        if item.group in self._groups:
            self._groups[item.group] -= cost
        self._room -= cost
        return cost
