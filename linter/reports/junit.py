"""JUnit XML, for whatever shows test results: a suite for each file, a case for each reply with findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from linter.i18n import say
from linter.model import Diagnostic, Problem, Severity, Summary, rank
from linter.reports.base import Part, by_reply, chat_name, told
from linter.reports.xml import DECLARATION, content, element


class _Case(NamedTuple):
    failures: int
    text: str
    errors: int = 0


class JunitReport:
    """Suites as files are done. Findings below the severity from which a run fails are told, and fail
    nothing. Holds the cases of one file, since their number comes first."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False, fail_on: Severity = "warning") -> None:
        self._open, self._fail_on = show_personal_data, fail_on
        self._path: str | None = None
        self._replies = 0
        self._cases: list[_Case] = []

    def begin(self) -> str:
        """The opening of the report."""
        return f"{DECLARATION}<{element('testsuites', name='replylint')}>\n"

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The path of each reply, how many failures it has, and its element."""
        return [json.dumps([group[0].path, *self._case(group)[:2]]) for group in by_reply(diagnostics)]

    def _case(self, group: Sequence[Diagnostic]) -> _Case:
        failing = [one for one in group if rank(one.finding.severity) >= rank(self._fail_on)]
        others = [one for one in group if one not in failing]
        lines = [
            f"<{element('testcase', classname=group[0].path, name=_name(group[0], self._open), time='0')}>"
        ]
        for one in failing:
            head = element("failure", type=one.finding.severity, message=self._message(one))
            lines.append(f"<{head}>{content(self._told(one))}</failure>")
        if others:
            lines.append(f"<system-out>{content(chr(10).join(map(self._told, others)))}</system-out>")
        head, *rest = lines
        return _Case(len(failing), "".join([f"    {head}\n", *(f"      {line}\n" for line in rest)]))

    def _message(self, diagnostic: Diagnostic) -> str:
        return f"{diagnostic.finding.rule}: {told(diagnostic, self._open)}".partition("\n")[0]

    def _told(self, diagnostic: Diagnostic) -> str:
        finding = diagnostic.finding
        place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
        return f"{place}: {finding.severity} {finding.rule} {told(diagnostic, self._open)}"

    def gather(self, part: Part) -> str:
        """The files that are complete."""
        done = self._begun(part.path) if part.path else ""
        if part.path:
            self._replies += part.replies
        for line in part.text.splitlines():
            path, failures, text = json.loads(line)
            done += self._begun(path)
            self._cases.append(_Case(failures, text))
        for problem in part.problems:
            if problem.fatal:
                done += self._begun(problem.path)
                self._cases.append(_unread(problem))
        return done

    def _begun(self, path: str | None) -> str:
        """The suite of the last file, where another begins."""
        if path == self._path:
            return ""
        done = "" if self._path is None else self._suite(self._path)
        self._path, self._replies, self._cases = path, 0, []
        return done

    def _suite(self, path: str) -> str:
        cases = list(self._cases)
        quiet = self._replies - sum(not case.errors for case in cases)
        if quiet > 0:
            name = say(f"其余 {quiet} 条回复没有问题", f"{quiet} more replies without findings")
            if not cases:
                name = say(f"{quiet} 条回复都没有问题", f"all {quiet} replies without findings")
            cases.append(_Case(0, f"    <{element('testcase', classname=path, name=name, time='0')}>\n"))
        counts = {
            "tests": len(cases),
            "failures": sum(case.failures > 0 for case in cases),
            "errors": sum(case.errors for case in cases),
        }
        head = element("testsuite", name=path, **counts, skipped=0, time="0")
        inside = "".join(f"{case.text}    </testcase>\n" for case in cases)
        return f"  <{head}>\n{inside}  </testsuite>\n"

    def end(self, summary: Summary) -> str:
        """The last suite and the closing of the report."""
        return f"{self._begun(None)}</testsuites>\n"


def _unread(problem: Problem) -> _Case:
    """What could not be read, as a case that failed to run."""
    name = say("读取", "reading")
    head = element("testcase", classname=problem.path, name=name, time="0")
    error = element("error", type="unreadable", message=problem.message)
    return _Case(0, f"    <{head}>\n      <{error}>{content(str(problem))}</error>\n", 1)


def _name(diagnostic: Diagnostic, show_personal_data: bool) -> str:
    """What a reply is called: by its template or its conversation, and its line."""
    line = say(f"第 {diagnostic.line} 行", f"line {diagnostic.line}")
    if diagnostic.message_index is not None:
        number = diagnostic.message_index + 1
        chat = chat_name(diagnostic, show_personal_data)
        return f"{chat} {say(f'第 {number} 条消息', f'message {number}')} ({line})".strip()
    return f"{diagnostic.template} ({line})" if diagnostic.template else line
