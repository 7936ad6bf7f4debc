"""What came of a file, a block, or the libraries of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.model import Diagnostic, Document, Problem, Summary, rank
from linter.pipeline.ignores import Waiting
from linter.pipeline.settings import Settings

if TYPE_CHECKING:
    from linter.scoring.record import Record


@dataclass(slots=True)
class Outcome:
    """What came of a file or block: its part of the report, the counts, what could not be read, and why a
    file was passed over. `path` is the file, where the outcome is about one, and `beside` its part of the
    further reports; `output` is the mended standard input, `templates` those of which the run may make a
    library; `records` stand for the report where there is a scorecard; `met` are the suppressions whose
    place was there, `used` those that suppressed something. `diagnostics` are findings that are neither
    counted nor rendered yet, of the file `path`, and `group` the number of its settings; `waiting` are
    names in comments that suppress nothing but, perhaps, something about a library. `digest` tells the
    bytes of a file that may be remembered; of one that was, `later` makes the `templates`, of which there
    are `shelved`."""

    text: str = ""
    summary: Summary = field(default_factory=Summary)
    problems: list[Problem] = field(default_factory=list)
    skips: list[Problem] = field(default_factory=list)
    characters: int = 0
    output: bytes | None = None
    records: list[Record] = field(default_factory=list)
    templates: Document | None = None
    met: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    path: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    digest: str = ""
    shelved: int = 0
    later: Callable[[], Document | None] | None = None
    beside: tuple[str, ...] = ()
    group: int = 0


def failing(diagnostics: Sequence[Diagnostic], settings_at: Callable[[str], Settings]) -> int:
    """How many findings make the run fail, as the settings of their files say."""
    return sum(rank(one.finding.severity) >= rank(settings_at(one.path).fail_on) for one in diagnostics)


def count(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    """Counts findings by rule, by severity, and by the fixes that can be applied."""
    for diagnostic in diagnostics:
        finding = diagnostic.finding
        summary.by_rule[finding.rule] = summary.by_rule.get(finding.rule, 0) + 1
        summary.by_severity[finding.severity] = summary.by_severity.get(finding.severity, 0) + 1
        ready = [fix.applicability for fix in finding.fixes if not fix.needs_input]
        if "safe" in ready:
            summary.safe += 1
        elif ready:
            summary.unsafe += 1
