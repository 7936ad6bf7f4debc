"""Findings rendered and counted: the last that happens to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from linter.model import Diagnostic
from linter.pipeline.outcome import Outcome, count, failing
from linter.pipeline.settings import Settings
from linter.reports import report
from linter.reports.base import About, Report


def reports(settings: Settings, about: About | None = None) -> list[Report]:
    """The reports of a run: that of standard output, and those beside it, which go to files."""
    about = (about or About())._replace(fail_on=settings.fail_on)
    return [
        report(
            name,
            color=settings.color and number == 0,
            show_personal_data=settings.show_personal_data,
            about=about,
        )
        for number, name in enumerate((settings.output, *settings.outputs))
    ]


def tell(made: Sequence[Report], diagnostics: Sequence[Diagnostic], outcome: Outcome) -> None:
    """Makes findings part of the reports, and counts them."""
    outcome.text, *beside = [one.separator.join(one.render(diagnostics)) for one in made]
    outcome.beside = tuple(beside)
    count(diagnostics, outcome.summary)


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
