"""Outcomes shown: findings on standard output or in a file, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TextIO

import click

from linter.commands.inputs import Work
from linter.commands.targets import Target
from linter.commands.watch import Watch
from linter.model import Summary
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.telling import reports
from linter.reports.base import About, Part
from linter.reports.sheet import Sheet
from linter.reports.terminal import styled

_WITH_CLOSING = ("text", "rewrites")
"""Reports that end with a blank line and the counts."""

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

    `output` is the file of the report, `beside` those of the further ones. A run that read nothing has failed,
    unless it `may_be_nothing`.
    """

    def __init__(
        self,
        settings: Settings,
        work: Work,
        output: str | None = None,
        statistics: bool = False,
        quiet: bool = False,
        may_be_nothing: bool = False,
        beside: Sequence[str] = (),
        about: About | None = None,
    ) -> None:
        self.differs = False
        self._settings, self._output, self._beside, self._about = settings, output, beside, about
        self._statistics, self._quiet = statistics, quiet
        self._watch = Watch(
            work.size, suppressions=work.suppressions, quiet=quiet, may_be_nothing=may_be_nothing
        )
        self._stack = ExitStack()
        self._target: TextIO = sys.stdout
        self._sheets: list[Sheet] = []
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
        with ExitStack() as opening:
            if self._output is not None:
                self._target = opening.enter_context(Target(self._output)).stream
            files = [opening.enter_context(Target(path)).stream for path in self._beside]
            self._stack = opening.pop_all()
        if not self._target.isatty():
            self._watch.show_progress(self._stack)
        made = reports(self._settings, self._about)
        self._sheets = [
            Sheet(report, stream, closing=name in _WITH_CLOSING, quiet=self._quiet)
            for name, report, stream in zip(
                (self._settings.output, *self._settings.outputs), made, (self._target, *files), strict=True
            )
        ]
        return self

    @property
    def _findings_wanted(self) -> bool:
        return not self._statistics and self._settings.mode != "diff"

    def show(self, outcome: Outcome) -> None:
        """Shows one outcome."""
        self._watch.see(outcome)
        if outcome.output is not None:
            self._put_out(outcome.output)
        if self._settings.mode == "diff":
            self._diff(outcome.text)
            return
        texts = (outcome.text, *outcome.beside)
        for number, sheet in enumerate(self._sheets):
            if number or self._findings_wanted:
                text = texts[number] if number < len(texts) else ""
                sheet.add(Part(outcome.path, text, outcome.summary.replies, outcome.problems))

    def _put_out(self, data: bytes) -> None:
        """Mended standard input goes to standard output; what is found in it then goes elsewhere."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        if self._target is sys.stdout:
            self._target = self._sheets[0].stream = sys.stderr

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
        with self._stack:
            if error is not None:
                raise error
            self._finish()

    def _finish(self) -> None:
        if any(self._pages):
            os.environ.setdefault("LESS", _LESS)
            click.echo_via_pager(self._pages, color=self._settings.color)
        if self._statistics:
            for rule, count in sorted(self.summary.by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
                self._target.write(f"{count}\t{rule}\n")
        for number, sheet in enumerate(self._sheets):
            if self._settings.mode != "diff" and (number or self._findings_wanted):
                sheet.end(self.summary)
        self._watch.end()
