"""Outcomes shown: findings on standard output or in a file, everything else on standard error."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TextIO

import click

from linter.commands import common
from linter.commands.inputs import Work
from linter.commands.watch import Watch
from linter.i18n import say
from linter.model import Summary
from linter.pipeline.judge import Outcome
from linter.pipeline.settings import Settings
from linter.reports import report
from linter.reports.terminal import styled

_LESS = "FRX"
"""What `less` is told, as git tells it: no paging for what fits the screen, colours, and the text stays."""

_DIFF_STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan"}


def _colored(line: str) -> str:
    """A line of a diff, coloured."""
    text = line.rstrip("\n")
    style = _DIFF_STYLES.get(text[:3]) or {"-": "red", "+": "green"}.get(text[:1])
    return styled(text, style, True) + line[len(text) :] if style else line


class Printer:
    """Shows the outcomes of a run as they come; afterwards knows its `summary`, whether something `failed`,
    and whether a diff was not empty.

    A run that read nothing has failed, unless it `may_be_nothing`.
    """

    def __init__(
        self,
        settings: Settings,
        work: Work,
        output: str | None = None,
        statistics: bool = False,
        quiet: bool = False,
        may_be_nothing: bool = False,
    ) -> None:
        self.differs = False
        self._settings, self._output = settings, output
        self._statistics, self._quiet = statistics, quiet
        self._watch = Watch(
            work.size, suppressions=work.suppressions, quiet=quiet, may_be_nothing=may_be_nothing
        )
        self._report = report(
            settings.output, color=settings.color, show_personal_data=settings.show_personal_data
        )
        self._stack = ExitStack()
        self._target: TextIO = sys.stdout
        self._written = False
        self._pages: list[str] = []

    @property
    def summary(self) -> Summary:
        """The counts so far."""
        return self._watch.summary

    @property
    def failed(self) -> bool:
        """Whether something could not be read."""
        return self._watch.failed

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
        if not self._target.isatty():
            self._watch.show_progress(self._stack)
        if self._findings_wanted:
            self._target.write(self._report.begin())
        return self

    @property
    def _findings_wanted(self) -> bool:
        return not self._statistics and self._settings.mode != "diff"

    def show(self, outcome: Outcome) -> None:
        """Shows one outcome."""
        self._watch.see(outcome)
        if outcome.output is not None:
            self._target.flush()
            self._target.buffer.write(outcome.output)
            self._target = sys.stderr
        if self._settings.mode == "diff":
            self._diff(outcome.text)
        elif not self._statistics:
            self._findings(outcome.text)

    def _findings(self, text: str) -> None:
        if text:
            self._target.write(self._report.separator if self._written else "")
            self._target.write(text)
            self._written = True

    def _diff(self, text: str) -> None:
        self.differs = self.differs or bool(text)
        if self._settings.color:
            text = "".join(map(_colored, text.splitlines(keepends=True)))
        if self._target.isatty():
            self._pages.append(text)
        else:
            self._target.write(text)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._stack.close()

    def _finish(self) -> None:
        if any(self._pages):
            os.environ.setdefault("LESS", _LESS)
            click.echo_via_pager(self._pages, color=self._settings.color)
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
        self._watch.end()
