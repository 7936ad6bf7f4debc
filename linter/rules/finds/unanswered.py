"""`unanswered`: a question of the customer that the agent passes over and nothing said later takes up.

find:
  unanswered:
    asks: asks-specifically              # the questions
    aside: tells-nothing                 # a lexicon: characters that texts share by chance
    least: 2                             # other characters, that tell what a question is about
    settles: sees-to-it                  # whatever of this the agent says next takes up any question
    near: { term: says-yes-or-no, turns: 2 }              # so does this in the agent's next two turns
    kinds: [ { asks: asks-price, answer: names-price } ]  # a question of a kind wants such an answer
    focus: before-focus                  # what it is about stands behind this
    questions: asks-anything             # what else is asked in the turn
    asked: asks-back                     # what the agent may have asked before
    evades: praises-the-goods            # what answers nothing
    # and, where they are given
    looks: looks-into-it                 # instead of `settles` once the customer has said something else
    verbs: plain-verb                    # a lexicon: what it is about where nothing there tells more
    apart: counted                       # words of a question that tell nothing
    again: insists                       # beside `questions`, what asks once more
    topics: [ on-money, on-size ]        # what questions and answers may be about
    closed: [ on-invoices ]              # topics whose answers name them, or say no more than yes or no
    hints: says-of-anything              # words with which a clause may answer in quite other words
    ways: [ { asks: asks-whether-it-can, answer: says-it-can } ]  # those of questions asked in such a way
    further: goes-on                     # what goes on with an answer to something else
    praise: praises-the-goods            # what answers no question of a kind
    denies: says-no                      # a question of a kind may be denied what it takes for granted

A question is taken up by a reply that has a word of its focus (where it has none: two of its characters
side by side), that settles it, or that sends something (a picture, a link, a card). Of a kind whose pattern
has the groups `one` and `other` (this or that), what only one of them says answers as well; with a group
`unit` (how many of what) an answer beside other answers has that unit.
An answer in quite other words is often one all the same, so that more is wanted: it was passed over. The
customer asks again, or no clause of the agent's next turn may be an answer: each evades, takes up something
else that the customer said (another question, a message after the question, the answer to what the agent had
asked), is about a topic that is not the question's, or has no word with which such questions are answered.
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
    """A kind that a question is of, what only one of its alternatives says, and the unit it asks for."""

    kind: _Kind
    either: frozenset[str]
    unit: str


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


class _Asked(NamedTuple):
    """A question, what else of the turn may have been answered instead, and what the rest of the turn says,
    in pairs of characters."""

    question: _Question
    others: Sequence[_Question]
    around: frozenset[str]


class _Left(NamedTuple):
    """What is said after a question: the messages of the agent's next turn; what the customer says later."""

    answer: Sequence[Scene]
    more: Sequence[Scene]


class _Part(NamedTuple):
    """A clause of a reply, and what it says."""

    reply: Scene
    clause: Clause
    said: str

    def has(self, term: terms.Term) -> bool:
        """Whether a term stands in it."""
        return _overlaps(term.matches(self.reply), self.clause.start, self.clause.end)


class _Nothing:
    """A term that stands nowhere: a part that is not given."""

    contextual = False

    def matches(self, scene: Scene) -> list[Match]:
        """Nowhere."""
        return []

    def needed(self) -> frozenset[str]:
        """No word."""
        return frozenset()

    def sources(self) -> Sequence[str]:
        """None."""
        return ()


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(text))


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


def _part(reply: Scene, clause: Clause) -> _Part:
    return _Part(reply, clause, reply.view.text[clause.start : clause.end].lower())


def _at(reply: Scene, match: Match) -> _Part:
    return _part(reply, reply.view.clauses.at(match.start))


def _parts(reply: Scene) -> list[_Part]:
    return [_part(reply, clause) for clause in reply.view.clauses.items]


def _common(question: _Question, said: str, among: frozenset[str]) -> bool:
    """Whether a text has a word of a question, not only a character of another word."""
    shared = among.intersection(said)
    whole = {word for word in question.words if not shared.isdisjoint(word)}
    single = shared - {one for word in whole for one in word}
    return len(shared) > 1 or bool(
        shared and (any(word in said for word in whole) or single or not shared.isdisjoint(segmenter()(said)))
    )


