"""What a command works with: the configurations of its files, their plans, and how files are read."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.commands.common import split, stop
from linter.config import Config, Configurations, Governs, Suppression, UnknownProfile, UnknownRule
from linter.i18n import say, set_language
from linter.model import Problem, Refused, Severity, Speaker, Summary
from linter.pipeline.prepare import Run, settings_of
from linter.pipeline.prepare import prepare as prepared
from linter.pipeline.prepare import read_options as options_by
from linter.readers.base import ReadOptions
from linter.rules.errors import RulesetError
from linter.rules.plan import Plan

__all__ = ["Run", "settings_of"]

if TYPE_CHECKING:
    from linter.customers import Customers


def configurations(given: Mapping[str, Any]) -> Configurations:
    """The configurations that --config, --isolated and --profile leave."""
    path = Path(given["config_path"]) if given["config_path"] else None
    return Configurations(path, isolated=given["isolated"], profile=given["profile"])


class Runs:
    """The runs of a command, one for each configuration that holds for some of its files, by number. Exits
    with 2 and one line where one of them is wrong. `main` is that of the first path: language, customers and
    scorecard are those that it names."""

    def __init__(
        self, given: Mapping[str, Any], paths: Sequence[str] = (), *, severity: Severity = "hint"
    ) -> None:
        self.all: list[Run] = []
        self._select, self._ignore = split(given.get("select", ())), split(given.get("ignore", ()))
        self._severity: Severity = severity
        self.plans: dict[str, Plan] = {}
        self._numbers: dict[Governs, int] = {}
        self._configurations = configurations(given)
        first = paths[0] if paths else None
        if first == "-" and given["stdin_filename"] != "-":
            first = given["stdin_filename"]
        self.main = self.all[self.number(None if first == "-" else first)]

    def number(self, path: str | None) -> int:
        """The number of the run that a file belongs to; without one, of that of the working folder."""
        try:
            governs = self._configurations.governs(path)
            if governs not in self._numbers:
                self._numbers[governs] = len(self.all)
                self.all.append(self._made(self._configurations.config(governs)))
        except (RulesetError, UnknownRule, UnknownProfile) as error:
            stop(error)
        return self._numbers[governs]

    def excludes(self, path: str) -> bool:
        """Whether the configuration of a path passes it over."""
        try:
            return self._configurations.excludes(path)
        except (RulesetError, UnknownProfile) as error:
            stop(error)

    def _made(self, config: Config) -> Run:
        if not self.all and config.language and not any(one.startswith("--lang") for one in sys.argv):
            set_language("zh" if config.language == "zh" else "en")
        known = len(self.plans)
        run = prepared(config, self._select, self._ignore, self._severity, check=_disturbed, plans=self.plans)
        for one in config.suppressions if config.require_reasons else ():
            if not one.reason:
                stop(_without_reason(config, one))
        if run.plan.run["note"] and len(self.plans) > known:
            click.echo(run.plan.run["note"], err=True)
        return run


def _without_reason(loaded: Config, one: Suppression) -> str:
    where = " ".join(part for part in (one.path, one.template, one.text) if part)
    return say(
        f"{loaded.file}: suppressions 里的 {one.rule}（{where}）没有写 reason（配置里有 require-reasons）；请补上",
        f"{loaded.file}: the suppression of {one.rule} ({where}) gives no reason (require-reasons is on): add one",
    )


def _disturbed(made: Plan) -> str:
    """What to tell of examples that do not hold. Stops where they are the user's own."""
    from linter.examples import OwnExampleFails, disturbed

    try:
        return disturbed(made)
    except OwnExampleFails as error:
        stop(error)


def read_options(loaded: Config, roles: Sequence[str]) -> ReadOptions:
    """How files are read, by the configuration and `--role`. Exits with 2 for a wrong role."""
    speakers: dict[str, Speaker] = {}
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
    return options_by(loaded, speakers)


def customers_of(
    loaded: Config, given: str | None, options: ReadOptions
) -> tuple[Customers | None, list[Problem]]:
    """The customers that are named on the command line, else in the configuration, and what is wrong with their
    file; none where none are named. Exits with 2 where the file cannot be read."""
    path = given or (str(loaded.customers) if loaded.customers else None)
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
