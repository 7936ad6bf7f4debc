"""`wait`: the message with which a wait of the customer ended, where it took longer than so many seconds.

find: { wait: first, longer-than: 30 }                     # for the first answer
find: { wait: [first, answer, held], longer-than: 180 }    # also for a later one, or after 稍等

`{wait}` in the message of the rule is how long it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.i18n import say
from linter.rules.scene import Match, Scene
from linter.rules.schema import LIST, TEXT, Case, Either, ListOf, NamedNumber, OneOf, Record

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("wait",)
_FOR = ("first", "answer", "held")


class WaitFind:
    """Finds where waits ended that were too long."""

    contextual = True

    def __init__(self, kinds: Sequence[str], over: int, program: Program) -> None:
        self._kinds, self._over, self._program = frozenset(kinds), over, program

    def matches(self, scene: Scene) -> list[Match]:
        """An empty match before each such message of the turn."""
        reply = scene.reply
        if reply is None or not reply.turns:
            return []
        longest: dict[int, float] = {}
        for wait in self._program.waits(reply.turns):
            if wait.turn == reply.turn and wait.kind in self._kinds and wait.seconds > self._over:
                longest[wait.message] = max(wait.seconds, longest.get(wait.message, 0))
        places = {message: scene.start_of(message) for message in longest}
        return [Match(at, at, {"wait": duration(longest[message])}) for message, at in places.items()]

    def needed(self) -> None:
        """A wait needs no word."""
        return

    def sources(self) -> Sequence[str]:
        """None."""
        return ()


def duration(seconds: float) -> str:
    """A time span in words, such as 3 分 20 秒."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return say(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
    if minutes:
        return say(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
    return say(f"{rest} 秒", f"{rest} s")


def shape() -> Record:
    """What is waited for, and for how many seconds at least."""
    one = OneOf(*_FOR)
    kinds = Either([Case(LIST, ListOf(one)), Case(TEXT, one)], one.describe)
    return Record(required={"wait": kinds, "longer-than": NamedNumber(1)})


def make(spec: Mapping[str, Any], program: Program) -> WaitFind:
    """The find of `spec`."""
    kinds = spec["wait"]
    return WaitFind([kinds] if isinstance(kinds, str) else kinds, spec["longer-than"], program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """None."""
    return []
