"""Records made of conversations and what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from linter.model import Conversation, Diagnostic, Item, Need, Promise, Reply
from linter.scoring.card import Scorecard
from linter.scoring.record import (
    Advised,
    Hit,
    Mark,
    Noted,
    Part,
    Record,
    Said,
    Shown,
    Thing,
    Where,
)
from linter.scoring.waits import waits

QUOTED = 48
"""Characters of a reply that are quoted around what was found in it."""
WHOLE = 30
"""Turns up to which a conversation is shown whole; of a longer one, those around what was found."""
BEFORE, AFTER = 2, 1
LONGEST = 400
"""Characters of a turn, and of a rewrite, that are shown."""


class Recorder:
    """Makes records by a scorecard; of each lot of conversations the `worst` with what was said in them."""

    def __init__(self, card: Scorecard, worst: int) -> None:
        self._card, self._worst = card, worst

    def records(
        self,
        path: str,
        items: Sequence[Item],
        diagnostics: Sequence[Diagnostic],
        promises: Sequence[Promise] = (),
        needs: Sequence[Need] = (),
    ) -> list[Record]:
        """A record for each conversation among `items`; `diagnostics` are what was found in all of them."""
        chats = [_Chat(item) for item in items if isinstance(item, Conversation)]
        found = _shared_out(chats, diagnostics)
        promised, needed = _by_id(promises), _by_id(needs)
        records: list[Record] = []
        for chat, own in zip(chats, found, strict=True):
            record = self._record(path, chat, own)
            told = [*promised.pop(chat.conversation.id, ()), *self._promises(own)]
            record.promises = tuple(map(chat.noted, told))
            record.needs = tuple(map(chat.noted, needed.pop(chat.conversation.id, ())))
            records.append(record)
        grave = [(record.gravity, -number) for number, record in enumerate(records) if record.hits]
        for _, place in nlargest(self._worst, grave):
            records[-place].shown = _shown(chats[-place], found[-place])
        return records

    def _promises(self, diagnostics: Sequence[Diagnostic]) -> Iterator[Promise]:
        """The promises that were found."""
        for one in diagnostics:
            state = self._card.promise(one.finding.rule)
            if state is not None and one.message_index is not None:
                quotation = one.finding.match or one.reply[:QUOTED]
                yield Promise(one.conversation, one.message_index, quotation, None, state)

    def _record(self, path: str, chat: _Chat, diagnostics: Sequence[Diagnostic]) -> Record:
        score = self._card.score((one.finding.rule, one.finding.severity) for one in diagnostics)
        hits = tuple(
            self._hit(chat, one, cost, number in score.fatal)
            for number, (one, cost) in enumerate(zip(diagnostics, score.costs, strict=True))
        )
        conversation = chat.conversation
        messages = conversation.messages
        return Record(
            where=Where(
                path,
                messages[0].place.position(0)[0] if messages else 1,
                conversation.id,
                chat.customer,
                next((message.time for message in messages if message.time is not None), None),
            ),
            continued=conversation.continued,
            score=score.points,
            failed=score.failed,
            hits=hits,
            parts=tuple(self._parts(chat, hits)),
        )

    def _hit(self, chat: _Chat, diagnostic: Diagnostic, cost: int, fatal: bool) -> Hit:
        finding = diagnostic.finding
        item = self._card.item(finding.rule, finding.severity)
        start, end = _window(diagnostic.reply, finding.start, finding.end)
        before, after = "…" if start else "", "…" if end < len(diagnostic.reply) else ""
        shift = len(before) - start
        return Hit(
            finding.rule,
            finding.severity,
            chat.agent(diagnostic.message_index),
            diagnostic.message_index,
            before + diagnostic.reply[start:end] + after,
            finding.start + shift,
            min(finding.end, end) + shift,
            cost,
            fatal,
            item.group if item else "",
        )

    def _parts(self, chat: _Chat, hits: Sequence[Hit]) -> Iterator[Part]:
        waited: dict[str | None, list[int]] = {}
        for wait in waits(chat.turns):
            waited.setdefault(chat.agents[wait.turn], []).append(wait.seconds)
        for agent, replies in Counter(chat.agents.values()).items():
            own = [hit for hit in hits if hit.agent == agent]
            score = self._card.score((hit.rule, hit.severity) for hit in own)
            costs = tuple(zip(own, score.costs, strict=True))
            yield Part(agent, replies, score.points, score.failed, costs, tuple(waited.get(agent, ())))


class _Chat:
    """A conversation with its turns; `agents` are those of its replies, by the number of the turn."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.turns = conversation.turns()
        self.agents = {
            number: Reply(turn.text, turn.messages, conversation=conversation).agent
            for number, turn in enumerate(self.turns)
            if turn.speaker == "agent"
        }

    @property
    def customer(self) -> str | None:
        """The customer, as the file or the first of their messages names them."""
        named = (turn.messages[0].author for turn in self.turns if turn.speaker == "customer")
        return self.conversation.customer or next((author for author in named if author), None)

    def turn(self, message_index: int | None) -> int | None:
        """The number of the turn that a message stands in."""
        for number, turn in enumerate(self.turns):
            if any(message.index == message_index for message in turn.messages):
                return number
        return None

    def agent(self, message_index: int | None) -> str | None:
        """Who wrote a message; of a customer's message, who answers it, or else who spoke before."""
        if len(set(self.agents.values())) == 1:
            return next(iter(self.agents.values()))
        turn = self.turn(message_index)
        if turn is None:
            return self.conversation.agent
        near = [number for number in (turn, turn + 1, turn - 1) if number in self.agents]
        return self.agents[near[0]] if near else self.conversation.agent

    def noted(self, what: Thing) -> Noted[Thing]:
        """A promise or need of this conversation."""
        turn = self.turn(what.message_index)
        time = None if turn is None else self.turns[turn].messages[0].time
        return Noted(what, self.agent(what.message_index), time)


