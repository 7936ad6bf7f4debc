"""`again`: a message that says what an earlier one of the same speaker has said, word for word or nearly.

find: { again: { least: 10, alike: 0.9 }, but: greets }
find: { again: { least: 10, alike: 0.9, part: true } }       # or says it as part of something longer
find: { again: { least: 4, alike: 0.75, unheard: true } }    # nobody has answered since
find: { again: { least: 10, alike: 0.9, sentences: true } }  # a sentence of it is enough
find: { again: { least: 4, alike: 0.9, aside: asking } }     # the characters of a lexicon do not count
find: { again: { least: 10, alike: 0.9, between: joins } }   # one of these for another is no change
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.rules import terms
from linter.rules.finds.whole_reply import content
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record, Share, Switch, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("again",)


PARTICLE = "particle"
"""The lexicon of what may come and go in what is said again."""

_FIGURES = re.compile(r"[0-9A-Za-z]+")


_WORDS = "@words"
"""Where a view remembers them, and for which characters aside; no signal can have this name."""

_SENTENCE = re.compile(r"[^。！!？?；;~～\n]+")


class _Words(NamedTuple):
    """What a message says, particles aside, and its characters."""

    words: str
    characters: frozenset[str]


def _no_other(one: str, other: str, between: frozenset[str]) -> bool:
    """Whether two texts that are alike have the same figures, and no word in another's place, but for those
    that say nothing."""
    if _FIGURES.findall(one) != _FIGURES.findall(other):
        return False
    from rapidfuzz.distance import Levenshtein

    return all(
        edit.tag != "replace" or {one[edit.src_pos], other[edit.dest_pos]} <= between
        for edit in Levenshtein.editops(one, other)
    )


class Again:
    """Finds messages of at least `least` characters (marks, spaces, emoji and particles aside) that are
    `alike` (1: the same) to one before, unless something of `but` stands in them. With other figures, or one
    word for another (the red one, the blue one), it is not the same that is said, unless both are of the
    lexicon `between`. `part`: one of the two may stand within the other, or be made of its characters.
    `unheard`: only what was said since the other side spoke counts. `sentences`: a sentence said again is
    enough. `aside`: a lexicon of further characters that do not count."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], but: terms.Term | None, program: Program) -> None:
        self._least, self._alike = spec["least"], 100 * spec["alike"]
        self._part, self._unheard = spec.get("part", False), spec.get("unheard", False)
        self._sentences = spec.get("sentences", False)
        # With n characters, of which m are in a piece of w (m <= w) of a longer text, 2m / (n + w) >= alike
        # only where m >= n * alike / (2 - alike).
        self._may_miss = 1 - spec["alike"] / (2 - spec["alike"])
        self._but, self._program = but, program
        aside = spec.get("aside")
        self._aside = frozenset((*program.words(PARTICLE), *(program.words(aside) if aside else ())))
        self._memo = f"{_WORDS}:{aside}" if aside else _WORDS
        self._between = frozenset(program.words(spec["between"])) if "between" in spec else frozenset()

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
            start = scene.start_of(number)
            found += [Match(start + at, start + end) for at, end in self._again(message.text, before, scene)]
            before.append(message.text)
        return found

    def _again(self, text: str, before: Sequence[str], scene: Scene) -> list[tuple[int, int]]:
        """Where a message says again what was said before: all of it, or some of its sentences."""
        if len(text) < self._least or not before:
            return []
        if self._said(text, before, scene):
            return [(0, len(self._program.view(text, scene.speaker).text))]
        if not self._sentences:
            return []
        sentences = [one.group() for other in before for one in _SENTENCE.finditer(other)]
        return [
            one.span()
            for one in _SENTENCE.finditer(self._program.view(text, scene.speaker).text)
            if self._said(one.group(), sentences, scene)
        ]

    def _said(self, text: str, before: Sequence[str], scene: Scene) -> bool:
        if len(text) < self._least:
            return False
        said = self._words(text, scene)
        if len(said.words) < self._least:
            return False
        if self._but is not None:
            view = self._program.view(text, scene.speaker)
            if self._but.matches(Scene(self._program, view, None, scene.speaker)):
                return False
        return any(
            self._same(said, self._words(other, scene)) for other in before if len(other) >= self._least
        )

    def _same(self, one: _Words, other: _Words) -> bool:
        if len(other.words) < self._least:
            return False
        from rapidfuzz.fuzz import ratio

        if ratio(one.words, other.words, score_cutoff=self._alike) >= self._alike:
            return _no_other(one.words, other.words, self._between)
        return self._part and self._holds(*sorted((one, other), key=lambda said: len(said.words)))

    def _holds(self, short: _Words, long: _Words) -> bool:
        """Whether one stands within the other, or is made of its characters."""
        missing = len(short.characters - long.characters)
        if missing > self._may_miss * len(short.words):
            return False
        made_of = not missing and len(long.words) <= 2 * len(short.words)
        if made_of and not Counter(short.words) - Counter(long.words):
            return True
        from rapidfuzz.fuzz import partial_ratio_alignment

        found = partial_ratio_alignment(short.words, long.words, score_cutoff=self._alike)
        if found is None:
            return False
        return _no_other(short.words, long.words[found.dest_start : found.dest_end], self._between)

    def _words(self, text: str, scene: Scene) -> _Words:
        view = self._program.view(text, scene.speaker)
        kept = view.memo.get(self._memo)
        if kept is None:
            words = "".join(character for character in content(view) if character not in self._aside)
            kept = view.memo[self._memo] = [_Words(words, frozenset(words))]
        said: _Words = kept[0]
        return said

    def needed(self) -> None:
        """What is said again may be anything."""
        return

    def sources(self) -> Sequence[str]:
        """None."""
        return ()


def shape() -> Record:
    """How long and how alike, and what does not count."""
    again = Record(
        required={"least": NamedNumber(1), "alike": Share()},
        optional={
            **{name: Switch() for name in ("part", "unheard", "sentences")},
            "aside": Text(),
            "between": Text(),
        },
    )
    return Record(required={"again": again}, optional={"but": terms.term_shape()})


def make(spec: Mapping[str, Any], program: Program) -> Again:
    """The find of `spec`."""
    but = terms.term(spec["but"], program) if "but" in spec else None
    return Again(spec["again"], but, program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    own = [spec["again"][part] for part in ("aside", "between") if part in spec["again"]]
    return [*own, *(terms.names_in(spec["but"]) if "but" in spec else ())]
