"""The same text under several names, white space and punctuation apart; and texts that are nearly the same.

Nearly the same are texts that differ in light words alone (particles, forms of address: `light-word`), or in
very few characters of a long text. They are not where the difference tells two matters apart: a number, a
placeholder, a word of `telling-word`, more than two characters in a row, one word for another, or what stands
in the name of the one template.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property

from linter.i18n import say
from linter.library.base import Entry, Hit, Library, bare
from linter.matching.marked import Span, blanks
from linter.matching.segment import word_edges

LIGHT = "light-word"
TELLING = "telling-word"

_STAND_INS, _MANY = 0xAC00, 11_000
"""Korean syllables, which no template has, stand for placeholders: the same for the same."""
_LONGEST = 2
_MOST_COMPARED = 40
"""Texts that one text is compared with, at the most: those that share its rarest pairs of characters."""


class _Text:
    """A text of a library, the first of those that are the same."""

    def __init__(self, entry: Entry, plain: str) -> None:
        self.entry, self.plain = entry, plain
        self.told: list[str] | None = None

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All two characters that stand side by side."""
        return frozenset(self.plain[at : at + 2] for at in range(len(self.plain) - 1))

    @cached_property
    def _edges(self) -> list[int]:
        return sorted(word_edges(self.plain))

    def has_word_at(self, start: int, end: int) -> bool:
        """Whether what stands there is a word, or part of one."""
        first = self._edges[bisect_right(self._edges, start) - 1]
        return self._edges[bisect_left(self._edges, end)] - first > 1

    @cached_property
    def names(self) -> str:
        """What the template is called."""
        template = self.entry.template
        return f"{template.name}\n{template.situation}\n{template.group}"


def check(library: Library) -> Iterator[Hit]:
    """A hit for each template whose text an earlier one has."""
    bounds = library.program.library["duplicates"]
    placeholders: dict[str, str] = {}
    firsts: dict[str, _Text] = {}
    for entry, folded in zip(library.entries, library.folded, strict=True):
        plain = bare(_marked(folded, placeholders))
        if not entry.template.name or len(plain) < bounds["shortest"]:
            continue
        first = firsts.setdefault(plain, _Text(entry, plain))
        code = entry.template.code
        if first.entry is not entry and not (code and code == first.entry.template.code):
            yield _hit(entry, first.entry, say("相同", "the same as"))
    yield from _nearly(list(firsts.values()), library, bounds)


def _hit(entry: Entry, first: Entry, alike: str) -> Hit:
    told = {"where": first.where, "name": first.template.name, "alike": alike}
    return Hit(entry, 0, len(entry.template.text), entry.template.text, told)


def _marked(text: str, placeholders: dict[str, str]) -> str:
    """`text` with a character of its own for each placeholder."""
    for start, end in reversed(blanks(text)):
        mark = placeholders.setdefault(text[start:end], chr(_STAND_INS + len(placeholders) % _MANY))
        text = f"{text[:start]}{mark}{text[end:]}"
    return text


def _nearly(texts: Sequence[_Text], library: Library, bounds: Mapping[str, float]) -> Iterator[Hit]:
    """A hit for each text that is nearly the same as an earlier one."""
    judge = _Differences(library, bounds)
    found: dict[int, int] = {}
    for earlier, later in judge.but_for_light_words(texts):
        found.setdefault(later, earlier)
    for earlier, later in _candidates(texts, bounds["alike"], found):
        if judge.differ_little(texts[earlier], texts[later]):
            found.setdefault(later, earlier)
    for later, earlier in found.items():
        yield _hit(texts[later].entry, texts[earlier].entry, say("几乎相同", "nearly the same as"))


def _candidates(texts: Sequence[_Text], alike: float, settled: Container[int]) -> Iterator[tuple[int, int]]:
    """Pairs of texts, the earlier one first, that may be `alike`; none for a text that is `settled`. A
    character that differs breaks two pairs of characters; so where few differ, some of the rarest pairs of
    the one text are among those of the other."""
    counts: dict[str, int] = {}
    for text in texts:
        for pair in text.pairs:
            counts[pair] = counts.get(pair, 0) + 1
    index: dict[str, list[int]] = {}
    for later, text in enumerate(texts):
        broken = 2 * int((1 - alike) / alike * len(text.plain))
        if not broken or later in settled:
            continue
        rarest = sorted(text.pairs, key=lambda pair: (counts[pair], pair))[: broken + 1]
        near = {earlier: None for pair in rarest for earlier in index.get(pair, ())[-_MOST_COMPARED:]}
        for pair in rarest:
            if counts[pair] > 1:
                index.setdefault(pair, []).append(later)
        for earlier in list(near)[:_MOST_COMPARED]:
            if later in settled:
                break
            other = texts[earlier].pairs
            if len(other & text.pairs) >= max(len(text.pairs), len(other)) - broken:
                yield earlier, later


class _Differences:
    """Tells texts that are nearly the same from texts that are alike and mean something else."""

    def __init__(self, library: Library, bounds: Mapping[str, float]) -> None:
        self._program = library.program
        self._bounds = bounds

    @cached_property
    def _light(self) -> list[str]:
        return sorted(self._program.words(LIGHT), key=lambda word: (-len(word), word))

    @cached_property
    def _telling(self) -> frozenset[str]:
        return frozenset(self._program.words(TELLING))

    def but_for_light_words(self, texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
        """Pairs of texts that are the same without light words, where these are not most of them."""
        firsts: dict[str, int] = {}
        for number, text in enumerate(texts):
            weighty = text.plain
            for word in self._light:
                weighty = weighty.replace(word, "")
            earlier = firsts.setdefault(weighty, number)
            if earlier != number and self._likeness(texts[earlier], text) >= self._bounds["alike-but-light"]:
                yield earlier, number

    @staticmethod
    def _likeness(one: _Text, other: _Text, least: float = 0.0) -> float:
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.normalized_similarity(one.plain, other.plain, score_cutoff=least)

    def differ_little(self, one: _Text, other: _Text) -> bool:
        """Whether two texts differ in very few characters, and in nothing that matters."""
        if self._told(one) != self._told(other):
            return False
        from rapidfuzz.distance import Levenshtein

        return self._likeness(one, other, self._bounds["alike"]) > 0 and not any(
            self._matters(one, other, (op.src_start, op.src_end), (op.dest_start, op.dest_end))
            for op in Levenshtein.opcodes(one.plain, other.plain)
            if op.tag != "equal"
        )

    def _told(self, text: _Text) -> list[str]:
        """The numbers, placeholders and words of a text that tell matters apart."""
        if text.told is None:
            words = self._telling
            text.told = [
                mark for mark in text.plain if mark in words or mark.isascii() or ord(mark) >= _STAND_INS
            ]
        return text.told

    def _matters(self, one: _Text, other: _Text, left: Span, right: Span) -> bool:
        """Whether a difference parts two matters."""
        pieces = one.plain[slice(*left)], other.plain[slice(*right)]
        if any(len(piece) > _LONGEST or piece in self._telling for piece in pieces):
            return True
        if any(piece and (piece in one.names) != (piece in other.names) for piece in pieces):
            return True
        return all(pieces) and one.has_word_at(*left) and other.has_word_at(*right)
