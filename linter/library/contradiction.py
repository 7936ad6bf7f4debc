"""Templates of one library that say different things of the same fact.

A fact is told by signals: by several that exclude one another (`says`), or by one whose pattern names the
groups `value`, and perhaps `unit` (`value`). A group `subject` parts what is said of different things: 花呗
and 信用卡. Two templates are compared where they are about the same thing: their names, their groups, and
what stands before the words in the clause, tell of no article that the other one does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from linter.i18n import choose
from linter.library.base import Entry, Hit, Library, bare
from linter.library.scope import Names
from linter.matching.view import TextView
from linter.model import Reply
from linter.rules.scene import Match, Scene

GENERAL = "general-subject"
"""The lexicon of what may stand before a statement that holds for all goods."""

NARROW = "narrowing"
"""The lexicon of what makes a statement hold only sometimes; in a name it does so for the whole template."""


class Statement(NamedTuple):
    """What a template says of a fact: where, in which clause, about what, and which of the values that
    exclude one another."""

    entry: Entry
    start: int
    end: int
    clause: str
    about: Hashable
    value: Hashable


def check(library: Library) -> Iterator[Hit]:
    """A hit for each template that says something else than most do; of two, for the later one."""
    reading = _Reading(library)
    for fact in library.program.library.get("facts", ()):
        told: dict[Hashable, list[Statement]] = {}
        for statement in reading.statements(fact):
            told.setdefault(statement.about, []).append(statement)
        for statements in told.values():
            yield from _contradicted(statements, choose(fact["title"]))


def _contradicted(statements: list[Statement], title: str) -> Iterator[Hit]:
    """A template that says several things itself is taken to know when each of them holds."""
    said: dict[int, set[Hashable]] = {}
    for statement in statements:
        said.setdefault(id(statement.entry), set()).add(statement.value)
    single = [statement for statement in statements if len(said[id(statement.entry)]) == 1]
    firsts = list({id(statement.entry): statement for statement in reversed(single)}.values())[::-1]
    if len({statement.value for statement in firsts}) < 2:
        return
    (usual, _), *_ = Counter(statement.value for statement in firsts).most_common(1)
    model = next(statement for statement in firsts if statement.value == usual)
    for statement in firsts:
        if statement.value != usual:
            told = {"where": model.entry.where, "other": model.clause, "about": title}
            match = statement.entry.template.text[statement.start : statement.end]
            yield Hit(statement.entry, statement.start, statement.end, match, told)


class _Reading:
    """Reads the statements of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._program = library.program

    @cached_property
    def _names(self) -> Names:
        return Names(self._program)

    @cached_property
    def _general(self) -> list[str]:
        return sorted(self._program.words(GENERAL), key=lambda word: (-len(word), word))

    def statements(self, fact: Mapping[str, Any]) -> Iterator[Statement]:
        """What the named templates of the library say of a fact, in general. Nothing where all of them seem
        to say the same: that is seen from the words alone, before anybody asks when they count."""
        signals = frozenset(fact["signals"])
        telling = [
            (entry, Scene(self._program, view, Reply(entry.template.text, (), entry.template)))
            for entry, view in zip(self._library.entries, self._library.views, strict=True)
            if entry.template.name and (fact["anywhere"] or not signals.isdisjoint(view.candidates))
        ]
        if len({scene.view.text for _, scene in telling}) < 2:
            return
        values = {
            self._value(signal, match, fact)
            for _, scene in telling
            for signal in fact["signals"]
            for match in self._program.signal(signal).candidates(scene)
        }
        if len(values) < 2:
            return
        for entry, scene in telling:
            if not self._is_narrow(entry):
                yield from self._said(entry, scene, fact)

    def _is_narrow(self, entry: Entry) -> bool:
        template = entry.template
        told = self._program.fold(f"{template.name}\n{template.situation}\n{template.group}")
        return bool(self._program.vocabulary[NARROW].occurrences(told, lambda start, end: True))

    def _said(self, entry: Entry, scene: Scene, fact: Mapping[str, Any]) -> Iterator[Statement]:
        view = scene.view
        for signal in fact["signals"]:
            for match in self._program.signal_matches(signal, scene):
                about = (
                    *self._names.about(entry),
                    self._subject(view, match),
                    self._names.platforms(view.text[slice(*view.clauses.sentence_span(match.start))]),
                    (match.groups or {}).get("subject"),
                )
                start, end = view.folded.original_span(match.start, match.end)
                around = view.clauses.at(match.start)
                whole = view.folded.original_span(around.start, max(around.end, match.end))
                clause = entry.template.text[slice(*whole)]
                yield Statement(entry, start, end, clause, about, self._value(signal, match, fact))

    def _subject(self, view: TextView, match: Match) -> str:
        """What stands before a match in its clause, where that is not said of everything."""
        before = view.text[view.clauses.at(match.start).start : match.start]
        for word in self._general:
            before = before.replace(word, " ")
        left = bare(before)
        return left if len(left) > 1 else ""

    def _value(self, signal: str, match: Match, fact: Mapping[str, Any]) -> Hashable:
        """Which of the signals it is; or the group `value`, a number with what it counts, hours for days."""
        if fact["opposed"]:
            return signal
        groups = match.groups or {}
        written, unit = groups["value"], groups.get("unit")
        section = self._program.library
        number = int(written) if written.isdecimal() else section.get("numerals", {}).get(written)
        if number is None:
            return written
        for measure, units in section.get("measures", {}).items():
            if unit in units:
                return measure, number * units[unit]
        return unit, number
