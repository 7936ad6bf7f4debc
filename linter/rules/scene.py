"""What a check looks at: one text, and the conversation or template that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.matching.view import TextView
from linter.model import Reply, Speaker

if TYPE_CHECKING:
    from linter.rules.program import Program


class Match(NamedTuple):
    """A span of a folded text, and the named groups of the pattern that found it."""

    start: int
    end: int
    groups: Mapping[str, str] | None = None


class Scene:
    """A text under judgement and who said it. `reply` is None for what was said before the reply."""

    __slots__ = ("program", "reply", "speaker", "view")

    def __init__(self, program: Program, view: TextView, reply: Reply | None, speaker: Speaker = "agent") -> None:
        self.program = program
        self.view = view
        self.reply = reply
        self.speaker = speaker

    def earlier(self, speaker: Speaker, within: int) -> Iterator[Scene]:
        """The last `within` turns of `speaker` before this reply, the nearest first."""
        reply = self.reply
        if reply is None:
            return
        for number in range(reply.turn - 1, -1, -1):
            turn = reply.turns[number]
            if turn.speaker != speaker:
                continue
            if within <= 0:
                return
            within -= 1
            yield Scene(self.program, self.program.view(turn.text, speaker), None, speaker)
