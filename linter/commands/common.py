"""What several commands share: options, the configuration of a run, and how errors are said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from linter import config
from linter.config import Choice, Config, Layer, UnknownProfile, UnknownRule
from linter.data import rulesets_dir
from linter.i18n import Language, language, say, set_language
from linter.model import SEVERITIES, Problem, Refused, Severity, Speaker, Summary
from linter.pipeline.ignores import Terms
from linter.pipeline.settings import Settings
from linter.readers.base import ReadOptions
from linter.readers.vocabulary import default_options, with_additions
from linter.rules.errors import RulesetError
from linter.rules.names import PROFILES
from linter.rules.plan import Plan, plan

if TYPE_CHECKING:
    from linter.customers import Customers

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

UNUSABLE = 2
"""Exit code for wrong usage, a wrong configuration, or input that cannot be read."""


def stop(message: object) -> NoReturn:
    """Says one line and exits with 2."""
    click.echo(f"replylint: {message}", err=True)
    sys.exit(UNUSABLE)


def tell(problem: Problem) -> None:
    """Says a problem on standard error."""
    from linter.reports.terminal import printable

    kind = say("错误", "error") if problem.fatal else say("提示", "note")
    click.echo(f"{kind}{say('：', ': ')}{printable(str(problem))}", err=True)


def options(*decorators: Decorator) -> Decorator:
    """Several decorators as one, the first outermost."""
    return lambda function: reduce(lambda inner, decorator: decorator(inner), reversed(decorators), function)


def config_options() -> Decorator:
    """--profile, --config, --isolated."""
    return options(
        profile_option(
            say(
                f"按平台或行业的方案：{', '.join(PROFILES)}（优先于配置里的 profile）。",
                f"Profile of a platform or trade: {', '.join(PROFILES)} (instead of the configuration's).",
            )
        ),
        click.option(
            "--config",
            "config_path",
            metavar="FILE",
            help=say(
                "配置文件（默认从当前目录向上找 replylint.yaml）。",
                "Configuration file (default: replylint.yaml, looked for upward).",
            ),
        ),
        click.option(
            "--isolated", is_flag=True, help=say("不读任何配置文件。", "Read no configuration file.")
        ),
    )


def profile_option(help: str) -> Decorator:
    """--profile."""
    return click.option("--profile", metavar="NAME", help=help)


def selection_options() -> Decorator:
    """--select, --ignore."""
    return options(
        click.option(
            "--select",
            multiple=True,
            metavar="RULE",
            help=say("只用这些规则或类别（可多次，或用逗号）。", "Only these rules or categories."),
        ),
        click.option(
            "--ignore",
            multiple=True,
            metavar="RULE",
            help=say("不用这些规则或类别。", "Not these rules or categories."),
        ),
    )


def choice_options() -> Decorator:
    """--select, --ignore, --severity."""
    return options(
        selection_options(),
        click.option(
            "--severity",
            type=click.Choice(SEVERITIES),
            default="hint",
            help=say("只报这个级别及以上。", "Report this severity and above."),
        ),
    )


def reading_options() -> Decorator:
    """--role, --input-format, --stdin-filename."""
    return options(
        click.option(
            "--role",
            multiple=True,
            metavar="agent=NAME",
            help=say(
                "聊天记录里谁是客服，例如 --role agent=小美,阿强。",
                "Who the agent is in transcripts: --role agent=NAME,NAME.",
            ),
        ),
        click.option(
            "--input-format",
            metavar="NAME",
            help=say(
                "不猜格式，按此读取（见 replylint formats）。", "Read as this format (see replylint formats)."
            ),
        ),
        click.option(
            "--stdin-filename",
            metavar="NAME",
            default="-",
            help=say("标准输入当作哪个文件。", "Name for standard input."),
        ),
    )


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
            if loaded.require_reasons and not suppression.reason:
                stop(_without_reason(loaded, suppression))
    except (RulesetError, UnknownRule, UnknownProfile) as error:
        stop(error)
    return Run(loaded, made, choice)


def _without_reason(loaded: Config, one: config.Suppression) -> str:
    where = " ".join(part for part in (one.path, one.template, one.text) if part)
    return say(
        f"{loaded.file}: suppressions 里的 {one.rule}（{where}）没有写 reason（配置里有 require-reasons）；请补上",
        f"{loaded.file}: the suppression of {one.rule} ({where}) gives no reason (require-reasons is on): add one",
    )


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


def split(names: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or joined by commas."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


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
        html_keys=loaded.html_keys,
        transcript_columns=loaded.transcript_columns,
        roles=speakers,
        unit=None if loaded.unit == "auto" else loaded.unit,  # type: ignore[arg-type]
        timezone=loaded.timezone,
        date_order=loaded.date_order,  # type: ignore[arg-type]
    )


def customers_option() -> Decorator:
    """--customers."""
    return click.option(
        "--customers",
        metavar="FILE",
        help=say(
            "客户表（CSV：id,purchases,spend,last_purchase,tags），按聊天记录里的客户对上。",
            "The shop's customers (CSV: id,purchases,spend,last_purchase,tags), joined with the chats.",
        ),
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
        terms=Terms(run.config.require_reasons, run.config.bare_ignores),
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
