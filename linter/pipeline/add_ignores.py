"""Comments that suppress findings, written into a file; all else of it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.model import Template, Unwritable
from linter.pipeline.ignores import Ignores, Terms
from linter.readers.base import CommentReader, ReadOptions, Unreadable
from linter.readers.charmap import line_end
from linter.readers.load import Loaded
from linter.repair.writeback import passages, verify
from linter.source import SourceText


class Wanted(NamedTuple):
    """What is to be suppressed at a template of a file, by its number among the items."""

    number: int
    rules: tuple[str, ...]


class Commented(NamedTuple):
    """The text of a file with its new comments, and those that could not be written."""

    text: str
    left: list[Wanted]


def commented(loaded: Loaded, wanted: Sequence[Wanted], reason: str, options: ReadOptions) -> Commented:
    """A file with a comment above each template. It is read again: the same templates must stand in it, and
    each comment must hold for its own only. Where the whole does not, each is tried for itself."""
    if not isinstance(loaded.reader, CommentReader) or not wanted:
        return Commented(loaded.text, [*wanted])
    text = _with(loaded, loaded.reader, wanted, reason)
    if _holds(loaded, text, wanted, options):
        return Commented(text, [])
    good: list[Wanted] = []
    for one in wanted:
        if _holds(loaded, _with(loaded, loaded.reader, [*good, one], reason), [*good, one], options):
            good.append(one)
    left = [one for one in wanted if one not in good]
    return Commented(_with(loaded, loaded.reader, good, reason) if good else loaded.text, left)


def _with(loaded: Loaded, reader: CommentReader, wanted: Sequence[Wanted], reason: str) -> str:
    source, breaks = SourceText(loaded.text), line_end(loaded.text)
    before, behind = reader.marks
    lines: list[tuple[int, int, str]] = []
    for one in wanted:
        template = loaded.document.items[one.number]
        assert isinstance(template, Template)
        at, margin = reader.above(source, template)
        told = f"replylint: ignore[{', '.join(one.rules)}]{f' {reason}' if reason else ''}"
        lines.append((at, one.number, f"{margin}{before}{told}{behind}{breaks}"))
    text = loaded.text
    for at, _, line in sorted(lines, reverse=True):
        text = text[:at] + line + text[at:]
    return text


def _holds(loaded: Loaded, text: str, wanted: Sequence[Wanted], options: ReadOptions) -> bool:
    """Whether a new text is what was meant: nothing but comments is new, and they hold where they should."""
    try:
        data = loaded.encoding.encode(text, loaded.path)
        again = loaded.read(text, options)
        if not loaded.encoding.reads_as(data, loaded.path, text):
            return False
        verify(passages(loaded.document.items), [], again.items, loaded.path)
    except (Unreadable, Unwritable):
        return False
    old, new = Ignores(loaded.document, None, _ANY), Ignores(again, None, _ANY)
    rules = {one.number: one.rules for one in wanted}
    for number, (was, now) in enumerate(zip(loaded.document.items, again.items, strict=True)):
        if isinstance(was, Template) and isinstance(now, Template):
            names = {one.name for one in old.at(was)} | {*rules.get(number, ())}
            if {one.name for one in new.at(now)} != names:
                return False
    return True


_ANY = Terms(bare=True)
