"""Runs over files, on one process or several; outcomes come in the order of the files either way."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from linter.i18n import say
from linter.model import Problem
from linter.pipeline import archives
from linter.pipeline.archives import Unpacker, Untold
from linter.pipeline.collector import collector_paused
from linter.pipeline.discover import FileToRead
from linter.pipeline.groups import Groups, Shelves
from linter.pipeline.outcome import Outcome
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
    head_of,
    skipped,
)
from linter.readers import binary
from linter.readers.binary import PARQUET

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from linter.pipeline.memory import Memory
    from linter.rules.plan import Plan

WORTH_PROCESSES = 8_000_000
"""Bytes from which more than one process is used without being asked."""

_SOON_OVER = 1
"""Tasks during which the collector rests where it rested before: a run over one small file ends before it has
anything to collect."""

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
    groups, unpacker = Groups(settings, plans), Unpacker(settings[0].archives)
    shelves = Shelves(groups, files, memory)
    try:
        tasks = _tasks(files, groups, memory, unpacker)
        for outcome in _one_by_one(tasks, groups) if jobs <= 1 else _at_once(tasks, groups, jobs):
            shelves.take(outcome)
            yield outcome
    finally:
        unpacker.close()
    yield from shelves.outcomes()


def _one_by_one(tasks: _Tasks, groups: Groups) -> Iterator[Outcome]:
    for number, (task, finish) in enumerate(tasks):
        if number == _SOON_OVER:
            gc.enable()
        yield finish(_do(task, groups) if task else Outcome())


def _at_once(tasks: _Tasks, groups: Groups, jobs: int) -> Iterator[Outcome]:
    gc.enable()
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


def _tasks(files: Sequence[FileToRead], groups: Groups, memory: Memory | None, unpacker: Unpacker) -> _Tasks:
    """Each task, and what makes an outcome of what the task gave; a step without a task tells what else there
    is to tell."""
    for file in files:
        for task, finish in _tasks_at(file, groups.settings[file.group], memory, unpacker):
            yield task, _in_group(finish, groups, file.group)


def _in_group(finish: _Finish, groups: Groups, number: int) -> _Finish:
    return lambda done: groups.finished(finish(done), number)


def _tasks_at(file: FileToRead, settings: Settings, memory: Memory | None, unpacker: Unpacker) -> _Tasks:
    """Those of one file, or of those that are packed in it."""
    kept = None if memory is None or file.size >= LARGE else memory.recall(file)
    if kept is not None:
        yield None, _told(kept)
        return
    head = head_of(file)
    kind = archives.kind(head, file.path)
    if kind is None:
        yield from _tasks_of(file, head, settings, partial(memory.keep, file) if memory else None)
        return
    for member in unpacker.members(file, kind):
        if isinstance(member, Untold):
            found = member.problem
            yield None, _told(skipped(found) if member.passed_over else Outcome(problems=[found]))
        else:
            member = member._replace(group=file.group)
            yield from _tasks_of(member, head_of(member), settings, _discarding(unpacker, member))


def _discarding(unpacker: Unpacker, member: FileToRead) -> Callable[[Outcome], None]:
    return lambda outcome: unpacker.discard(member)


def _tasks_of(
    file: FileToRead, head: bytes, settings: Settings, then: Callable[[Outcome], None] | None = None
) -> _Tasks:
    """Those of one file that begins with `head`. Large files that are to be mended, or are no text, are taken
    as a whole. `then` is called with the last outcome, when all has been read of the file."""
    last = then or _nothing
    large = _large(file, head, settings)
    if large is None:
        yield FileTask(file), _as_it_is(last)
        return
    try:
        for task in large.tasks():
            if settings.mode != "check" and (settings.transcripts or task.reader.kind == "templates"):
                yield FileTask(file), _as_it_is(last)
                break
            yield task, _accounted(large)
        else:
            yield None, _closed(large, last)
    except Skipped as reason:
        outcome = skipped(Problem(file.path, str(reason)))
        last(outcome)
        yield None, _told(outcome)


def _large(file: FileToRead, head: bytes, settings: Settings) -> LargeFile | None:
    """A file that is read in parts; None for one that is taken as a whole."""
    if head.startswith(PARQUET) and file.data is None:
        from linter.pipeline.tables import LargeTable

        table = LargeTable(file, settings)
        return table if table.is_transcript() else None
    return None if file.size < LARGE or binary.maybe(head) else LargeFile(file, settings)


def _nothing(outcome: Outcome) -> None:
    pass


def _as_it_is(last: Callable[[Outcome], None]) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, Outcome)
        last(done)
        return done

    return finish


def _accounted(large: LargeFile) -> _Finish:
    def finish(done: _Done) -> Outcome:
        assert isinstance(done, BlockOutcome)
        return large.account(done)

    return finish


def _closed(large: LargeFile, last: Callable[[Outcome], None]) -> _Finish:
    def finish(done: _Done) -> Outcome:
        outcome = large.close()
        last(outcome)
        return outcome

    return finish


def _told(outcome: Outcome) -> _Finish:
    return lambda done: outcome


_groups: Groups | None = None


def _start(settings: Sequence[Settings]) -> None:
    """Makes a process ready to work. An interrupt is the main process's affair: a worker that it met between
    two tasks would never answer again."""
    global _groups
    import signal

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
