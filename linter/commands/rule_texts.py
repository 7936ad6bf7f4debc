"""What rules say of themselves, for reports and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.i18n import choose
from linter.reports.base import RuleText
from linter.rules.names import category_of

if TYPE_CHECKING:
    from linter.commands.prepare import Run


def rule_texts(run: Run) -> dict[str, RuleText]:
    """All rules of a run by id, in the user's language."""
    from linter.commands.explain import shown

    return {rule["id"]: _text(rule, run, shown) for rule in run.plan.docs["rules"]}


def _text(rule: dict[str, Any], run: Run, shown: Any) -> RuleText:
    def examples(kind: str) -> tuple[str, ...]:
        return tuple(
            "\n".join(line.strip() for line in shown(example, kind))
            for example in rule["examples"]
            if kind in example
        )

    return RuleText(
        title=choose(rule["title"]),
        why=choose(rule["why"]),
        severity=run.choice.severities[rule["id"]],
        category=category_of(rule["id"]),
        bad=examples("bad"),
        fine=examples("ok"),
    )
