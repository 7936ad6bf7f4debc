"""The pieces of a run: a small file as a whole, a large one block by block; what a worker does with each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from linter.i18n import say
from linter.model import Document, Problem, Unwritable
from linter.pipeline import archives
from linter.pipeline.discover import FileToRead
from linter.pipeline.judge import Judge
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import templates_of
from linter.readers.base import (
    Block,
    Kind,
    Reader,
    Recognition,
    StreamReader,
    Unreadable,
    addressed,
    unreadable,
)
from linter.readers.load import Loaded, load, open_input
from linter.readers.problems import FileProblems, rows_apart
from linter.readers.stream import Span
from linter.source import SourceText

if TYPE_CHECKING:
    from linter.readers.parquet import Rows

_HEAD = 8

LARGE = 2_000_000
"""Bytes from which a file is read in blocks."""


class FileTask(NamedTuple):
    """A file to read, judge and perhaps mend as a whole. `data` is that of standard input."""

    file: FileToRead
    data: bytes | None = None


class BlockTask(NamedTuple):
    """One block of a large file, by its place, or as rows. `identity` tells the file from one that takes its
    path; `stored` is where it was unpacked to, if it was; `group` is the number of the settings that hold for
    it."""

    path: str
    reader: Reader
    span: Span | Rows
    identity: tuple[int, int]
    stored: str | None = None
    group: int = 0


@dataclass(slots=True)
class BlockOutcome:
    """What came of a block, and what the file's own account needs of it. `failure` is why nothing behind
    the block can be read."""

    outcome: Outcome
    block: Block
    whole: bool
    failure: Problem | None = None


class Skipped(Exception):
    """A file met in a folder that does not look like replies or chats; carries why."""


def read_file(task: FileTask, settings: Settings) -> Loaded | Outcome:
    """A file as a whole, or why there is nothing to do with it."""
    path = task.file.path
    try:
        data = task.file.data if task.data is None else task.data
        if data is None:
            data = Path(task.file.stored or path).read_bytes()
        loaded = load(data, path, settings.options, settings.input_format)
    except OSError as error:
        return _failed(Problem(path, cannot_read(error)))
    except Unreadable as error:
        return skipped(error.problem) if _may_skip(task.file, error) else _failed(error.problem)
    if _unlikely(task.file, loaded.recognition):
        outcome = skipped(Problem(path, loaded.recognition.reason))
        outcome.digest = _digest(loaded, settings)
        return outcome
    return loaded


def do_file(task: FileTask, judge: Judge) -> Outcome:
    """Reads and judges a file; mends it where the settings say so."""
    settings, path = judge.settings, task.file.path
    loaded = read_file(task, settings)
    if isinstance(loaded, Outcome):
        return loaded
    if settings.mode == "check":
        outcome = _whole_file(_judged(loaded.document, judge), len(loaded.text))
        outcome.digest = _digest(loaded, settings)
        return outcome
    from linter.pipeline.mend import mend, reread, store, unified

    mended = mend(loaded, judge, settings.options)
    problems = mended.problems
    if task.file.packed and mended.replies and settings.mode == "fix":
        mended.text, mended.replies = loaded.text, 0
        problems = [*problems, archives.read_only(path)]
    if settings.mode == "diff":
        problems = [*problems, *judge.suppressing.ignores(loaded.document).problems]
        outcome = Outcome(unified(loaded, mended), problems=problems)
    else:
        try:
            if mended.replies and task.data is None:
                store(loaded, mended)
        except Unwritable as error:
            mended.text, mended.replies = loaded.text, 0
            problems = [*problems, error.problem]
        outcome = _judged(reread(loaded, mended, settings.options), judge)
        outcome.problems = [*problems, *outcome.problems]
        if task.data is not None:
            outcome.output = loaded.encoding.encode(mended.text)
    outcome.summary.fixed = mended.replies
    outcome.summary.files_fixed = bool(mended.replies)
    return _whole_file(outcome, len(loaded.text))


def do_block(task: BlockTask, judge: Judge) -> BlockOutcome:
    """Reads and judges a block."""
    path, span = task.path, task.span
    if not isinstance(span, Span):
        return _done_with(span.tables(), task, judge)
    try:
        with Path(task.stored or path).open("rb") as file:
            if _identity(file) == task.identity:
                text, failure = span.read(file, path)
            else:
                text, failure = "", _replaced(path)
    except OSError as error:
        return BlockOutcome(Outcome(), Block([]), span.whole, Problem(path, cannot_read(error)))
    if failure and not (text and isinstance(task.reader, StreamReader)):
        return BlockOutcome(Outcome(), Block([]), span.whole, failure.problem)
    source = SourceText(text, span.first_line, span.whole and not failure)
    done = _done_with(source, task, judge)
    done.failure = failure.problem if failure else None
    return done


def _done_with(source: SourceText, task: BlockTask, judge: Judge) -> BlockOutcome:
    path, reader = task.path, task.reader
    try:
        block = reader.read(source, path, judge.settings.options)
    except Unreadable as error:
        block = Block([], [error.problem])
    document = Document(path, reader.name, block.items, columns=block.columns, records=block.records)
    document.comments = addressed(reader, source)
    outcome = _judged(document, judge)
    outcome.characters = len(source.text)
    block.items = []
    return BlockOutcome(outcome, block, source.whole)


def _digest(loaded: Loaded, settings: Settings) -> str:
    """Tells the bytes of a file whose results may be kept: never those of a chat, or of plain text, which may
    be a chat that nobody recognised."""
    if not settings.remember or loaded.reader.kind != "templates" or loaded.reader.name == "text":
        return ""
    from linter.pipeline.results_cache import digest

    return digest(loaded.data)


def _judged(document: Document, judge: Judge) -> Outcome:
    outcome = judge.document(document)
    if judge.settings.library != "none":
        outcome.templates = templates_of(document)
    return outcome


def head_of(file: FileToRead) -> bytes:
    """The first bytes of a file, which tell what it is; none where it cannot be opened, which is told when
    its turn comes."""
    if file.data is not None:
        return file.data[:_HEAD]
    try:
        with Path(file.stored or file.path).open("rb", buffering=0) as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


class LargeFile:
    """A file that is read in blocks: gives the blocks, and keeps the account of what was wrong with them."""

    def __init__(self, file: FileToRead, settings: Settings) -> None:
        self._file, self._settings = file, settings
        self._problems = FileProblems(file.path)
        self._failure: Problem | None = None
        self._ending: Problem | None = None
        self._kind: Kind | None = None
        self._read = False
        self._before: frozenset[str] = frozenset()
        self._whole = True

    def tasks(self) -> Iterator[BlockTask]:
        """The blocks. What cannot be read ends them, and stands in the last outcome."""
        path, settings = self._file.path, self._settings
        try:
            with Path(self._file.stored or path).open("rb") as stream:
                source = open_input(stream, path, settings.options, settings.input_format)
                if _unlikely(self._file, source.recognition):
                    if source.failure:
                        raise source.failure
                    raise Skipped(source.recognition.reason)
                self._kind, identity = source.reader.kind, _identity(stream)
                for span in source.spans():
                    if self._failure:
                        return
                    yield BlockTask(path, source.reader, span, identity, self._file.stored, self._file.group)
        except OSError as error:
            self._ending = Problem(path, cannot_read(error))
        except Unreadable as error:
            if _may_skip(self._file, error):
                raise Skipped(error.problem.message) from None
            self._ending = error.problem

    def account(self, done: BlockOutcome) -> Outcome:
        """The outcome of a block, with the problems that are to be told now; nothing of a block behind one
        that could not be read."""
        if self._failure:
            return Outcome()
        self._whole, self._failure = done.whole, done.failure
        self._read = self._read or not done.failure or bool(done.outcome.summary.replies)
        if done.block.by_rows & self._before:
            done.block.problems.append(Problem(self._file.path, rows_apart(), fatal=False))
        self._before = done.block.by_rows
        done.outcome.problems = self._problems.take(done.block)
        return done.outcome

    def close(self) -> Outcome:
        """What is left to tell when all blocks are done."""
        try:
            problems = self._problems.rest(self._whole)
        except Unreadable as error:
            problems, self._read = [error.problem], False
        if failure := self._failure or self._ending:
            problems.append(failure)
        if self._settings.mode != "check" and self._kind == "transcript":
            from linter.pipeline.mend import left_alone

            problems.append(left_alone(self._file.path))
        outcome = Outcome(problems=problems)
        outcome.summary.files = int(self._read)
        return outcome


def _whole_file(outcome: Outcome, characters: int) -> Outcome:
    outcome.summary.files = 1
    outcome.characters = characters
    return outcome


def _failed(problem: Problem) -> Outcome:
    return Outcome(problems=[problem])


def skipped(problem: Problem) -> Outcome:
    """The outcome of a file that was passed over."""
    outcome = Outcome(skips=[problem])
    outcome.summary.skipped = 1
    return outcome


def _may_skip(file: FileToRead, error: Unreadable) -> bool:
    """A file of a folder that no reader takes is passed over; one that is broken is not."""
    return not file.named and error.unrecognised


def _unlikely(file: FileToRead, recognition: Recognition) -> bool:
    return not file.named and recognition.trust != "sure"


def _identity(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino


def _replaced(path: str) -> Unreadable:
    message = say(
        "文件在检查时被换掉了；请再检查一次", "the file was replaced while it was checked; check it again"
    )
    return unreadable(path, message)


def cannot_read(error: OSError) -> str:
    """That the system does not give a file."""
    return say(f"读不了：{error.strerror}", f"cannot be read: {error.strerror}")


def standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()
