"""What a run is about: a sentence, standard input, or files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.commands import common
from linter.i18n import say
from linter.model import Conversation, Document, Message, Template
from linter.pipeline.discover import FileToRead, discover
from linter.pipeline.judge import Judge, Outcome
from linter.pipeline.run import outcomes, processes
from linter.pipeline.settings import Settings
from linter.pipeline.tasks import FileTask, do_file, standard_input
from linter.source import SourceText, verbatim

if TYPE_CHECKING:
    from linter.commands.adoption import Adoption

SENTENCE = "<text>"
"""Stands for the path of a sentence given on the command line."""


def results(
    paths: Sequence[str],
    given: Mapping[str, Any],
    settings: Settings,
    exclude: Sequence[str],
    part: Adoption | None = None,
) -> tuple[Iterator[Outcome], int]:
    """The outcomes for what the command line names, and how many bytes there are to read; only what counts,
    where the run is about a `part` of it."""
    if part is not None:
        all_of_it, size = _results(paths, given, settings, exclude, part)
        return part.sift(all_of_it), size
    return _results(paths, given, settings, exclude, None)


def _results(
    paths: Sequence[str],
    given: Mapping[str, Any],
    settings: Settings,
    exclude: Sequence[str],
    part: Adoption | None,
) -> tuple[Iterator[Outcome], int]:
    if given["text"] is not None:
        if paths:
            common.stop(say("--text 不能和路径一起用", "--text cannot go with paths"))
        return _sentence(given["text"], given["after"], settings), 0
    if given["after"] is not None:
        common.stop(say("--after 要和 --text 一起用", "--after goes with --text"))
    if "-" in paths:
        if len(paths) > 1:
            common.stop(say("- 不能和别的路径一起用", "- cannot go with other paths"))
        return _standard_input(given["stdin_filename"], settings), 0
    found = discover(paths or (".",), exclude, given.get("skip_others", False))
    files = found.files
    if part is not None:
        files, settings = part.narrow(files, settings)
    jobs = processes(given["jobs"], files)

    def everything() -> Iterator[Outcome]:
        yield Outcome(problems=found.problems)
        try:
            yield from outcomes(files, settings, jobs, part.memory if part else None)
        finally:
            if part is not None:
                part.close()

    return everything(), sum(file.size for file in files)


def _standard_input(name: str, settings: Settings) -> Iterator[Outcome]:
    data = standard_input()
    yield do_file(FileTask(FileToRead(name, True, len(data)), data), Judge(settings))


def _sentence(text: str, after: str | None, settings: Settings) -> Iterator[Outcome]:
    judge = Judge(settings)
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
