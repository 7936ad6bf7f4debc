"""`unanswered`: a question of the customer that the agent passes over and nothing said later takes up.

find:
  unanswered:
    asks: asks-specifically              # the questions
    questions: asks-anything             # what else is asked in the turn
    back: asks-back                      # what the agent asks
    again: insists                       # the customer insists
    aside: tells-nothing                 # a lexicon: characters that texts share by chance
    apart: counted                       # words of a question that tell nothing
    least: 2                             # other characters, that tell what something is about
    what: asks-what                      # questions that any word may answer
    focus: before-focus                  # what a question is about stands behind this
    verbs: plain-verb                    # a lexicon: what it is about where nothing there tells more
    topics: [ on-money, on-size ]        # what questions and answers may be about
    kinds: [ { asks: asks-price, answer: names-price } ]   # a question of a kind wants such an answer
    ways: [ { asks: asks-whether-able, answer: says-able } ]   # so do those that a yes or no may answer
    yes-no: says-yes-or-no               # answers those by itself
    hints: may-answer                    # answers questions of no kind
    settles: sees-to-it                  # takes any question up
    looks: looks-into-it                 # instead of `settles` once the customer has said something else
    waits: asks-to-wait                  # of these what is no more than a wait before the answer
    evades: evades                       # what answers nothing

A customer asks two things and hears of one (`question.py`, `answer.py`): something in the agent's next turn
is about the other, nothing in it or later is about this one or answers such a question. A question that
stands alone is passed over when the answer is empty or about other topics, or when the customer asks again,
and none ever comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.rules import terms
from linter.rules.finds.again import PARTICLE
from linter.rules.finds.unanswered import answer, question
from linter.rules.finds.unanswered.answer import Since
from linter.rules.finds.unanswered.question import Asked, Kind, Question
from linter.rules.finds.unanswered.wording import figures, telling
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, NamedNumber, Record, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("unanswered",)

_ALIKE = 0.8
"""Of the telling characters, in what is said again."""


class _Turn(NamedTuple):
    """A turn of the agent, and what the customer said between the question and it."""

    said: list[Scene]
    since: Sequence[Scene]


class Unanswered:
    """Finds questions of the customer's turn that were passed over; none where nobody has ever replied."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        one = {part: terms.term(spec[part], program) for part in _TERMS}
        self._asks, self._again, self._questions = one["asks"], one["again"], one["questions"]
        self._looks = one["looks"]
        self._aside, self._least = frozenset(program.words(spec["aside"])), int(spec["least"])
        kinds = [
            Kind(terms.term(kind["asks"], program), terms.term(kind["answer"], program), part == "ways")
            for part in ("kinds", "ways")
            for kind in spec[part]
        ]
        topics = [terms.term(topic, program) for topic in spec["topics"]]
        verbs = frozenset(program.words(spec["verbs"]))
        self._reading = question.Reading(
            question.Terms(
                *(one["questions"], one["back"], one["focus"], one["apart"], one["what"]),
                *(kinds, topics, self._aside, verbs),
            )
        )
        self._answers = answer.Answers(
            answer.Terms(
                *(
                    one["settles"],
                    one["looks"],
                    one["waits"],
                    one["yes-no"],
                    one["hints"],
                    one["back"],
                    one["evades"],
                ),
                *(self._aside, frozenset(program.words(PARTICLE)), self._least),
            ),
            self._reading,
        )

    def matches(self, scene: Scene) -> list[Match]:
        """The clause of each such question."""
        found: list[Match] = []
        for match in sorted(self._asks.matches(scene), key=lambda match: match[:2]):
            asked = self._reading.asked(scene, match)
            start, end = asked.question.start, asked.question.end
            if found and start < found[-1].end:
                continue
            if self._specific(asked.question) and self._passed_over(asked, scene, match):
                found.append(Match(start, end))
        return found

    def _specific(self, asked: Question) -> bool:
        wanted = any(not one.kind.closed for one in asked.wanted)
        if wanted or asked.topics:
            return True
        return len(asked.telling) + bool(asked.wanted) >= self._least

    def _passed_over(self, asked: Asked, scene: Scene, match: Match) -> bool:
        turns, more = self._turns(scene, match)
        if not turns:
            return not more and self._left_alone(scene)
        insists = any(self._again.matches(later) for later in more)
        if not insists and self._answers.plainly(asked, turns[0].said):
            return False
        pressed = any(self._presses(asked, later) for later in more)
        again = self._said_again(turns)
        if not (pressed or again or self._answers.foreign(asked, turns[0].said)):
            return False
        for turn in turns[again:]:
            since = [one for one in turn.since if not self._presses(asked, one)]
            newer = [
                part._replace(start=asked.question.end, end=asked.question.end)
                for one in since
                for part in self._reading.statements(one)
                if not question.same(part, asked.question)
            ]
            so_far = Since(
                any(telling(one.view.text, self._aside) or figures(one.view.text) for one in since),
                any(self._questions.matches(one) for one in since),
            )
            if self._answers.settled(asked._replace(others=[*asked.others, *newer]), turn.said, so_far):
                return False
        return True

    def _said_again(self, turns: Sequence[_Turn]) -> int:
        """How many turns say nothing but the same, though the customer insists."""
        first = turns[0].said
        count = 0
        for number, turn in enumerate(turns[1:], 2):
            own = turn.since[len(turns[number - 2].since) :]
            if any(self._again.matches(one) for one in own) and self._alike(first, turn.said):
                count = number
        return count

    def _alike(self, one: Sequence[Scene], other: Sequence[Scene]) -> bool:
        tells = [telling("".join(scene.view.text for scene in said), self._aside) for said in (one, other)]
        return bool(tells[0]) and len(tells[0] & tells[1]) >= _ALIKE * len(tells[0] | tells[1])

    def _turns(self, scene: Scene, match: Match) -> tuple[list[_Turn], list[Scene]]:
        """What the agent says later, by turn, and what the customer says."""
        turns: dict[int, _Turn] = {}
        more: list[Scene] = []
        for said in scene.following(match):
            if not said.turn:
                continue
            if said.scene.speaker != "agent":
                more.append(said.scene)
            elif content(said.scene.view):
                turns.setdefault(said.turn, _Turn([], tuple(more))).said.append(said.scene)
        return list(turns.values()), more

    def _left_alone(self, scene: Scene) -> bool:
        """Whether an agent who was there says no more, and is not finding out."""
        earlier = scene.earlier("agent", 2)
        return bool(earlier) and not any(self._looks.matches(one) for one in earlier)

    def _presses(self, asked: Asked, later: Scene) -> bool:
        """Whether the customer asks the same again, or insists."""
        text, own = later.view.text.lower(), asked.question
        if not figures(own.said) <= figures(text) and figures(own.said):
            return False
        shared = own.telling.intersection(text)
        if self._again.matches(later) and shared:
            return True
        if not self._questions.matches(later):
            return False
        wanted = [one for one in own.wanted if not one.kind.closed]
        if wanted:
            return bool(shared) and any(one.kind.asks.matches(later) for one in wanted)
        focused = {part for part in own.focus if part in text}
        return len(shared) >= max(self._least, len(own.telling) / 2) or len(focused) >= max(
            self._least, len(own.focus) / 2
        )

    def needed(self) -> frozenset[str] | None:
        """As the questions."""
        return self._asks.needed()

    def sources(self) -> Sequence[str]:
        """As the questions."""
        return self._asks.sources()


_TERMS = (
    *("asks", "questions", "back", "again", "apart", "focus", "what"),
    *("settles", "looks", "waits", "yes-no", "hints", "evades"),
)


def shape() -> Record:
    """What asks, what tells, and what takes a question up."""
    term = terms.term_shape()
    kinds = ListOf(Record(required={"asks": term, "answer": term}))
    lists: dict[str, Shape] = {"topics": ListOf(term), "kinds": kinds, "ways": kinds}
    own: dict[str, Shape] = {"aside": Text(), "verbs": Text(), "least": NamedNumber(1)}
    return Record(required={"unanswered": Record(required={**dict.fromkeys(_TERMS, term), **lists, **own})})


def make(spec: Mapping[str, Any], program: Program) -> Unanswered:
    """The find of `spec`."""
    return Unanswered(spec["unanswered"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    own = spec["unanswered"]
    parts = [own[part] for part in _TERMS] + own["topics"]
    parts += [kind[key] for kind in (*own["kinds"], *own["ways"]) for key in kind]
    return [own["aside"], own["verbs"], PARTICLE, *(name for part in parts for name in terms.names_in(part))]
