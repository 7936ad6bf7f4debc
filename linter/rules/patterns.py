"""Patterns: regular expressions in which `{name}` stands for any word of a lexicon, `{..6}` for up to six
characters of the same clause, `{han}` for a Chinese character, `{end}` for the end of the text or whatever
is no Chinese character, `{clause}` for as much of a clause as is needed, and `{break}` for a mark between
two clauses; and the words without which such a pattern cannot match.

The second part is what keeps checking fast: a pattern is compiled and run only on texts in which the
automaton has seen one of its words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants, _parser  # type: ignore[attr-defined]
else:
    import sre_constants as _constants
    import sre_parse as _parser

_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_GAP = re.compile(r"\{\.\.(\d{1,2})\}")
_FLAGS = re.compile(r"\(\?([imsux]+)\)")
_PRIVATE = 0xE000
"""Private-use characters stand in for lexicons while a pattern is analysed."""

_MARKS = r"，,。！!？?；;\s～~…"

RESERVED = {
    "han": r"[^\W\dA-Za-z_]",
    "end": r"(?:$|[\W\dA-Za-z_])",
    "clause": rf"(?:[^{_MARKS}]|[ ](?![^\x00-\x7f])|(?<=[A-Za-z0-9_.:@-])(?<![0-9]{{5}})[ ]){{0,40}}?",
    "break": f"[{_MARKS}]",
}
"""Names that no lexicon may have. The range of the Chinese characters would do as well; to compile it takes
Python before 3.12 a millisecond, each time that it stands in a pattern."""

_MOST_WORDS = 4_000
_MOST_PRODUCT = 450

Words = Callable[[str], Sequence[str]]


def slots(pattern: str) -> list[str]:
    """The names of the lexicons that `pattern` refers to."""
    return [name for name in _SLOT.findall(pattern) if name not in RESERVED]


def expand(pattern: str, words: Words) -> str:
    """`pattern` as Python's `re` understands it."""

    def lexicon(found: re.Match[str]) -> str:
        longest_first = sorted(words(found.group(1)), key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(map(re.escape, longest_first))})"

    return _SLOT.sub(lexicon, _plain(pattern))


def _plain(pattern: str) -> str:
    """`pattern` without gaps, and its flags no longer at the very beginning, so that it may be a part."""
    flags = _FLAGS.match(pattern)
    if flags:
        pattern = f"(?{flags.group(1)}:{pattern[flags.end() :]})"
    for name, meaning in RESERVED.items():
        pattern = pattern.replace(f"{{{name}}}", meaning)
    return _GAP.sub(_gap, pattern)


def _gap(found: re.Match[str]) -> str:
    return rf"[^，,。！!？?；;：\n～~…]{{0,{found.group(1)}}}?"


def compiled(pattern: str, words: Words) -> re.Pattern[str]:
    """The compiled pattern. Raises `re.error` for a bad one."""
    return re.compile(expand(pattern, words))


def required_sets(pattern: str, words: Words, frequent: Collection[str] = ()) -> list[frozenset[str]]:
    """Sets of words: every text that `pattern` matches has at least one of each. None of them when there are
    no words to rely on, so that the pattern has to be run everywhere. The set whose words are likely to be
    rarest is the first; `frequent` are characters that are not rare. No word has a line end, so that words
    can be kept one a line."""
    names: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        names.append(found.group(1))
        return chr(_PRIVATE + len(names) - 1)

    tree = _parser.parse(_SLOT.sub(stand_in, _plain(pattern)))
    candidates = []
    for literals in _exact_and_needed(tree)[1]:
        if literals and "" not in literals:
            full = _few(word for literal in literals for word in _with_lexicons(literal, names, words))
            if full and not any("\n" in word for word in full):
                candidates.append(_innermost(full))
    return sorted(candidates, key=lambda literals: (_commonness(literals, frequent), sorted(literals)))


def _few(words: Iterable[str]) -> set[str]:
    """All of the words; none where they are too many."""
    few: set[str] = set()
    for word in words:
        few.add(word)
        if len(few) > _MOST_WORDS:
            return set()
    return few


