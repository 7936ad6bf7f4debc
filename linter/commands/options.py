"""The options that several commands have, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from linter.i18n import say
from linter.model import SEVERITIES
from linter.rules.names import PROFILES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def together(*decorators: Decorator) -> Decorator:
    """Several decorators as one, the first outermost."""
    return lambda function: reduce(lambda inner, decorator: decorator(inner), reversed(decorators), function)


def configuration() -> Decorator:
    """--profile, --config, --isolated."""
    return together(
        profile(
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
                "全部文件都用这份配置（默认：每个文件用离它最近的 replylint.yaml 或 pyproject.toml）。",
                "Configuration for all files (default: of each, the nearest replylint.yaml or pyproject.toml upward).",
            ),
        ),
        click.option(
            "--isolated", is_flag=True, help=say("不读任何配置文件。", "Read no configuration file.")
        ),
    )


def profile(help: str) -> Decorator:
    """--profile."""
    return click.option("--profile", metavar="NAME", help=help)


def selection() -> Decorator:
    """--select, --ignore."""
    return together(
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


def choice() -> Decorator:
    """--select, --ignore, --severity."""
    return together(
        selection(),
        click.option(
            "--severity",
            type=click.Choice(SEVERITIES),
            default="hint",
            help=say("只报这个级别及以上。", "Report this severity and above."),
        ),
    )


def reading() -> Decorator:
    """--role, --input-format, --stdin-filename."""
    return together(
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


def customers() -> Decorator:
    """--customers."""
    return click.option(
        "--customers",
        metavar="FILE",
        help=say(
            "客户表（CSV：id,purchases,spend,last_purchase,tags），按聊天记录里的客户对上。",
            "The shop's customers (CSV: id,purchases,spend,last_purchase,tags), joined with the chats.",
        ),
    )


def sentence(help: str) -> Decorator:
    """--text, --after."""
    return together(
        click.option("--text", metavar="TEXT", help=help),
        click.option(
            "--after",
            metavar="TEXT",
            help=say("配合 --text：客户在这之前说的话。", "With --text: what the customer said before it."),
        ),
    )


def text_or_json() -> Decorator:
    """--format, for commands that print a text or JSON."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=say("输出格式。", "Output format."),
    )


def enable() -> Decorator:
    """--enable, for commands that write a ruleset."""
    return click.option(
        "--enable",
        is_flag=True,
        help=say("写进配置，立即生效。", "Name it in the configuration, so that it counts."),
    )


def jobs() -> Decorator:
    """--jobs."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        help=say(
            "进程数（默认：输入够大时用全部核心）。", "Processes (default: all cores when it is worth it)."
        ),
    )


def personal_data() -> Decorator:
    """--show-personal-data."""
    return click.option(
        "--show-personal-data",
        is_flag=True,
        help=say(
            "不遮盖聊天记录里的昵称、姓名、电话、地址、单号等。",
            "Do not mask names, numbers and addresses in transcripts.",
        ),
    )


def quiet(help: str) -> Decorator:
    """-q, --quiet."""
    return click.option("-q", "--quiet", is_flag=True, help=help)
