"""Which rules there are already for a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linter.engine import Engine, replies
from linter.model import Template
from linter.rules.program import Program
from linter.source import LinePlace


class Known:
    """The rules of a configuration, those of some files aside."""

    def __init__(self, plan: Mapping[str, Any], active: frozenset[str]) -> None:
        self.program = Program(plan)
        self._engine = Engine(self.program, active.__contains__)

    def rules(self, word: str, sentence: str) -> list[str]:
        """The rules that find something in or at a word of a sentence."""
        at = sentence.find(word)
        reply = next(replies(Template(sentence, LinePlace(1, 1, sentence))))
        found = (
            finding.rule
            for finding in self._engine.judge(reply)
            if finding.start < at + len(word) and at < finding.end
        )
        return list(dict.fromkeys(found))
