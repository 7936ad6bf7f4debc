"""Outcomes shown: findings on standard output or in a file, everything else on standard error."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import click

from linter.commands import common
from linter.i18n import say
from linter.model import Problem, Summary
from linter.pipeline.judge import Outcome
from linter.pipeline.settings import Settings
from linter.reports import report

_NAMED = 3
"""How many of the files that were passed over are named."""


class Printer:
    """Shows the outcomes of a run as they come; afterwards knows its `summary`, whether something `failed`,
    and whether a diff was not empty.

    `size` is how many bytes the progress bar counts to; a run that read nothing has failed, unless it
    `may_be_nothing`.
    """

    def __init__(
        self,
        settings: Settings,
        size: int,
        output: str | None = None,
        statistics: bool = False,
        quiet: bool = False,
        may_be_nothing: bool = False,
    ) -> None:
        self.summary = Summary()
        self.failed = False
        self.differs = False
        self._settings, self._size, self._output = settings, size, output
        self._statistics, self._quiet = statistics, quiet
        self._report = report(
            settings.output, color=settings.color, show_personal_data=settings.show_personal_data
        )
        self._skips: list[Problem] = []
        self._stack = ExitStack()
        self._target: TextIO = sys.stdout
        self._written = False
        self._may_be_nothing = may_be_nothing
        self._bar: Any = None

    def __enter__(self) -> Printer:
        if self._output is not None:
            try:
                self._target = self._stack.enter_context(Path(self._output).open("w", encoding="utf-8"))
            except OSError as error:
                common.stop(
                    say(
                        f"{self._output}: 写不了：{error.strerror}",
                        f"{self._output}: cannot be written: {error.strerror}",
                    )
                )
        if self._size and sys.stderr.isatty() and not self._target.isatty():
            from tqdm import tqdm

            self._bar = self._stack.enter_context(
                tqdm(total=self._size, unit="B", unit_scale=True, delay=1, leave=False)
            )
        if self._findings_wanted:
            self._target.write(self._report.begin())
        return self

    @property
    def _findings_wanted(self) -> bool:
        return not self._statistics and self._settings.mode != "diff"

    def show(self, outcome: Outcome) -> None:
        """Shows one outcome."""
        self.summary.add(outcome.summary)
        self._skips += outcome.skips
        for problem in outcome.problems:
            self.failed = self.failed or problem.fatal
            if problem.fatal or not self._quiet:
                common.tell(problem)
        if outcome.output is not None:
            self._target.flush()
            self._target.buffer.write(outcome.output)
            self._target = sys.stderr
        if self._settings.mode == "diff":
            self._diff(outcome.text)
        elif not self._statistics:
            self._findings(outcome.text)
        if self._bar is not None:
            self._bar.update(outcome.characters)

    def _findings(self, text: str) -> None:
        if text:
            self._target.write(self._report.separator if self._written else "")
            self._target.write(text)
            self._written = True

    def _diff(self, text: str) -> None:
        self.differs = self.differs or bool(text)
        for line in text.splitlines(keepends=True):
            style = "red" if line.startswith("-") else "green" if line.startswith("+") else None
            self._target.write(click.style(line, fg=style) if style and self._settings.color else line)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._stack.close()

    def _finish(self) -> None:
        if self._statistics:
            for rule, count in sorted(self.summary.by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
                self._target.write(f"{count}\t{rule}\n")
        elif self._settings.mode != "diff":
            ending = self._report.end(self.summary)
            if self._settings.output in ("text", "rewrites"):
                self._target.write("\n" if self._written else "")
                self._target.write("" if self._quiet else f"{ending}\n")
            else:
                self._target.write(f"{ending}\n" if ending or self._written else "")
        if not self._quiet:
            self._tell_skipped()
        if not (self.summary.files or self.failed or self._may_be_nothing):
            self.failed = True
            common.tell(
                Problem("replylint", say("没有读到任何话术或聊天记录", "no replies or chats were read"))
            )

    def _tell_skipped(self) -> None:
        if not self._skips:
            return
        named = [
            f"{skip.path}（{skip.message}）"
            if self._settings.language == "zh"
            else f"{skip.path} ({skip.message})"
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
