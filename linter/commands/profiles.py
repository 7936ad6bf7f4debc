"""`replylint profiles`: the profiles there are, and why each is as it is."""

from __future__ import annotations

import click

from linter import profiles as shipped
from linter.commands import common
from linter.i18n import choose, say
from linter.rules.errors import RulesetError
from linter.rules.names import PROFILES


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "profiles", help=say("列出平台与行业的方案。", "List the profiles of platforms and trades.")
    )
    def profiles() -> None:
        try:
            listed = [shipped.read(name) for name in PROFILES]
        except RulesetError as error:
            common.stop(error)
        for profile in listed:
            click.echo(f"{profile.name:12} {choose(profile.title)}")
            click.echo(f"{'':12} {choose(profile.about)}")
        click.echo()
        click.echo(
            say(
                "用法：--profile 名字，或在 replylint.yaml 里写 profile: 名字。  replylint rules --profile 名字 看各规则的级别",
                "To use one: --profile NAME, or profile: NAME in replylint.yaml.  replylint rules --profile NAME shows the severities",
            )
        )

    return profiles
