"""The one way in which a ruleset is wrong: at a place, with what was found and what was expected."""

from __future__ import annotations

from linter.i18n import say


class RulesetError(Exception):
    """A mistake in a ruleset, a configuration, or another file of ours. Lines and columns count from 1."""

    def __init__(
        self, path: str, line: int | None, column: int | None, found: str, expected: str, advice: str = ""
    ) -> None:
        self.path, self.line, self.column = path, line, column
        self.found, self.expected, self.advice = found, expected, advice
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = say(
            f"{where}: 发现 {self.found}，应为 {self.expected}",
            f"{where}: found {self.found}, expected {self.expected}",
        )
        return f"{text}{say('；', '; ')}{self.advice}" if self.advice else text
