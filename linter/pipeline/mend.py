"""Fixes applied to a whole file of templates: mended text out, checked before anything is written."""

from __future__ import annotations

import difflib
import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linter.engine import replies
from linter.i18n import say
from linter.model import Document, Edit, Problem, Template, Unwritable
from linter.pipeline.judge import Judge
from linter.readers.base import ReadOptions, Unreadable
from linter.readers.encoding import decode
from linter.readers.load import Loaded
from linter.repair.files import replace_file
from linter.repair.rewrite import ready_fix, safe_fix
from linter.repair.writeback import Pieces, edits_between, not_as_meant, verify, write_back


@dataclass(slots=True)
class Mended:
    """A file after its fixes: the new text (the old one where nothing was done), how many templates were
    mended, and what could not be."""

    text: str
    templates: int
    problems: list[Problem]


def mend(loaded: Loaded, judge: Judge, options: ReadOptions) -> Mended:
    """The fixes that the settings allow, applied to the templates of a file. Writes nothing."""
    if loaded.reader.kind == "transcript":
        return Mended(loaded.text, 0, [left_alone(loaded.path)])
    templates = [item for item in loaded.document.items if isinstance(item, Template)]
    pieces = [(template, edits) for template in templates if (edits := _edits(template, judge))]
    problems: list[Problem] = []
    while pieces:
        try:
            return Mended(_written(loaded, templates, pieces, options), len(pieces), problems)
        except Unwritable as error:  # noqa: PERF203 - there is one round, unless something cannot be written
            failed = error.template or _to_blame(loaded, templates, pieces, options)
            message = error.problem.message
            problems.append(Problem(loaded.path, message, *failed.place.position(0)))
            pieces = [piece for piece in pieces if piece[0] is not failed]
    return Mended(loaded.text, 0, problems)


def _written(loaded: Loaded, templates: Sequence[Template], pieces: Pieces, options: ReadOptions) -> str:
    """The text with the edits of `pieces`, made sure of: its bytes are read again, as the templates that
    were meant. Raises `Unwritable`, with the template where one is known to be the cause."""
    text = write_back(loaded.text, pieces, loaded.path)
    data = loaded.encoding.encode(text, loaded.path)
    try:
        found = loaded.read(text, options).items
        same = decode(data, loaded.path)[0] == text
    except Unreadable:
        same = False
    if not same:
        raise Unwritable(Problem(loaded.path, not_as_meant()))
    verify(templates, pieces, found, loaded.path)
    return text


def _to_blame(
    loaded: Loaded, templates: Sequence[Template], pieces: Pieces, options: ReadOptions
) -> Template:
    """The first template that cannot be written beside those before it, where `pieces` cannot."""

    def fails(number: int) -> bool:
        try:
            _written(loaded, templates, pieces[: number + 1], options)
        except Unwritable:
            return True
        return False

    return pieces[bisect_left(range(len(pieces) - 1), True, key=fails)][0]


def left_alone(path: str) -> Problem:
    """The notice that a transcript is not mended."""
    notice = say(
        "聊天记录是历史，--fix 不改它，只给出改写",
        "a transcript is history: --fix leaves it alone, and shows rewrites",
    )
    return Problem(path, notice, fatal=False)


def _edits(template: Template, judge: Judge) -> list[Edit]:
    reply = next(replies(template))
    allow = ready_fix if judge.settings.unsafe else safe_fix
    mended = judge.repair.rewrite(reply, judge.engine.judge(reply), allow)
    return [] if mended is None else edits_between(template.text, mended)


def store(loaded: Loaded, mended: Mended) -> None:
    """Writes a mended file. Raises `Unwritable`, with the file as it was."""
    replace_file(Path(loaded.path), loaded.data, loaded.encoding.encode(mended.text, loaded.path))


def unified(loaded: Loaded, mended: Mended) -> str:
    """What mending changes, as a unified diff."""
    before, after = (list(io.StringIO(text, newline="\n")) for text in (loaded.text, mended.text))
    lines = difflib.unified_diff(before, after, loaded.path, loaded.path)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def reread(loaded: Loaded, mended: Mended, options: ReadOptions) -> Document:
    """The document of the mended text."""
    return loaded.document if mended.text == loaded.text else loaded.read(mended.text, options)
