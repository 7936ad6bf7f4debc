"""The report that `rule impact` compares."""

from __future__ import annotations

from linter.reports import report
from linter.reports.places import placed
from tests.reports.support import diagnostic


def test_what_was_written_is_read_again() -> None:
    one = diagnostic()
    written = report("places")
    text = written.begin() + written.separator.join(written.render([one])) + written.end(None)  # type: ignore[arg-type]
    (found,) = placed(text)
    assert (found.path, found.line, found.rule) == (one.path, one.line, one.finding.rule)
    assert (found.start, found.end, found.match) == one.finding[2:5]
    assert found.rewrite == one.rewrite
