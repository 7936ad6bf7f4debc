"""`reply`: the whole reply, when it is short (`most` characters that say something) or matches `pattern`.

Punctuation, spaces and emoji do not count; a placeholder counts as one character. A reply of placeholders
alone (a picture, a link, an order card) says nothing that could be judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.matching.marked import blanks, may_blank
from linter.matching.view import TextView
from linter.rules.patterns import compiled
from linter.rules.scene import Match, Scene
from linter.rules.schema import Record, Shape, Text, Whole

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = ("reply",)
BLANK = "\ufffc"
"""Stands for a placeholder in what a reply says."""

_SILENT = re.compile(rf"[^\w{BLANK}%+]|_")
_SAYS = re.compile(r"[\w%+]")
_KEPT = "@content"
"""Where a view remembers what its text says; no signal can have this name."""
LONGEST_LOOK = 12
"""Replies with more characters than this for every one that `most` allows are not looked at."""


def content(view: TextView) -> str:
    """What a text says, without punctuation, spaces and emoji."""
    kept = view.memo.get(_KEPT)
    if kept is None:
        kept = view.memo[_KEPT] = [content_of(view.text)]
    said: str = kept[0]
    return said


def content_of(text: str) -> str:
    """The same of a folded text, or of a piece of one."""
    at, pieces = 0, []
    for start, end in blanks(text):
        pieces += [text[at:start], BLANK]
        at = end
    pieces.append(text[at:])
    return _SILENT.sub("", "".join(pieces))


def _core(text: str) -> tuple[int, int]:
    """The text without the marks around it, placeholders kept whole."""
    says = [found.span() for found in _SAYS.finditer(text)] + blanks(text)
    return min(start for start, _ in says), max(end for _, end in says)


class WholeReply:
    """Finds a reply as a whole."""

    contextual = False

    def __init__(self, most: int | None, pattern: str | None, program: Program) -> None:
        self._most, self._pattern, self._program = most, pattern, program
        self._compiled: re.Pattern[str] | None = None
        self._more = re.compile(rf"(?:\w\W*){{{most + 1}}}") if most is not None else None

    def matches(self, scene: Scene) -> list[Match]:
        """The whole text, or nothing."""
        if self._most is not None and scene.length > self._most * LONGEST_LOOK:
            return []
        text = scene.view.text
        if self._more is not None and not may_blank(text) and self._more.search(text):
            return []
        said = content(scene.view)
        if not said.strip(BLANK) or (self._most is not None and len(said) > self._most):
            return []
        groups = None
        if self._pattern is not None:
            if self._compiled is None:
                self._compiled = compiled(self._pattern, self._program.words)
            found = self._compiled.fullmatch(said)
            if not found:
                return []
            groups = found.groupdict()
        return [Match(*_core(text), groups)]

    def needed(self) -> None:
        """Short replies are cheap to look at."""
        return

    def sources(self) -> tuple[str, ...]:
        """None that are searched for in a text."""
        return ()


def shape() -> Record:
    """`most` and `pattern`, at least one."""
    bounds: dict[str, Shape] = {"most": Whole(1), "pattern": Text()}
    return Record(required={"reply": Record(optional=bounds, at_least_one=tuple(bounds))})


def make(spec: Mapping[str, Any], program: Program) -> WholeReply:
    """The find of `spec`."""
    return WholeReply(spec["reply"].get("most"), spec["reply"].get("pattern"), program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """None; slots of the pattern are looked at elsewhere."""
    return []
