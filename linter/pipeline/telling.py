"""Outcomes whose findings were left as they are, sifted and rendered: the last that happens to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from linter.model import Diagnostic
from linter.pipeline.judge import Outcome, failing, reports, tell
from linter.pipeline.settings import Settings


def told(
    outcomes: Iterable[Outcome], settings: Settings, settings_at: Callable[[str], Settings]
) -> Iterator[Outcome]:
    """The outcomes with all their findings rendered, as the settings say; those of `settings_at` its file say
    whether one makes the run fail."""
    reports_at = cache(lambda fail_on: reports(settings._replace(fail_on=fail_on)))
    for outcome in outcomes:
        if outcome.diagnostics:
            diagnostics: list[Diagnostic] = outcome.diagnostics
            outcome.diagnostics = []
            here = settings_at(outcome.path) if outcome.path else settings
            tell(reports_at(here.fail_on), diagnostics, outcome)
            outcome.summary.failing += failing(diagnostics, settings_at)
        yield outcome
