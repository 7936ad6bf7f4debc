"""The templates of a run, looked at together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from linter.engine import replies
from linter.model import Diagnostic, Document, Finding
from linter.pipeline.ignores import Ignored, Waiting
from linter.pipeline.judge import Judge
from linter.pipeline.locate import located
from linter.pipeline.outcome import Outcome, failing

if TYPE_CHECKING:
    from linter.library.base import Entry


def together(
    lead: Judge,
    documents: Sequence[Document],
    waiting: Sequence[Waiting] = (),
    judge_at: Callable[[str], Judge] | None = None,
) -> Outcome:
    """What the rules about libraries find in documents. What is found in a file counts as the settings of
    `judge_at` its path say; those of the `lead` say how findings are told. `waiting` are names in comments
    that suppress nothing else."""
    from linter.library.base import entries
    from linter.library.checks import Checks

    at = judge_at or (lambda path: lead)
    active = frozenset[str]().union(*(at(document.path).settings.active for document in documents))
    checks = Checks(lead.program, active.__contains__, lead.settings.severities)
    found = checks.findings(entries(documents), whole=lead.settings.library == "whole")
    outcome = Outcome()
    shelved = {id(item): document for document in documents for item in document.items} if found else {}
    used: set[tuple[str, Ignored]] = set()
    diagnostics: list[Diagnostic] = []
    for entry, finding in found:
        judge, document = at(entry.path), shelved[id(entry.template)]
        if _stays(judge, document, entry, finding, outcome, used):
            severity = judge.settings.severities.get(finding.rule, finding.severity)
            reply = next(replies(entry.template))
            diagnostics.append(located(entry.path, entry.number, reply, finding._replace(severity=severity)))
    unused = (one for one in waiting if (one.path, one.ignored) not in used)
    outcome.problems = [one.notice for one in unused]
    lead.tell(diagnostics, outcome)
    if not outcome.diagnostics:
        outcome.summary.failing = failing(diagnostics, lambda path: at(path).settings)
    return outcome


def _stays(
    judge: Judge,
    document: Document,
    entry: Entry,
    finding: Finding,
    outcome: Outcome,
    used: set[tuple[str, Ignored]],
) -> bool:
    """Whether a finding about a library is told: not where it is suppressed, nor where its template was not
    touched."""
    touched = judge.settings.touched
    if finding.rule not in judge.settings.active:
        return False
    if touched is not None and entry.number not in touched.get(entry.path, {entry.number}):
        return False
    held = judge.suppressing.at(document, entry.template)
    if finding.rule not in judge.suppressing.rules(held):
        return True
    mine, noted = set[Ignored](), Outcome()
    judge.suppressing.note(held, [finding], noted, mine)
    outcome.summary.suppressed += noted.summary.suppressed
    outcome.met |= {judge.first + number for number in noted.met}
    outcome.used |= {judge.first + number for number in noted.used}
    used.update((entry.path, one) for one in mine)
    return False
