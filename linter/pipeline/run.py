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
    no_text,
    skipped,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from linter.pipeline.memory import Memory
    from linter.rules.plan import Plan

WORTH_PROCESSES = 8_000_000
"""Bytes from which more than one process is used without being asked."""

_Done = Outcome | BlockOutcome
_Finish = Callable[[_Done], Outcome]
_Tasks = Iterator[tuple[FileTask | BlockTask | None, _Finish]]


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
    memory: Memory | None = None,
) -> Iterator[Outcome]:
    """The outcomes of all files, in their order, and last those of their templates as libraries. `settings`
    are numbered as the groups of the files; `plans` are those that were made already, by their keys. What the
    `memory` knows is not judged again."""
    gc.enable()
    groups = Groups(settings, plans)
    shelves = Shelves(groups, files, memory)
    tasks = _tasks(files, groups, memory)
    for outcome in _one_by_one(tasks, groups) if jobs <= 1 else _at_once(tasks, groups, jobs):
        shelves.take(outcome)
        yield outcome
    yield from shelves.outcomes()


def _one_by_one(tasks: _Tasks, groups: Groups) -> Iterator[Outcome]:
    for task, finish in tasks:
        yield finish(_do(task, groups) if task else Outcome())


def _at_once(tasks: _Tasks, groups: Groups, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(jobs, initializer=_start, initargs=(groups.settings,))
    try:
        yield from _ordered(executor, tasks, 3 * jobs)
    except BrokenProcessPool:
        yield Outcome(problems=[Problem("replylint", _died())])
    finally:
        executor.shutdown(cancel_futures=True)


def _ordered(executor: Executor, tasks: _Tasks, ahead: int) -> Iterator[Outcome]:
    waiting: deque[tuple[Future[_Done] | None, _Finish]] = deque()
    for task, finish in tasks:
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


def _tasks(files: Sequence[FileToRead], groups: Groups, memory: Memory | None) -> _Tasks:
    """Each task, and what makes an outcome of what the task gave; a step without a task closes the account of
    a large file."""
    for file in files:
        for task, finish in _tasks_of(file, groups.settings[file.group], memory):
            yield task, _in_group(finish, groups, file.group)


def _in_group(finish: _Finish, groups: Groups, number: int) -> _Finish:
    return lambda done: groups.finished(finish(done), number)


def _tasks_of(file: FileToRead, settings: Settings, memory: Memory | None) -> _Tasks:
    """The tasks of one file. A large one that is to be mended, or is no text, is taken as a whole."""
    if file.size < LARGE or no_text(file.path):
        kept = None if memory is None or file.size >= LARGE else memory.recall(file)
        if kept is not None:
            yield None, _known(kept)
        else:
            yield FileTask(file), _as_it_is if memory is None else _remembered(memory, file)
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


def _known(outcome: Outcome) -> _Finish:
    return lambda done: outcome


def _remembered(memory: Memory, file: FileToRead) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, Outcome)
        memory.keep(file, done)
        return done

    return finish


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
