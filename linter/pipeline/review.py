"""A review of what was found, one finding at a time: what was decided, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from linter.config import Suppression
from linter.engine import replies, with_text
from linter.model import Advice, Finding, Fix, Reply
from linter.pipeline.judge import Judge
from linter.pipeline.mend import Change, Mended, changed
from linter.pipeline.suppress import suppression_at
from linter.readers.load import Loaded


@dataclass(slots=True, frozen=True)
class Draft:
    """A reply of a file under review: its text so far, the findings that were left as they are (rule and
    matched text), and what is to be suppressed there."""

    file: int
    reply: Reply
    text: str
    left: frozenset[tuple[str, str]] = frozenset()
    suppressions: tuple[Suppression, ...] = ()


class Question(NamedTuple):
    """What is to be decided: a finding in the text of a draft, its fixes, and the rewrite of the whole."""

    draft: Draft
    finding: Finding
    fixes: tuple[Fix, ...]


class _Step(NamedTuple):
    """One decision: which draft it was about, and that draft before it."""

    number: int
    draft: Draft


class Review:
    """Goes through the findings of files, each with its judge. Every decision can be taken back; nothing is
    written."""

    def __init__(self, files: Sequence[tuple[Loaded, Judge]]) -> None:
        self._files = [loaded for loaded, _ in files]
        self._judges = [judge for _, judge in files]
        self._drafts = [
            Draft(number, reply, reply.text)
            for number, (loaded, judge) in enumerate(files)
            for item in judge.wanted(loaded.document)
            for reply in replies(item)
        ]
        self._at = 0
        self._done: list[_Step] = []

    @property
    def place(self) -> tuple[int, int]:
        """The number of the reply under review, from 1, and how many there are."""
        return min(self._at + 1, len(self._drafts)), len(self._drafts)

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._done)

    @property
    def left(self) -> int:
        """How many findings were left as they are."""
        return sum(len(draft.left) for draft in self._drafts)

    def path(self, draft: Draft) -> str:
        """The file that a draft stands in."""
        return self._files[draft.file].path

    def question(self) -> Question | None:
        """What is to be decided next; None where nothing is left."""
        while self._at < len(self._drafts):
            draft = self._drafts[self._at]
            advice = self._advice(draft)
            for finding in advice.findings:
                if (finding.rule, finding.match) not in draft.left:
                    return Question(draft, finding, _choices(finding, advice))
            self._at += 1
        return None

    def _advice(self, draft: Draft) -> Advice:
        rules = frozenset(one.rule for one in draft.suppressions)
        document = self._files[draft.file].document
        bench = self._judges[draft.file].bench_for(document, draft.reply, without=rules)
        return bench.advice(with_text(draft.reply, draft.text))

    def accept(self, text: str) -> None:
        """The reply is to be `text`."""
        self._decide(replace(self._drafts[self._at], text=text))

    def leave(self, finding: Finding) -> None:
        """The finding stays as it is, for now."""
        draft = self._drafts[self._at]
        self._decide(replace(draft, left=draft.left | {(finding.rule, finding.match)}))

    def suppress(self, finding: Finding, reason: str) -> None:
        """The rule is not to count for this reply from now on."""
        draft = self._drafts[self._at]
        document, reply = self._files[draft.file].document, draft.reply
        one = suppression_at(document, reply.template, reply.text, finding.rule, reason)
        self._decide(replace(draft, suppressions=(*draft.suppressions, one)))

    def _decide(self, draft: Draft) -> None:
        self._done.append(_Step(self._at, self._drafts[self._at]))
        self._drafts[self._at] = draft

    def undo(self) -> None:
        """Takes the last decision back."""
        step = self._done.pop()
        self._at = step.number
        self._drafts[step.number] = step.draft

    def suppressions(self) -> list[Suppression]:
        """All that was suppressed."""
        return [one for draft in self._drafts for one in draft.suppressions]

    def results(self) -> Iterator[tuple[Loaded, Mended]]:
        """The files in which something was accepted, with their new texts."""
        changes: dict[int, list[Change]] = {}
        for draft in self._drafts:
            if draft.text != draft.reply.text:
                changes.setdefault(draft.file, []).append((draft.reply, draft.text))
        for number, own in changes.items():
            options = self._judges[number].settings.options
            yield self._files[number], changed(self._files[number], own, options)


def _choices(finding: Finding, advice: Advice) -> tuple[Fix, ...]:
    """The fixes of a finding, and last the rewrite of the whole where it is another text."""
    fixes = finding.fixes
    if advice.rewrite is None or any(fix.result == advice.rewrite for fix in fixes):
        return fixes
    whole = Fix((), "unsafe", "", advice.rewrite, advice.needs_input)
    return (*fixes, whole)
