"""What a run needs before it reads anything: the plan, the rules that were chosen, and how files are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linter.config import Choice, Config, Layer, choose, known
from linter.i18n import language
from linter.model import Severity, Speaker
from linter.pipeline.archives import Limits
from linter.pipeline.settings import Settings
from linter.readers.base import ReadOptions
from linter.readers.vocabulary import SPEAKERS, default_options, with_additions
from linter.rules.plan import Check, Plan, plan


class Run(NamedTuple):
    """A configuration, its plan, and the rules that were chosen."""

    config: Config
    plan: Plan
    choice: Choice


def prepare(
    config: Config,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity = "hint",
    *,
    check: Check | None = None,
    cache: bool = True,
) -> Run:
    """Reads the rulesets of a configuration and chooses among their rules; a new plan is shown to `check`.
    Raises `RulesetError`, `UnknownRule`."""
    made = plan(config.ruleset_names, config.overlays, check=check, cache=cache)
    given = Layer(tuple(select) or None, tuple(ignore))
    choice = choose(made.severities, [*config.layers, given], severity)
    for suppression in config.suppressions:
        known(suppression.rule, made.severities)
    return Run(config, made, choice)


def read_options(config: Config, roles: Mapping[str, Speaker] | None = None) -> ReadOptions:
    """How files are read, by the configuration; `roles` are names of speakers besides."""
    named = {name: speaker for speaker in SPEAKERS for name in config.roles.get(speaker, ())}
    return with_additions(
        default_options(),
        text_columns=config.text_columns,
        text_keys=config.text_keys,
        html_keys=config.html_keys,
        transcript_columns=config.transcript_columns,
        roles={**named, **(roles or {})},
        unit=None if config.unit == "auto" else config.unit,  # type: ignore[arg-type]
        timezone=config.timezone,
        date_order=config.date_order,  # type: ignore[arg-type]
    )


def settings_of(run: Run, **changes: Any) -> Settings:
    """The settings of a run, for the pipeline."""
    made = Settings(
        rulesets=tuple(run.config.ruleset_names),
        overlays=run.config.overlays,
        active=run.choice.active,
        severities=run.choice.severities,
        suppressions=run.config.suppressions,
        options=default_options(),
        input_format=None,
        output="text",
        color=False,
        show_personal_data=False,
        language=language(),
        archives=Limits(**run.config.archives),
    )
    return made._replace(**changes)
