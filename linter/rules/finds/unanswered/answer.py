"""Whether what an agent says answers a question: clause by clause, by the words it shares with this question
and with others, and by what answers such a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from linter.matching.clauses import Clause
from linter.rules import terms
from linter.rules.finds.unanswered.question import Asked, Question, Reading, overlaps
from linter.rules.finds.unanswered.wording import meets, telling
from linter.rules.finds.whole_reply import BLANK, content
from linter.rules.scene import Scene


class Terms(NamedTuple):
    """What answers are told by."""

    settles: terms.Term
    looks: terms.Term
    waits: terms.Term
    yes_no: terms.Term
    hints: terms.Term
    back: terms.Term
    evades: terms.Term
    aside: frozenset[str]
    particles: frozenset[str]
    least: int


class Part:
    """A clause of a message, what it says, and the topics it is about."""

    def __init__(self, scene: Scene, clause: Clause, reading: Reading) -> None:
        self.scene, self.clause, self._reading = scene, clause, reading
        self.said = scene.view.text[clause.start : clause.end].lower()

    @cached_property
    def topics(self) -> frozenset[int]:
        """Their numbers; they are looked for when somebody asks."""
        return self._reading.topics(self.scene, self.clause.start, self.clause.end)

    def has(self, term: terms.Term) -> bool:
        """Whether a term stands in it."""
        return overlaps(term.matches(self.scene), self.clause.start, self.clause.end)


class Since(NamedTuple):
    """Whether the customer has said something of their own since the question; whether they have asked."""

    said: bool
    asked: bool


class Answers:
    """Judges the messages of an agent."""

    def __init__(self, by: Terms, reading: Reading) -> None:
        self._by, self._reading = by, reading

    def parts(self, scene: Scene) -> list[Part]:
        """The clauses of a message."""
        return [Part(scene, clause, self._reading) for clause in scene.view.clauses.items]

    def _tells(self, part: Part) -> bool:
        """Whether a clause says something."""
        if telling(part.said, self._by.aside) or any(one.isdigit() for one in part.said):
            return True
        return part.has(self._by.yes_no) or part.has(self._by.hints) or bool(part.topics)

    def sends(self, scene: Scene) -> bool:
        """Whether a message sends something: a picture, a link, a card."""
        return BLANK in content(scene.view)

    def empty(self, part: Part) -> bool:
        """Whether a clause answers nothing at all."""
        return part.has(self._by.evades) or part.has(self._by.waits)

    # ---- one clause and one question ---------------------------------------------------------------

    def speaks_of(self, part: Part, question: Question, others: Sequence[Question]) -> bool:
        """Whether a clause has words of a question, one of its alternatives, or a topic that is its alone."""
        elsewhere = {one for other in others for one in other.telling}
        focus = frozenset(found for found in question.focus if not elsewhere.issuperset(found))
        if meets(focus, question.words, part.said):
            return True
        if any(one in part.said for wanted in question.wanted for one in wanted.either):
            return True
        if any(
            wanted.unit and wanted.unit in part.said and part.has(wanted.kind.answer)
            for wanted in question.wanted
        ):
            return True
        own = question.topics - {topic for other in others for topic in other.topics}
        return bool(own) and not self.empty(part) and not part.topics.isdisjoint(own)

    def fits(self, part: Part, question: Question) -> bool:
        """Whether a clause says what answers such a question."""
        if question.wanted:
            return any(part.has(wanted.kind.answer) for wanted in question.wanted)
        return question.any or not question.asks or part.has(self._by.hints)

    def explained(self, part: Part, asked: Asked) -> bool:
        """Whether a clause is about something else that the customer said."""
        return self._named(part, asked) or any(
            bool(other.wanted) and not other.closed and self.fits(part, other) for other in asked.others
        )

    def _named(self, part: Part, asked: Asked) -> bool:
        """Whether a clause has words or the topic of something else."""
        own = asked.question
        return any(
            not (other.telling - own.telling).isdisjoint(part.said) or self.speaks_of(part, other, [own])
            for other in asked.others
        )

    def _yes_to(self, part: Part, asked: Asked) -> bool:
        """Whether a mere yes or no is one to this question."""
        own = asked.question
        if not own.closed or not part.has(self._by.yes_no):
            return False
        rivals = [other for other in asked.others if other.closed]
        return self.fits(part, own) or not any(self.fits(part, rival) for rival in rivals)

    # ---- the messages of a turn --------------------------------------------------------------------

    def plainly(self, asked: Asked, said: Sequence[Scene]) -> bool:
        """Whether the messages of a turn have words of a question that is the only one and no number or time
        need answer."""
        own = asked.question
        if asked.others or (own.wanted and not own.closed):
            return False
        return any(meets(own.focus, own.words, scene.view.text.lower()) for scene in said)

    def settled(self, asked: Asked, said: Sequence[Scene], since: Since) -> bool:
        """Whether the messages of a turn take up a question."""
        if any(self.sends(scene) for scene in said):
            return True
        parts = [part for scene in said for part in self.parts(scene)]
        own = asked.question
        last = next((part for part in reversed(parts) if self._tells(part) and not self.empty(part)), None)
        waits = last is None and any(part.has(self._by.waits) for part in parts)
        if waits:
            return True
        unclear: list[Part] = []
        for part in parts:
            if self._looked_into(asked, part, since, last=part is last):
                return True
            if self.speaks_of(part, own, asked.others) and not self._only_of(own, part, parts):
                return True
            if since.asked or self.empty(part):
                continue
            if self._echoes(part, asked):
                return True
            if part.has(self._by.back) and not asked.others:
                return True
            if self.fits(part, own) or (not since.said and self._yes_to(part, asked)):
                if self._follows(asked, part, parts):
                    continue
                if since.said and (own.any or self._matter(part, own)):
                    continue
                if not self.explained(part, asked) or self._says_both(part, asked):
                    return True
                if not self._named(part, asked):
                    unclear.append(part)
        return len(unclear) > sum(self._open(other, parts, unclear) for other in asked.others)

    def _echoes(self, part: Part, asked: Asked) -> bool:
        """Whether a clause says a word of the question again: one of its words alone; or, beside other
        questions, whatever tells it from them, be it what it asks about or what it asks of that."""
        own, others = asked.question, asked.others
        if own.wanted and not own.closed:
            return False
        bare = part.said.rstrip("".join(self._by.particles))
        if (
            len(bare) >= self._by.least
            and bare in own.said
            and not any(bare in other.said for other in others)
        ):
            return True
        if self._named(part, asked):
            return False
        return not (own.telling if others else own.focus).isdisjoint(part.said)

    def _says_both(self, part: Part, asked: Asked) -> bool:
        """Whether a clause says what answers a question that no mere yes answers, and says it with other
        words than those that answer another, or with more."""
        own = asked.question
        if own.closed or not own.wanted:
            return False
        others = [span for other in asked.others if not other.closed for span in self._spans(part, other)]
        return any(
            all(end <= at or till <= start or till - at < end - start for at, till in others)
            for start, end in self._spans(part, own)
        )

    def _spans(self, part: Part, question: Question) -> list[tuple[int, int]]:
        """Where a clause has the words that answer such a question."""
        return [
            (found.start, found.end)
            for wanted in question.wanted
            if not wanted.kind.closed
            for found in wanted.kind.answer.matches(part.scene)
            if part.clause.start <= found.start < part.clause.end
        ]

    def _open(self, other: Question, parts: Sequence[Part], unclear: Sequence[Part]) -> bool:
        """Whether another question is answered by none but what may answer both."""
        return (
            other.asks
            and not other.closed
            and not any(self.fits(part, other) for part in parts if part not in unclear)
        )

    def _only_of(self, own: Question, part: Part, parts: Sequence[Part]) -> bool:
        """Whether a message with words of a question that asks for a price, a time, a number gives none."""
        if (
            not own.wanted
            or own.closed
            or any(one in part.said for wanted in own.wanted for one in wanted.either)
        ):
            return False
        return not any(self.fits(one, own) for one in parts if one.scene is part.scene)

    def _looked_into(self, asked: Asked, part: Part, since: Since, *, last: bool) -> bool:
        if part.has(self._by.waits) and not last:
            return False
        settles = self._by.settles if not since.said else self._by.looks
        return part.has(settles) and not self.explained(part, asked)

    def _follows(self, asked: Asked, part: Part, parts: Sequence[Part]) -> bool:
        """Whether a clause goes on with the answer to something else: it stands behind such a clause in the
        same sentence and tells of matter of its own; or it is a mere yes before such an answer."""
        own = asked.question
        if own.wanted and not own.closed:
            return False
        same = [
            one for one in parts if one.scene is part.scene and one.clause.sentence == part.clause.sentence
        ]
        if len(self._matter(part, own)) >= self._by.least:
            return any(self.explained(one, asked) for one in same if one.clause.start < part.clause.start)
        if telling(part.said, self._by.aside) - own.telling:
            return False
        behind = [one for one in same if one.clause.start > part.clause.start]
        yes_first = any(other.closed and other.end <= own.start for other in asked.others if other.asks)
        return yes_first and bool(behind) and self.explained(behind[0], asked)

    def _matter(self, part: Part, own: Question) -> frozenset[str]:
        """What stands behind the words that answer such a question, and is not of it."""
        answers = [wanted.kind.answer for wanted in own.wanted] or [self._by.hints]
        ends = [
            found.end - part.clause.start
            for term in answers
            for found in term.matches(part.scene)
            if part.clause.start <= found.start < part.clause.end
        ]
        return telling(part.said[min(ends) :] if ends else part.said, self._by.aside) - own.telling

    def foreign(self, asked: Asked, said: Sequence[Scene]) -> bool:
        """Whether the messages of a turn that does not take a question up take something else up, or
        nothing."""
        parts = [part for scene in said for part in self.parts(scene) if self._tells(part)]
        parts = [part for part in parts if not part.has(self._by.waits)]
        if all(self.empty(part) for part in parts):
            return True
        if any(self.explained(part, asked) for part in parts):
            return not any(self._in_other_words(asked, sentence) for sentence in self._sentences(parts))
        own = asked.question
        if not own.wanted and not own.topics:
            return False
        if any(not own.telling.isdisjoint(part.said) for part in parts):
            return False
        off = sum(
            self.empty(part) or (bool(part.topics) and part.topics.isdisjoint(own.topics)) for part in parts
        )
        return 2 * off >= len(parts) and not any(self.fits(part, own) for part in parts)

    def _sentences(self, parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
        """The clauses by sentence."""
        by: dict[tuple[int, int], list[Part]] = {}
        for part in parts:
            by.setdefault((id(part.scene), part.clause.sentence), []).append(part)
        yield from by.values()

    def _in_other_words(self, asked: Asked, sentence: Sequence[Part]) -> bool:
        """Whether a sentence that is about nothing else may answer in quite other words."""
        question = asked.question
        if question.wanted and not question.closed:
            return False
        return not any(self.explained(part, asked) or self.empty(part) for part in sentence)
