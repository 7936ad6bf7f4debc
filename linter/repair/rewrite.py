"""Mends a reply: applies fixes, judges the result anew, until nothing is left to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from linter.engine import Engine, with_text
from linter.model import Edit, Finding, Fix, Reply
from linter.repair.edits import apply, compatible
from linter.repair.facts import kept

_ROUNDS = 6


def any_fix(fix: Fix) -> bool:
    """Allows every fix."""
    return True


def safe_fix(fix: Fix) -> bool:
    """Allows safe fixes only."""
    return fix.applicability == "safe"


class Repair:
    """Mends replies with the rules of an engine. No step may bring a finding that was not there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rewrite(
        self, reply: Reply, findings: Sequence[Finding], allow: Callable[[Fix], bool] = any_fix
    ) -> str | None:
        """The mended text; None where nothing could be mended."""
        current, found = reply, list(findings)
        for _ in range(_ROUNDS):
            mended = self._step(current, found, allow)
            if mended is None:
                break
            current, found = mended
        return None if current is reply else current.text

    def results(self, finding: Finding) -> tuple[Fix, ...]:
        """The fixes of a finding that keep every fact and bring no new finding, with what each results in."""
        before = Counter(other.rule for other in self._engine.judge(finding.reply))
        good: list[Fix] = []
        for fix in finding.fixes:
            text = apply(finding.reply.text, fix.edits)
            if self._improves(finding.reply, before, text):
                good.append(Fix(fix.edits, fix.applicability, text))
        return tuple(good)

    def _step(
        self, reply: Reply, findings: Sequence[Finding], allow: Callable[[Fix], bool]
    ) -> tuple[Reply, list[Finding]] | None:
        """One round: as many fixes together as agree and do good; one by one where together they do not."""
        chosen: list[Edit] = []
        for finding in findings:
            for fix in filter(allow, finding.fixes):
                if compatible([*chosen, *fix.edits]):
                    chosen += fix.edits
                    break
        for edits in self._attempts(chosen, findings, allow):
            text = apply(reply.text, edits)
            if text != reply.text and self._improves(reply, Counter(f.rule for f in findings), text):
                mended = with_text(reply, text)
                return mended, self._engine.judge(mended)
        return None

    @staticmethod
    def _attempts(
        together: Sequence[Edit], findings: Sequence[Finding], allow: Callable[[Fix], bool]
    ) -> Iterator[Sequence[Edit]]:
        if together:
            yield together
        for finding in findings:
            for fix in filter(allow, finding.fixes):
                yield fix.edits

    def _improves(self, reply: Reply, before: Counter[str], text: str) -> bool:
        if not kept(reply.text, text):
            return False
        after = Counter(finding.rule for finding in self._engine.judge(with_text(reply, text)))
        return not after - before and after != before
