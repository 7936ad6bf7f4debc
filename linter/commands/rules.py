"""`replylint rules`: the rules there are."""

from __future__ import annotations

from typing import Any

import click

from linter.commands import options, prepare
from linter.i18n import choose, say
from linter.reports.terminal import indented_json


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command("rules", help=say("列出全部规则。", "List all rules."))
    @options.text_or_json()
    @options.configuration()
    def rules(output_format: str, **given: Any) -> None:
        run = prepare.Runs(given).main
        listed = [_listed(rule, run) for rule in run.plan.docs["rules"]]
        if output_format == "json":
            click.echo(indented_json(listed))
            return
        for rule in listed:
            off = "" if rule["active"] else say("（未启用）", " (off)")
            mark = {"safe": "*", "unsafe": "+", None: " "}[rule["fix"]]
            click.echo(f"{rule['severity']:8} {mark} {rule['id']:26} {rule['title']}{off}")
        click.echo()
        click.echo(
            say(
                "* 有安全的修改（--fix）  + 有需要过目的修改（--unsafe-fixes）  replylint explain RULE 看说明",
                "* safe fix (--fix)  + unsafe fix (--unsafe-fixes)  replylint explain RULE tells more",
            )
        )

    return rules


def _listed(rule: dict[str, Any], run: prepare.Run) -> dict[str, Any]:
    return {
        "id": rule["id"],
        "severity": run.choice.severities[rule["id"]],
        "title": choose(rule["title"]),
        "source": rule["source"],
        "ruleset": rule["ruleset"],
        "fix": best_fix(rule),
        "active": rule["id"] in run.choice.active,
    }


def best_fix(rule: dict[str, Any]) -> str | None:
    """`safe` where a rule has a safe fix, `unsafe` where it has only others."""
    fixes = rule.get("fix", ())
    if any(fix.get("safe") for fix in fixes):
        return "safe"
    return "unsafe" if fixes else None
