"""The settings of a run, where its files do not all have the same; and the judges that go by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.config import Suppression
from linter.model import SEVERITIES, Document
from linter.pipeline.discover import FileToRead
from linter.pipeline.judge import Judge, Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import Shelf
from linter.rules.plan import Plan, plan_key
from linter.rules.program import Program


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
        return judge

    def finished(self, outcome: Outcome, number: int) -> Outcome:
        """An outcome of a group, ready to be added to those of others."""
        settings = self.settings[number]
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
    what is found in its files."""

    def __init__(self, groups: Groups, files: Sequence[FileToRead]) -> None:
        self._groups = groups
        self._group_of = {file.path: file.group for file in files}
        self._shelves: dict[int, Shelf] = {}
        keys: dict[str, int] = {}
        self._leads = [
            keys.setdefault(_library_key(settings), number) for number, settings in enumerate(groups.settings)
        ]

    def add(self, document: Document) -> None:
        """One more document with templates."""
        lead = self._leads[self._group_of[document.path]]
        self._shelves.setdefault(lead, Shelf()).add(document)

    def outcomes(self) -> Iterator[Outcome]:
        """What the rules about libraries find, shelf by shelf, as the first file of each came."""
        for lead, shelf in self._shelves.items():
            if shelf.documents:
                yield self._groups.judge(lead).libraries(shelf.documents, self._settings_at)
            elif shelf.notice:
                yield Outcome(problems=[shelf.notice])

    def _settings_at(self, path: str) -> Settings:
        return self._groups.settings[self._group_of[path]]


def _library_key(settings: Settings) -> str:
    """Equal for settings with which files may be one library."""
    sections = [overlay.data["library"] for overlay in settings.overlays if overlay.data.get("library")]
    return repr((settings.source, settings.rulesets, sections))
