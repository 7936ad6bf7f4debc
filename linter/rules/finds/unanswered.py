"""`unanswered`: a question of the customer that the agent passes over and nothing said later takes up.

find:
  unanswered:
    asks: asks-specifically              # the questions
    aside: tells-nothing                 # a lexicon: characters that texts share by chance
    apart: counted                       # words of a question that tell nothing
    least: 2                             # other characters, that tell what a question is about
    settles: sees-to-it                  # whatever of this the agent says next takes up any question
    looks: looks-into-it                 # and whatever of this later, when something else was said
    near: { term: says-yes-or-no, turns: 2 }              # so does this in the agent's next two turns
    kinds: [ { asks: asks-price, answer: names-price } ]  # a question of a kind wants such an answer
    topics: [ on-money, on-size ]        # what questions and answers may be about
    focus: before-focus                  # what it is about stands behind this
    verbs: plain-verb                    # and these are what it is about where nothing more telling is there
    questions: asks-anything             # what else is asked in the turn
    asked: asks-back                     # what the agent may have asked before
    again: insists                       # beside `questions`, what asks once more
    evades: praises-the-goods            # what answers nothing
    hints: says-of-anything              # words with which a clause may answer in quite other words
    ways: [ { asks: asks-whether-it-can, answer: says-it-can } ]  # those of questions asked in such a way
    closed: [ on-invoices ]              # topics whose answers name them, or say no more than yes or no
    denies: says-no                      # a question of a kind may be denied what it takes for granted
    further: goes-on                     # what goes on with an answer to something else
    praise: praises-the-goods            # what answers no question of a kind

A question is taken up by a reply that has a word of its focus (where it has none: two of its characters side
by side), that settles it, or that sends something (a picture, a link, a card). Of a kind whose pattern has the
groups `one` and `other` (this or that), what only one of them says answers as well.
An answer in quite other words is often one all the same, so that more is wanted: it was passed over. The
customer asks again, or every clause of the agent's next turn is accounted for otherwise: it evades, it takes up
something else that the customer said (another question, a message after the question, the answer to what the
agent had asked), or it is about a topic that is not the question's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.matching.clauses import Clause
from linter.matching.segment import segmenter
from linter.rules import terms
from linter.rules.finds.whole_reply import BLANK, content
from linter.rules.scene import Match, Scene
from linter.rules.schema import ListOf, NamedNumber, Record, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("unanswered",)

_FIGURES = re.compile(r"[0-9a-z]+")

_SHORT = 6
"""Characters of a clause that says no more than yes or no."""

_FEW = 3
"""Telling characters that are too few for pairs of them."""

_PLAIN, _CHANCE, _NONE = 2, 1, 0
"""How a clause shares words with a question: a word, a character of two different words, nothing."""


class _Kind(NamedTuple):
    """A kind of question, and what answers it."""

    asks: terms.Term
    answer: terms.Term


class _Wanted(NamedTuple):
    """A kind that a question is of, and the characters that only one of its alternatives has."""

    kind: _Kind
    either: frozenset[str]


class _Question(NamedTuple):
    """Where a question stands in the turn; the characters that tell what it speaks of, its words of several
    characters, the figures and Latin words among them, the characters of which a reply must have one, its
    kinds, the numbers of its topics, what may hint at an answer, whether it is
    asked in one of the ways that want such a hint, and whether its topics are closed."""

    start: int
    end: int
    telling: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]
    focus: frozenset[str]
    wanted: Sequence[_Wanted]
    topics: frozenset[int]
    hints: Sequence[terms.Term]
    modal: bool
    closed: bool


class _Left(NamedTuple):
    """What is said after a question: the messages of the agent's next turn; what the customer says later; what
    the rest of the turn says, in pairs of characters."""

    answer: Sequence[Scene]
    more: Sequence[Scene]
    around: frozenset[str]


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(text))


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


def _said(reply: Scene, clause: Clause) -> str:
    return reply.view.text[clause.start : clause.end].lower()


def _overlaps(matches: Sequence[Match], start: int, end: int) -> bool:
    return any(match.start < end and start < match.end for match in matches)


class Unanswered:
    """Finds questions of the customer's turn that were passed over; none where nobody has ever replied."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        self._asks, self._settles, self._near = (
            terms.term(part, program) for part in (spec["asks"], spec["settles"], spec["near"]["term"])
        )
        self._apart, self._focus, self._questions, self._asked, self._again, self._evades, self._hints, self._closed, self._praise, self._looks, self._denies, self._further = (
            terms.term(spec[part], program) for part in _TERMS
        )
        self._kinds = [
            _Kind(terms.term(kind["asks"], program), terms.term(kind["answer"], program))
            for kind in spec["kinds"]
        ]
        self._ways = [
            _Kind(terms.term(way["asks"], program), terms.term(way["answer"], program))
            for way in spec["ways"]
        ]
        self._topics = [terms.term(topic, program) for topic in spec["topics"]]
        self._aside = frozenset(program.words(spec["aside"]))
        self._verbs = frozenset(program.words(spec["verbs"]))
        self._least: int = spec["least"]
        self._near_turns: int = spec["near"]["turns"]

    def matches(self, scene: Scene) -> list[Match]:
        """The clause of each such question."""
        found: list[Match] = []
        for match in sorted(self._asks.matches(scene), key=lambda match: match[:2]):
            question = self._question(scene, match)
            if found and question.start < found[-1].end:
                continue
            if question.wanted or question.topics or len(question.telling) >= self._least:
                others = list(self._others(question, scene))
                left = self._left_open(question, others, scene, match)
                if left and self._passed_over(question, others, left):
                    found.append(Match(question.start, question.end))
        return found

    # ---- what is asked -----------------------------------------------------------------------------

    def _question(self, scene: Scene, match: Match) -> _Question:
        clause = scene.view.clauses.at(match.start)
        return self._at(scene, min(clause.start, match.start), max(clause.end, match.end))

    def _at(self, scene: Scene, start: int, end: int) -> _Question:
        text = scene.view.text[start:end].lower()
        apart = {
            at - start
            for other in self._apart.matches(scene)
            for at in range(max(other.start, start), min(other.end, end))
        }
        kept = "".join(" " if at in apart else one for at, one in enumerate(text))
        telling = self._telling(kept)
        words = frozenset(
            word for word in segmenter()(text) if len(word) > 1 and not self._aside.issuperset(word)
        )
        behind = [other.end - start for other in self._focus.matches(scene) if start <= other.start < end]
        focus = telling.intersection(text[min(behind) :]) if behind else frozenset()
        if behind and not focus:
            focus = self._verbs.intersection(text[min(behind) :])
        if not focus:
            focus = frozenset(pair for pair in _pairs(text) if telling.issuperset(pair))
            if len(telling) <= _FEW:
                focus |= telling
        wanted = [
            _Wanted(kind, self._either(other))
            for kind in self._kinds
            for other in kind.asks.matches(scene)
            if other.start < end and start < other.end
        ]
        topics = self._topics_at(scene, start, end)
        hints = [way.answer for way in self._ways if _overlaps(way.asks.matches(scene), start, end)]
        closed = _overlaps(self._closed.matches(scene), start, end)
        return _Question(
            *(start, end, telling, words, _figures(text), focus, wanted, topics),
            *(hints or [self._hints], bool(hints), closed),
        )

    def _telling(self, text: str) -> frozenset[str]:
        return frozenset(one for one in text if one.isalpha() and not one.isascii()) - self._aside

    def _either(self, match: Match) -> frozenset[str]:
        """What only an answer to this or that would say: pairs of characters that only one of the two has, and
        telling characters of both."""
        named = match.groups or {}
        one, other = ((named.get(part) or "").lower() for part in ("one", "other"))
        return frozenset({*_pairs(one)} ^ {*_pairs(other)}) | self._telling(one + other)

    def _topics_at(self, scene: Scene, start: int, end: int) -> frozenset[int]:
        return frozenset(
            number
            for number, topic in enumerate(self._topics)
            if _overlaps(topic.matches(scene), start, end)
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
                _overlaps(asked, start, end)
                or (0 <= behind <= start)
                or (was_asked and end <= before)
            ):
                yield self._at(scene, start, end)

    # ---- whether a reply takes it up ---------------------------------------------------------------

    def _left_open(
        self, question: _Question, others: Sequence[_Question], scene: Scene, match: Match
    ) -> _Left | None:
        """What is said after a question that no reply takes up; None where one does, or there was nobody to reply."""
        turns: list[int] = []
        answer: list[Scene] = []
        more: list[Scene] = []
        fresh = True
        newer: list[Scene] = []
        for said in scene.following(match):
            if not said.turn:
                continue
            if said.scene.speaker != "agent":
                more.append(said.scene)
                if self._questions.matches(said.scene) and not self._asks_again(question, said.scene):
                    newer.append(said.scene)
                if self._telling(said.scene.view.text.lower()) and not self._asks_again(
                    question, said.scene
                ):
                    fresh = False
                continue
            if said.turn not in turns:
                turns.append(said.turn)
            if not content(said.scene.view):
                continue
            near = fresh and len(turns) <= self._near_turns
            if self._settled(question, others, said.scene, newer, fresh=fresh, near=near):
                return None
            if len(turns) == 1:
                answer.append(said.scene)
        text = scene.view.text.lower()
        around = frozenset((*_pairs(text[: question.start]), *_pairs(text[question.end :])))
        if not turns and not self._left_alone(scene, more):
            return None
        return _Left(answer, more, around)

    def _left_alone(self, scene: Scene, more: Sequence[Scene]) -> bool:
        """Whether an agent who was there says no more, and is not finding out."""
        earlier = scene.earlier("agent", 2)
        return bool(earlier) and not more and not any(self._looks.matches(one) for one in earlier)

    def _settled(
        self,
        question: _Question,
        others: Sequence[_Question],
        reply: Scene,
        newer: Sequence[Scene],
        *,
        fresh: bool,
        near: bool,
    ) -> bool:
        """Whether a reply takes a question up; `newer`: what was asked since; `fresh`: the customer has said
        nothing else since; `near`: a yes or no would do."""
        return (
            BLANK in content(reply.view)
            or any(
                not self._is_others(question, others, reply, match)
                for match in (self._settles if fresh else self._looks).matches(reply)
            )
            or (near and self._is_near(question, others, reply))
            or self._takes_up(question, others, reply, newer)
        )

    def _is_others(
        self, question: _Question, others: Sequence[_Question], reply: Scene, match: Match
    ) -> bool:
        """Whether a match stands in a clause that speaks of something else the customer asked."""
        clause = reply.view.clauses.at(match.start)
        said = _said(reply, clause)
        return question.telling.isdisjoint(said) and any(
            not other.telling.isdisjoint(said) for other in others
        )

    def _is_near(self, question: _Question, others: Sequence[_Question], reply: Scene) -> bool:
        """Whether a reply says yes or no, and not to something else."""
        if question.wanted:
            return not others and bool(self._asked.matches(reply))
        text = reply.view.text.lower()
        for match in self._near.matches(reply):
            clause = reply.view.clauses.at(match.start)
            said = text[clause.start : clause.end]
            mere = len(self._telling(said)) < self._least
            if mere and others and self._precedes_other(question, others, reply, clause):
                continue
            own = not others or mere or not question.telling.isdisjoint(said)
            if own and all(other.telling.isdisjoint(said) for other in others):
                return True
        return False

    def _precedes_other(
        self, question: _Question, others: Sequence[_Question], reply: Scene, clause: Clause
    ) -> bool:
        """Whether a mere yes or no opens the answer to what was asked before the question."""
        before = [other for other in others if other.end <= question.start and not other.wanted]
        return any(
            self._takes_up_other(question, before, reply, later)
            for later in reply.view.clauses.items
            if later.start >= clause.end
        )

    def _takes_up(
        self, question: _Question, others: Sequence[_Question], reply: Scene, newer: Sequence[Scene]
    ) -> bool:
        if question.wanted:
            return self._answers_kind(question, reply, newer)
        for clause in reply.view.clauses.items:
            shares = self._shares(question, reply, clause)
            if shares == _PLAIN or (
                shares == _CHANCE and not newer and not self._accounted(question, others, reply, clause)
            ):
                return True
        return False

    def _answers_kind(self, question: _Question, reply: Scene, newer: Sequence[Scene] = ()) -> bool:
        """Whether a reply answers a kind that the question is of, and nothing newer of that kind."""
        said = reply.view.text.lower()
        return any(
            (bool(wanted.kind.answer.matches(reply)) or any(part in said for part in wanted.either))
            and not any(wanted.kind.asks.matches(later) for later in newer)
            for wanted in question.wanted
        )

    def _shares(self, question: _Question, reply: Scene, clause: Clause) -> int:
        """How a clause of a reply shares what a question is about."""
        said = _said(reply, clause)
        shared = {part for part in question.focus if part in said}
        if not shared:
            return _NONE
        if any(len(part) > 1 for part in shared):
            return _PLAIN
        whole = {word for word in question.words if not shared.isdisjoint(word)}
        if any(word in said for word in whole):
            return _PLAIN
        single = shared - {one for word in whole for one in word}
        apart = set(segmenter()(said))
        return _PLAIN if single & apart or len(shared) > 1 else _CHANCE

    # ---- whether it was passed over ----------------------------------------------------------------

    def _passed_over(self, question: _Question, others: Sequence[_Question], left: _Left) -> bool:
        answer, more, around = left
        if all(self._evades.matches(reply) for reply in answer):
            return True
        if any(self._asks_again(question, later) for later in more):
            return True
        clauses = [
            (reply, clause)
            for reply in answer
            for clause in reply.view.clauses.items
            if self._telling(_said(reply, clause))
        ]
        if not question.wanted:
            if any(self._touches(question, others, reply, clause) for reply, clause in clauses):
                return False
            if any(self._may_answer(question, others, reply, clause, around) for reply, clause in clauses):
                return False
        elif any(
            _overlaps(self._denies.matches(reply), clause.start, clause.end)
            and not self._accounted(question, others, reply, clause)
            for reply, clause in clauses
        ):
            return False
        if any(self._speaks_of(other, reply) for other in others for reply in answer):
            return True
        if any(self._names_again(question, later) for later in more):
            return True
        accounted = sum(
            self._accounted(question, others, reply, clause)
            or (bool(question.wanted) and _overlaps(self._praise.matches(reply), clause.start, clause.end))
            for reply, clause in clauses
        )
        if question.wanted:
            return sum(len(self._telling(_said(reply, clause))) for reply, clause in clauses) > self._least
        if question.modal:
            return 0 < len(clauses) <= 2 * accounted
        return bool(question.topics) and len(clauses) < 2 * accounted

    def _names_again(self, question: _Question, later: Scene) -> bool:
        """Whether the customer asks of the same thing again."""
        text = later.view.text.lower()
        return any(word in text for word in question.words) and bool(self._questions.matches(later))

    def _may_answer(
        self,
        question: _Question,
        others: Sequence[_Question],
        reply: Scene,
        clause: Clause,
        around: frozenset[str],
    ) -> bool:
        """Whether a clause may be an answer in quite other words, or asks back what is meant."""
        said = _said(reply, clause)
        telling = self._telling(said)
        again = [pair for pair in _pairs(said) if pair in around]
        echoed = {one for pair in again if telling.issuperset(pair) for one in pair}
        if not telling.isdisjoint("".join(again)) and _overlaps(self._asked.matches(reply), clause.start, clause.end):
            return True
        if self._evades_in(reply, clause) or (echoed and len(telling - echoed) < self._least):
            return False
        topics = self._topics_at(reply, clause.start, clause.end)
        if others and topics and question.topics and topics.isdisjoint(question.topics):
            return False
        if self._takes_up_other(question, others, reply, clause) or (
            _overlaps(self._further.matches(reply), clause.start, clause.end)
            and self._follows_other(question, others, reply, clause)
        ):
            return False
        if question.closed and others and clause.end - clause.start > _SHORT:
            return False
        return any(_overlaps(hint.matches(reply), clause.start, clause.end) for hint in question.hints)

    def _evades_in(self, reply: Scene, clause: Clause) -> bool:
        return _overlaps(self._evades.matches(reply), clause.start, clause.end)

    def _accounted(
        self, question: _Question, others: Sequence[_Question], reply: Scene, clause: Clause
    ) -> bool:
        """Whether a clause of a reply evades, takes up something else, or is about a topic not the question's."""
        said = _said(reply, clause)
        if self._evades_in(reply, clause):
            return True
        if self._takes_up_other(question, others, reply, clause):
            return True
        topics = self._topics_at(reply, clause.start, clause.end)
        known = question.topics or question.wanted or question.modal
        return bool(topics) and bool(known) and topics.isdisjoint(question.topics)

    def _takes_up_other(
        self, question: _Question, others: Sequence[_Question], reply: Scene, clause: Clause
    ) -> bool:
        """Whether a clause of a reply speaks of something else that the customer asked or said."""
        said = _said(reply, clause)
        topics = self._topics_at(reply, clause.start, clause.end)
        return any(
            (other.topics & topics - question.topics)
            or self._common(other, said, other.telling - question.telling)
            or any(word in said for word in other.words - question.words)
            or any(
                _overlaps(wanted.kind.answer.matches(reply), clause.start, clause.end)
                for wanted in other.wanted
                if not question.wanted
            )
            for other in others
        )

    def _follows_other(
        self, question: _Question, others: Sequence[_Question], reply: Scene, clause: Clause
    ) -> bool:
        """Whether a clause before this one does so."""
        return any(
            self._takes_up_other(question, others, reply, earlier)
            for earlier in reply.view.clauses.items
            if earlier.start < clause.start
        )

    def _common(self, question: _Question, said: str, among: frozenset[str]) -> bool:
        """Whether a text has a word of a question, not only a character of another word."""
        shared = among.intersection(said)
        if not shared:
            return False
        whole = {word for word in question.words if not shared.isdisjoint(word)}
        single = shared - {one for word in whole for one in word}
        return (
            len(shared) > 1
            or any(word in said for word in whole)
            or bool(single)
            or not shared.isdisjoint(segmenter()(said))
        )

    def _touches(
        self, question: _Question, others: Sequence[_Question], reply: Scene, clause: Clause
    ) -> bool:
        """Whether a clause of a reply speaks of the question's matter, and of none else's."""
        said = _said(reply, clause)
        if any(not (other.telling - question.telling).isdisjoint(said) for other in others):
            return False
        elsewhere = frozenset(topic for other in others for topic in other.topics)
        if not self._topics_at(reply, clause.start, clause.end).isdisjoint(question.topics - elsewhere):
            return True
        shared = question.telling.intersection(said) - {one for other in others for one in other.telling}
        focused = shared.intersection("".join(question.focus))
        if any(word in said for word in question.words if not focused.isdisjoint(word)):
            return True
        return bool(focused if question.modal else shared) and not self._accounted(
            question, others, reply, clause
        )

    def _speaks_of(self, question: _Question, reply: Scene) -> bool:
        if question.wanted and self._answers_kind(question, reply):
            return True
        topics = self._topics_at(reply, 0, len(reply.view.text))
        said = reply.view.text.lower()
        return not question.telling.isdisjoint(said) or not topics.isdisjoint(question.topics)

    def _asks_again(self, question: _Question, later: Scene) -> bool:
        text = later.view.text.lower()
        if question.figures and not question.figures <= _figures(text):
            return False
        shared = question.telling & set(text)
        insists = bool(self._again.matches(later))
        if question.wanted:
            return (bool(shared) or insists) and (
                insists or any(wanted.kind.asks.matches(later) for wanted in question.wanted)
            )
        if insists and shared:
            return True
        focused = {part for part in question.focus if part in text}
        much = len(shared) >= max(self._least, len(question.telling) / 2)
        return (much or len(focused) >= max(self._least, len(question.focus) / 2)) and bool(
            self._questions.matches(later)
        )

    def needed(self) -> frozenset[str] | None:
        """As the questions."""
        return self._asks.needed()

    def sources(self) -> Sequence[str]:
        """As the questions."""
        return self._asks.sources()


_TERMS = ("apart", "focus", "questions", "asked", "again", "evades", "hints", "closed", "praise", "looks", "denies", "further")


def shape() -> Record:
    """What asks, what tells, and what takes a question up."""
    term = terms.term_shape()
    near = Record(required={"term": term, "turns": NamedNumber(1)})
    kinds = ListOf(Record(required={"asks": term, "answer": term}))
    parts: dict[str, Shape] = {
        "asks": term,
        "aside": Text(),
        "verbs": Text(),
        "least": NamedNumber(1),
        "settles": term,
        "near": near,
        "kinds": kinds,
        "ways": kinds,
        "topics": ListOf(term),
        **dict.fromkeys(_TERMS, term),
    }
    return Record(required={"unanswered": Record(required=parts)})


def make(spec: Mapping[str, Any], program: Program) -> Unanswered:
    """The find of `spec`."""
    return Unanswered(spec["unanswered"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    own = spec["unanswered"]
    parts = [own[part] for part in ("asks", "settles", *_TERMS)]
    parts += [own["near"]["term"], *own["topics"]]
    parts += [kind[key] for kind in (*own["kinds"], *own["ways"]) for key in kind]
    return [own["aside"], own["verbs"], *(name for part in parts for name in terms.names_in(part))]
