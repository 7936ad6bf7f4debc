"""`unanswered`: a question of the customer that the agent passes over and nothing said later takes up.

find:
  unanswered:
    asks: asks-specifically              # the questions
    aside: tells-nothing                 # a lexicon: characters that texts share by chance
    least: 2                             # other characters, that tell what a question is about
    settles: looks-into-it               # whatever of this the agent says later takes up any question
    near: { term: says-yes-or-no, turns: 2 }              # so does this in the agent's next two turns
    kinds: [ { asks: asks-price, answer: names-price } ]  # a question of a kind wants such an answer
    focus: before-focus                  # what it is about stands behind this
    questions: asks-anything             # what else is asked in the turn
    asked: asks-back                     # what the agent may have asked before
    evades: praises-the-goods            # what answers nothing

A question is taken up by a reply that has a telling character of its focus (where it has none: two of its
characters side by side), that settles it, or that sends something (a picture, a link, a card).
An answer in quite other words is often one all the same, so that more is wanted: it was passed over. The
agent's next turn takes up something else that the customer said (another question, a message after the
question, the answer to what the agent had asked), it evades, or the customer asks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.rules import terms
from linter.rules.finds.whole_reply import BLANK, content
from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, NamedNumber, Record, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("unanswered",)

_FIGURES = re.compile(r"[0-9a-z]+")

_MORE = 4
"""Characters beside a yes or no that may stand in its clause without it being about something."""


class _Kind(NamedTuple):
    """A kind of question, and what answers it."""

    asks: terms.Term
    answer: terms.Term


class _Question(NamedTuple):
    """Where a question stands in the turn; the characters that tell what it speaks of, the figures and Latin
    words among them, those of which a reply must have one, and its kinds."""

    start: int
    end: int
    telling: frozenset[str]
    figures: frozenset[str]
    focus: frozenset[str]
    kinds: Sequence[_Kind]


class _Left(NamedTuple):
    """What is said after a question: the messages of the agent's next turn; what the customer says later."""

    answer: Sequence[Scene]
    more: Sequence[Scene]


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(text))


