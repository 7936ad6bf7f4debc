"""Templates in Markdown: fenced blocks under headings, or paragraphs and list items where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from linter.i18n import say
from linter.model import Comment, Template
from linter.readers.base import HAN, MARKDOWN_SUFFIXES, Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.charmap import CharMap, line_end
from linter.source import CannotEncode, MappedPlace, SourceText

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_BREAK = re.compile(r"\r\n|[\r\n]")
_LATIN = re.compile(r"[A-Za-z]")
_FENCE = re.compile(r"^[ >]*(?:```|~~~)", re.MULTILINE)
_FENCE_LINE = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])?[ \t>]*(?:```|~~~)")
_MARGIN = re.compile(r"[ \t>]*")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|[\r\n])(?:[^\r\n]*(?:\r\n|[\r\n]))*?(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)


@dataclass(slots=True)
class _Passage:
    """Lines that may be a reply: those of a fence (`fence` is its mark), a paragraph or a list item.

    `lines` are the spans of the text on each source line, `margins` what stands before them, and `margin`
    what would stand before a new one. `name` is the heading above it, `group` the one above that.
    `labelled`: a situation, be it an empty one, stands above it. `listed`: it stands in a list.
    """

    lines: list[tuple[int, int]]
    margins: list[str]
    margin: str
    name: str
    group: str
    situation: str
    labelled: bool
    fence: str = ""
    listed: bool = False


class MarkdownTemplates:
    """A library in Markdown."""

    name = "markdown"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "Markdown 话术库", "en": "Markdown library"}
    known_by: Mapping[str, str] = {
        "zh": "标题下的代码块是话术，标题是名称，“适用场景：”是场景；没有代码块时段落和列表项是话术",
        "en": "fenced blocks under headings are replies; without any, paragraphs and list items are",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where fences stand under headings and have a situation or mostly Chinese in them, and where
        there is nothing but lists in Chinese."""
        named = sample.path.suffix.lower() in MARKDOWN_SUFFIXES
        if not named and not (_HEADING.search(sample.text) and _FENCE.search(sample.text)):
            return Recognition("no", say("没有标题和代码块", "no headings with fenced blocks"))
        fences, prose = _passages(SourceText(sample.text), options)
        titled = [fence for fence in fences if fence.name]
        chinese = [fence for fence in titled if _mostly_chinese(sample.text, fence)]
        if any(fence.labelled for fence in titled) or len(chinese) * 2 > len(titled):
            return Recognition("sure", say("标题下有话术代码块", "fenced replies under headings"))
        if not named:
            return Recognition("no", say("标题下没有话术代码块", "no fenced replies under headings"))
        if not fences and all(item.listed for item in prose) and _has_chinese(sample.text, prose):
            return Recognition("sure", say("全是中文列表项", "nothing but lists in Chinese"))
        if fences or prose:
            return Recognition("plain", say("没有话术代码块，只有正文", "prose, no fenced replies"))
        return Recognition("no", say("没有正文", "no text"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The fences; where there is none that holds a reply, the paragraphs and list items."""
        fences, prose = _passages(source, options)
        breaks = line_end(source.text)
        return Block([_template(passage, source, breaks) for passage in fences or prose])

    marks = ("<!-- ", " -->")

    def comments(self, source: SourceText) -> Iterator[Comment]:
        """HTML comments that stand on lines of their own; one in the midst of a text is sent with it."""
        lines = _lines(source.text)
        for token in _tokens(source.text):
            if token.type == "html_block" and token.map:
                start, end = lines[token.map[0]][0], lines[token.map[1] - 1][1]
                for found in _COMMENT.finditer(source.text, start, end):
                    yield Comment(found[1].strip(), *source.position(found.start()))

    def above(self, source: SourceText, template: Template) -> tuple[int, str]:
        """The line on which the fence opens, or the text begins."""
        line = first = template.place.position(0)[0]
        fenced = isinstance(template.place, MappedPlace) and not template.place.trimmed
        while fenced and line > 1 and not _FENCE_LINE.match(source.line(line)):
            line -= 1
        margin = _MARGIN.match(source.line(line if fenced else first))
        return source.offset(line, 1), margin[0] if margin else ""


def _lines(text: str) -> list[tuple[int, int]]:
    return [line.span() for line in _LINE.finditer(text)]


def _tokens(text: str) -> list[Token]:
    """The blocks of a file; what stands before its front matter's end is blank to them."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * len(_BREAK.findall(front[0])) + text[front.end() :]
    return MarkdownIt("commonmark").enable("table").parse(text)


def _passages(source: SourceText, options: ReadOptions) -> tuple[list[_Passage], list[_Passage]]:
    """The fences that hold replies, and the paragraphs and list items outside of fences."""
    outline = _Outline(source, options)
    outline.read()
    return outline.fences, outline.prose


class _Outline:
    """Goes through a file from top to bottom, with the heading and the situation that stand last."""

    def __init__(self, source: SourceText, options: ReadOptions) -> None:
        self.fences: list[_Passage] = []
        self.prose: list[_Passage] = []
        self._text = source.text
        self._lines = _lines(source.text)
        self._code = options.code_languages
        labels = "|".join(map(re.escape, options.situation_labels))
        self._label = re.compile(rf"[ \t]*[*_]{{0,3}}(?:{labels})[*_ \t]*[：:][*_ \t]*(.*)")
        self._headings: list[tuple[str, str]] = []
        self._situation: str | None = None
        self._lists = 0

    def _heading(self, above: int = 0) -> str:
        """The heading that stands last, or the one so many levels above it."""
        return self._headings[-1 - above][1] if len(self._headings) > above else ""

    def read(self) -> None:
        """Fills `fences` and `prose`."""
        tokens = _tokens(self._text)
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._lists += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._lists -= 1
            elif token.type == "fence":
                self._fence(token)
            elif token.type == "inline" and before is not None:
                if before.type == "heading_open":
                    self._headings = [heading for heading in self._headings if heading[0] < before.tag]
                    self._headings.append((before.tag, token.content.strip()))
                    self._situation = None
                elif before.type == "paragraph_open":
                    self._paragraph(token)

    def _fence(self, token: Token) -> None:
        info = token.info.split()
        if info and info[0].strip("{}.").lower() in self._code:
            return
        first = (token.map or [0])[0]
        lines, margins = self._spans(first + 1, token.content.split("\n"))
        labelled = self._situation is not None
        if lines and (labelled or HAN.search(self._text, lines[0][0], lines[-1][1])):
            margin = _widest([*margins, self._before(first, token.markup)])
            situation = self._situation or ""
            names = self._heading(), self._heading(above=1)
            self.fences.append(_Passage(lines, margins, margin, *names, situation, labelled, token.markup))

    def _paragraph(self, token: Token) -> None:
        content = token.content.split("\n")
        labels = [label for label in map(self._label.match, content) if label]
        if labels:
            self._situation = labels[0][1].strip(" \t*_")
            return
        first = (token.map or [0])[0]
        lines, margins = self._spans(first, [line.strip() for line in content])
        if lines:
            margin, listed = _widest(map(_continued, margins)), self._lists > 0
            names, situation = (self._heading(), self._heading(above=1)), self._situation or ""
            self.prose.append(_Passage(lines, margins, margin, *names, situation, False, listed=listed))

    def _before(self, number: int, mark: str) -> str:
        """What stands before a line below line `number`, which has `mark` in it."""
        line = self._text[slice(*self._lines[number])]
        return _continued(line[: line.find(mark)])

    def _spans(self, first: int, content: list[str]) -> tuple[list[tuple[int, int]], list[str]]:
        """Where `content` stands from line `first` on, without blank lines at its ends, and what stands
        before each of its lines."""
        spans: list[tuple[int, int]] = []
        margins: list[str] = []
        for (start, end), line in zip(self._lines[first:], content, strict=False):
            source = self._text[start:end].rstrip("\r\n")
            shown = line if source.endswith(line) else line.strip()
            stop = start + len(source if source.endswith(shown) else source.rstrip())
            begin = max(start, stop - len(shown))
            margins.append(self._text[start:begin])
            spans.append((begin, stop))
        filled = [number for number, span in enumerate(spans) if self._text[slice(*span)].strip()]
        inside = slice(filled[0], filled[-1] + 1) if filled else slice(0)
        return spans[inside], margins[inside]


def _continued(margin: str) -> str:
    """A margin without the marks of the list items that begin there."""
    return re.sub(r"[^\s>]", " ", margin)


def _widest(margins: Iterable[str]) -> str:
    return max(margins, key=_width)


def _width(margin: str) -> int:
    """In columns: Markdown has a tab stop every four."""
    return len(margin.expandtabs(4))


def _has_chinese(text: str, passages: Sequence[_Passage]) -> bool:
    return any(HAN.search(text, one.lines[0][0], one.lines[-1][1]) for one in passages)


def _mostly_chinese(text: str, passage: _Passage) -> bool:
    inside = text[passage.lines[0][0] : passage.lines[-1][1]]
    return len(HAN.findall(inside)) > len(_LATIN.findall(inside))


def _template(passage: _Passage, source: SourceText, breaks: str) -> Template:
    text, lines = source.text, passage.lines
    start = lines[0][1] - len(text[slice(*lines[0])].lstrip())
    end = lines[-1][0] + len(text[slice(*lines[-1])].rstrip())
    chars = CharMap()
    for first, last in lines:
        if chars.starts:
            chars.atom("\n", chars.ends[-1], first)
        chars.run(text, max(first, start), min(last, end))
    encode = partial(_inside, breaks, passage.margin, passage.fence)
    if not passage.fence:
        place = chars.place(source, len(chars.starts), encode)
        place.trimmed = True
    else:
        filled = [bool(text[slice(*line)].strip()) for line in lines]
        margins = [own if has else passage.margin for own, has in zip(passage.margins, filled, strict=True)]
        reads = partial(_read_inside, margins, passage.margin)
        place = chars.place(source, len(chars.starts), encode, (start, end, encode), reads)
    return Template(chars.text, place, passage.name, passage.situation, group=passage.group)


def _inside(breaks: str, margin: str, fence: str, text: str) -> str:
    """The source of text behind the margin, of which blank lines need no white space."""
    lines = text.split("\n")
    if fence and any(line.lstrip().startswith(fence) for line in lines):
        raise CannotEncode(say(f"{fence} 会结束代码块", f"{fence} would end the fence"))
    behind = breaks.join([lines[0], *(_behind(margin, line) for line in lines[1:])])
    return behind.replace(breaks + margin + breaks, breaks + margin.rstrip() + breaks)


def _behind(margin: str, line: str) -> str:
    """A line behind a margin; the space that a quotation mark takes along stands before one of its own."""
    return f"{margin} {line}" if margin.endswith(">") and line.startswith(" ") else margin + line


def _read_inside(margins: list[str], margin: str, region: str) -> str | None:
    """The text in a fence; None where a line of it is not behind its margin: the old one of `margins` where
    there are as many lines as before, else `margin`. A narrower one may take spaces of the text along."""
    lines = _BREAK.split(region)
    if len(lines) != len(margins):
        margins = [margin] * len(lines)
    found = lines[:1]
    for line, own in zip(lines[1:], margins[1:], strict=True):
        text = line[len(own) :]
        if own.endswith(">"):
            text = text.removeprefix(" ")
        if not line.startswith(own) and line.rstrip() not in ("", own.rstrip()):
            return None
        if text[:1].isspace() and _width(own) < _width(margin):
            return None
        found.append(text)
    return "\n".join(found)


READER = MarkdownTemplates()
