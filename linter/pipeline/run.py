"""Runs over files, on one process or several; outcomes come in the order of the files either way."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from linter.i18n import say
from linter.model import Problem
from linter.pipeline.collector import collector_paused
from linter.pipeline.discover import FileToRead
from linter.pipeline.groups import Groups, Shelves
from linter.pipeline.judge import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.tasks import (
    LARGE,
    BlockOutcome,
    BlockTask,
    FileTask,
    LargeFile,
    Skipped,
    do_block,
    do_file,
    skipped,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from linter.rules.plan import Plan

WORTH_PROCESSES = 8_000_000
"""Bytes from which more than one process is used without being asked."""

_Done = Outcome | BlockOutcome
_Finish = Callable[[_Done], Outcome]


def processes(jobs: int | None, files: Sequence[FileToRead]) -> int:
    """How many processes to use: `jobs`, or as many as there are cores when the input is worth it."""
    if jobs is not None:
        return jobs
    return os.cpu_count() or 1 if sum(file.size for file in files) >= WORTH_PROCESSES else 1


def outcomes(
    files: Sequence[FileToRead],
    settings: Sequence[Settings],
    jobs: int,
    plans: Mapping[str, Plan] | None = None,
) -> Iterator[Outcome]:
    """The outcomes of all files, in their order, and last those of their templates as libraries. `settings`
    are numbered as the groups of the files; `plans` are those that were made already, by their keys."""
    gc.enable()
    groups = Groups(settings, plans)
    shelves = Shelves(groups, files)
    made = _one_by_one(files, groups) if jobs <= 1 else _at_once(files, groups, jobs)
    for outcome in made:
        if outcome.templates is not None:
            shelves.add(outcome.templates)
            outcome.templates = None
        yield outcome
    yield from shelves.outcomes()


def _one_by_one(files: Sequence[FileToRead], groups: Groups) -> Iterator[Outcome]:
    for task, finish in _tasks(files, groups):
        yield finish(_do(task, groups) if task else Outcome())


def _at_once(files: Sequence[FileToRead], groups: Groups, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(jobs, initializer=_start, initargs=(groups.settings,))
    try:
        yield from _ordered(executor, files, groups, 3 * jobs)
    except BrokenProcessPool:
        yield Outcome(problems=[Problem("replylint", _died())])
    finally:
        executor.shutdown(cancel_futures=True)


def _ordered(
    executor: Executor, files: Sequence[FileToRead], groups: Groups, ahead: int
) -> Iterator[Outcome]:
    waiting: deque[tuple[Future[_Done] | None, _Finish]] = deque()
    for task, finish in _tasks(files, groups):
        waiting.append((executor.submit(_work, task) if task else None, finish))
        while len(waiting) > ahead:
            yield _finished(waiting.popleft())
    while waiting:
        yield _finished(waiting.popleft())


def _died() -> str:
    return say(
        "一个工作进程意外终止（可能是内存不够），后面的没有检查；请用 --jobs 1 再试",
        "a worker process died (out of memory, perhaps) and the rest was not checked; try --jobs 1",
    )


def _finished(item: tuple[Future[_Done] | None, _Finish]) -> Outcome:
    future, finish = item
    return finish(future.result() if future else Outcome())


def _tasks(
    files: Sequence[FileToRead], groups: Groups
) -> Iterator[tuple[FileTask | BlockTask | None, _Finish]]:
    """Each task, and what makes an outcome of what the task gave; a step without a task closes the account of
    a large file."""
    for file in files:
        for task, finish in _tasks_of(file, groups.settings[file.group]):
            yield task, _in_group(finish, groups, file.group)


def _in_group(finish: _Finish, groups: Groups, number: int) -> _Finish:
    return lambda done: groups.finished(finish(done), number)


def _tasks_of(file: FileToRead, settings: Settings) -> Iterator[tuple[FileTask | BlockTask | None, _Finish]]:
    """The tasks of one file. A large one that is to be mended is taken as a whole."""
    if file.size < LARGE:
        yield FileTask(file), _as_it_is
    else:
        large = LargeFile(file, settings)
        try:
            for task in large.tasks():
                if settings.mode != "check" and (settings.transcripts or task.reader.kind == "templates"):
                    yield FileTask(file), _as_it_is
                    break
                yield task, _accounted(large)
            else:
                yield None, _closed(large)
        except Skipped as reason:
            yield None, _passed_over(Problem(file.path, str(reason)))


def _as_it_is(done: _Done) -> Outcome:
    assert isinstance(done, Outcome)
    return done


def _accounted(large: LargeFile) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, BlockOutcome)
        return large.account(done)

    return finish


def _closed(large: LargeFile) -> _Finish:
    return lambda done: large.close()


def _passed_over(problem: Problem) -> _Finish:
    return lambda done: skipped(problem)


_groups: Groups | None = None


def _start(settings: Sequence[Settings]) -> None:
    """Makes a process ready to work. An interrupt is the main process's affair: a worker that it met between
    two tasks would never answer again."""
    global _groups
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _groups = Groups(settings)


def _work(task: FileTask | BlockTask) -> _Done:
    assert _groups is not None
    return _do(task, _groups)


def _do(task: FileTask | BlockTask, groups: Groups) -> _Done:
    if isinstance(task, FileTask):
        judge = groups.judge(task.file.group)
        with collector_paused(acyclic=False):
            return do_file(task, judge)
    judge = groups.judge(task.group)
    with collector_paused(acyclic=True):
        return do_block(task, judge)
