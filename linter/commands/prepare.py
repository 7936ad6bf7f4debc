"""What a command works with: its configuration, the plan, and the settings of the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linter import config
from linter.commands.common import split, stop
from linter.config import Choice, Config, Layer, UnknownProfile, UnknownRule
from linter.data import rulesets_dir
from linter.i18n import Language, language, say, set_language
from linter.model import Problem, Refused, Severity, Speaker, Summary
from linter.pipeline.settings import Settings
from linter.readers.base import ReadOptions
from linter.readers.vocabulary import default_options, with_additions
from linter.rules.errors import RulesetError
from linter.rules.plan import Plan, plan

if TYPE_CHECKING:
    from linter.customers import Customers


class Run(NamedTuple):
    """A configuration, its plan, and the rules that were chosen."""

    config: Config
    plan: Plan
    choice: Choice


def config_file(config_path: str | None, isolated: bool) -> Path | None:
    """The configuration file that holds: the given one, or the nearest."""
    if isolated:
        return None
    return Path(config_path) if config_path else config.find(Path.cwd())


def prepare(
    config_path: str | None,
    isolated: bool,
    profile: str | None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity = "hint",
) -> Run:
    """Reads the configuration, its profile and the rulesets. Exits with 2 and one line where something is
    wrong."""
    try:
        loaded = config.load(config_file(config_path, isolated), profile)
        if loaded.language and not any(argument.startswith("--lang") for argument in sys.argv):
            set_language("zh" if loaded.language == "zh" else "en")
        made = plan(loaded.ruleset_names, loaded.overlays, check=_disturbed)
        if made.run["note"]:
            click.echo(made.run["note"], err=True)
        given = Layer(split(select) or None, split(ignore))
        choice = config.choose(made.severities, [*loaded.layers, given], severity)
        for suppression in loaded.suppressions:
            config.known(suppression.rule, made.severities)
    except (RulesetError, UnknownRule, UnknownProfile) as error:
        stop(error)
    return Run(loaded, made, choice)


def _disturbed(made: Plan) -> str:
    """What to tell where words of the user's make an example of a shipped rule fail. Stops at the first
    example of the user's own rules that does not hold."""
    from linter.examples import failures

    note = ""
    for failure in failures(made):
        if not Path(failure.place[0]).is_relative_to(rulesets_dir()):
            stop(say(f"{failure}；replylint test 列出全部", f"{failure}; replylint test lists them all"))
        note = note or say(
            f"注意：配置里增删的词让自带规则的例句不成立了：{failure}；给词表写 except 可以避开，replylint test 列出全部",
            f"note: words of the configuration make an example of a shipped rule fail: {failure}; `except` beside the words helps, replylint test lists them all",
        )
    return note


def read_options(loaded: Config, roles: Sequence[str]) -> ReadOptions:
    """How files are read, by the configuration and `--role`. Exits with 2 for a wrong role."""
    speakers: dict[str, Speaker] = {}
    for speaker in ("agent", "customer", "system"):
        speakers.update(dict.fromkeys(loaded.roles.get(speaker, ()), speaker))
    for role in roles:
        speaker, _, names = role.partition("=")
        if speaker not in ("agent", "customer", "system") or not names:
            stop(
                say(
                    f"--role {role!r}：应写成 agent=名字、customer=名字 或 system=名字",
                    f"--role {role!r}: expected agent=NAME, customer=NAME or system=NAME",
                )
            )
        speakers.update(dict.fromkeys(split([names]), speaker))  # type: ignore[arg-type]
    return with_additions(
        default_options(),
        text_columns=loaded.text_columns,
        text_keys=loaded.text_keys,
        transcript_columns=loaded.transcript_columns,
        roles=speakers,
        unit=None if loaded.unit == "auto" else loaded.unit,  # type: ignore[arg-type]
        timezone=loaded.timezone,
        date_order=loaded.date_order,  # type: ignore[arg-type]
    )


def customers_of(
    loaded: Config, given: str | None, options: ReadOptions
) -> tuple[Customers | None, list[Problem]]:
    """The customers that are named on the command line, else in the configuration, and what is wrong with their
    file; none where none are named. Exits with 2 where the file cannot be read."""
    path = given or (loaded.customers and str(loaded.folder / loaded.customers))
    if not path:
        return None, []
    from linter.customers import read
    from linter.rules.standings import Standings

    try:
        return read(Path(path).read_bytes(), path, Standings(loaded.standings, loaded.tiers), options)
    except OSError as error:
        stop(say(f"{path}: 客户表读不了：{error.strerror}", f"{path}: cannot be read: {error.strerror}"))
    except Refused as error:
        stop(error)


def strangers(customers: Customers, summary: Summary) -> Problem | None:
    """The notice that conversations name their customers, and none of them is known."""
    if summary.profiles or not summary.customers:
        return None
    message = say(
        f"{summary.customers} 个会话的客户都不在这份客户表里；请核对两边用的是不是同一种编号",
        f"none of the customers of {summary.customers} conversations is in this file; "
        "see whether both use the same ids",
    )
    return Problem(customers.path, message, fatal=False)


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
        language=current_language(),
    )
    return made._replace(**changes)


def current_language() -> Language:
    """The language in use."""
    return language()
