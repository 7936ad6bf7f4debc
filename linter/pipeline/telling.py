"""Outcomes whose findings were left as they are, sifted and rendered: the last that happens to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.model import Diagnostic
from linter.pipeline.judge import Outcome, reports, tell
from linter.pipeline.settings import Settings


def told(outcomes: Iterable[Outcome], settings: Settings) -> Iterator[Outcome]:
    """The outcomes with all their findings rendered, as the settings say."""
    made = reports(settings)
    for outcome in outcomes:
        if outcome.diagnostics:
            diagnostics: list[Diagnostic] = outcome.diagnostics
            outcome.diagnostics = []
            tell(made, diagnostics, outcome)
        yield outcome
