"""Runs over files, on one process or several; outcomes come in the order of the files either way."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from linter.i18n import say
from linter.model import Problem
from linter.pipeline import archives
from linter.pipeline.archives import Unpacker, Untold
from linter.pipeline.collector import collector_paused
from linter.pipeline.discover import FileToRead
from linter.pipeline.judge import Judge, Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import Shelf
from linter.pipeline.tasks import (
    LARGE,
    BlockOutcome,
    BlockTask,
    FileTask,
    LargeFile,
    Skipped,
    do_block,
    do_file,
    head_of,
    skipped,
)
from linter.readers import binary
from linter.readers.binary import PARQUET

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

WORTH_PROCESSES = 8_000_000
"""Bytes from which more than one process is used without being asked."""

_PACKED = (".gz", ".zip", ".parquet")
_UNPACKED = 6
"""How many times as large packed chats are, roughly, when they are unpacked."""

_Done = Outcome | BlockOutcome
_Finish = Callable[[_Done], Outcome]
_Tasks = Iterator[tuple[FileTask | BlockTask | None, _Finish]]


def processes(jobs: int | None, files: Sequence[FileToRead]) -> int:
    """How many processes to use: `jobs`, or as many as there are cores when the input is worth it."""
    if jobs is not None:
        return jobs
    size = sum(file.size * (_UNPACKED if file.path.endswith(_PACKED) else 1) for file in files)
    return os.cpu_count() or 1 if size >= WORTH_PROCESSES else 1


def outcomes(files: Sequence[FileToRead], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """The outcomes of all files, in their order, and last that of their templates as libraries."""
    gc.enable()
    judge = Judge(settings) if jobs <= 1 else None
    shelf, unpacker = Shelf(), Unpacker(settings.archives)
    try:
        tasks = _tasks(files, settings, unpacker)
        for outcome in _one_by_one(tasks, judge) if judge else _at_once(tasks, settings, jobs):
            if outcome.templates is not None:
                shelf.add(outcome.templates)
                outcome.templates = None
            yield outcome
    finally:
        unpacker.close()
    if shelf.documents:
        yield (judge or Judge(settings)).libraries(shelf.documents)
    elif shelf.notice:
        yield Outcome(problems=[shelf.notice])


def _one_by_one(tasks: _Tasks, judge: Judge) -> Iterator[Outcome]:
    for task, finish in tasks:
        yield finish(_do(task, judge)) if task else finish(Outcome())


def _at_once(tasks: _Tasks, settings: Settings, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(jobs, initializer=_start, initargs=(settings,))
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


def _tasks(files: Sequence[FileToRead], settings: Settings, unpacker: Unpacker) -> _Tasks:
    """Each task, and what makes an outcome of what the task gave; a step without a task tells what else there
    is to tell."""
    for file in files:
        head = head_of(file)
        kind = archives.kind(head, file.path)
        if kind is None:
            yield from _tasks_of(file, head, settings)
            continue
        for member in unpacker.members(file, kind):
            if isinstance(member, Untold):
                found = member.problem
                yield None, _told(skipped(found) if member.passed_over else Outcome(problems=[found]))
            else:
                yield from _tasks_of(member, head_of(member), settings, unpacker.discard)


def _tasks_of(
    file: FileToRead,
    head: bytes,
    settings: Settings,
    done_with: Callable[[FileToRead], None] | None = None,
) -> _Tasks:
    """Those of one file that begins with `head`. Large files that are to be mended, or are no text, are taken
    as a whole. `done_with` is called when all has been read of it."""
    ended = partial(done_with, file) if done_with else _nothing
    large = _large(file, head, settings)
    if large is None:
        yield FileTask(file), _as_it_is(ended)
        return
    try:
        for task in large.tasks():
            if settings.mode != "check" and (settings.transcripts or task.reader.kind == "templates"):
                yield FileTask(file), _as_it_is(ended)
                break
            yield task, _accounted(large)
        else:
            yield None, _closed(large, ended)
    except Skipped as reason:
        ended()
        yield None, _told(skipped(Problem(file.path, str(reason))))


def _large(file: FileToRead, head: bytes, settings: Settings) -> LargeFile | None:
    """A file that is read in parts; None for one that is taken as a whole."""
    if head.startswith(PARQUET) and file.data is None:
        from linter.pipeline.tables import LargeTable

        table = LargeTable(file, settings)
        return table if table.is_transcript() else None
    return None if file.size < LARGE or binary.maybe(head) else LargeFile(file, settings)


def _nothing() -> None:
    pass


def _as_it_is(ended: Callable[[], None]) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, Outcome)
        ended()
        return done

    return finish


def _accounted(large: LargeFile) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, BlockOutcome)
        return large.account(done)

    return finish


def _closed(large: LargeFile, ended: Callable[[], None]) -> _Finish:
    def finish(done: _Done) -> Outcome:
        ended()
        return large.close()

    return finish


def _told(outcome: Outcome) -> _Finish:
    return lambda done: outcome


_judge: Judge | None = None


def _start(settings: Settings) -> None:
    """Makes a process ready to work. An interrupt is the main process's affair: a worker that it met between
    two tasks would never answer again."""
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judge = Judge(settings)


def _work(task: FileTask | BlockTask) -> _Done:
    assert _judge is not None
    return _do(task, _judge)


def _do(task: FileTask | BlockTask, judge: Judge) -> _Done:
    if isinstance(task, FileTask):
        with collector_paused(acyclic=False):
            return do_file(task, judge)
    with collector_paused(acyclic=True):
        return do_block(task, judge)
