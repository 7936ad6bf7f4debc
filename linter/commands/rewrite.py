"""`replylint rewrite`: the whole better reply, printed or written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from linter.commands import common, inputs, options, prepare
from linter.commands.printer import Printer
from linter.i18n import say
from linter.pipeline.settings import Settings


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "rewrite",
        help=say(
            "给出整条改好的回复：全部修改加上缺的礼貌用语。--write 写回话术文件。",
            "Print the whole better reply: all fixes, and the courtesy that was missing. --write puts it into template files.",
        ),
    )
    @click.argument("paths", nargs=-1)
    @options.sentence(say("只改写这一句。", "Rewrite this one sentence."))
    @click.option(
        "--write",
        is_flag=True,
        help=say("写回话术文件（聊天记录不改）。", "Write into template files (transcripts are left alone)."),
    )
    @options.text_or_json()
    @options.choice()
    @options.reading()
    @options.configuration()
    @options.jobs()
    @options.personal_data()
    def rewrite(paths: tuple[str, ...], **given: Any) -> None:
        sys.exit(_rewrite(paths, given))

    return rewrite


def _rewrite(paths: Sequence[str], given: dict[str, Any]) -> int:
    runs = prepare.Runs(given, paths, severity=given["severity"])

    def settings_of(run: prepare.Run) -> Settings:
        return prepare.settings_of(
            run,
            options=prepare.read_options(run.config, given["role"]),
            input_format=given["input_format"],
            output="rewrites" if given["output_format"] == "text" else "rewrites-json",
            color=sys.stdout.isatty(),
            show_personal_data=given["show_personal_data"],
            mode="fix" if given["write"] else "check",
            unsafe=given["write"],
        )

    work = inputs.work(paths, given, runs, settings_of)
    printer = Printer(settings_of(runs.main), work)
    with printer:
        for outcome in work.outcomes:
            printer.show(outcome)
    return common.UNUSABLE if printer.failed else 0
