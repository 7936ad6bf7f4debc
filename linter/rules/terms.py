"""Terms: what conditions look for, written as a name, a list of phrases, or one of a few small mappings.

unless:
  - reply: apologises                 # a signal or a lexicon, by its name
  - clause: [的话, 如果]               # phrases, anywhere
  - before: { words: [到, 发货] }      # whole words
  - before: { pattern: '(到|发)货?' }
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from linter.i18n import say
from linter.matching.view import TextView
from linter.rules.patterns import compiled, expand
from linter.rules.scene import Match, Scene
from linter.rules.schema import LIST, TEXT, Case, Either, Later, ListOf, Record, Shape, Text, having

if TYPE_CHECKING:
    from linter.rules.program import Program

_SPARED = 30
"""Texts without the words of a pattern, after which it is compiled."""

KINDS = ("lexicon", "signal", "words", "phrases", "pattern")


class Term(Protocol):
    """Something that stands in a text or does not."""

    @property
    def contextual(self) -> bool:
        """Whether the answer depends on more than the text itself."""

    def matches(self, scene: Scene) -> Sequence[Match]:
        """Where it stands."""

    def needed(self) -> frozenset[str] | None:
        """Words of which one must stand in the text; None when that cannot be said."""

    def sources(self) -> Sequence[str]:
        """The patterns that may be run."""


class LexiconTerm:
    """The words of a lexicon."""

    contextual = False

    def __init__(self, name: str, program: Program) -> None:
        self._name, self._program = name, program

    def matches(self, scene: Scene) -> list[Match]:
        return [Match(start, end) for start, end in scene.view.spans(self._name)]

    def needed(self) -> frozenset[str]:
        return frozenset(self._program.words(self._name))

    def sources(self) -> Sequence[str]:
        return ()


class SignalTerm:
    """Whatever a signal finds."""

    def __init__(self, name: str, program: Program) -> None:
        self._name, self._program = name, program

    @property
    def contextual(self) -> bool:
        return self._program.signal(self._name).contextual

    def matches(self, scene: Scene) -> list[Match]:
        return self._program.signal_matches(self._name, scene)

    def needed(self) -> frozenset[str] | None:
        return self._program.signal(self._name).needed()

    def sources(self) -> Sequence[str]:
        return self._program.signal(self._name).sources()


class PhraseTerm:
    """Given words, as words of their own (`whole`) or anywhere."""

    contextual = False

    def __init__(self, words: Iterable[str], whole: bool) -> None:
        self._words = frozenset(words)
        self._whole = whole
        self._pattern: re.Pattern[str] | None = None

    def matches(self, scene: Scene) -> list[Match]:
        memo = scene.view.memo
        found = memo.get(self)
        if found is None:
            found = memo[self] = self._search(scene.view)
        return found

    def _search(self, view: TextView) -> list[Match]:
        if self._pattern is None:
            self._pattern = re.compile(
                "|".join(map(re.escape, sorted(self._words, key=lambda w: (-len(w), w))))
            )
        return [
            Match(*found.span())
            for found in self._pattern.finditer(view.text)
            if not view.blank(*found.span()) and (not self._whole or view.is_word(*found.span()))
        ]

    def needed(self) -> frozenset[str]:
        return self._words

    def sources(self) -> Sequence[str]:
        return ()


class _Compiled(NamedTuple):
    """A pattern, the group that is what was found, and whether it names any."""

    pattern: re.Pattern[str]
    group: str | int
    named: bool

    @classmethod
    def of(cls, pattern: re.Pattern[str]) -> _Compiled:
        """A pattern that was compiled."""
        return cls(pattern, "m" if "m" in pattern.groupindex else 0, bool(pattern.groupindex))


class PatternTerm:
    """Regular expressions; the group `m`, where there is one, is what was found."""

    contextual = False

    def __init__(self, patterns: Iterable[str], program: Program) -> None:
        self._sources = tuple(patterns)
        self._program = program
        self._guards: dict[Set[str], tuple[bool, frozenset[str]]] = {}
        self._compiled: dict[str, _Compiled] = {}
        self._spared: dict[str, int] = {}
        self._at_edge: dict[tuple[str, int, bool], re.Pattern[str]] = {}

    def matches(self, scene: Scene) -> list[Match]:
        view = scene.view
        found = view.memo.get(self)
        if found is None:
            found = view.memo[self] = [] if self._absent(view) else list(self._search(view))
        return found

    def _absent(self, view: TextView) -> bool:
        """Whether every pattern lacks its words."""
        kinds = self._guards.get(view.guarded)
        if kinds is None:
            own = frozenset(self._sources)
            kinds = self._guards[view.guarded] = own <= view.guarded, own
        all_guarded, own = kinds
        return all_guarded and view.present.isdisjoint(own)

    def _search(self, view: TextView) -> Iterable[Match]:
        for source in self._sources:
            if source in view.guarded and source not in view.present:
                continue
            known = self._compiled.get(source)
            if known is None:
                if not self._worth(source, view.text):
                    continue
                known = self._compiled[source] = _Compiled.of(compiled(source, self._program.words))
            for found in known.pattern.finditer(view.text):
                start, end = found.span(known.group)
                if end > start and not _torn(view, start, end):
                    yield Match(start, end, found.groupdict() if known.named else None)

    def _worth(self, source: str, text: str) -> bool:
        """Whether a pattern is compiled because of a text: not where its words are missing. After some such
        texts it is, for then running it takes less time than looking for the words."""
        times = self._spared.get(source, 0)
        if times == _SPARED or self._program.may_match(source, text):
            return True
        self._spared[source] = times + 1
        return False

    def stands_behind(self, view: TextView, start: int, end: int, gap: int) -> bool:
        """Whether a match begins at most `gap` characters behind `start`, and before `end`."""
        for pattern in self._edged(view.text, gap, behind=True):
            found = pattern.match(view.text, start)
            if found and found.end() < end:
                return True
        return False

    def stands_before(self, view: TextView, start: int, end: int, gap: int) -> bool:
        """Whether a match within start..end ends at most `gap` characters before `end`."""
        edged = self._edged(view.text, gap, behind=False)
        return any(pattern.search(view.text, start, end) for pattern in edged)

    def _edged(self, text: str, gap: int, *, behind: bool) -> Iterator[re.Pattern[str]]:
        """The patterns that may match in a text, each with the gap before it or behind it."""
        for source in self._sources:
            known = self._at_edge.get((source, gap, behind))
            if known is None:
                if not self._worth(source, text):
                    continue
                pattern, between = expand(source, self._program.words), rf"[^\n]{{0,{gap}}}"
                known = re.compile(f"{between}?(?={pattern})" if behind else f"(?:{pattern}){between}$")
                self._at_edge[source, gap, behind] = known
            yield known

    def needed(self) -> frozenset[str] | None:
        union: set[str] = set()
        for source in self._sources:
            sets = self._program.required(source)
            if not sets:
                return None
            union |= sets[0]
        return frozenset(union)

    def sources(self) -> Sequence[str]:
        return self._sources


def _torn(view: TextView, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a placeholder."""
    return view.blank(start, start + 1) or view.blank(end - 1, end)


