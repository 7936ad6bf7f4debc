"""The settings of a run, where its files do not all have the same; and the judges that go by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from linter.config import Suppression
from linter.model import SEVERITIES
from linter.pipeline.discover import FileToRead
from linter.pipeline.ignores import Waiting
from linter.pipeline.judge import Judge
from linter.pipeline.libraries import together
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import Shelf
from linter.rules.plan import Plan, plan_key
from linter.rules.program import Program

if TYPE_CHECKING:
    from linter.pipeline.memory import Memory


class Groups:
    """Settings by number, each with a judge that is made when it is asked for; judges of the same plan share
    it. `plans` are those that were made already, by their keys."""

    def __init__(self, settings: Sequence[Settings], plans: Mapping[str, Plan] | None = None) -> None:
        self.settings = settings
        self._plans = plans or {}
        self._judges: dict[int, Judge] = {}
        self._programs: dict[str, Program] = {}
        self._first: dict[tuple[Suppression, ...], int] = {}
        for suppressions in dict.fromkeys(one.suppressions for one in settings):
            self._first[suppressions] = sum(map(len, self._first))

    @property
    def suppressions(self) -> list[Suppression]:
        """Those of all settings, by the numbers that finished outcomes have."""
        return [one for suppressions in self._first for one in suppressions]

    def judge(self, number: int) -> Judge:
        """The judge of a group."""
        judge = self._judges.get(number)
        if judge is None:
            settings = self.settings[number]
            key = plan_key(settings.rulesets, settings.overlays)
            if key not in self._programs and key in self._plans:
                self._programs[key] = Program(self._plans[key].run)
            judge = self._judges[number] = Judge(settings, self._programs.get(key))
            self._programs[key] = judge.program
            judge.first = self._first[settings.suppressions]
        return judge

    def finished(self, outcome: Outcome, number: int) -> Outcome:
        """An outcome of a group, ready to be added to those of others."""
        settings = self.settings[number]
        outcome.group = number
        first = self._first[settings.suppressions]
        if first:
            outcome.met = {first + one for one in outcome.met}
            outcome.used = {first + one for one in outcome.used}
        outcome.summary.failing = sum(
            outcome.summary.by_severity.get(severity, 0)
            for severity in SEVERITIES[SEVERITIES.index(settings.fail_on) :]
        )
        return outcome


class Shelves:
    """The templates of a run, a shelf for the files of each configuration that have the same idea of a
    library. What overrides say of rules and severities does not part a library: it holds for
    what is found in its files. A `memory` is asked before they are looked at."""

    def __init__(self, groups: Groups, files: Sequence[FileToRead], memory: Memory | None = None) -> None:
        self._groups, self._memory = groups, memory
        self._group_of = {file.path: file.group for file in files}
        self._shelves: dict[int, _Lot] = {}
        self._waiting: list[Waiting] = []
        keys: dict[str, int] = {}
        self._leads = [
            keys.setdefault(_library_key(settings), number) for number, settings in enumerate(groups.settings)
        ]

    def take(self, outcome: Outcome) -> None:
        """Takes the templates out of an outcome, and what it leaves to be told."""
        self._group_of.setdefault(outcome.path, outcome.group)
        made, later = outcome.templates, outcome.later
        outcome.templates = outcome.later = None
        self._waiting += outcome.waiting
        if made is None and later is None:
            return
        lot = self._shelves.setdefault(self._lead(outcome.path), _Lot())
        group = self._group_of[outcome.path]
        lot.files.append((outcome.path, outcome.digest and f"{outcome.digest}-{group}"))
        if made is not None:
            lot.shelf.add(made)
        elif later is not None:
            lot.shelf.add_later(outcome.shelved, later)

    def outcomes(self) -> Iterator[Outcome]:
        """What the rules about libraries find, shelf by shelf, as the first file of each came."""
        for lead, lot in self._shelves.items():
            waiting = [one for one in self._waiting if self._lead(one.path) == lead]
            if lot.shelf.notice:
                yield Outcome(problems=[lot.shelf.notice])
            elif self._memory is None:
                yield self._together(lead, lot, waiting)
            else:
                yield self._memory.of_libraries(lot.files, partial(self._together, lead, lot, waiting))
        left = [one for one in self._waiting if self._lead(one.path) not in self._shelves]
        if left:
            yield Outcome(problems=[one.notice for one in left])

    def _together(self, lead: int, lot: _Lot, waiting: Sequence[Waiting]) -> Outcome:
        return together(self._groups.judge(lead), lot.shelf.documents, waiting, self._judge_at)

    def _lead(self, path: str) -> int:
        return self._leads[self._group_of[path]]

    def _judge_at(self, path: str) -> Judge:
        return self._groups.judge(self._group_of[path])


class _Lot:
    """A shelf, and the paths and digests of its files."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.files: list[tuple[str, str]] = []


def _library_key(settings: Settings) -> str:
    """Equal for settings with which files may be one library."""
    sections = [overlay.data["library"] for overlay in settings.overlays if overlay.data.get("library")]
    return repr((settings.source, settings.rulesets, sections))
