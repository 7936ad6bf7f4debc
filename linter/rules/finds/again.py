"""`again`: a message that says what an earlier one of the same speaker has said, word for word or nearly.

find: { again: { least: 10, alike: 0.9 }, but: greets }
find: { again: { least: 10, alike: 0.9, part: true } }       # or says it as part of something longer
find: { again: { least: 4, alike: 0.75, unheard: true } }    # nobody has answered since
find: { again: { least: 10, alike: 0.9, sentences: true } }  # a sentence of it is enough
find: { again: { least: 4, alike: 0.9, aside: asking } }     # the characters of a lexicon do not count
find: { again: { least: 10, alike: 0.9, between: joins } }   # one of these for another is no change
find: { again: { least: 2, alike: 1, missed: true } }        # nothing new, and the answer did not touch it
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.rules import terms
from linter.rules.finds.whole_reply import content, content_of
from linter.rules.scene import Match, Scene
from linter.rules.schema import NamedNumber, Record, Share, Switch, Text

if TYPE_CHECKING:
    from linter.model import Speaker
    from linter.rules.program import Program

KINDS = ("again",)


PARTICLE = "particle"
"""The lexicon of what may come and go in what is said again."""

_FIGURES = re.compile(r"[0-9A-Za-z]+")


_WORDS = "@words"
"""Where a view remembers them, and for which characters aside; no signal can have this name."""

_RANGE = re.compile(r"(?<=[0-9])[^0-9A-Za-z](?=[0-9])")
"""What stands between two figures once numerals are figures: 3-5, and the same in words."""

_TOUCHED = 0.5
"""Up to which share of its characters in it an answer counts as one to something else."""

_PART = 4
"""From how many characters on a piece of a much longer message counts, and is not one thing of several."""

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


@lru_cache(maxsize=4096)
def _in_figures(text: str) -> str:
    """A text with its numerals as figures, and ranges of them closed up."""
    return _RANGE.sub("", "".join(_figure(one) if one.isnumeric() else one for one in text))


def _figure(numeral: str) -> str:
    value = unicodedata.numeric(numeral)
    return str(int(value)) if 0 <= value < 10 and value == int(value) else numeral


class Again:
    """Finds messages of at least `least` characters (marks, spaces, emoji and particles aside) that are
    `alike` (1: the same) to one before, unless something of `but` stands in them. With other figures, or one
    word for another (the red one, the blue one), it is not the same that is said, unless both are of the
    lexicon `between`. `part`: one of the two may stand within the other, or be made of its characters.
    `unheard`: only what was said since the other side spoke counts. `sentences`: a sentence said again is
    enough. `aside`: a lexicon of further characters that do not count. `missed`: nothing is said that was not
    said before, and little of it stands in what the other side has said since."""

    contextual = True

    def __init__(self, spec: Mapping[str, Any], but: terms.Term | None, program: Program) -> None:
        self._least, self._alike = spec["least"], 100 * spec["alike"]
        self._part, self._unheard = spec.get("part", False), spec.get("unheard", False)
        self._sentences, self._missed = spec.get("sentences", False), spec.get("missed", False)
        # With n characters, of which m are in a piece of w (m <= w) of a longer text, 2m / (n + w) >= alike
        # only where m >= n * alike / (2 - alike).
        self._may_miss = 1 - spec["alike"] / (2 - spec["alike"])
        self._but, self._program = but, program
        aside = spec.get("aside")
        self._aside = frozenset((*program.words(PARTICLE), *(program.words(aside) if aside else ())))
        self._memo = f"{_WORDS}:{aside}" if aside else _WORDS
        self._memo_of_parts = f"{self._memo}:{self._least}"
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
            if self._missed:
                if self._unheeded(message.text, scene):
                    found.append(
                        Match(start, start + len(self._program.view(message.text, scene.speaker).text))
                    )
                continue
            found += [Match(start + at, start + end) for at, end in self._again(message.text, before, scene)]
            before.append(message.text)
        return found

    def _again(self, text: str, before: Sequence[str], scene: Scene) -> list[tuple[int, int]]:
        """Where a message says again what was said before: all of it, or some of its sentences."""
        if len(text) < self._least or not before or self._silent(text, scene):
            return []
        others = [other for other in before if len(other) >= self._least]
        speaker = scene.speaker
        if self._said(self._words(text, speaker), [self._words(other, speaker) for other in others]):
            return [(0, len(self._program.view(text, scene.speaker).text))]
        if not self._sentences:
            return []
        sentences = [words for other in others for _, words in self._parts(other, scene)]
        return [span for span, words in self._parts(text, scene) if self._said(words, sentences)]

    def _parts(self, text: str, scene: Scene) -> list[tuple[tuple[int, int], _Words]]:
        """The sentences of a message that are long enough: where they stand, and what they say."""
        view = self._program.view(text, scene.speaker)
        kept = view.memo.get(self._memo_of_parts)
        if kept is None:
            sentences = _SENTENCE.finditer(view.text)
            said = [(one.span(), self._kept(content_of(one.group()))) for one in sentences]
            kept = [part for part in said if len(part[1].words) >= self._least]
            view.memo[self._memo_of_parts] = kept
        return kept

    def _unheeded(self, text: str, scene: Scene) -> bool:
        """Whether a message says nothing but what an earlier turn did, and the answers passed it by."""
        reply = scene.reply
        if reply is None or self._silent(text, scene):
            return False
        said, answered = self._words(text, scene.speaker), set[str]()
        if len(said.words) < self._least:
            return False
        for turn in reversed(reply.turns[: reply.turn]):
            for message in turn.messages:
                words = self._words(message.text, turn.speaker)
                if turn.speaker != scene.speaker:
                    answered |= words.characters
                elif answered and self._says(said, words):
                    return len(said.characters & answered) <= _TOUCHED * len(said.characters)
        return False

    def _says(self, said: _Words, before: _Words) -> bool:
        """Whether all that is said was said before, in any order where that is most of it."""
        if _FIGURES.findall(said.words) != _FIGURES.findall(before.words):
            return said.words in before.words
        most = len(before.words) <= 3 * len(said.words)
        if most:
            return said.characters <= before.characters
        return len(said.words) >= _PART and said.words in before.words

    def _silent(self, text: str, scene: Scene) -> bool:
        """Whether a message has something of `but`."""
        if self._but is None:
            return False
        view = self._program.view(text, scene.speaker)
        return bool(self._but.matches(Scene(self._program, view, None, scene.speaker)))

    def _said(self, said: _Words, before: Sequence[_Words]) -> bool:
        return len(said.words) >= self._least and any(self._same(said, other) for other in before)

    def _same(self, one: _Words, other: _Words) -> bool:
        if len(other.words) < self._least:
            return False
        from rapidfuzz.fuzz import ratio

        first, second = one.words, other.words
        if self._between and _FIGURES.findall(first) != _FIGURES.findall(second):
            first, second = _in_figures(first), _in_figures(second)
        if ratio(first, second, score_cutoff=self._alike) >= self._alike:
            return _no_other(first, second, self._between)
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

    def _words(self, text: str, speaker: Speaker) -> _Words:
        view = self._program.view(text, speaker)
        kept = view.memo.get(self._memo)
        if kept is None:
            kept = view.memo[self._memo] = [self._kept(content(view))]
        said: _Words = kept[0]
        return said

    def _kept(self, said: str) -> _Words:
        words = "".join(character for character in said if character not in self._aside)
        return _Words(words, frozenset(words))

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
            **{name: Switch() for name in ("part", "unheard", "sentences", "missed")},
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