def _shares(question: _Question, said: str) -> int:
    """How a clause shares what a question is about."""
    shared = {part for part in question.focus if part in said}
    if not shared:
        return _NONE
    whole = {word for word in question.words if not shared.isdisjoint(word)}
    if any(len(part) > 1 for part in shared) or any(word in said for word in whole):
        return _PLAIN
    single = shared - {one for word in whole for one in word}
    return _PLAIN if len(shared) > 1 or not single.isdisjoint(segmenter()(said)) else _CHANCE


def _overlaps(matches: Sequence[Match], start: int, end: int) -> bool:
    return any(match.start < end and start < match.end for match in matches)


class Unanswered:
    """Finds questions of the customer's turn that were passed over; none where nobody has ever replied."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        def term(part: str, instead: terms.Term | None = None) -> terms.Term:
            return terms.term(spec[part], program) if part in spec else instead or _Nothing()

        def kinds(part: str) -> list[_Kind]:
            return [
                _Kind(terms.term(kind["asks"], program), terms.term(kind["answer"], program))
                for kind in spec.get(part, ())
            ]

        self._asks, self._settles, self._focus = term("asks"), term("settles"), term("focus")
        self._questions, self._asked, self._evades = term("questions"), term("asked"), term("evades")
        self._looks, self._apart, self._again = term("looks", self._settles), term("apart"), term("again")
        self._closed, self._hints, self._further = term("closed"), term("hints"), term("further")
        self._praise, self._denies = term("praise"), term("denies")
        self._near = terms.term(spec["near"]["term"], program)
        self._near_turns: int = spec["near"]["turns"]
        self._kinds, self._ways = kinds("kinds"), kinds("ways")
        self._topics = [terms.term(topic, program) for topic in spec.get("topics", ())]
        self._aside = frozenset(program.words(spec["aside"]))
        self._verbs = frozenset(program.words(spec["verbs"]) if "verbs" in spec else ())
        self._least: int = spec["least"]

    def matches(self, scene: Scene) -> list[Match]:
        """The clause of each such question."""
        found: list[Match] = []
        for match in sorted(self._asks.matches(scene), key=lambda match: match[:2]):
            question = self._question(scene, match)
            if found and question.start < found[-1].end:
                continue
            if question.wanted or question.topics or len(question.telling) >= self._least:
                asked = self._in_turn(question, scene)
                left = self._left_open(asked, scene, match)
                if left and self._passed_over(asked, left):
                    found.append(Match(question.start, question.end))
        return found

    # ---- what is asked -----------------------------------------------------------------------------

    def _question(self, scene: Scene, match: Match) -> _Question:
        clause = scene.view.clauses.at(match.start)
        start, end = min(clause.start, match.start), max(clause.end, match.end)
        for part in self._spans(scene, start, end):
            if part[0] <= match.start and match.end <= part[1]:
                start, end = part
        return self._at(scene, start, end)

    def _spans(self, scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
        """A clause, or its parts where a question in it ends before white space: no mark is needed there."""
        ends = sorted(
            {
                found.end
                for found in self._questions.matches(scene)
                if start < found.end < end and scene.view.text[found.end].isspace()
            }
        )
        return [*zip([start, *(at + 1 for at in ends)], [*ends, end], strict=True)]

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
            _Wanted(kind, self._either(other), (other.groups or {}).get("unit") or "")
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
        """What only an answer to this or that would say: pairs of characters that only one of the two has,
        and telling characters of both."""
        named = match.groups or {}
        one, other = ((named.get(part) or "").lower() for part in ("one", "other"))
        return frozenset({*_pairs(one)} ^ {*_pairs(other)}) | self._telling(one + other)

    def _topics_of(self, part: _Part) -> frozenset[int]:
        return self._topics_at(part.reply, part.clause.start, part.clause.end)

    def _topics_at(self, scene: Scene, start: int, end: int) -> frozenset[int]:
        return frozenset(
            number for number, topic in enumerate(self._topics) if _overlaps(topic.matches(scene), start, end)
        )

    def _in_turn(self, question: _Question, scene: Scene) -> _Asked:
        text = scene.view.text.lower()
        around = frozenset((*_pairs(text[: question.start]), *_pairs(text[question.end :])))
        return _Asked(question, list(self._others(question, scene)), around)

    def _others(self, question: _Question, scene: Scene) -> Iterator[_Question]:
        """What else of the turn the agent may have answered instead."""
        text = scene.view.text
        asked = self._questions.matches(scene)
        before = text.rfind("\n", 0, question.start)
        behind = text.find("\n", question.end)
        was_asked = any(self._asked.matches(earlier) for earlier in scene.earlier("agent", 1))
        spans = [
            span
            for clause in scene.view.clauses.items
            for span in self._spans(scene, clause.start, clause.end)
        ]
        for start, end in spans:
            if start < question.end and question.start < end:
                continue
            if _overlaps(asked, start, end) or (0 <= behind <= start) or (was_asked and end <= before):
                yield self._at(scene, start, end)

    # ---- whether a reply takes it up ---------------------------------------------------------------

    def _left_open(self, asked: _Asked, scene: Scene, match: Match) -> _Left | None:
        """What is said after a question that no reply takes up; None where one does, or there was nobody to
        reply."""
        question = asked.question
        turns: list[int] = []
        answer: list[Scene] = []
        more: list[Scene] = []
        newer: list[Scene] = []
        fresh = True
        for said in scene.following(match):
            if not said.turn:
                continue
            if said.scene.speaker != "agent":
                more.append(said.scene)
                if not self._asks_again(question, said.scene):
                    fresh = fresh and not self._telling(said.scene.view.text.lower())
                    if self._questions.matches(said.scene):
                        newer.append(said.scene)
                continue
            if said.turn not in turns:
                turns.append(said.turn)
            if not content(said.scene.view):
                continue
            near = fresh and len(turns) <= self._near_turns
            if self._settled(asked, said.scene, newer, fresh=fresh, near=near):
                return None
            if len(turns) == 1:
                answer.append(said.scene)
        if not turns and (more or not self._left_alone(scene)):
            return None
        return _Left(answer, more)

    def _left_alone(self, scene: Scene) -> bool:
        """Whether an agent who was there says no more, and is not finding out."""
        earlier = scene.earlier("agent", 2)
        return bool(earlier) and not any(self._looks.matches(one) for one in earlier)

    def _settled(
        self, asked: _Asked, reply: Scene, newer: Sequence[Scene], *, fresh: bool, near: bool
    ) -> bool:
        """Whether a reply takes a question up; `newer`: what was asked since; `fresh`: the customer has said
        nothing else since; `near`: a yes or no would do."""
        settles = self._settles if fresh else self._looks
        return (
            BLANK in content(reply.view)
            or any(not self._is_others(asked, _at(reply, match)) for match in settles.matches(reply))
            or (near and self._is_near(asked, reply))
            or self._takes_up(asked, reply, newer)
        )

    def _is_others(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause has words of something else the customer asked, and none of the question."""
        return asked.question.telling.isdisjoint(part.said) and any(
            not other.telling.isdisjoint(part.said) for other in asked.others
        )

    def _is_near(self, asked: _Asked, reply: Scene) -> bool:
        """Whether a reply says yes or no, and not to something else; of a kind: whether it asks back."""
        if asked.question.wanted:
            return not asked.others and bool(self._asked.matches(reply))
        return any(self._says_near(asked, _at(reply, match)) for match in self._near.matches(reply))

    def _says_near(self, asked: _Asked, part: _Part) -> bool:
        question, others = asked.question, asked.others
        mere = len(self._telling(part.said)) < self._least
        if mere and others and self._opens_another(asked, part):
            return False
        own = not others or mere or not question.telling.isdisjoint(part.said)
        return own and all(other.telling.isdisjoint(part.said) for other in others)

    def _opens_another(self, asked: _Asked, part: _Part) -> bool:
        """Whether a mere yes or no opens the answer to what was asked before the question."""
        start = asked.question.start
        before = [other for other in asked.others if other.end <= start and not other.wanted]
        return any(
            self._takes_up_other(asked._replace(others=before), later)
            for later in _parts(part.reply)
            if later.clause.start >= part.clause.end
        )

    def _takes_up(self, asked: _Asked, reply: Scene, newer: Sequence[Scene]) -> bool:
        if asked.question.wanted:
            return any(self._answers_kind(asked, part, newer) for part in _parts(reply))
        for part in _parts(reply):
            shares = _shares(asked.question, part.said)
            if shares == _PLAIN or (shares == _CHANCE and not newer and not self._accounted(asked, part)):
                return True
        return False

    def _answers_kind(self, asked: _Asked, part: _Part, newer: Sequence[Scene]) -> bool:
        """Whether a clause answers a kind that the question is of, and nothing else and nothing newer."""
        return any(
            (any(one in part.said for one in wanted.either) or self._measures(asked, part, wanted))
            and not any(wanted.kind.asks.matches(later) for later in newer)
            for wanted in asked.question.wanted
        )

    def _measures(self, asked: _Asked, part: _Part, wanted: _Wanted) -> bool:
        """Whether a clause answers a kind; beside other questions, in the unit that was asked for, or about
        nothing else."""
        if not part.has(wanted.kind.answer):
            return False
        if not wanted.unit or not asked.others or wanted.unit in part.said:
            return True
        topics = self._topics_of(part)
        foreign = bool(topics) and topics.isdisjoint(asked.question.topics)
        return not foreign and not self._takes_up_other(asked, part)

    # ---- whether it was passed over ----------------------------------------------------------------

    def _passed_over(self, asked: _Asked, left: _Left) -> bool:
        question = asked.question
        if all(self._evades.matches(reply) for reply in left.answer):
            return True
        if any(self._asks_again(question, later) for later in left.more):
            return True
        parts = [part for reply in left.answer for part in _parts(reply) if self._telling(part.said)]
        if any(self._may_answer(asked, part) for part in parts):
            return False
        if any(self._speaks_of(other, reply) for other in asked.others for reply in left.answer):
            return True
        if any(self._names_again(question, later) for later in left.more):
            return True
        if question.wanted:
            return sum(len(self._telling(part.said)) for part in parts) > self._least
        accounted = 2 * sum(self._accounted(asked, part) for part in parts)
        if question.modal:
            return 0 < len(parts) <= accounted
        return bool(question.topics) and len(parts) < accounted

    def _may_answer(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause may be an answer in quite other words."""
        if asked.question.wanted:
            return part.has(self._denies) and not self._accounted(asked, part)
        return self._touches(asked, part) or self._hints_at_it(asked, part)

    def _hints_at_it(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause has a word with which such questions are answered, or asks back what is meant."""
        question, others = asked.question, asked.others
        telling = self._telling(part.said)
        again = [pair for pair in _pairs(part.said) if pair in asked.around]
        echoed = {one for pair in again if telling.issuperset(pair) for one in pair}
        if not telling.isdisjoint("".join(again)) and part.has(self._asked):
            return True
        if part.has(self._evades) or (echoed and len(telling - echoed) < self._least):
            return False
        topics = self._topics_of(part)
        if others and topics and question.topics and topics.isdisjoint(question.topics):
            return False
        if self._takes_up_other(asked, part) or (
            part.has(self._further) and self._follows_other(asked, part)
        ):
            return False
        if question.closed and others and len(part.said) > _SHORT:
            return False
        return any(part.has(hint) for hint in question.hints)

    def _accounted(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause evades, takes up something else, or is about a topic not the question's."""
        question = asked.question
        if part.has(self._evades) or self._takes_up_other(asked, part):
            return True
        if question.wanted and part.has(self._praise):
            return True
        topics = self._topics_of(part)
        known = bool(question.topics) or bool(question.wanted) or question.modal
        return known and bool(topics) and topics.isdisjoint(question.topics)

    def _takes_up_other(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause of a reply speaks of something else that the customer asked or said."""
        question = asked.question
        topics = self._topics_of(part) - question.topics
        return any(
            not topics.isdisjoint(other.topics)
            or _common(other, part.said, other.telling - question.telling)
            or any(word in part.said for word in other.words - question.words)
            or (not question.wanted and any(part.has(wanted.kind.answer) for wanted in other.wanted))
            for other in asked.others
        )

    def _follows_other(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause before this one does so."""
        return any(
            self._takes_up_other(asked, earlier)
            for earlier in _parts(part.reply)
            if earlier.clause.start < part.clause.start
        )

    def _touches(self, asked: _Asked, part: _Part) -> bool:
        """Whether a clause of a reply speaks of the question's matter, and of none else's."""
        question, others = asked.question, asked.others
        if any(not (other.telling - question.telling).isdisjoint(part.said) for other in others):
            return False
        elsewhere = {topic for other in others for topic in other.topics}
        if not self._topics_of(part).isdisjoint(question.topics - elsewhere):
            return True
        shared = question.telling.intersection(part.said) - {one for other in others for one in other.telling}
        focused = shared.intersection("".join(question.focus))
        if any(word in part.said for word in question.words if not focused.isdisjoint(word)):
            return True
        return bool(focused if question.modal else shared) and not self._accounted(asked, part)

    def _speaks_of(self, question: _Question, reply: Scene) -> bool:
        if any(wanted.kind.answer.matches(reply) for wanted in question.wanted):
            return True
        text = reply.view.text.lower()
        topics = self._topics_at(reply, 0, len(text))
        return not question.telling.isdisjoint(text) or not topics.isdisjoint(question.topics)

    def _asks_again(self, question: _Question, later: Scene) -> bool:
        text = later.view.text.lower()
        if question.figures and not question.figures <= _figures(text):
            return False
        shared = question.telling & set(text)
        insists = bool(self._again.matches(later))
        if insists and (shared or question.wanted):
            return True
        if question.wanted:
            return bool(shared) and any(wanted.kind.asks.matches(later) for wanted in question.wanted)
        focused = {part for part in question.focus if part in text}
        much = len(shared) >= max(self._least, len(question.telling) / 2)
        much = much or len(focused) >= max(self._least, len(question.focus) / 2)
        return much and bool(self._questions.matches(later))

    def _names_again(self, question: _Question, later: Scene) -> bool:
        """Whether the customer asks of the same thing again."""
        text = later.view.text.lower()
        return any(word in text for word in question.words) and bool(self._questions.matches(later))

    def needed(self) -> frozenset[str] | None:
        """As the questions."""
        return self._asks.needed()

    def sources(self) -> Sequence[str]:
        """As the questions."""
        return self._asks.sources()


_TERMS = ("asks", "settles", "focus", "questions", "asked", "evades")
_MORE = ("looks", "apart", "again", "closed", "hints", "further", "praise", "denies")


def shape() -> Record:
    """What asks, what tells, and what takes a question up."""
    term = terms.term_shape()
    near = Record(required={"term": term, "turns": NamedNumber(1)})
    kinds = ListOf(Record(required={"asks": term, "answer": term}))
    parts: dict[str, Shape] = {
        **dict.fromkeys(_TERMS, term),
        "aside": Text(),
        "least": NamedNumber(1),
        "near": near,
        "kinds": kinds,
    }
    more: dict[str, Shape] = {
        **dict.fromkeys(_MORE, term),
        "verbs": Text(),
        "topics": ListOf(term),
        "ways": kinds,
    }
    return Record(required={"unanswered": Record(required=parts, optional=more)})


def make(spec: Mapping[str, Any], program: Program) -> Unanswered:
    """The find of `spec`."""
    return Unanswered(spec["unanswered"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    own = spec["unanswered"]
    parts = [own[part] for part in (*_TERMS, *_MORE) if part in own]
    parts += [own["near"]["term"], *own.get("topics", ())]
    parts += [kind[key] for kind in (*own["kinds"], *own.get("ways", ())) for key in kind]
    lexicons = [own[part] for part in ("aside", "verbs") if part in own]
    return [*lexicons, *(name for part in parts for name in terms.names_in(part))]
