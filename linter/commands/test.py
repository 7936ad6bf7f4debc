"""`replylint test`: runs the examples of every rule and signal."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from linter.commands import common, options, prepare
from linter.config import UnknownProfile
from linter.examples import failures
from linter.i18n import say
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED
from linter.rules.plan import plan


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "test",
        help=say(
            "运行规则自带的例句。不写规则集时，测试配置里的全部规则集。",
            "Run the rules' own examples: of the given rulesets, or of all that the configuration names.",
        ),
    )
    @click.argument("rulesets", nargs=-1)
    @options.configuration()
    def test(rulesets: tuple[str, ...], **given: Any) -> None:
        sys.exit(_test(rulesets, given))

    return test


def _test(rulesets: tuple[str, ...], given: dict[str, Any]) -> int:
    started = time.perf_counter()
    try:
        configurations = prepare.configurations(given)
        loaded = configurations.config(configurations.governs(None))
        names = list(loaded.rulesets)
        if rulesets:
            # a ruleset may change rules of the shipped ones, so these come first
            shipped = [name for name in loaded.rulesets if name in SHIPPED and name not in rulesets]
            names = [*shipped, *rulesets] if any(name not in SHIPPED for name in rulesets) else list(rulesets)
        made = plan(names, loaded.overlays, cache=False)
    except (RulesetError, UnknownProfile) as error:
        common.stop(error)
    failed = list(failures(made))
    for failure in failed:
        click.echo(str(failure))
    examples = sum(len(rule["examples"]) for rule in made.docs["rules"])
    examples += sum(len(texts) for signal in made.docs["signals"] for texts in signal["examples"].values())
    seconds = time.perf_counter() - started
    rules, signals = len(made.docs["rules"]), len(made.docs["signals"])
    click.echo(
        say(
            f"{rules} 条规则、{signals} 个信号、{examples} 条例句：{len(failed)} 条不成立（{seconds:.1f} 秒）",
            f"{rules} rules, {signals} signals, {examples} examples: {len(failed)} failed ({seconds:.1f} s)",
        )
    )
    return common.UNUSABLE if failed else 0
