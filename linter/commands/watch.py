"""The account of a run, and what is said of it on standard error: problems, passed-over files, progress."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import click

from linter.commands import common
from linter.config import Suppression
from linter.i18n import say
from linter.model import Problem, Summary
from linter.pipeline.outcome import Outcome

_NAMED = 3
"""How many of the files that were passed over are named."""


class Watch:
    """Follows the outcomes of a run; knows its `summary`, and whether something `failed`.

    `size` is how many bytes the progress bar counts to; `suppressions` are those of the run. With `quiet`, only what failed is told. A run that
    read nothing has failed, unless it `may_be_nothing`.
    """

    def __init__(
        self,
        size: int,
        *,
        suppressions: Sequence[Suppression] = (),
        quiet: bool = False,
        may_be_nothing: bool = False,
    ) -> None:
        self.summary = Summary()
        self.failed = False
        self._size, self._quiet, self._may_be_nothing = size, quiet, may_be_nothing
        self._suppressions, self._met, self._used = suppressions, set[int](), set[int]()
        self._skips: list[Problem] = []
        self._told = set[Problem]()
        self._bar: Any = None

    def show_progress(self, stack: ExitStack) -> None:
        """Shows how far the run is, where standard error is a terminal, until `stack` is closed."""
        if self._size and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = stack.enter_context(
                tqdm(total=self._size, unit="B", unit_scale=True, delay=1, leave=False)
            )

    def see(self, outcome: Outcome) -> None:
        """Counts one outcome in, and tells its problems."""
        self.summary.add(outcome.summary)
        self._skips += outcome.skips
        self._met |= outcome.met
        self._used |= outcome.used
        for problem in outcome.problems:
            self.failed = self.failed or problem.fatal
            if (problem.fatal or not self._quiet) and problem not in self._told:
                common.tell(problem)
            if problem.line is None:
                self._told.add(problem)
        if self._bar is not None:
            self._bar.update(outcome.characters)

    def end(self) -> None:
        """Tells what was passed over, which suppressions are not needed, and whether nothing was read."""
        if self._skips and not self._quiet:
            self._tell_skipped()
        for number in () if self._quiet else sorted(self._met - self._used):
            self._tell_unused(self._suppressions[number])
        if not (self.summary.files or self.failed or self._may_be_nothing):
            self.failed = True
            common.tell(
                Problem("replylint", say("没有读到任何话术或聊天记录", "no replies or chats were read"))
            )

    @staticmethod
    def _tell_unused(one: Suppression) -> None:
        place = " ".join(part for part in (one.path, one.template, one.text) if part)
        click.echo(
            say(
                f"提示：suppressions 里的 {one.rule}（{place}）没有放过任何问题，可以删掉",
                f"note: the suppression of {one.rule} ({place}) suppresses nothing: it can go",
            ),
            err=True,
        )

    def _tell_skipped(self) -> None:
        named = [
            say(f"{skip.path}（{skip.message}）", f"{skip.path} ({skip.message})")
            for skip in self._skips[:_NAMED]
        ]
        rest = len(self._skips) - len(named)
        more = say(f" 等 {len(self._skips)} 个", f" and {rest} more") if rest else ""
        click.echo(
            say(
                "提示：跳过了不像话术或聊天记录的文件：",
                "note: passed over files that hold no replies or chats: ",
            )
            + say("、", ", ").join(named)
            + more
            + say("；要检查请直接写出文件名", "; name them to have them checked"),
            err=True,
        )
