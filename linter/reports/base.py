"""The face of an output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol, runtime_checkable

from linter.i18n import say
from linter.model import Diagnostic, Edit, Fix, Problem, Severity, Summary


class Report(Protocol):
    """Writes diagnostics as text, block by block, so that nothing has to be kept."""

    separator: str

    def begin(self) -> str:
        """What comes first."""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """One text for each diagnostic (or group of them); joined by `separator`."""

    def end(self, summary: Summary) -> str:
        """What comes last."""


class Part(NamedTuple):
    """What came of a file, or of one block of it: the text that `render` made, how many replies were judged
    and what could not be read. Without a `path` it is about no file, or about many."""

    path: str
    text: str
    replies: int = 0
    problems: Sequence[Problem] = ()


@runtime_checkable
class Gathering(Report, Protocol):
    """A report whose parts are not final: `render`, which may run in another process, makes lines for
    `gather`, which makes the report of them."""

    def gather(self, part: Part) -> str:
        """What can be written once `part` has come; parts come in the order of the files."""


class RuleText(NamedTuple):
    """What a rule says of itself, in the user's language. `bad` and `fine` are examples."""

    title: str
    why: str
    severity: Severity
    category: str
    bad: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()


class About(NamedTuple):
    """What a report may tell besides findings: the `rules` by id, asked for when they are needed; the
    severity from which a run fails."""

    rules: Callable[[], Mapping[str, RuleText]] = dict
    fail_on: Severity = "warning"


def hiding(diagnostic: Diagnostic, show_personal_data: bool) -> Callable[[str], str]:
    """What makes texts of a finding fit to be shown: masked, where they are somebody's chat."""
    if show_personal_data or not diagnostic.private:
        return str
    from linter.reports.privacy import mask

    return mask


def chat_name(diagnostic: Diagnostic, show_personal_data: bool) -> str:
    """The id of the conversation, unless it tells who the customer is."""
    from linter.reports.privacy import Hide

    return Hide(show_personal_data).id(diagnostic.conversation) or ""


def fill_in() -> str:
    """What is told behind a rewrite that has slots."""
    return say("（先填好【】再用）", " (fill in 【】 first)")


def reason(fix: Fix, reply: str) -> str:
    """Why somebody might choose a fix: in the words of its rule, else what it does to the reply."""
    return fix.why or say("；", "; ").join(dict.fromkeys(_done(edit, reply) for edit in fix.edits))


def _done(edit: Edit, reply: str) -> str:
    old, new = reply[edit.start : edit.end].strip(), edit.text.strip()
    if not old:
        return say(f"加上“{new}”", f"adds “{new}”")
    if not new:
        return say(f"去掉“{old}”", f"drops “{old}”")
    return say(f"“{old}”换成“{new}”", f"“{new}” instead of “{old}”")


def reply_of(diagnostic: Diagnostic) -> tuple[str, int]:
    """What tells the reply of a finding from others: its path, and its number in that file."""
    return diagnostic.path, diagnostic.number


def by_reply(diagnostics: Sequence[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """The diagnostics of one reply after another."""
    return (list(group) for _, group in groupby(diagnostics, reply_of))


def told(diagnostic: Diagnostic, show_personal_data: bool) -> str:
    """The message of a finding (behind the cell of a workbook, which no service knows), and on a line of its
    own what to write instead."""
    message = diagnostic.finding.message
    if diagnostic.cell:
        message = f"{diagnostic.cell}: {message}"
    if diagnostic.rewrite is not None:
        message += f"\n→ {diagnostic.rewrite}{fill_in() if diagnostic.needs_input else ''}"
    return hiding(diagnostic, show_personal_data)(message)
