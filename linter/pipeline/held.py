"""What the configuration and comments suppress at the templates of a run, and which of it was needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from linter.model import Document, Finding, Template
from linter.pipeline.ignores import Ignored, Ignores, Waiting, rules_of, used_by
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.suppress import Suppressions
from linter.rules.names import matching

_NO_DOCUMENT = Document("", "", [])


class Held(NamedTuple):
    """Suppressions at a template: those of the configuration by their numbers, and those of comments."""

    numbers: frozenset[int] = frozenset()
    ignored: frozenset[Ignored] = frozenset()


class Suppressing:
    """The suppressions that the settings of a run know, and those in its documents. `rules` are all that
    there are, `of_libraries` those about libraries."""

    def __init__(self, settings: Settings, rules: Collection[str], of_libraries: frozenset[str]) -> None:
        self._settings, self._rules, self._of_libraries = settings, rules, of_libraries
        self._suppressions = Suppressions(settings.suppressions)
        self._judged = frozenset(
            number
            for number, one in enumerate(settings.suppressions)
            if self._all_judged(matching(one.rule, rules))
        )
        self._ignores: tuple[Document | None, Ignores] = (None, Ignores(_NO_DOCUMENT, ()))

    def ignores(self, document: Document) -> Ignores:
        """What the comments of a document suppress."""
        if self._ignores[0] is not document:
            self._ignores = document, Ignores(document, self._rules, self._settings.terms)
        return self._ignores[1]

    def at(self, document: Document, template: Template | None) -> Held:
        """What suppresses something at a template: by the configuration, and by comments."""
        if template is None or not (self._suppressions or document.comments):
            return Held()
        numbers = self._suppressions.at(document.path, template) if self._suppressions else frozenset[int]()
        return Held(numbers, self.ignores(document).at(template))

    def rules(self, held: Held) -> frozenset[str]:
        """The rules of the run that do not count there."""
        active = self._settings.active
        return self._suppressions.rules(held.numbers, active) | rules_of(held.ignored, active)

    def note(self, held: Held, found: Sequence[Finding], outcome: Outcome, used: set[Ignored]) -> None:
        """Counts findings that are suppressed, and notes what suppressed them."""
        outcome.met |= held.numbers & self._judged
        outcome.used |= self._suppressions.used(held.numbers, found)
        outcome.summary.suppressed += len(found)
        used |= used_by(held.ignored, found)

    def tell_unused(self, document: Document, used: set[Ignored], outcome: Outcome) -> None:
        """Tells the names in comments that suppress nothing, as far as that is known: not where only some of
        the templates are looked at, nor of rules that are not asked."""
        if self._settings.touched is not None:
            return
        ignores = self.ignores(document)
        for one in ignores.all():
            rules = matching(one.name, self._rules) if one.name else [*self._rules]
            if one in used or not self._all_judged(rules):
                continue
            if self._of_libraries.isdisjoint(rules) or document.records:
                outcome.problems.append(ignores.unused(one))
            else:
                outcome.waiting.append(Waiting(document.path, one, ignores.unused(one)))

    def _all_judged(self, rules: Iterable[str]) -> bool:
        """Whether all of some rules are asked in this run, so that it is known when one finds nothing."""
        whole = self._settings.library == "whole"
        return all(
            rule in self._settings.active and (whole or rule not in self._of_libraries) for rule in rules
        )
