"""What a check looks at: one text, and the conversation or template that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
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
