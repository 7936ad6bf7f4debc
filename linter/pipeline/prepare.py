"""What a run needs before it reads anything: the plan, the rules that were chosen, and how files are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linter.config import Choice, Config, Layer, check_names, choose
from linter.i18n import language
from linter.model import Severity, Speaker
from linter.pipeline.archives import Limits
from linter.pipeline.ignores import Terms
from linter.pipeline.settings import Settings
from linter.readers.base import ReadOptions
from linter.readers.vocabulary import SPEAKERS, default_options, with_additions
from linter.rules.plan import Check, Plan, plan, plan_key


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
    plans: dict[str, Plan] | None = None,
) -> Run:
    """Reads the rulesets of a configuration and chooses among their rules; a new plan is shown to `check`.
    What stands in `plans` is not made again, and what is made is put there. Raises `RulesetError`,
    `UnknownRule`."""
    plans = {} if plans is None else plans
    key = plan_key(config.rulesets, config.overlays)
    if key not in plans:
        plans[key] = plan(config.rulesets, config.overlays, check=check, cache=cache)
    made = plans[key]
    check_names(config.parts, made.severities)
    given = Layer(tuple(select) or None, tuple(ignore))
    return Run(config, made, choose(made.severities, [*config.layers, given], severity))


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
        rulesets=run.config.rulesets,
        overlays=run.config.overlays,
        active=run.choice.active,
        severities=run.choice.severities,
        fail_on=run.config.fail_on,
        source=str(run.config.file or ""),
        suppressions=run.config.suppressions,
        terms=Terms(run.config.require_reasons, run.config.bare_ignores),
        options=default_options(),
        input_format=None,
        output="text",
        color=False,
        show_personal_data=False,
        language=language(),
        archives=Limits(**run.config.archives),
    )
    return made._replace(**changes)
