"""Fixes applied to a whole file: mended text out, checked before anything is written."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linter.engine import replies
from linter.i18n import say
from linter.model import Document, Edit, Passage, Problem, Refused, Reply, Unwritable
from linter.pipeline.judge import Judge
from linter.readers.base import ReadOptions
from linter.readers.load import Loaded
from linter.repair.files import replace_file
from linter.repair.rewrite import ready_fix, safe_fix
from linter.repair.writeback import edits_between, passages, verify, write_back


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
    for reply in (reply for item in loaded.document.items for reply in replies(item)):
        bench = judge.bench_for(loaded.path, reply)
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
    groups: list[list[tuple[Passage, list[Edit]]]] = []
    for reply, text in changes:
        try:
            groups.append(_pieces(reply, edits_between(reply.text, text), loaded.path))
        except Unwritable as error:  # noqa: PERF203 - only an edit over several messages raises
            problems.append(error.problem)
    before = passages(loaded.document.items)
    while groups:
        pieces = [piece for group in groups for piece in group]
        try:
            text = write_back(loaded.text, pieces, loaded.path)
            verify(before, pieces, loaded.read(text, options).items, loaded.path)
            loaded.encoding.encode(text, loaded.path)
            return Mended(text, len(groups), problems)
        except Refused as error:
            problems.append(error.problem)
            failed = error.passage if isinstance(error, Unwritable) else None
            if failed is None:
                break
            groups = [group for group in groups if all(passage is not failed for passage, _ in group)]
    return Mended(loaded.text, 0, problems)


def _pieces(reply: Reply, edits: Sequence[Edit], path: str) -> list[tuple[Passage, list[Edit]]]:
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
    lines = difflib.unified_diff(
        loaded.text.splitlines(keepends=True),
        mended.text.splitlines(keepends=True),
        loaded.path,
        loaded.path,
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def reread(loaded: Loaded, mended: Mended, options: ReadOptions) -> Document:
    """The document of the mended text."""
    return loaded.document if mended.text == loaded.text else loaded.read(mended.text, options)