class Unanswered:
    """Finds questions of the customer's turn that were passed over; none where nobody replies."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        self._asks, self._settles, self._near, self._focus, self._questions, self._asked, self._evades = (
            terms.term(part, program)
            for part in (
                *(spec["asks"], spec["settles"], spec["near"]["term"]),
                *(spec["focus"], spec["questions"], spec["asked"], spec["evades"]),
            )
        )
        self._kinds = [
            _Kind(terms.term(kind["asks"], program), terms.term(kind["answer"], program))
            for kind in spec["kinds"]
        ]
        self._aside = frozenset(program.words(spec["aside"]))
        self._least: int = spec["least"]
        self._near_turns: int = spec["near"]["turns"]

    def matches(self, scene: Scene) -> list[Match]:
        """The clause of each such question."""
        found: list[Match] = []
        for match in sorted(self._asks.matches(scene), key=lambda match: match[:2]):
            question = self._question(scene, match)
            if found and question.start < found[-1].end:
                continue
            if question.kinds or len(question.telling) >= self._least:
                others = list(self._others(question, scene))
                left = self._left_open(question, others, scene, match)
                if left and self._passed_over(question, others, left):
                    found.append(Match(question.start, question.end))
        return found

    def _question(self, scene: Scene, match: Match) -> _Question:
        clause = scene.view.clauses.at(match.start)
        return self._at(scene, min(clause.start, match.start), max(clause.end, match.end))

    def _at(self, scene: Scene, start: int, end: int) -> _Question:
        text = scene.view.text[start:end].lower()
        telling = frozenset(one for one in text if one.isalnum()) - self._aside
        behind = [other.end - start for other in self._focus.matches(scene) if start <= other.start < end]
        focus = telling.intersection(text[min(behind) :]) if behind else frozenset()
        if not focus:
            pairs = (text[at : at + 2] for at in range(len(text) - 1))
            focus = frozenset(pair for pair in pairs if telling.issuperset(pair)) or telling
        kinds = [
            kind
            for kind in self._kinds
            if any(other.start < end and start < other.end for other in kind.asks.matches(scene))
        ]
        return _Question(start, end, telling, _figures(text), focus, kinds)

    def _left_open(
        self, question: _Question, others: Sequence[_Question], scene: Scene, match: Match
    ) -> _Left | None:
        """What is said after a question that no reply takes up; None where one does, or nobody replies."""
        turns: list[int] = []
        answer: list[Scene] = []
        more: list[Scene] = []
        fresh = True
        for said in scene.following(match):
            if not said.turn:
                continue
            if said.scene.speaker != "agent":
                more.append(said.scene)
                fresh = fresh and (
                    self._asks_again(question, said.scene) or not self._questions.matches(said.scene)
                )
                continue
            if said.turn not in turns:
                turns.append(said.turn)
            if not content(said.scene.view):
                continue
            near = fresh and len(turns) <= self._near_turns
            if self._settled(question, others, said.scene, near=near):
                return None
            if len(turns) == 1:
                answer.append(said.scene)
        return _Left(answer, more) if turns else None

    def _settled(self, question: _Question, others: Sequence[_Question], reply: Scene, *, near: bool) -> bool:
        """Whether a reply takes a question up; `near`: so would a yes or no."""
        return (
            BLANK in content(reply.view)
            or bool(self._settles.matches(reply))
            or (near and self._is_near(question, others, reply))
            or self._takes_up(question, reply)
        )

    def _is_near(self, question: _Question, others: Sequence[_Question], reply: Scene) -> bool:
        """Whether a reply says yes or no, and not to something else."""
        text = reply.view.text.lower()
        for match in self._near.matches(reply):
            clause = reply.view.clauses.at(match.start)
            said = text[clause.start : clause.end]
            mere = clause.end - clause.start - (match.end - match.start) <= _MORE
            own = not others or mere or not question.telling.isdisjoint(said)
            if own and all(other.telling.isdisjoint(said) for other in others):
                return True
        return False

    def _takes_up(self, question: _Question, reply: Scene) -> bool:
        if question.kinds:
            return any(kind.answer.matches(reply) for kind in question.kinds)
        said = reply.view.text.lower()
        return any(part in said for part in question.focus)

    def _speaks_of(self, question: _Question, reply: Scene) -> bool:
        return self._takes_up(question, reply) or not question.telling.isdisjoint(reply.view.text.lower())

    def _passed_over(self, question: _Question, others: Sequence[_Question], left: _Left) -> bool:
        answer, more = left
        if all(self._evades.matches(reply) for reply in answer):
            return True
        if any(self._asks_again(question, later) for later in more):
            return True
        if any(self._touches(question, others, reply) for reply in answer):
            return False
        return any(self._speaks_of(other, reply) for other in others for reply in answer)

    def _touches(self, question: _Question, others: Sequence[_Question], reply: Scene) -> bool:
        """Whether a clause of a reply speaks of the question's matter, and of none else's."""
        text = reply.view.text.lower()
        clauses = [text[clause.start : clause.end] for clause in reply.view.clauses.items]
        return any(
            not question.telling.isdisjoint(clause)
            and all(other.telling.isdisjoint(clause) for other in others)
            for clause in clauses
        )

    def _asks_again(self, question: _Question, later: Scene) -> bool:
        text = later.view.text.lower()
        if question.figures and not question.figures <= _figures(text):
            return False
        shared = question.telling & set(text)
        if question.kinds:
            return bool(shared) and any(kind.asks.matches(later) for kind in question.kinds)
        return len(shared) >= max(self._least, len(question.telling) / 2) and bool(
            self._questions.matches(later)
        )

    def _others(self, question: _Question, scene: Scene) -> Iterator[_Question]:
        """What else of the turn the agent may have answered instead."""
        text = scene.view.text
        asked = self._questions.matches(scene)
        before = text.rfind("\n", 0, question.start)
        behind = text.find("\n", question.end)
        was_asked = any(self._asked.matches(earlier) for earlier in scene.earlier("agent", 1))
        for clause in scene.view.clauses.items:
            start, end = clause.start, clause.end
            if start < question.end and question.start < end:
                continue
            if (
                any(other.start < end and start < other.end for other in asked)
                or (0 <= behind <= start)
                or (was_asked and end <= before)
            ):
                yield self._at(scene, start, end)

    def needed(self) -> frozenset[str] | None:
        """As the questions."""
        return self._asks.needed()

    def sources(self) -> Sequence[str]:
        """As the questions."""
        return self._asks.sources()


def shape() -> Record:
    """What asks, what tells, and what takes a question up."""
    term = terms.term_shape()
    near = Record(required={"term": term, "turns": NamedNumber(1)})
    kinds = ListOf(Record(required={"asks": term, "answer": term}))
    parts: dict[str, Shape] = {
        "asks": term,
        "aside": Text(),
        "least": NamedNumber(1),
        "settles": term,
        "near": near,
        "kinds": kinds,
        "focus": term,
        "questions": term,
        "asked": term,
        "evades": term,
    }
    return Record(required={"unanswered": Record(required=parts)})


def make(spec: Mapping[str, Any], program: Program) -> Unanswered:
    """The find of `spec`."""
    return Unanswered(spec["unanswered"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    own = spec["unanswered"]
    parts = [own[part] for part in ("asks", "settles", "focus", "questions", "asked", "evades")]
    parts += [own["near"]["term"], *(kind[key] for kind in own["kinds"] for key in kind)]
    return [own["aside"], *(name for part in parts for name in terms.names_in(part))]
