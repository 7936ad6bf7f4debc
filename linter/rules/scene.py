"""What a check looks at: one text, and the conversation or template that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.matching.view import TextView
from linter.model import Reply, Speaker

if TYPE_CHECKING:
    from linter.rules.program import Program


class Match(NamedTuple):
    """A span of a folded text, and the named groups of the pattern that found it. `all` are the spans that
    were found together, where only their number makes a finding."""

    start: int
    end: int
    groups: Mapping[str, str] | None = None
    all: tuple[tuple[int, int], ...] = ()


class Said(NamedTuple):
    """A message that comes after a match: how many turns later (0: in the same turn), whether it is the
    match's own, and how many seconds later, where that is known."""

    scene: Scene
    turn: int
    this: bool
    seconds: float | None


class Scene:
    """A text under judgement and who said it. `reply` is None for what was said before the reply."""

    __slots__ = ("_earlier", "_view", "program", "reply", "speaker")

    def __init__(
        self, program: Program, view: TextView | None, reply: Reply | None, speaker: Speaker = "agent"
    ) -> None:
        self.program = program
        self._view = view
        self.reply = reply
        self.speaker = speaker
        self._earlier: dict[tuple[Speaker, int], list[Scene]] = {}

    @property
    def view(self) -> TextView:
        """What is known of the text; made when a check asks, for most are settled without."""
        if self._view is None:
            assert self.reply is not None
            self._view = self.program.view(self.reply.text, self.speaker)
        return self._view

    @property
    def length(self) -> int:
        """Characters of the text as it was typed."""
        return len(self.view.text) if self.reply is None else len(self.reply.text)

    def earlier(self, speaker: Speaker, within: int) -> list[Scene]:
        """The last `within` turns of `speaker` before this reply, the nearest first."""
        kept = self._earlier.get((speaker, within))
        if kept is None:
            kept = self._earlier[speaker, within] = self._looked_up(speaker, within)
        return kept

    def start_of(self, message: int) -> int:
        """Where a message begins in the text of the turn."""
        assert self.reply is not None
        return sum(
            len(self.program.view(one.text, self.speaker).text) + 1 for one in self.reply.messages[:message]
        )

    def following(self, match: Match, *, this: bool = False) -> Iterator[Said]:
        """The messages after a match, those of both speakers, in order; `this`: first its own."""
        reply = self.reply
        if reply is None or not reply.turns:
            return
        at, own = -1, 0
        for number, message in enumerate(reply.messages):
            size = len(self.program.view(message.text, self.speaker).text) + 1
            if at + size >= match.start:
                own = number
                break
            at += size
        since = reply.messages[own].time
        for distance, turn in enumerate(reply.turns[reply.turn :]):
            messages = turn.messages[own if this else own + 1 :] if distance == 0 else turn.messages
            for message in messages:
                seconds = None if since is None or message.time is None else message.time - since
                view = self.program.view(message.text, turn.speaker)
                scene = Scene(self.program, view, None, turn.speaker)
                yield Said(scene, distance, distance == 0 and message is reply.messages[own], seconds)

    def _looked_up(self, speaker: Speaker, within: int) -> list[Scene]:
        reply = self.reply
        scenes: list[Scene] = []
        if reply is None:
            return scenes
        turns, number = reply.turns, reply.turn - 1
        while number >= 0 and len(scenes) < within:
            if turns[number].speaker == speaker:
                scenes.append(
                    Scene(self.program, self.program.view(turns[number].text, speaker), None, speaker)
                )
                number -= 2
            else:
                number -= 1
        return scenes
