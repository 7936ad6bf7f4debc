"""A report on its way to a stream, part by part."""

from __future__ import annotations

from typing import TextIO

from linter.model import Summary
from linter.reports.base import Gathering, Part, Report


class Sheet:
    """Writes a report to `stream`; nothing of it before there is something to write. `closing`: people read
    it, so that a blank line and the counts end it; `quiet`: no counts."""

    def __init__(self, report: Report, stream: TextIO, *, closing: bool = False, quiet: bool = False) -> None:
        self.stream = stream
        self._report, self._closing, self._quiet = report, closing, quiet
        self._begun = self._written = False

    def add(self, part: Part) -> None:
        """Writes what can be written of a part."""
        if isinstance(self._report, Gathering):
            self._write(self._report.gather(part))
        elif part.text:
            self._write((self._report.separator if self._written else "") + part.text)
            self._written = True

    def _write(self, text: str) -> None:
        if not self._begun:
            self._begun = True
            self.stream.write(self._report.begin())
        self.stream.write(text)

    def end(self, summary: Summary) -> None:
        """Writes what comes last."""
        ending = self._report.end(summary)
        if isinstance(self._report, Gathering):
            self._write(ending)
        elif self._closing:
            self._write("\n" if self._written else "")
            self._write("" if self._quiet else f"{ending}\n")
        else:
            self._write(f"{ending}\n" if ending or self._written else "")
