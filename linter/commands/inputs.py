"""What a run is about: a sentence, standard input, or files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.commands import common
from linter.commands.prepare import Run, Runs
from linter.config import Suppression, matches
from linter.i18n import say
from linter.model import Conversation, Document, Message, Template
from linter.pipeline.archives import MEMBER
from linter.pipeline.discover import FileToRead, Found, discover
from linter.pipeline.groups import Groups
from linter.pipeline.judge import Judge
from linter.pipeline.outcome import Outcome
from linter.pipeline.run import outcomes, processes
from linter.pipeline.settings import Settings
from linter.pipeline.tasks import FileTask, do_file, standard_input
from linter.source import by_itself

if TYPE_CHECKING:
    from linter.commands.adoption import Adoption

SENTENCE = "<text>"
"""Stands for the path of a sentence given on the command line."""


class Work(NamedTuple):
    """What a run does: its `outcomes`, how many bytes there are to read, and all suppressions by number."""

    outcomes: Iterator[Outcome]
    size: int
    suppressions: Sequence[Suppression]


def work(
    paths: Sequence[str],
    given: Mapping[str, Any],
    runs: Runs,
    settings_of: Callable[[Run], Settings],
    *,
    part: Adoption | None = None,
    left_out: Sequence[str] = (),
) -> Work:
    """What the command line names, each file with the settings of its own configuration; only what counts,
    where the run is about a `part` of it. `left_out` are patterns of files that it writes itself."""
    if given["text"] is None and given["after"] is not None:
        common.stop(say("--after 要和 --text 一起用", "--after goes with --text"))
    if given["text"] is not None and paths:
        common.stop(say("--text 不能和路径一起用", "--text cannot go with paths"))
    if "-" in paths and len(paths) > 1:
        common.stop(say("- 不能和别的路径一起用", "- cannot go with other paths"))

    def settings_for(run: Run) -> Settings:
        return settings_of(run) if part is None else part.adjusted(settings_of(run))

    def sifted(outcomes: Iterable[Outcome], at: Callable[[str], Settings]) -> Iterator[Outcome]:
        return iter(outcomes) if part is None else part.sift(outcomes, at)

    if given["text"] is not None or "-" in paths:
        groups = Groups([settings_for(runs.main)], runs.plans)
        if given["text"] is not None:
            one = _sentence(given["text"], given["after"], groups.judge(0))
        else:
            one = _standard_input(given["stdin_filename"], groups.judge(0))
        finished = (groups.finished(outcome, 0) for outcome in one)
        return Work(sifted(finished, lambda path: groups.settings[0]), 0, groups.suppressions)

    def excludes(path: str) -> bool:
        return runs.excludes(path) or bool(left_out and matches(path, left_out))

    found = in_groups(discover(paths or (".",), excludes, given.get("skip_others", False)), runs)
    files, settings = found.files, [settings_for(run) for run in runs.all]
    if part is not None:
        files, settings = part.narrow(files, settings)
    jobs = processes(given["jobs"], files)
    at = {file.path: settings[file.group] for file in files}

    def settings_at(path: str) -> Settings:
        return at[path] if path in at else at[path.rpartition(MEMBER)[0]]

    def everything() -> Iterator[Outcome]:
        yield Outcome(problems=found.problems)
        try:
            memory = part.memory if part else None
            yield from outcomes(files, settings, jobs, runs.plans, memory)
        finally:
            if part is not None:
                part.close()

    size = sum(file.size for file in files)
    return Work(sifted(everything(), settings_at), size, Groups(settings).suppressions)


def in_groups(found: Found, runs: Runs) -> Found:
    """The files, each with the number of its run."""
    found.files = [file._replace(group=runs.number(file.path)) for file in found.files]
    return found


def _standard_input(name: str, judge: Judge) -> Iterator[Outcome]:
    data = standard_input()
    yield do_file(FileTask(FileToRead(name, True, len(data)), data), judge)


def _sentence(text: str, after: str | None, judge: Judge) -> Iterator[Outcome]:
    place = by_itself(text)
    if after is None:
        outcome = judge.document(Document(SENTENCE, "text", [Template(text, place)]))
    else:
        messages = [
            Message("agent", "", 0, by_itself("")),
            Message("customer", after, 1, by_itself(after)),
            Message("agent", text, 2, place),
        ]
        chat = Conversation(None, messages, open=True)
        outcome = judge.document(Document(SENTENCE, "text", [chat]), customers=False)
    outcome.summary.files = 1
    yield outcome
