"""The face of an output format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from linter.i18n import say
from linter.model import Diagnostic, Edit, Fix, Summary


class Report(Protocol):
    """Writes diagnostics as text, block by block, so that nothing has to be kept."""

    separator: str

    def begin(self) -> str:
        """What comes first."""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """One text for each diagnostic (or group of them); joined by `separator`."""

    def end(self, summary: Summary) -> str:
        """What comes last."""


def fill_in() -> str:
    """What is told behind a rewrite that has slots."""
    return say("（先填好【】再用）", " (fill in 【】 first)")


def reason(fix: Fix, reply: str) -> str:
    """Why somebody might choose a fix: in the words of its rule, else what it does to the reply."""
    return fix.why or say("；", "; ").join(dict.fromkeys(_done(edit, reply) for edit in fix.edits))


def _done(edit: Edit, reply: str) -> str:
    old, new = reply[edit.start : edit.end].strip(), edit.text.strip()
    if not old:
        return say(f"加上“{new}”", f"adds “{new}”")
    if not new:
        return say(f"去掉“{old}”", f"drops “{old}”")
    return say(f"“{old}”换成“{new}”", f"“{new}” instead of “{old}”")


def by_reply(diagnostics: Sequence[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """The diagnostics of one reply after another."""
    return (list(group) for _, group in groupby(diagnostics, lambda one: (one.path, one.number)))
