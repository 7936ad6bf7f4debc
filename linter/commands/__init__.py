"""The command line: one module a command, each thin, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from linter import __version__
from linter.i18n import say

COMMANDS = (
    "check",
    "rewrite",
    "report",
    "rules",
    "rule",
    "explain",
    "profiles",
    "test",
    "eval",
    "init",
    "config",
    "schema",
    "formats",
)


class Lazy(click.Group):
    """A group whose commands are imported when they are used, because start-up time is felt. `modules` names
    the module of each."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which a newcomer meets them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(self._modules[cmd_name]).command()
        return command


def cli() -> click.Group:
    """The command line in the user's language."""

    @click.group(
        cls=Lazy,
        modules={name: f"linter.commands.{name}" for name in COMMANDS},
        help=say(
            "replylint：检查并改写客服话术和聊天记录。",
            "replylint checks and mends what a shop says to its customers.",
        ),
        epilog=say(
            "退出码：0 没有问题，1 有达到 --fail-on 的问题，2 用法、配置或输入有误。",
            "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, configuration or unreadable input.",
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        help=say("界面语言（默认看 locale）。", "Language (default: the locale's)."),
    )
    @click.version_option(__version__, prog_name="replylint", help=say("显示版本。", "Show the version."))
    def group(lang: str | None) -> None:
        pass

    return group
