"""`replylint formats`: what can be read, and how it is recognised; what can be written."""

from __future__ import annotations

import click

from linter.i18n import choose, say
from linter.readers.registry import readers
from linter.reports import purposes


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "formats",
        help=say(
            "列出能读的格式（以及怎样认出它们）和能输出的格式。",
            "List the formats that can be read, with how they are known, and those that can be written.",
        ),
    )
    def formats() -> None:
        kinds = {"templates": say("话术", "templates"), "transcript": say("聊天记录", "transcript")}
        for reader in readers():
            click.echo(f"{reader.name:10} {kinds[reader.kind]}  {choose(reader.title)}")
            click.echo(f"{'':10} {choose(reader.known_by)}")
        click.echo()
        click.echo(
            say(
                "编码：UTF-8（有无 BOM）、UTF-16、GB18030。按内容识别，--input-format 名字 可指定。",
                "Encodings: UTF-8 (with or without BOM), UTF-16, GB18030. Known by content; --input-format NAME decides.",
            )
        )
        click.echo()
        click.echo(
            say(
                "check 能输出的格式（--format 名字，或 --output-file 名字=文件，可多次）：",
                "What check can write (--format NAME, or --output-file NAME=FILE, repeatable):",
            )
        )
        for name, purpose in purposes().items():
            click.echo(f"{name:10} {purpose}")

    return formats
