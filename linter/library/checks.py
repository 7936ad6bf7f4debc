"""The loop over libraries: templates × rules about libraries → findings.

The module of a check is loaded where there is something for it; in most runs there is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module

from linter.i18n import choose
from linter.library.base import Entry, Hit, Library
from linter.model import Finding, Severity
from linter.rules.program import Program

OF_THE_RUN = "missing"
"""The check that looks at all templates of a run, whatever library they are of."""

_BRACKETS = frozenset("{}[]【】｛｝%")
_SLOT = r"\{(\w+)\}"


class Checks:
    """Applies the `active` rules about libraries of a program. `severities` overrides those of the rules."""

    def __init__(
        self,
        program: Program,
        active: Callable[[str], bool] = lambda identifier: True,
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        self._program = program
        self._severities = severities or {}
        self._rules = [rule for rule in program.library_rules if active(rule["id"])]

    def findings(
        self, entries: Sequence[Entry], *, whole: bool = True, least: int | None = None
    ) -> list[tuple[Entry, Finding]]:
        """The findings in the templates of a run, in their order. What is missing is told where the run has
        the `whole` of a library, of at least as many templates as the section `library` says (or `least`)."""
        if not self._rules or not entries:
            return []
        together = self._libraries(entries)
        enough = self._program.library["least"] if least is None else least
        run = [Library(entries, self._program)] if whole and len(entries) >= enough else []
        found = [
            (hit, number)
            for number, rule in enumerate(self._rules)
            for library in (run if rule["find"]["library"] == OF_THE_RUN else together)
            for hit in _hits(rule["find"]["library"], library)
        ]
        order = {id(entry): at for at, entry in enumerate(entries)}
        found.sort(key=lambda pair: (order[id(pair[0].entry)], pair[0].start, pair[0].end, pair[1]))
        return [(hit.entry, self._finding(hit, number)) for hit, number in found]

    def _libraries(self, entries: Sequence[Entry]) -> list[Library]:
        if len({entry.path for entry in entries}) == 1:
            return [Library(entries, self._program)]
        from linter.library.units import libraries

        return libraries(entries, self._program)

    def _finding(self, hit: Hit, number: int) -> Finding:
        rule = self._rules[number]
        told = {**hit.told, "match": hit.match}
        message = re.sub(_SLOT, lambda slot: told.get(slot[1], slot[0]), choose(rule["message"]))
        severity = self._severities.get(rule["id"], rule["severity"])
        return Finding(rule["id"], severity, hit.start, hit.end, hit.match, message)


def _hits(check: str, library: Library) -> Iterable[Hit]:
    if not _SOMETHING_FOR[check](library):
        return ()
    found: Iterable[Hit] = import_module(f"linter.library.{check.replace('-', '_')}").check(library)
    return found


def _has_limits(library: Library) -> bool:
    return bool(library.program.library.get("limits"))


def _has_codes(library: Library) -> bool:
    codes = [entry.template.code for entry in library.entries if entry.template.code]
    return len(set(codes)) < len(codes)


def _has_several(library: Library) -> bool:
    return len(library.entries) > 1


_SOMETHING_FOR: Mapping[str, Callable[[Library], bool]] = {
    OF_THE_RUN: lambda library: True,
    "duplicate": _has_several,
    "contradiction": _has_several,
    "too-long": _has_limits,
    "placeholder": lambda library: not _BRACKETS.isdisjoint(library.all_texts),
    "code-twice": _has_codes,
}