def _by_id(things: Iterable[Thing]) -> dict[str | None, list[Thing]]:
    found: dict[str | None, list[Thing]] = {}
    for thing in things:
        found.setdefault(thing.conversation, []).append(thing)
    return found


def _shared_out(chats: Sequence[_Chat], diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """What was found in each conversation. Where several have one id, the place decides."""
    named: dict[str | None, list[int]] = {}
    for number, chat in enumerate(chats):
        named.setdefault(chat.conversation.id, []).append(number)
    beginnings = {
        number: chats[number].conversation.messages[0].place.position(0)
        for numbers in named.values()
        if len(numbers) > 1
        for number in numbers
        if chats[number].conversation.messages
    }
    found: list[list[Diagnostic]] = [[] for _ in chats]
    for one in diagnostics:
        numbers = named.get(one.conversation, []) if one.private else []
        if len(numbers) > 1:
            at = (one.line, one.column)
            numbers = [number for number in numbers if beginnings.get(number, at) <= at][-1:] or numbers
        if numbers:
            found[numbers[0]].append(one)
    return found


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text` to quote: what was found, with as much around it as there is room for."""
    end = min(end, start + 2 * QUOTED)
    room = max(0, QUOTED - (end - start))
    first = max(0, min(start - room // 2, len(text) - (end - start) - room))
    return first, min(len(text), max(end, first + QUOTED))


def _shown(chat: _Chat, diagnostics: Sequence[Diagnostic]) -> Shown:
    marks: dict[int, list[Mark]] = {}
    for number, one in enumerate(diagnostics):
        place = chat.turn(one.message_index)
        start, end = (0, 0) if place is None else _standing(chat.turns[place].text, one)
        marks.setdefault(place or 0, []).append(Mark(min(start, LONGEST), min(end, LONGEST), number))
    said: list[Said] = []
    last = -1
    for number in _wanted(len(chat.turns), marks):
        turn = chat.turns[number]
        first = turn.messages[0]
        author = chat.agents.get(number, first.author)
        inside = tuple(marks.get(number, ()))
        said.append(Said(turn.speaker, author, first.time, _cut(turn.text), inside, number - last - 1))
        last = number
    advice = tuple(
        Advised(one.finding.message, None if one.rewrite is None else _cut(one.rewrite), one.needs_input)
        for one in diagnostics
    )
    return Shown(tuple(said), advice, len(chat.turns) - 1 - last)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _wanted(turns: int, marks: Mapping[int, object]) -> Iterable[int]:
    """The turns of a conversation that are shown."""
    if turns <= WHOLE:
        return range(turns)
    near = {number + step for number in marks for step in range(-BEFORE, AFTER + 1)}
    return sorted(near & set(range(turns)) | {0})[:WHOLE]


def _standing(text: str, diagnostic: Diagnostic) -> tuple[int, int]:
    """Where in a turn's text a finding stands: in a part of it that was judged, or where the words are."""
    finding = diagnostic.finding
    base = text.find(diagnostic.reply)
    if base >= 0:
        return base + finding.start, base + finding.end
    at = max(0, text.find(finding.match))
    return at, at + (len(finding.match) if finding.match in text else 0)
