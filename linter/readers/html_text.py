"""The text of an HTML fragment: what is written between the tags, with the place of every character.

Blocks (`<p>`, `<br>`, `<li>` …) part lines, white space counts as one space, entities are the characters that
they stand for. Tags are no text, and come out of every edit as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from html.parser import HTMLParser

from linter.i18n import say
from linter.readers.charmap import CharMap
from linter.source import CannotEncode, MappedPlace

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *(
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    )
)
_SILENT = frozenset(("head", "noscript", "script", "style", "template", "title"))
_SPACES = " \t\n\r\f"
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_MARKUP = re.compile("<[^>]*>|[^<]+")
_BREAK = "<br>"


class Fragment(HTMLParser):
    """A fragment of HTML. `text` is what it says; `tags` is everything in it that is not text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self.chars = CharMap()
        self.tags: list[str] = []
        self._silent = 0
        self._breaks = False
        self._space: tuple[int, int] | None = None
        self._behind = 0
        self._covered = 0
        self.feed(source)
        self.close()
        self._markup(len(source))
        self.text = self.chars.text

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _markup(self, at: int) -> None:
        """What lies between the last text and `at` is markup."""
        if self._covered < at:
            self.tags.append(self._source[self._covered : at])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._breaks = self._breaks or tag in _BLOCKS
        self._silent += tag in _SILENT

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._breaks = self._breaks or tag in _BLOCKS

    def handle_endtag(self, tag: str) -> None:
        self._breaks = self._breaks or tag in _BLOCKS
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        at = self._at()
        self._markup(at)
        self._covered = at + len(data)
        for number, character in enumerate(data, at):
            self._add(character, number, number + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        if self._silent:
            return
        at = self._at()
        found = _REFERENCE.match(self._source, at)
        written = found[0] if found else "&"
        self._markup(at)
        self._covered = at + len(written)
        meaning = unescape(written)
        if len(meaning) == 1:
            self._add(meaning, at, at + len(written))
        else:
            for number, character in enumerate(written, at):
                self._add(character, number, number + 1)

    def _add(self, character: str, start: int, end: int) -> None:
        if character in _SPACES:
            self._space = self._space or (start, end)
            if self._space[1] == start:
                self._space = (self._space[0], end)
            return
        if self.chars.starts:
            if self._breaks:
                self.chars.atom("\n", self._behind, start)
            elif self._space:
                self.chars.atom(" ", *self._space)
        self._breaks, self._space = False, None
        self.chars.atom(character, start, end)
        self._behind = end

    def place(self, outer: MappedPlace) -> MappedPlace:
        """Where the text stands in the file, by the place of the HTML. Edits keep to the text."""
        starts = [outer.starts[start] for start in self.chars.starts]
        ends = [outer.ends[end - 1] for end in self.chars.ends]
        anchor = starts[0] if starts else outer.anchor
        if outer.encode is None or outer.reads is None:
            return MappedPlace(outer.source, starts, ends, anchor, read_only=outer.read_only)
        first, last = (outer.whole[0], outer.whole[1]) if outer.whole else (outer.starts[0], outer.ends[-1])
        reads = partial(_read, outer.reads, "".join(self.tags))
        whole = (first, last, _refuse)
        return MappedPlace(
            outer.source, starts, ends, anchor, partial(_encode, outer.encode), whole, reads=reads
        )


def _encode(outer: Callable[[str], str], text: str) -> str:
    return outer(escape(text, quote=False).replace("\n", _BREAK))


def _refuse(text: str) -> str:
    raise CannotEncode(say("HTML 标签会变", "it would change the tags of the HTML"))


def _read(outer: Callable[[str], str | None], tags: str, region: str) -> str | None:
    """The text of edited HTML; None where its tags are not `tags`, line breaks that were added aside."""
    html = outer(region)
    if html is None:
        return None
    now = Fragment(html)
    return now.text if _only_breaks_added(tags, "".join(now.tags)) else None


def _only_breaks_added(before: str, now: str) -> bool:
    """Whether the markup is what it was, but for `<br>` in between."""
    wanted = _MARKUP.findall(before)
    at = 0
    for one in _MARKUP.findall(now):
        if at < len(wanted) and wanted[at] == one:
            at += 1
        elif one != _BREAK:
            return False
    return at == len(wanted)
