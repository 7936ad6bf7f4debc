"""What to write instead: a rule's fixes, as edits of the reply.

    fix:
      - { with: 尽量, match: [保证, 一定], when: [before: [到, 发货]] }   # instead of the match
      - { with: '', safe: true }                                        # the match goes, and the marks it leaves
      - { swap: { 木有: 没有, 神马: 什么 }, safe: true }                    # by what was matched
      - { with: '请您{rest}', of: clause }                               # instead of clause, sentence or reply
      - { insert: 请, at: match }                                        # match, match-end, clause, reply, reply-end

`{match}` and the named groups of the rule's pattern stand for what was found. The first fix whose
conditions hold is the one that is applied; the others are offered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.model import Edit, Fix
from linter.rules import conditions
from linter.rules.scene import Match, Scene
from linter.rules.schema import Either, ListOf, MapOf, OneOf, Record, Shape, Switch, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

SALUTATION = "salutation"
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_PARTS = ("match", "clause", "sentence", "reply")
_PLACES = ("match", "match-end", "clause", "clause-end", "reply", "reply-end")
_GAP = re.compile(r"[\s，,。.!！~～、]*")
_TAIL = re.compile(r"[\s]*$")
_MARK = re.compile(r"[\s，,。.!！?？~～、…;；:：]")
_MARKS = re.compile(r"[ ，,!！~～、]+")
_MARKS_BEFORE = re.compile(r"[ ，,~～、]+$")
_SENTENCE_END = re.compile(r"[。!！?？]")


class FixRule:
    """One way to mend a match."""

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        self._program = program
        self._swap: Mapping[str, str] | None = spec.get("swap")
        self._text: str = spec.get("with", spec.get("insert", ""))
        self._inserts = "insert" in spec
        self._where: str = spec.get("at", "match") if self._inserts else spec.get("of", "match")
        self._only = frozenset(spec.get("match", ()))
        self._safe: bool = spec.get("safe", False)
        self._when = conditions.conditions(spec.get("when"), program)
        self._unless = conditions.conditions(spec.get("unless"), program)

    def fix(self, scene: Scene, match: Match, original: str) -> Fix | None:
        """The fix for a match in a reply whose text was `original`, where the conditions hold."""
        text = scene.view.text
        matched = text[match.start : match.end]
        if (self._only and matched not in self._only) or (self._swap is not None and matched not in self._swap):
            return None
        if not all(part.holds(scene, match) for part in self._when):
            return None
        if any(part.holds(scene, match) for part in self._unless):
            return None
        start, end = self._span(scene, match)
        new = self._program.style(self._filled(text, match), original)
        if not new:
            start, end = _with_marks(text, start, end)
        source = scene.view.folded.original_span(start, end)
        if original[slice(*source)] == new:
            return None
        return Fix((Edit(*source, new),), "safe" if self._safe else "unsafe")

    def _filled(self, text: str, match: Match) -> str:
        matched = text[match.start : match.end]
        groups = {**(match.groups or {}), "match": matched}
        wording = self._text if self._swap is None else self._swap[matched]
        return _SLOT.sub(lambda found: groups.get(found.group(1)) or "", wording)

    def _span(self, scene: Scene, match: Match) -> tuple[int, int]:
        view = scene.view
        if self._where in ("match", "match-end"):
            start, end = match.start, match.end
        elif self._where in ("clause", "clause-end"):
            start = view.clauses.at(match.start).start
            end = view.clauses.at(max(match.start, match.end - 1)).end
        elif self._where == "sentence":
            start, end = view.clauses.sentence_span(match.start)
        else:
            start, end = self._reply_start(scene), _TAIL.search(view.text).start()  # type: ignore[union-attr]
            if not self._inserts:
                start = 0
        if not self._inserts:
            return start, end
        return (end, end) if self._where.endswith("-end") else (start, start)

    def _reply_start(self, scene: Scene) -> int:
        """The place behind the salutation with which the reply opens."""
        text, at = scene.view.text, 0
        at = _GAP.match(text).end()  # type: ignore[union-attr]
        for start, end in scene.view.spans(SALUTATION):
            if start > at:
                break
            if start == at:
                at = _GAP.match(text, end).end()  # type: ignore[union-attr]
        return at


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A span that is to go, with the marks that would be left hanging: those behind it where it opens a
    clause, else those before it where it ends the text."""
    opens = start == 0 or _MARK.match(text[start - 1]) is not None
    behind = _MARKS.match(text, end)
    after = behind.end() if behind else end
    if opens and after < len(text):
        return start, after
    if after >= len(text) or opens:
        before = _MARKS_BEFORE.search(text, 0, start)
        return (before.start() if before and not _SENTENCE_END.search(before.group()) else start), end
    return start, end


def shape() -> Shape:
    """A list of fixes."""
    shared: Mapping[str, Shape] = {
        "match": ListOf(Text()),
        "safe": Switch(),
        "when": conditions.list_shape(),
        "unless": conditions.list_shape(),
    }
    replacing = Record(required={"with": Text(empty=True)}, optional={"of": OneOf(*_PARTS), **shared})
    swapping = Record(required={"swap": MapOf(Text(empty=True))}, optional=shared)
    inserting = Record(required={"insert": Text()}, optional={"at": OneOf(*_PLACES), **shared})

    def choose(value: Any) -> Shape:
        if isinstance(value, Mapping) and "insert" in value:
            return inserting
        return swapping if isinstance(value, Mapping) and "swap" in value else replacing

    return ListOf(Either(choose, lambda: "with / swap / insert"))


def names_in(specs: Any) -> list[str]:
    """The lexicons and signals that the fixes' conditions refer to."""
    return [
        name
        for spec in specs or ()
        for key in ("when", "unless")
        if key in spec
        for name in conditions.names_in(spec[key])
    ]
