"""Templates in plain text: one a paragraph, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from linter.i18n import say
from linter.model import Template
from linter.readers.base import (
    DATA_SUFFIXES,
    HAN,
    MARKDOWN_SUFFIXES,
    Block,
    Kind,
    ReadOptions,
    Recognition,
    Sample,
    Unit,
)
from linter.readers.charmap import CharMap, line_end
from linter.source import CannotEncode, SourceText, verbatim

_PROSE_SUFFIXES = ("", ".txt", ".text")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_SPACE = re.compile(r"[^\S\n]*(\n)[^\S\n]*|[^\S\n]+")


class PlainText:
    """Text without any markup. Without a unit it is decided by the text: paragraphs where blank lines stand
    between texts, else lines."""

    name = "text"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "纯文本", "en": "plain text"}
    known_by: Mapping[str, str] = {
        "zh": "文本文件；有空行时每段一条话术，否则每行一条",
        "en": "text; a reply a paragraph where there are blank lines, else a reply a line",
    }

    def __init__(self, unit: Unit = "auto") -> None:
        self._unit = unit

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where most lines hold Chinese; the verdict brings the reader with its unit."""
        unit = options.unit if options.unit != "auto" else _unit_of(sample.text)
        reader = PlainText(unit)
        suffix = sample.path.suffix.lower()
        if suffix in (*DATA_SUFFIXES, *MARKDOWN_SUFFIXES):
            return Recognition("no", say(f"{suffix} 文件不当作纯文本", f"{suffix} is no plain text"), reader)
        lines = [line for line in sample.text.split("\n") if line.strip()]
        chinese = [line for line in lines if HAN.search(line)]
        if len(chinese) * 2 <= len(lines):
            return Recognition("plain", say("多数行不是中文", "most lines are not Chinese"), reader)
        if suffix not in _PROSE_SUFFIXES:
            return Recognition("plain", say(f"不认识的后缀 {suffix}", f"unknown suffix {suffix}"), reader)
        return Recognition("sure", say("多数行是中文", "most lines are Chinese"), reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """A template for every paragraph or line, without the white space around its lines."""
        unit = self._unit if self._unit != "auto" else options.unit
        if unit == "auto":
            unit = _unit_of(source.text)
        found = _paragraphs(source) if unit == "paragraph" else _lines(source)
        return Block([*found], records=not source.whole)

    def cut(self, text: str) -> int:
        """Behind the last line, or behind the last blank line; never where the unit is not settled."""
        if self._unit == "line":
            return text.rfind("\n") + 1
        if self._unit == "paragraph":
            return max((blank.end() for blank in _BLANK_LINE.finditer(text)), default=0)
        return 0


def _unit_of(text: str) -> Unit:
    return "paragraph" if _BLANK_LINE.search(text.strip()) else "line"


def _lines(source: SourceText) -> Iterator[Template]:
    at = 0
    for line in source.text.split("\n"):
        text = line.strip()
        if text:
            start = at + len(line) - len(line.lstrip())
            yield Template(text, verbatim(source, start, start + len(text), _one_line))
        at += len(line) + 1


def _one_line(text: str) -> str:
    if "\n" in text:
        raise CannotEncode(say("这个文件每行一条话术", "each line of the file is a reply of its own"))
    return text


def _paragraphs(source: SourceText) -> Iterator[Template]:
    encode = partial(_many_lines, line_end(source.text))
    for paragraph in _PARAGRAPH.finditer(source.text):
        at, end = paragraph.start(), paragraph.start() + len(paragraph[0].rstrip())
        chars = CharMap()
        for space in _SPACE.finditer(source.text, at, end):
            if space[1]:
                chars.run(source.text, at, space.start())
                chars.atom("\n", space.start(), space.end())
                at = space.end()
        chars.run(source.text, at, end)
        place = chars.place(source, len(chars.starts), encode)
        place.trimmed = True
        yield Template(chars.text, place)


def _many_lines(line_end: str, text: str) -> str:
    if _BLANK_LINE.search(text):
        raise CannotEncode(say("空行会把这段话术分成两条", "a blank line would split the reply in two"))
    return text.replace("\n", line_end)


READER = PlainText()
