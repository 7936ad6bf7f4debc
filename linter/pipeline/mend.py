"""Fixes applied to a whole file: mended text out, checked before anything is written."""

from __future__ import annotations

import difflib
import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linter.engine import replies
from linter.i18n import say
from linter.model import Document, Edit, Passage, Problem, Reply, Unwritable
from linter.pipeline.judge import Judge
from linter.readers.base import ReadOptions, Unreadable
from linter.readers.load import Loaded
from linter.repair.files import replace_file
from linter.repair.rewrite import ready_fix, safe_fix
from linter.repair.writeback import edits_between, not_as_meant, passages, verify, write_back
from linter.source import cell_of


@dataclass(slots=True)
class Mended:
    """A file after its fixes: the new text (the old one where nothing was done), how many replies were
    mended, and what could not be."""

    text: str
    replies: int
    problems: list[Problem]


def mend(loaded: Loaded, judge: Judge, options: ReadOptions) -> Mended:
    """The fixes that the settings allow, applied to the replies of a file. Writes nothing."""
    if loaded.reader.kind == "transcript" and not judge.settings.transcripts:
        return Mended(loaded.text, 0, [left_alone(loaded.path)])
    allow = ready_fix if judge.settings.unsafe else safe_fix
    changes: list[Change] = []
    for reply in (reply for item in judge.wanted(loaded.document) for reply in replies(item)):
        bench = judge.bench_for(loaded.document, reply)
        findings = bench.engine.judge(reply)
        text = bench.repair.rewrite(reply, findings, allow) if findings else None
        if text is not None:
            changes.append((reply, text))
    return changed(loaded, changes, options)


Change = tuple[Reply, str]
"""A reply and its new text."""


def changed(loaded: Loaded, changes: Sequence[Change], options: ReadOptions) -> Mended:
    """A file with the new texts of some of its replies, checked. What cannot be written is left as it was,
    and told."""
    problems: list[Problem] = []
    groups: list[_Group] = []
    for reply, text in changes:
        try:
            groups.append(_pieces(reply, edits_between(reply.text, text), loaded.path))
        except Unwritable as error:  # noqa: PERF203 - only an edit over several messages raises
            problems.append(error.problem)
    while groups:
        try:
            return Mended(_written(loaded, groups, options), len(groups), problems)
        except Unwritable as error:  # noqa: PERF203 - there is one round, unless something cannot be written
            failed = _group_of(error.passage, groups) or _to_blame(loaded, groups, options)
            place = (error.passage or failed[0][0]).place
            told = Problem(loaded.path, error.problem.message, *place.position(0), cell=cell_of(place) or "")
            problems.append(told)
            groups = [group for group in groups if group is not failed]
    return Mended(loaded.text, 0, problems)


_Group = list[tuple[Passage, list[Edit]]]
"""The edits of one reply."""


def _group_of(passage: Passage | None, groups: Sequence[_Group]) -> _Group | None:
    return next((group for group in groups if any(one is passage for one, _ in group)), None)


def _written(loaded: Loaded, groups: Sequence[_Group], options: ReadOptions) -> str:
    """The text with the edits of `groups`, made sure of: its bytes are read again, as the passages that
    were meant. Raises `Unwritable`, with the passage where one is known to be the cause."""
    pieces = [piece for group in groups for piece in group]
    text = write_back(loaded.text, pieces, loaded.path)
    data = loaded.encoding.encode(text, loaded.path)
    try:
        found = loaded.read(text, options).items
        same = loaded.encoding.reads_as(data, loaded.path, text)
    except Unreadable:
        same = False
    if not same:
        raise Unwritable(Problem(loaded.path, not_as_meant()))
    verify(passages(loaded.document.items), pieces, found, loaded.path)
    return text


def _to_blame(loaded: Loaded, groups: Sequence[_Group], options: ReadOptions) -> _Group:
    """The edits of the first reply that cannot be written beside those before it, where `groups` cannot."""

    def fails(number: int) -> bool:
        try:
            _written(loaded, groups[: number + 1], options)
        except Unwritable:
            return True
        return False

    return groups[bisect_left(range(len(groups) - 1), True, key=fails)]


def _pieces(reply: Reply, edits: Sequence[Edit], path: str) -> _Group:
    """The edits of a reply as edits of its template or its messages. Raises `Unwritable` for an edit over
    more than one message."""
    if reply.template is not None:
        return [(reply.template, list(edits))]
    pieces: list[tuple[Passage, list[Edit]]] = []
    start, rest = 0, list(edits)
    for message in reply.messages:
        end = start + len(message.text)
        own = [edit for edit in rest if edit.start <= end]
        rest = rest[len(own) :]
        if any(edit.end > end for edit in own):
            told = say(
                "改写跨了几条消息，没有写回；请看改写",
                "the rewrite joins messages and was not written",
            )
            raise Unwritable(Problem(path, told, *message.place.position(0), fatal=False), message)
        if own:
            pieces.append((message, [Edit(edit.start - start, edit.end - start, edit.text) for edit in own]))
        start = end + 1
    return pieces


def left_alone(path: str) -> Problem:
    """The notice that a transcript is not mended."""
    notice = say(
        "聊天记录是历史，--fix 不改它，只给出改写；确实要改请加 --allow-transcripts",
        "a transcript is history: --fix leaves it alone and shows rewrites (--allow-transcripts mends it)",
    )
    return Problem(path, notice, fatal=False)


def store(loaded: Loaded, mended: Mended) -> None:
    """Writes a mended file. Raises `Unwritable`, with the file as it was."""
    replace_file(Path(loaded.path), loaded.data, loaded.encoding.encode(mended.text, loaded.path))


def unified(loaded: Loaded, mended: Mended) -> str:
    """What mending changes, as a unified diff."""
    texts = (loaded.encoding.shown(text) for text in (loaded.text, mended.text))
    before, after = (list(io.StringIO(text, newline="\n")) for text in texts)
    lines = difflib.unified_diff(before, after, loaded.path, loaded.path)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def reread(loaded: Loaded, mended: Mended, options: ReadOptions) -> Document:
    """The document of the mended text."""
    return loaded.document if mended.text == loaded.text else loaded.read(mended.text, options)
