"""The face of an output format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from linter.i18n import say
from linter.model import Diagnostic, Summary


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


def by_reply(diagnostics: Sequence[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """The diagnostics of one reply after another."""
    return (list(group) for _, group in groupby(diagnostics, lambda one: (one.path, one.number)))
