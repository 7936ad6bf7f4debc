"""What the configuration suppresses, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from linter.config import Suppression, matches
from linter.model import Document, Finding, Template
from linter.rules.names import matching


class Suppressions:
    """The suppressions of a run, by their numbers."""

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        self._all = suppressions
        self._in_file = cache(self._for_file)

    def __bool__(self) -> bool:
        return bool(self._all)

    def at(self, path: str, template: Template) -> frozenset[int]:
        """Those that hold for a template of the file `path`."""
        return frozenset(number for number in self._in_file(path) if _covers(self._all[number], template))

    def _for_file(self, path: str) -> list[int]:
        whole = str(Path(path).resolve())
        return [number for number, one in enumerate(self._all) if not one.path or matches(whole, (one.path,))]

    def rules(self, numbers: Iterable[int], known: Iterable[str]) -> frozenset[str]:
        """The rules, of those that are `known`, that do not count."""
        known = list(known)
        return frozenset(rule for number in numbers for rule in matching(self._all[number].rule, known))

    def used(self, numbers: Iterable[int], findings: Iterable[Finding]) -> set[int]:
        """Those that suppress one of the `findings`."""
        rules = [finding.rule for finding in findings]
        return {number for number in numbers if matching(self._all[number].rule, rules)}


def suppression_at(
    document: Document, template: Template | None, text: str, rule: str, reason: str
) -> Suppression:
    """What suppresses a rule at one reply of a document: by the name of its template where no other there has
    it, else by its text."""
    name = template.name if template is not None else ""
    same = sum(1 for item in document.items if isinstance(item, Template) and item.name == name)
    if name and same == 1:
        return Suppression(rule, path=document.path, template=name, reason=reason)
    return Suppression(rule, path=document.path, text=text, reason=reason)


def _covers(one: Suppression, template: Template) -> bool:
    return one.template in ("", template.name) and one.text.strip() in ("", template.text.strip())