class AnyTerm:
    """Any of several terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)

    @property
    def contextual(self) -> bool:
        return any(term.contextual for term in self._terms)

    def matches(self, scene: Scene) -> list[Match]:
        return [match for term in self._terms for match in term.matches(scene)]

    def needed(self) -> frozenset[str] | None:
        union: set[str] = set()
        for term in self._terms:
            words = term.needed()
            if words is None:
                return None
            union |= words
        return frozenset(union)

    def sources(self) -> Sequence[str]:
        return [source for term in self._terms for source in term.sources()]


def term(spec: Any, program: Program) -> Term:
    """The term that `spec` (already checked) describes."""
    if isinstance(spec, str):
        return SignalTerm(spec, program) if program.is_signal(spec) else LexiconTerm(spec, program)
    if isinstance(spec, list):
        return PhraseTerm(spec, whole=False)
    terms = [_of_kind(kind, spec[kind], program) for kind in KINDS if kind in spec]
    return terms[0] if len(terms) == 1 else AnyTerm(terms)


def _of_kind(kind: str, value: Any, program: Program) -> Term:
    if kind in ("lexicon", "signal"):
        names = [value] if isinstance(value, str) else value
        made: list[Term] = [
            SignalTerm(name, program) if kind == "signal" else LexiconTerm(name, program) for name in names
        ]
        return made[0] if len(made) == 1 else AnyTerm(made)
    if kind == "pattern":
        return PatternTerm([value] if isinstance(value, str) else value, program)
    return PhraseTerm(value, whole=kind == "words")


_PHRASES = ListOf(Text())


def _text_or_list(what: str) -> Shape:
    text = Text(what=what)
    return Either([Case(LIST, ListOf(text)), Case(TEXT, text)], lambda: what)


TERM_KEYS: Mapping[str, Shape] = {
    "lexicon": _text_or_list("lexicon"),
    "signal": _text_or_list("signal"),
    "words": _PHRASES,
    "phrases": _PHRASES,
    "pattern": _text_or_list("pattern"),
}


def term_shape(extra: Mapping[str, Shape] | None = None) -> Shape:
    """The shape of a term; `extra` keys may stand in its mapping form."""
    return _term_shape(extra) if extra else Later(lambda: _term_shape({}), "term")


def _term_shape(extra: Mapping[str, Shape]) -> Shape:

    record = Record(optional={**TERM_KEYS, **extra})

    return Either(
        [Case(TEXT, Text()), Case(LIST, _PHRASES), Case(having(*KINDS), record)],
        lambda: say(
            f"词表或信号的名字、短语列表，或含 {' / '.join(KINDS)} 的映射",
            f"the name of a lexicon or signal, a list of phrases, or a mapping with {' / '.join(KINDS)}",
        ),
    )


def names_in(spec: Any) -> list[str]:
    """The lexicons and signals that a term refers to by name, its patterns' slots aside."""
    if isinstance(spec, str):
        return [spec]
    if isinstance(spec, Mapping):
        return [
            name
            for kind in ("lexicon", "signal")
            for name in ([spec[kind]] if isinstance(spec.get(kind), str) else spec.get(kind, []))
        ]
    return []
