"""What the tests of the readers share: reading, random shop texts, and random edits written back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from hypothesis import strategies as st

from linter.model import Conversation, Edit, Problem, Template, Unwritable
from linter.readers.base import SAMPLE_SIZE, Block, ReadOptions, Recognition, Sample
from linter.readers.load import Loaded, load
from linter.readers.registry import chosen, recognise
from linter.readers.vocabulary import default_options
from linter.repair.edits import apply
from linter.repair.writeback import verify, write_back
from linter.source import MappedPlace, SourceText

OPTIONS = default_options()
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")

WORDS = (
    "亲", "您好", "这款今天发货", "48小时内", "请您放心", "包邮哦", "七天无理由", "{buyer_nick}", "[订单号]",
    "【快递单号】", "：", "，", "。", "！", "～", "😀", "👍🏻", "XL", "A款/B款", "100%", "https://a.cn/b?c=1",
)  # fmt: skip
MARKS = (
    " ", "  ", ": ", " #", "#", "-", "- ", '"', '""', "'", "\\", "\\n", ",", ";", "\t", "{", "}", "[", "]",
    "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "~", "&#44;", "<b>", "null", "true", "12",
)  # fmt: skip

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)
"""A line of ordinary shop text."""

odd_lines = st.tuples(words, st.lists(st.sampled_from(WORDS + MARKS), max_size=8)).map(
    lambda parts: parts[0] + "".join(parts[1])
)
"""A line with characters that some format takes for its own; it begins with a word."""


def sample(text: str, name: str = "file", complete: bool = True) -> Sample:
    """A sample as `load` would make it."""
    return Sample(PurePath(name), text[:SAMPLE_SIZE], complete and len(text) <= SAMPLE_SIZE)


def verdict(text: str, name: str, format: str, options: ReadOptions = OPTIONS) -> Recognition:
    """What the reader called `format` thinks of a file."""
    return chosen(format, sample(text, name), options)[1]


def reader_for(text: str, name: str = "file", options: ReadOptions = OPTIONS) -> str:
    """The name of the reader that is chosen."""
    return recognise(sample(text, name), options)[0].name


def read(text: str, format: str, name: str = "file", options: ReadOptions = OPTIONS) -> Block:
    """What the reader called `format` makes of a text."""
    reader, _ = chosen(format, sample(text, name), options)
    return reader.read(SourceText(text), name, options)


def templates(text: str, format: str, name: str = "file", options: ReadOptions = OPTIONS) -> list[Template]:
    """The templates in a text."""
    return [item for item in read(text, format, name, options).items if isinstance(item, Template)]


def texts(text: str, format: str, name: str = "file", options: ReadOptions = OPTIONS) -> list[str]:
    """The texts of the templates."""
    return [template.text for template in templates(text, format, name, options)]


def conversations(
    text: str, format: str, name: str = "file", options: ReadOptions = OPTIONS
) -> list[Conversation]:
    """The conversations in a text."""
    return [item for item in read(text, format, name, options).items if isinstance(item, Conversation)]


def said(text: str, format: str, name: str = "file") -> list[list[tuple[str, str]]]:
    """Speaker and text of every message of every conversation."""
    return [
        [(message.speaker, message.text) for message in conversation.messages]
        for conversation in conversations(text, format, name)
    ]


def messages_of(problems: Sequence[Problem]) -> list[tuple[int | None, bool]]:
    """Line and gravity of problems."""
    return [(problem.line, problem.fatal) for problem in problems]


def load_text(text: str, format: str, encoding: str = "utf-8", name: str = "file") -> Loaded:
    """A file with `text` in it, loaded from bytes."""
    return load(text.encode(encoding), name, OPTIONS, format)


def replaced(text: str, format: str, old: str, new: str, name: str = "file") -> str:
    """The file after `old` in its first template that has it was replaced."""
    found = templates(text, format, name)
    template = next(one for one in found if old in one.text)
    at = template.text.index(old)
    pieces = [(template, [Edit(at, at + len(old), new)])]
    after = write_back(text, pieces, name)
    verify(found, pieces, read(after, format, name).items, name)
    return after


@st.composite
def edits_of(
    draw: st.DrawFn, text: str, new_texts: st.SearchStrategy[str], deletions: bool = True
) -> list[Edit]:
    """Insertions, replacements and, if wanted, deletions in order, none touching another."""
    points = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    edits: list[Edit] = []
    for start, end in zip(points[::2], points[1::2], strict=False):
        end = draw(st.sampled_from((start, end)))
        insert = start == end or not deletions
        edits.append(Edit(start, end, draw(new_texts if insert else st.just("") | new_texts)))
    return edits


def check_rewrite(
    data: st.DataObject,
    loaded: Loaded,
    new_texts: st.SearchStrategy[str],
    refusable: bool = False,
    deletions: bool = True,
) -> None:
    """Edits some templates at random and makes sure of what is written: read again, the texts are those
    that were meant, and every byte outside the edited templates is as it was.

    `refusable`: the format has texts that it cannot hold, which must then be refused.
    """
    found = [item for item in loaded.document.items if isinstance(item, Template)]
    pieces = [(template, data.draw(edits_of(template.text, new_texts, deletions))) for template in found]
    pieces = [(one, edits) for one, edits in pieces if edits and apply(one.text, edits).strip()]
    try:
        after = write_back(loaded.text, pieces, loaded.path)
        document = loaded.read(after, OPTIONS)
        verify(found, pieces, document.items, loaded.path)
    except Unwritable:
        if refusable:
            return
        raise
    assert re.fullmatch(".*?".join(map(re.escape, _gaps(loaded.text, pieces))), after, re.DOTALL)
    again = load(loaded.encoding.encode(after), loaded.path, OPTIONS, loaded.reader.name)
    assert again.encoding == loaded.encoding or after.isascii()
    assert again.text == after


def _gaps(text: str, pieces: Sequence[tuple[Template, Sequence[Edit]]]) -> list[str]:
    """The text between the edited templates."""
    gaps: list[str] = []
    at = 0
    for template, _ in pieces:
        place = template.place
        assert isinstance(place, MappedPlace)
        start, end = place.starts[0], place.ends[-1]
        if place.whole:
            start, end = min(start, place.whole[0]), max(end, place.whole[1])
        gaps.append(text[at:start])
        at = end
    return [*gaps, text[at:]]


def check_positions(loaded: Loaded) -> None:
    """Every character that stands verbatim in the file is pointed at by its line and column."""
    lines = loaded.text.split("\n")
    for item in loaded.document.items:
        assert isinstance(item, Template)
        place = item.place
        assert isinstance(place, MappedPlace)
        for at, char in enumerate(item.text):
            line, column = place.position(at)
            if place.ends[at] - place.starts[at] == 1 and char != "\n":
                assert lines[line - 1][column - 1] == char
