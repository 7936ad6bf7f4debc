"""What a customer asks, and what else stands in the same turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.rules import terms
from linter.rules.finds.unanswered.wording import pairs, telling, words
from linter.rules.scene import Match, Scene

_FEW = 3
"""Telling characters that are too few for pairs of them."""


_TOPICS = "unanswered:topics"
"""Where a view keeps what its text is about."""

_MOST = 0.75
"""Of the telling characters, in what is asked again."""


class Kind(NamedTuple):
    """A kind of question, and what answers it; `closed`: a yes or no may be enough."""

    asks: terms.Term
    answer: terms.Term
    closed: bool


class Wanted(NamedTuple):
    """A kind that a question is of; what only one of its alternatives says, and the unit it asks for."""

    kind: Kind
    either: frozenset[str]
    unit: str


class Question(NamedTuple):
    """Where it stands in the turn, what it says, its telling characters and words, the characters or pairs of
    them that tell what it is about, the kinds it is of, the numbers of its topics, whether it asks at all
    (statements are looked at as well), and whether it asks what or how."""

    start: int
    end: int
    said: str
    telling: frozenset[str]
    words: frozenset[str]
    focus: frozenset[str]
    wanted: Sequence[Wanted]
    topics: frozenset[int]
    asks: bool
    what: bool

    @property
    def closed(self) -> bool:
        """Whether a yes or no may be enough."""
        return self.asks and all(wanted.kind.closed for wanted in self.wanted) and not self.any

    @property
    def any(self) -> bool:
        """Whether it asks what, or how, and any word may be the answer."""
        return self.what and not self.wanted


class Asked(NamedTuple):
    """A question, and what else the agent may have answered instead."""

    question: Question
    others: Sequence[Question]


class Terms(NamedTuple):
    """What questions are told by."""

    questions: terms.Term
    back: terms.Term
    focus: terms.Term
    apart: terms.Term
    what: terms.Term
    kinds: Sequence[Kind]
    topics: Sequence[terms.Term]
    aside: frozenset[str]
    verbs: frozenset[str]


def overlaps(matches: Sequence[Match], start: int, end: int) -> bool:
    """Whether a match stands in a span."""
    return any(match.start < end and start < match.end for match in matches)


def same(one: Question, other: Question) -> bool:
    """Whether two ask the same: most of what one of them tells the other tells too."""
    few = min(one.telling, other.telling, key=len)
    kinds = [{id(wanted.kind) for wanted in asked.wanted} for asked in (one, other) if asked.asks]
    much = len(few & one.telling & other.telling) > _MOST * len(few)
    return bool(few) and much and all(kind == kinds[0] for kind in kinds)


class Reading:
    """Makes questions of spans of a turn."""

    def __init__(self, by: Terms) -> None:
        self._by = by
        self._by_text = not any(topic.contextual for topic in by.topics)

    def asked(self, scene: Scene, match: Match) -> Asked:
        """The question of a match, and what else stands in the turn."""
        clause = scene.view.clauses.at(match.start)
        start, end = min(clause.start, match.start), max(clause.end, match.end)
        for part in self._spans(scene, start, end):
            if part[0] <= match.start and match.end <= part[1]:
                start, end = part
        question = self.at(scene, start, end, asks=True)
        return Asked(question, list(self._others(question, scene)))

    def at(self, scene: Scene, start: int, end: int, *, asks: bool) -> Question:
        """What stands in a span."""
        by = self._by
        said = scene.view.text[start:end].lower()
        kept = "".join(
            " " if overlaps(by.apart.matches(scene), start + at, start + at + 1) else one
            for at, one in enumerate(said)
        )
        tells = telling(kept, by.aside)
        return Question(
            *(start, end, said, tells, words(said, by.aside)),
            self._focus(scene, start, end, tells),
            [
                Wanted(kind, self._either(found), (found.groups or {}).get("unit") or "")
                for kind in by.kinds
                for found in kind.asks.matches(scene)
                if found.start < end and start < found.end
            ]
            if asks
            else (),
            self.topics(scene, start, end),
            asks,
            overlaps(by.what.matches(scene), start, end),
        )

    def statements(self, scene: Scene) -> list[Question]:
        """What a message says, clause by clause."""
        asked = self._by.questions.matches(scene)
        return [
            self.at(scene, clause.start, clause.end, asks=overlaps(asked, clause.start, clause.end))
            for clause in scene.view.clauses.items
        ]

    def topics(self, scene: Scene, start: int, end: int) -> frozenset[int]:
        """The topics of a span."""
        return frozenset(topic for topic, at, till in self._all_topics(scene) if at < end and start < till)

    def _all_topics(self, scene: Scene) -> list[tuple[int, int, int]]:
        """The topics of a text, each with where it is named."""
        kept = scene.view.memo.get(_TOPICS) if self._by_text else None
        if kept is not None:
            return kept
        found = [
            (number, match.start, match.end)
            for number, topic in enumerate(self._by.topics)
            for match in topic.matches(scene)
        ]
        if self._by_text:
            scene.view.memo[_TOPICS] = found
        return found

    def _focus(self, scene: Scene, start: int, end: int, tells: frozenset[str]) -> frozenset[str]:
        """What the question is about: what stands behind “can”, “has”, “is”; else two characters side by
        side, as one of them may stand in anything."""
        text = scene.view.text[start:end].lower()
        behind = [found.end - start for found in self._by.focus.matches(scene) if start <= found.start < end]
        if behind:
            rest = text[min(behind) :]
            focus = tells.intersection(rest) or self._by.verbs.intersection(rest)
            if focus:
                return focus
        focus = frozenset(pair for pair in pairs(text) if tells.issuperset(pair))
        return focus | tells if len(tells) <= _FEW else focus

    def _either(self, match: Match) -> frozenset[str]:
        """What only an answer to this or that would say: pairs of characters that only one of the two has,
        and telling characters of both."""
        named = match.groups or {}
        one, other = ((named.get(part) or "").lower() for part in ("one", "other"))
        return frozenset({*pairs(one)} ^ {*pairs(other)}) | telling(one + other, self._by.aside)

    def _spans(self, scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
        """A clause, or its parts where a question in it ends before white space: no mark is needed there."""
        ends = sorted(
            {
                found.end
                for found in self._by.questions.matches(scene)
                if start < found.end < end and scene.view.text[found.end].isspace()
            }
        )
        return [*zip([start, *(at + 1 for at in ends)], [*ends, end], strict=True)]

    def _others(self, question: Question, scene: Scene) -> Iterator[Question]:
        """What else is asked; what is said in a message after the question; and in one before it, where the
        agent had asked something."""
        text = scene.view.text
        before, behind = text.rfind("\n", 0, question.start), text.find("\n", question.end)
        was_asked = any(self._by.back.matches(earlier) for earlier in scene.earlier("agent", 1))
        for clause in scene.view.clauses.items:
            for start, end in self._spans(scene, clause.start, clause.end):
                if start < question.end and question.start < end:
                    continue
                asks = overlaps(self._by.questions.matches(scene), start, end)
                if asks or 0 <= behind <= start or (was_asked and end <= before):
                    other = self.at(scene, start, end, asks=asks)
                    if (other.telling or other.wanted or other.topics) and not same(other, question):
                        yield other
