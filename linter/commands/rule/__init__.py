"""`replylint rule`: making rules of one's own, and seeing what they do. `replylint rules` lists those there are."""

from __future__ import annotations

import click

from linter.commands import Lazy
from linter.i18n import say

MODULES = {
    "new": "linter.commands.rule.new",
    "import": "linter.commands.rule.import_words",
    "try": "linter.commands.rule.try_text",
    "impact": "linter.commands.rule.impact",
}


def command() -> click.Command:
    """The group, in the user's language."""

    @click.group(
        "rule",
        cls=Lazy,
        modules=MODULES,
        help=say(
            "写自己的规则：新建、从禁语表导入、试一句话、看影响（规则清单见 rules）。",
            "Make rules of your own: new, from a list of words, try one, see its impact (`rules` lists them).",
        ),
    )
    def rule() -> None:
        pass

    return rule