def telling_part(word: str, frequent: Collection[str] = ()) -> str:
    """A part of `word` that is rare enough to look for instead of it: two characters, or three, of which no
    more than one is among the `frequent`. Many words share such a part, so that an automaton stays small."""
    for length in (2, 3):
        if len(word) <= length:
            break
        parts = [word[start : start + length] for start in range(len(word) - length + 1)]
        rarest = min(parts, key=lambda part: sum(character in frequent for character in part))
        if sum(character in frequent for character in rarest) <= 1:
            return rarest
    return word


def _innermost(words: set[str]) -> frozenset[str]:
    """The words that hold none of the others; where one of `words` stands, one of these does."""
    return frozenset(
        word
        for word in words
        if not any(
            word[start:end] in words
            for start in range(len(word))
            for end in range(start + 1, len(word) + 1)
            if end - start < len(word)
        )
    )


def _commonness(literals: frozenset[str], frequent: Collection[str]) -> float:
    """About how often one of the words is met, for comparison only."""
    return sum(
        (4.0 if word in frequent else 0.5) if len(word) == 1 else 0.12 if len(word) == 2 else 0.1
        for word in literals
    )


def _with_lexicons(literal: str, names: Sequence[str], words: Words) -> Iterator[str]:
    for at, character in enumerate(literal):
        number = ord(character) - _PRIVATE
        if 0 <= number < len(names):
            for word in words(names[number]):
                for rest in _with_lexicons(literal[at + 1 :], names, words):
                    yield literal[:at] + word + rest
            return
    yield literal


_Literals = frozenset[str]


def _exact_and_needed(tree: Any) -> tuple[_Literals | None, list[_Literals]]:
    """All texts that a sequence can match, when they are few; and sets of which one word each is needed."""
    needed: list[_Literals] = []
    run: _Literals = frozenset({""})
    exact = True
    for operation, argument in tree:
        texts, inner = _node(operation, argument)
        needed.extend(inner)
        if texts is not None and len(run) * len(texts) <= _MOST_PRODUCT:
            run = frozenset(a + b for a in run for b in texts)
            continue
        exact = False
        needed.append(run)
        run = texts if texts is not None else frozenset({""})
    needed.append(run)
    return (run if exact else None), needed


def _node(operation: Any, argument: Any) -> tuple[_Literals | None, list[_Literals]]:
    if operation is _constants.LITERAL:
        return frozenset({chr(argument)}), []
    if operation is _constants.AT or operation in (_constants.ASSERT, _constants.ASSERT_NOT):
        return frozenset({""}), []
    if operation is _constants.IN:
        return _characters(argument), []
    if operation is _constants.SUBPATTERN:
        _, added_flags, _, body = argument
        return (None, []) if added_flags & re.IGNORECASE else _exact_and_needed(body)
    if operation is _constants.BRANCH:
        return _branch(argument[1])
    if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, most, body = argument
        texts, inner = _exact_and_needed(body)
        if least == 0:
            optional = texts | {""} if texts is not None and most == 1 else None
            return optional, []
        repeated = _power(texts, least) if texts else None
        return (texts if (least, most) == (1, 1) else None), [*inner, *([repeated] if repeated else [])]
    return None, []


def _power(texts: _Literals, times: int) -> _Literals:
    """All texts that so many of `texts` make one after another, as far as these stay few."""
    product = texts
    for _ in range(times - 1):
        if len(product) * len(texts) > _MOST_PRODUCT:
            break
        product = frozenset(a + b for a in product for b in texts)
    return product


def _characters(items: Any) -> _Literals | None:
    found: set[str] = set()
    for operation, argument in items:
        if operation is not _constants.LITERAL:
            return None
        found.add(chr(argument))
    return frozenset(found) if len(found) <= _MOST_PRODUCT else None


def _branch(branches: Any) -> tuple[_Literals | None, list[_Literals]]:
    texts: set[str] | None = set()
    words: set[str] | None = set()
    for branch in branches:
        exact, needed = _exact_and_needed(branch)
        texts = texts | exact if texts is not None and exact is not None else None
        best = _best(needed)
        words = words | best if words is not None and best is not None else None
    few = frozenset(texts) if texts is not None and len(texts) <= _MOST_PRODUCT else None
    return few, [frozenset(words)] if words else []


def _best(needed: list[_Literals]) -> _Literals | None:
    usable = [literals for literals in needed if literals and "" not in literals]
    return max(usable, key=lambda literals: (min(map(len, literals)), -len(literals)), default=None)
