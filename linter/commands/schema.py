"""`replylint schema`: JSON Schemas for editors, made from what checks the files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from linter.commands import common
from linter.i18n import say
from linter.rules.schema import JsonSchema, json_schema

KINDS = ("config", "ruleset", "scorecard", "profile")


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "schema",
        help=say(
            "给出配置、规则集或评分卡的 JSON Schema，让编辑器能补全和检查（怎样设置见 docs/configuration.zh-CN.md）。",
            "Print the JSON Schema of configurations, rulesets or scorecards, with which editors complete and check (docs/configuration.md tells how).",
        ),
    )
    @click.argument("kind", type=click.Choice(KINDS))
    @click.option("-o", "--output", metavar="FILE", help=say("写到文件。", "Write to a file."))
    def schema(kind: str, output: str | None) -> None:
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"
        if output is None:
            click.echo(text, nl=False)
            return
        try:
            Path(output).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            common.stop(
                say(f"{output}: 写不了：{error.strerror}", f"{output}: cannot be written: {error.strerror}")
            )

    return schema


def schema_of(kind: str) -> JsonSchema:
    """The JSON Schema of one of the `KINDS`."""
    if kind == "config":
        from linter.config.keys import shape

        return json_schema(shape(), say("replylint 的配置", "configuration of replylint"))
    if kind == "ruleset":
        from linter.rules.language import ruleset_shape

        return json_schema(ruleset_shape(), say("replylint 的规则集", "ruleset of replylint"))
    if kind == "profile":
        from linter.profiles import shape as profile_shape

        return json_schema(profile_shape(), say("replylint 的方案", "profile of replylint"))
    from linter.scoring.load import shape as scorecard_shape

    return json_schema(scorecard_shape(), say("replylint report 的评分卡", "scorecard of replylint report"))
