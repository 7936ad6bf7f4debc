"""What judges a reply, and what mends it by the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from linter.engine import Engine
from linter.model import Advice, Finding, Reply

if TYPE_CHECKING:
    from linter.repair.rewrite import Repair

NOTHING = Advice((), None)
"""The advice for a reply in which nothing was found."""


class Bench:
    """What judges, and what mends by the same rules."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @cached_property
    def repair(self) -> Repair:
        """What mends; made when there is something to mend."""
        from linter.repair.rewrite import Repair

        return Repair(self.engine)

    @cached_property
    def _repair_ahead(self) -> Repair:
        """What mends by the rules that look ahead too."""
        from linter.repair.rewrite import Repair

        engine = self.engine
        return Repair(engine, lambda reply: [*in_order(engine.judge(reply), engine.ahead(reply))])

    def advice(self, reply: Reply, ahead: Sequence[Finding] = ()) -> Advice:
        """The findings of a reply, with those of the rules that look ahead, their fixes, and its rewrite."""
        findings = in_order(self.engine.judge(reply), ahead)
        if not findings:
            return NOTHING
        return (self._repair_ahead if ahead else self.repair).advise(reply, findings)


def in_order(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, by where they begin."""
    return tuple(sorted((*findings, *others), key=lambda finding: finding.start) if others else findings)
