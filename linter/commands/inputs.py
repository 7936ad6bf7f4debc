"""What a run is about: a sentence, standard input, or files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from linter.commands import common
from linter.commands.prepare import Run, Runs
from linter.config import Suppression
from linter.i18n import say
from linter.model import Conversation, Document, Message, Template
from linter.pipeline.discover import FileToRead, Found, discover
from linter.pipeline.groups import Groups
from linter.pipeline.judge import Judge, Outcome
from linter.pipeline.run import outcomes, processes
from linter.pipeline.settings import Settings
from linter.pipeline.tasks import FileTask, do_file, standard_input
from linter.source import SourceText, verbatim

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
) -> Work:
    """What the command line names, each file with the settings of its own configuration."""
    if given["text"] is None and given["after"] is not None:
        common.stop(say("--after 要和 --text 一起用", "--after goes with --text"))
    if given["text"] is not None and paths:
        common.stop(say("--text 不能和路径一起用", "--text cannot go with paths"))
    if "-" in paths and len(paths) > 1:
        common.stop(say("- 不能和别的路径一起用", "- cannot go with other paths"))
    if given["text"] is not None or "-" in paths:
        groups = Groups([settings_of(runs.main)], runs.plans)
        if given["text"] is not None:
            one = _sentence(given["text"], given["after"], groups.judge(0))
        else:
            one = _standard_input(given["stdin_filename"], groups.judge(0))
        return Work((groups.finished(outcome, 0) for outcome in one), 0, groups.suppressions)
    found = in_groups(discover(paths or (".",), runs.excludes, given.get("skip_others", False)), runs)
    settings = [settings_of(run) for run in runs.all]
    jobs = processes(given["jobs"], found.files)

    def everything() -> Iterator[Outcome]:
        yield Outcome(problems=found.problems)
        yield from outcomes(found.files, settings, jobs, runs.plans)

    return Work(everything(), sum(file.size for file in found.files), Groups(settings).suppressions)


def in_groups(found: Found, runs: Runs) -> Found:
    """The files, each with the number of its run."""
    found.files = [file._replace(group=runs.number(file.path)) for file in found.files]
    return found


def _standard_input(name: str, judge: Judge) -> Iterator[Outcome]:
    data = standard_input()
    yield do_file(FileTask(FileToRead(name, True, len(data)), data), judge)


def _sentence(text: str, after: str | None, judge: Judge) -> Iterator[Outcome]:
    place = verbatim(SourceText(text), 0, len(text))
    if after is None:
        outcome = judge.document(Document(SENTENCE, "text", [Template(text, place)]))
    else:
        said = verbatim(SourceText(after), 0, len(after))
        silent = verbatim(SourceText(""), 0, 0)
        messages = [
            Message("agent", "", 0, silent),
            Message("customer", after, 1, said),
            Message("agent", text, 2, place),
        ]
        chat = Conversation(None, messages)
        outcome = judge.document(Document(SENTENCE, "text", [chat]), customers=False)
    outcome.summary.files = 1
    yield outcome
