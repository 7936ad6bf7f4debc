"""`again`: a message that says what an earlier one of the same speaker has said, word for word or nearly.

find: { again: { least: 10, alike: 0.9 }, but: greets }
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record, Shape, Share

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("again",)


class Again:
    """Finds messages of at least `least` characters (marks, spaces and emoji aside) that are `alike` (1: the
    same) to one before, unless something of `but` stands in them."""

    contextual = True

    def __init__(self, least: int, alike: float, but: terms.Term | None, program: Program) -> None:
        self._least, self._alike, self._but, self._program = least, alike, but, program

    def matches(self, scene: Scene) -> list[Match]:
        """The span of each such message of the turn."""
        reply = scene.reply
        if reply is None or not reply.turns:
            return []
        before = [
            message.text
            for turn in reply.turns[: reply.turn]
            if turn.speaker == scene.speaker
            for message in turn.messages
        ]
        found = []
        for number, message in enumerate(reply.messages):
            if self._said(message.text, before, scene):
                start = scene.start_of(number)
                found.append(Match(start, start + len(self._program.view(message.text, scene.speaker).text)))
            before.append(message.text)
        return found

    def _said(self, text: str, before: Sequence[str], scene: Scene) -> bool:
        if len(text) < self._least or not before:
            return False
        words = self._words(text, scene)
        if len(words) < self._least:
            return False
        if self._but is not None:
            view = self._program.view(text, scene.speaker)
            if self._but.matches(Scene(self._program, view, None, scene.speaker)):
                return False
        from rapidfuzz.fuzz import ratio

        least = 100 * self._alike
        return any(
            ratio(words, self._words(other, scene), score_cutoff=least) >= least
            for other in before
            if len(other) >= self._least
        )

    def _words(self, text: str, scene: Scene) -> str:
        return content(self._program.view(text, scene.speaker))

    def needed(self) -> None:
        """What is said again may be anything."""
        return

    def sources(self) -> Sequence[str]:
        """None."""
        return ()


def shape() -> Shape:
    """How long and how alike, and what does not count."""
    again = Record(required={"least": NamedNumber(1), "alike": Share()})
    return Record(required={"again": again}, optional={"but": terms.term_shape()})


def make(spec: Mapping[str, Any], program: Program) -> Again:
    """The find of `spec`."""
    but = terms.term(spec["but"], program) if "but" in spec else None
    return Again(spec["again"]["least"], spec["again"]["alike"], but, program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec["but"]) if "but" in spec else []
