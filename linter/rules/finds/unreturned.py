"""`unreturned`: a message that asks the customer to wait, after which the agent came back too late, or never.

find: { unreturned: 900 }      # seconds; a chat without times shows only that nobody came back

The signals of `linter.rules.waits` say what asks to wait and what a machine says. When the customer has gone
on to something else meanwhile, an answer to that is no coming back, unless it shows `returns`. They have when
they say so, or when they agree and ask something else: it shares no telling character with what was asked
before, and the answer to it shares one with it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.model import Message
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record
from linter.rules.waits import AUTOMATIC, HOLDS

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("unreturned",)
RETURNS, ELSEWHERE, CALLS_OFF, LEAVES = "returns", "changes-topic", "calls-off", "takes-leave"
"""Signals: the agent is back with what was looked for; the customer goes on to something else; the customer
does not want it any more; the agent says goodbye, and no more."""

GOES = "goes-off"
"""A signal: the agent may be going to look. It counts where nothing of the agent's follows in time."""

CONSENTS, ASKS, NUDGES = "consents", "asks-something", "nudges"
"""Signals: the customer agrees; asks something; asks where the answer stays."""


class Unreturned:
    """Finds where the customer was left waiting."""

    contextual = True

    def __init__(self, over: int, program: Program) -> None:
        self._over, self._program = over, program

    def matches(self, scene: Scene) -> list[Match]:
        """The words that ask to wait."""
        reply = scene.reply
        if reply is None or not reply.turns:
            return []
        found = []
        for number, message in enumerate(reply.messages):
            words = self._holds(message)
            if not words and self._silent(message, self._after(scene, number)):
                words = self._shown(GOES, message)
            if words and self._left(message, self._asked(scene, number), self._after(scene, number)):
                start = scene.start_of(number)
                found += [Match(start + match.start, start + match.end) for match in words[:1]]
        return found

    def _holds(self, message: Message) -> Sequence[Match]:
        return self._shown(HOLDS, message)

    def _shown(self, signal: str, message: Message) -> Sequence[Match]:
        program = self._program
        if not program.is_signal(signal) or program.shows(AUTOMATIC, message.text, "agent"):
            return []
        view = program.view(message.text, "agent")
        return program.signal_matches(signal, Scene(program, view, None, "agent"))

    def _silent(self, message: Message, after: Iterator[Message]) -> bool:
        """Whether the agent says nothing more in time."""
        for later in after:
            if None not in (message.time, later.time) and later.time - message.time > self._over:  # type: ignore[operator]
                return True
            if later.speaker == "agent":
                return False
        return True

    @staticmethod
    def _after(scene: Scene, number: int) -> Iterator[Message]:
        reply = scene.reply
        assert reply is not None
        yield from reply.messages[number + 1 :]
        for turn in reply.turns[reply.turn + 1 :]:
            yield from turn.messages

    def _asked(self, scene: Scene, number: int) -> frozenset[str]:
        """What tells of what the message looks for: characters of it and of what the customer said before."""
        reply = scene.reply
        assert reply is not None
        before = [turn.text for turn in reply.turns[: reply.turn] if turn.speaker == "customer"][-2:]
        return self._telling("".join([*before, reply.messages[number].text]))

    def _telling(self, text: str) -> frozenset[str]:
        return frozenset(one for one in text if one.isalnum()) - self._program.frequent

    def _anew(self, text: str, asked: frozenset[str]) -> frozenset[str]:
        """What tells of a question of the customer that has nothing to do with what was asked."""
        shows = self._program.shows
        telling = self._telling(text)
        anew = (
            asked.isdisjoint(telling)
            and shows(ASKS, text, "customer")
            and not shows(NUDGES, text, "customer")
        )
        return telling if anew else frozenset()

    def _left(self, held: Message, asked: frozenset[str], after: Iterator[Message]) -> bool:
        shows = self._program.shows
        elsewhere = consents = False
        anew: frozenset[str] = frozenset()
        for message in after:
            text = message.text
            if None not in (held.time, message.time) and message.time - held.time > self._over:  # type: ignore[operator]
                return True
            if message.speaker == "customer":
                if shows(CALLS_OFF, text, "customer"):
                    return False
                elsewhere = elsewhere or shows(ELSEWHERE, text, "customer")
                consents = consents or shows(CONSENTS, text, "customer")
                anew = self._anew(text, asked) if consents else anew
            elif not shows(AUTOMATIC, text, "agent"):
                if self._holds(message):
                    return False
                telling = self._telling(text)
                elsewhere = elsewhere or (not anew.isdisjoint(telling) and asked.isdisjoint(telling))
                if shows(RETURNS, text, "agent") or not (elsewhere or shows(LEAVES, text, "agent")):
                    return False
        return True

    def needed(self) -> frozenset[str] | None:
        """The words that ask to wait, or may say so."""
        words = [self._program.signal(name).needed() for name in self._signals()]
        return None if None in words else frozenset[str]().union(*(each or () for each in words))

    def sources(self) -> Sequence[str]:
        """The patterns of what asks to wait, or may say so."""
        return [source for name in self._signals() for source in self._program.signal(name).sources()]

    def _signals(self) -> list[str]:
        return [name for name in (HOLDS, GOES) if self._program.is_signal(name)]


def shape() -> Record:
    """How many seconds."""
    return Record(required={"unreturned": NamedNumber(1)})


def make(spec: Mapping[str, Any], program: Program) -> Unreturned:
    """The find of `spec`."""
    return Unreturned(spec["unreturned"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """None: the signals need not be there."""
    return []
