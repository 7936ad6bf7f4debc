"""`again`: a message that says what an earlier one of the same speaker has said, word for word or nearly.

find: { again: { least: 10, alike: 0.9 }, but: greets }
find: { again: { least: 10, alike: 0.9, part: true } }       # or says it as part of something longer
find: { again: { least: 4, alike: 0.75, unheard: true } }    # nobody has answered since
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record, Share, Switch

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("again",)


PARTICLE = "particle"
"""The lexicon of what may come and go in what is said again."""

_FIGURES = re.compile(r"[0-9A-Za-z]+")


class Again:
    """Finds messages of at least `least` characters (marks, spaces, emoji and particles aside) that are
    `alike` (1: the same) to one before, unless something of `but` stands in them. With other figures, or one
    word for another (the red one, the blue one), it is not the same that is said. `part`: one of the two may
    stand within the other, or be made of its characters. `unheard`: only what was said since the other side
    spoke counts."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], but: terms.Term | None, program: Program) -> None:
        self._least, self._alike = spec["least"], 100 * spec["alike"]
        self._part, self._unheard = spec.get("part", False), spec.get("unheard", False)
        self._but, self._program = but, program
        self._particles = frozenset(program.words(PARTICLE))

    def matches(self, scene: Scene) -> list[Match]:
        """The span of each such message of the turn."""
        reply = scene.reply
        if reply is None or not reply.turns:
            return []
        before = [
            message.text
            for turn in reply.turns[: 0 if self._unheard else reply.turn]
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
        return any(
            self._same(words, self._words(other, scene)) for other in before if len(other) >= self._least
        )

    def _same(self, one: str, other: str) -> bool:
        if len(other) < self._least:
            return False
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.fuzz import partial_ratio_alignment, ratio

        if ratio(one, other, score_cutoff=self._alike) < self._alike:
            if not self._part:
                return False
            short, long = sorted((one, other), key=len)
            if len(long) <= 2 * len(short) and not Counter(short) - Counter(long):
                return True
            found = partial_ratio_alignment(short, long, score_cutoff=self._alike)
            if found is None:
                return False
            one, other = short, long[found.dest_start : found.dest_end]
        if _FIGURES.findall(one) != _FIGURES.findall(other):
            return False
        return all(edit.tag != "replace" for edit in Levenshtein.editops(one, other))

    def _words(self, text: str, scene: Scene) -> str:
        said = content(self._program.view(text, scene.speaker))
        return "".join(character for character in said if character not in self._particles)

    def needed(self) -> None:
        """What is said again may be anything."""
        return

    def sources(self) -> Sequence[str]:
        """None."""
        return ()


def shape() -> Record:
    """How long and how alike, and what does not count."""
    again = Record(
        required={"least": NamedNumber(1), "alike": Share()}, optional={"part": Switch(), "unheard": Switch()}
    )
    return Record(required={"again": again}, optional={"but": terms.term_shape()})


def make(spec: Mapping[str, Any], program: Program) -> Again:
    """The find of `spec`."""
    but = terms.term(spec["but"], program) if "but" in spec else None
    return Again(spec["again"], but, program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec["but"]) if "but" in spec else []
