"""What to write instead: a rule's fixes, as edits of the reply.

    fix:
      - { with: 尽量, match: [保证, 一定], when: [before: [到, 发货]] }   # instead of the match
      - { with: '', safe: true }                              # the match goes, with the marks it leaves
      - { swap: { 木有: 没有, 神马: 什么 }, safe: true }          # by what was matched; '*' is anything else
      - { with: 我帮您确认一下, over: '我?也?不(?:太)?清楚' }     # instead of this pattern around the match
      - { with: '{match}的呢', of: reply }                     # instead of clause, sentence or reply
      - { with: 在这里发给您, over: '加我{match}.*$', in: sentence, drops: '[0-9]{5,}' }
      - { insert: 请, at: match }                              # match, match-end, clause, start, reply, end
      - { insert: '因为【原因】，', at: clause, why: { zh: 说明原因, en: gives the reason } }

`{match}` and the named groups of the rule's pattern, or of `over`, stand for what was found; `over` (in
which `{match}` may stand too) is looked for in the match's clause, where `^` and `$` are its ends, or `in`
its sentence or the reply. Of what goes, the numbers and placeholders that `drops` finds belong to the fault
(a private phone number, a price for a review): they need not stand in the new text.
`at: reply` is behind what the signal `salutation` finds, `at: start` before it. The first fix whose
conditions hold is the one that is applied. Those behind it that hold too take its place where it would make
things worse; those that tell `why` somebody might prefer them are offered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from linter.i18n import choose
from linter.model import Edit, Fix
from linter.rules import conditions
from linter.rules.patterns import compiled
from linter.rules.scene import Match, Scene
from linter.rules.schema import (
    MAPPING,
    Case,
    Either,
    Later,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Shape,
    Switch,
    Text,
    having,
    texts_shape,
)

if TYPE_CHECKING:
    from linter.rules.program import Program

SALUTATION = "salutation"
MATCH_SLOT = "{match}"
_OTHERS = "*"
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_PARTS = ("match", "clause", "sentence", "reply")
_AREAS = _PARTS[1:]
_PLACES = ("match", "match-end", "clause", "start", "reply", "end")
_GAP = re.compile(r"[\s，,。.!！~～、]*")
_MARK = re.compile(r"[\s，,。.!！?？~～、…;；:：]")
_MARKS = re.compile(r"[ ，,!！~～、]+")
_MARKS_BEFORE = re.compile(r"[ ，,~～、]+$")
_QUESTION = re.compile(r"[?？]*")
_COMMA = "，"
_WORD = re.compile(r"[\u4e00-\u9fff]")
_CLOSING = re.compile(r"[。.？?…]+[ ，,!！~～、]*")


class FixRule:
    """One way to mend a match."""

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        self._program = program
        self._swap: Mapping[str, str] | None = spec.get("swap")
        self._text: str = spec.get("with", spec.get("insert", ""))
        self._inserts = "insert" in spec
        self._where: str = spec.get("at", "match") if self._inserts else spec.get("of", "match")
        self._over: str | None = spec.get("over")
        self._area: str = spec.get("in", "clause")
        self._drops: str | None = spec.get("drops")
        self._only = frozenset(spec.get("match", ()))
        self._safe: bool = spec.get("safe", False)
        self._why = choose(spec.get("why", {}))
        self._when = conditions.conditions(spec.get("when"), program)
        self._unless = conditions.conditions(spec.get("unless"), program)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compiled(self._over or "", self._program.words)

    def _pattern_for(self, matched: str) -> re.Pattern[str]:
        if self._over and MATCH_SLOT in self._over:
            return compiled(self._over.replace(MATCH_SLOT, re.escape(matched)), self._program.words)
        return self._pattern

    def fix(self, scene: Scene, match: Match, original: str) -> Fix | None:
        """The fix for a match in a reply whose text was `original`, where the conditions hold."""
        if not self._applies(scene, match):
            return None
        places = self._places(scene.view.text, match)
        changes = (self._change(scene, place, original, gone) for place, gone in places)
        made = [change for change in changes if change is not None]
        if not made:
            return None
        edits, dropped = tuple(edit for edit, _ in made), tuple(text for _, gone in made for text in gone)
        return Fix(edits, "safe" if self._safe else "unsafe", self._why, drops=dropped)

    def _applies(self, scene: Scene, match: Match) -> bool:
        text = scene.view.text[match.start : match.end]
        if self._only and text not in self._only:
            return False
        if self._swap is not None and not match.all and text not in self._swap:
            return False
        return all(part.holds(scene, match) for part in self._when) and not any(
            part.holds(scene, match) for part in self._unless
        )

    def _places(self, text: str, match: Match) -> list[tuple[Match, bool]]:
        """The spans that the fix changes, as matches, and whether they go for good; such in a row are one."""
        places: list[tuple[Match, bool]] = []
        for start, end in match.all or (match[:2],):
            place = match._replace(start=start, end=end)
            gone = self._swap is not None and self._wording(text, place, place) == ""
            if gone and places and places[-1][1] and _GAP.fullmatch(text, places[-1][0].end, start):
                place = places.pop()[0]._replace(end=end)
            places.append((place, gone))
        return places

    def _change(self, scene: Scene, match: Match, original: str, gone: bool) -> tuple[Edit, list[str]] | None:
        """The edit for one span, and what it drops."""
        text = scene.view.text
        target = self._widened(scene, match) if self._over else match
        wording = "" if gone else self._wording(text, match, target) if target else None
        if target is None or wording is None:
            return None
        start, end = self._span(scene, target)
        dropped = self._dropped(scene, start, end, original)
        if wording.endswith("】"):
            end = _end_of(_QUESTION, text, end)
        if not wording:
            start, end = _with_marks(text, start, end)
            wording = _COMMA if _parts_words(text, start, end) else ""
        elif self._inserts:
            wording = _joined(text, start, wording)
        else:
            start, end, wording = _difference(text, start, end, wording)
        new = self._program.style(wording, original)
        source = scene.view.folded.original_span(start, end)
        return None if original[slice(*source)] == new else (Edit(*source, new), dropped)

    def _dropped(self, scene: Scene, start: int, end: int, original: str) -> list[str]:
        """What `drops` finds in the span, as it was typed."""
        if self._drops is None:
            return []
        found = compiled(self._drops, self._program.words).finditer(scene.view.text[start:end])
        spans = (scene.view.folded.original_span(start + one.start(), start + one.end()) for one in found)
        return [original[slice(*span)] for span in spans]

    def _widened(self, scene: Scene, match: Match) -> Match | None:
        """The occurrence of `over` around the match. Where `over` names the match, the part of the match that
        stands in the clause (sentence, reply) where it begins will do."""
        first, limit = _part(scene, match.start, self._area)
        last = min(match.end, limit) if MATCH_SLOT in (self._over or "") else match.end
        pattern = self._pattern_for(scene.view.text[match.start : last])
        for found in pattern.finditer(scene.view.text[first:limit]):
            start, end = found.start() + first, found.end() + first
            if start <= match.start and last <= end:
                return Match(start, self._to_the_end(scene, match, end), found.groupdict())
        return None

    def _to_the_end(self, scene: Scene, match: Match, end: int) -> int:
        """`end`, or where the clause in which the match ends does, if that is a later one."""
        if any(character.isalnum() for character in scene.view.text[end : match.end]):
            return max(end, scene.view.clauses.at(match.end - 1).end)
        return end

    def _wording(self, text: str, match: Match, target: Match) -> str | None:
        matched = text[match.start : match.end]
        groups = {**(match.groups or {}), **(target.groups or {}), "match": matched}
        wording = self._text if self._swap is None else self._swap.get(matched, self._swap.get(_OTHERS))
        if wording is None:
            return None
        return _SLOT.sub(lambda found: groups.get(found.group(1)) or "", wording)

    def _span(self, scene: Scene, match: Match) -> tuple[int, int]:
        view, where = scene.view, self._where
        start, end = match.start, match.end
        if where not in ("match", "match-end"):
            start, end = _part(scene, match.start, where)
        if where == "clause":
            end = view.clauses.at(max(match.start, match.end - 1)).end
        if not self._inserts:
            return start, end
        if where == "reply":
            start = self._behind_salutation(scene)
        return (end, end) if where in ("match-end", "end") else (start, start)

    def _behind_salutation(self, scene: Scene) -> int:
        found = self._program.signal_matches(SALUTATION, scene)
        return max((match.end for match in found), default=_end_of(_GAP, scene.view.text, 0))


def _part(scene: Scene, at: int, part: str) -> tuple[int, int]:
    """The clause or the sentence that holds offset `at`, or all of the reply but the space behind it."""
    view = scene.view
    if part == "clause":
        clause = view.clauses.at(at)
        return clause.start, clause.end
    return view.clauses.sentence_span(at) if part == "sentence" else (0, len(view.text.rstrip()))


def _difference(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The part of start..end in which `new` differs, and what stands there in `new`."""
    old = text[start:end]
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return start + head, end - tail, new[head : len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many characters the two have in common from their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _joined(text: str, at: int, new: str) -> str:
    """What is inserted at `at`, with a comma to the words before it and none that hangs at the end."""
    if new.startswith(("，", ",")) and _MARK.match(text[at - 1 : at]):
        new = new[1:]
    if new.endswith(("，", ",")):
        comma = new[-1]
        if text[at - 1 : at].isalnum():
            new = comma + new
        if at >= len(text.rstrip()):
            new = new[:-1]
    return new


def _end_of(marks: re.Pattern[str], text: str, at: int) -> int:
    found = marks.match(text, at)
    return found.end() if found else at


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A span that is to go, with the marks that would be left hanging: those behind it where it opens a
    clause, else those before it where it ends the text or a sentence. Its question mark goes too."""
    opens = start == 0 or _MARK.match(text[start - 1]) is not None
    behind = _MARKS.match(text, end)
    after = behind.end() if behind else end
    before = _MARKS_BEFORE.search(text, 0, start)
    closing = _CLOSING.match(text, after)
    if opens and closing and (not before or closing.group()[0] in "?？"):
        end, closing = closing.end(), None
        after = end
    if opens and after < len(text) and not closing:
        return start, after
    if after >= len(text) or opens:
        return (before.start() if before else start), after if opens and not before else end
    return start, end


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether a span without words of its own, such as an emoticon, is all that stands between two words."""
    around = text[start - 1 : start], text[end : end + 1]
    return _WORD.search(text, start, end) is None and all(map(_WORD.fullmatch, around))


def shape() -> Shape:
    """A list of fixes."""
    shared: Mapping[str, Shape] = {
        "match": ListOf(Text()),
        "safe": Switch(),
        "why": texts_shape(),
        "when": conditions.list_shape(),
        "unless": conditions.list_shape(),
    }
    replacing = Record(
        required={"with": Text(empty=True)},
        optional={"of": OneOf(*_PARTS), "over": Text(), "in": OneOf(*_AREAS), "drops": Text(), **shared},
    )
    swapping = Record(required={"swap": MapOf(Text(empty=True))}, optional=shared)
    inserting = Record(required={"insert": Text()}, optional={"at": OneOf(*_PLACES), **shared})

    cases = [Case(having("insert"), inserting), Case(having("swap"), swapping), Case(MAPPING, replacing)]
    return Later(lambda: ListOf(Either(cases, lambda: "with / swap / insert")), "fix")


def names_in(specs: Any) -> list[str]:
    """The lexicons and signals that the fixes' conditions refer to."""
    return [
        name
        for spec in specs or ()
        for key in ("when", "unless")
        if key in spec
        for name in conditions.names_in(spec[key])
    ]
