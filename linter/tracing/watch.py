"""Watches matchers at work: what their finds found, and what each condition answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from linter.rules.conditions.base import Condition
from linter.rules.finds.base import Find
from linter.rules.matcher import Matcher
from linter.rules.scene import Match, Scene

Kind = Literal["when", "unless"]


@dataclass(slots=True)
class Check:
    """A condition that was asked about a match, and what it answered. `spec` is how it is written."""

    kind: Kind
    spec: Any
    match: Match
    holds: bool

    @property
    def cleared(self) -> bool:
        """Whether the match did not count because of it."""
        return self.holds == (self.kind == "unless")


@dataclass(slots=True)
class Work:
    """What one matcher did: the spans it found (None where its find was not asked), and the conditions that
    were asked, in order. `parts` is the work of the parts of `any`."""

    spec: Mapping[str, Any]
    found: list[Match] | None = None
    checks: list[Check] = field(default_factory=list)
    parts: list[Work] = field(default_factory=list)


class Watch:
    """An observer of a program. Work is recorded between `begin` and `end`."""

    def __init__(self) -> None:
        self._open: list[dict[int, Work]] = []

    def watch(self, matcher: Matcher, find_spec: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        """Puts a recording find, and recording conditions, in the place of the matcher's own."""
        owner = id(matcher)
        matcher.find = _Find(matcher.find, self, owner, find_spec)
        for kind, parts in (("when", matcher.when), ("unless", matcher.unless)):
            parts[:] = [
                _Condition(part, self, owner, find_spec, kind, spec)  # type: ignore[arg-type]
                for part, spec in zip(parts, own.get(kind) or (), strict=True)
            ]

    def begin(self) -> None:
        """What matchers do from now on is recorded apart from what they did before."""
        self._open.append({})

    def end(self) -> dict[int, Work]:
        """What was recorded since `begin`, by the identity of the matcher."""
        return self._open.pop()

    def work(self, owner: int, spec: Mapping[str, Any]) -> Work | None:
        """The work of a matcher that is being recorded; None where nobody asked for it."""
        return self._open[-1].setdefault(owner, Work(spec)) if self._open else None


class _Find:
    """A find that tells what it found."""

    def __init__(self, find: Find, watch: Watch, owner: int, spec: Mapping[str, Any]) -> None:
        self._find, self._watch, self._owner, self._spec = find, watch, owner, spec

    @property
    def contextual(self) -> bool:
        return self._find.contextual

    def needed(self) -> frozenset[str] | None:
        return self._find.needed()

    def sources(self) -> Sequence[str]:
        return self._find.sources()

    def matches(self, scene: Scene) -> list[Match]:
        work = self._watch.work(self._owner, self._spec)
        if work is None:
            return list(self._find.matches(scene))
        self._watch.begin()
        try:
            found = list(self._find.matches(scene))
        finally:
            inner = self._watch.end()
        work.found = [*(work.found or ()), *found]
        if "any" in self._spec:
            work.parts += inner.values()
        return found


class _Condition:
    """A condition that tells what it answered."""

    def __init__(
        self,
        condition: Condition,
        watch: Watch,
        owner: int,
        find_spec: Mapping[str, Any],
        kind: Kind,
        spec: Any,
    ) -> None:
        self._condition, self._watch, self._owner = condition, watch, owner
        self._find_spec, self._kind, self._spec = find_spec, kind, spec

    @property
    def contextual(self) -> bool:
        return self._condition.contextual

    def holds(self, scene: Scene, match: Match) -> bool:
        work = self._watch.work(self._owner, self._find_spec)
        if work is None:
            return self._condition.holds(scene, match)
        self._watch.begin()
        try:
            answer = self._condition.holds(scene, match)
        finally:
            self._watch.end()
        work.checks.append(Check(self._kind, self._spec, match, answer))
        return answer
