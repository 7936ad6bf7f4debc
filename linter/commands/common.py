"""What all commands share: how mistakes and problems are said, and how names are given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from linter.i18n import say
from linter.model import Problem

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


def split(names: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or joined by commas."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())
