"""Files of every format, encoding and line end: what is not edited stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.engine import replies
from linter.model import Template
from linter.pipeline.mend import changed, store
from linter.readers.load import Loaded, load
from linter.repair.edits import apply
from linter.repair.writeback import edits_between
from tests.readers.files import FILES, File, sources, spots, with_line_ends
from tests.readers.support import MARKS, OPTIONS, WORDS, edits_of
from tests.readers.template_files import MORE_FILES

ENCODINGS: dict[str, tuple[str, bytes]] = {
    "utf-8": ("utf-8", b""),
    "utf-8-bom": ("utf-8", codecs.BOM_UTF8),
    "utf-16-le": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be": ("utf-16-be", codecs.BOM_UTF16_BE),
    "gb18030": ("gb18030", b""),
    "gb18030-bom": ("gb18030", "\ufeff".encode("gb18030")),
}
PLAIN_WORDS = ("亲", "您好", "请您放心", "好的，")
ANYTHING = (
    *WORDS, *MARKS, "\n", "\n\n", " \n", "好的\n亲", "\r", "\r\n", "\x07", "\x85", "\u2028", "\ud83d",
    "\0", "```", "~~~", "# ", "1. ", "> ", "---", "- [ ] ", "**适用场景：** ", "''", "\\u4eb2", '\\"', "|\n",
    "sep=,", "\ufeff",
)  # fmt: skip
_HALF = "\ud800-\udfff"
MAY_REFUSE = {
    "json": re.compile(f"[{_HALF}]"),
    "json-lines": re.compile(f"[{_HALF}]"),
    "yaml": re.compile(f"[{_HALF}]"),
    "csv": re.compile(f"[\r\0{_HALF}]|&#"),
    "fences": re.compile(f"[\r\0{_HALF}]|```|~~~"),
    "toml": re.compile(f"[{_HALF}]"),
    "po": re.compile(f"[\0-\x07\x0e-\x1f\x85\u2028\u2029{_HALF}]"),
    "rasa": re.compile(f"[{_HALF}]"),
}
"""What has to be in a text that cannot be written, where the format can hold any other."""

TRIMMED = ("lines", "paragraphs", "prose")
"""Kinds of file in which white space at the ends of lines is no part of a text."""

KINDS = {**FILES, **MORE_FILES}

EXAMPLES = settings.default.max_examples if settings.get_current_profile_name() == "thorough" else 25
"""Of every kind of file; `--hypothesis-profile thorough` makes it many more."""

Wanted = dict[int, str]
"""New texts by the number of the template."""


def encoded(file: File, encoding: str) -> bytes:
    codec, bom = ENCODINGS[encoding]
    return bom + file.text.encode(codec)


def templates(loaded: Loaded) -> list[Template]:
    return [item for item in loaded.document.items if isinstance(item, Template)]


def lines(text: str, kind: str) -> list[str]:
    """The lines of an edited text, as far as white space in them is sure to come back."""
    return [line.strip() if kind in TRIMMED else line for line in text.strip().split("\n")]


def pattern(file: File, encoding: str, wanted: Wanted, anew: bool) -> re.Pattern[bytes]:
    """What the file must be: where a piece is edited anything may stand in the place of the edits; with
    `anew`, in the place of all of it where such a piece may be written as a whole."""
    codec, bom = ENCODINGS[encoding]
    made, number = re.escape(bom), 0
    for part in file.parts:
        if isinstance(part, str):
            made += re.escape(part.encode(codec))
            continue
        edits = edits_between(part.text, wanted.get(number, part.text))
        kept = sources(part, [(edit.start, edit.end) for edit in edits])
        if anew and part.whole and edits:
            made += b".*?"
        else:
            made += b".*?".join(re.escape(piece.encode(codec, "surrogatepass")) for piece in kept)
        number += 1
    return re.compile(made, re.DOTALL)


def check(kind: str, file: File, encoding: str, wanted: Wanted, on_the_spot: bool) -> None:
    """Mends a file on disk so that its templates have the `wanted` texts, and makes sure of what is there.
    `on_the_spot`: every one can be written without quoting it anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        before = encoded(file, encoding)
        path.write_bytes(before)
        loaded = load(before, str(path), OPTIONS, file.format)
        found = templates(loaded)
        assert loaded.reader.name == file.format
        assert [template.text for template in found] == [piece.text for piece in file.pieces]
        assert loaded.encoding.encode(loaded.text) == before
        changes = [(next(replies(found[number])), text) for number, text in wanted.items()]
        mended = changed(loaded, changes, OPTIONS)
        if mended.replies:
            store(loaded, mended)
        after = path.read_bytes()
    places = {found[number].place.position(0): number for number in wanted}
    refused = [places[problem.line, problem.column] for problem in mended.problems]
    assert all(problem.path == str(path) and problem.fatal for problem in mended.problems)
    written = {number: text for number, text in wanted.items() if number not in refused}
    assert len(written) == mended.replies == len(wanted) - len(refused)
    assert not (on_the_spot and refused)
    if cannot_hold := MAY_REFUSE.get(kind):
        assert all(not wanted[number].strip() or cannot_hold.search(wanted[number]) for number in refused)
    if not written:
        assert after == before
    assert pattern(file, encoding, written, anew=not on_the_spot).fullmatch(after)
    again = templates(load(after, str(path), OPTIONS, file.format))
    assert len(again) == len(file.pieces)
    for number, (one, piece) in enumerate(zip(again, file.pieces, strict=True)):
        if number in written:
            assert lines(one.text, kind) == lines(written[number], kind)
        else:
            assert one.text == piece.text
    assert [(one.name, one.situation) for one in again] == [(one.name, one.situation) for one in found]


@st.composite
def words_put_in(draw: st.DrawFn, file: File) -> Wanted:
    """Ordinary words put in, none of them beside white space: nothing that a format could object to."""
    wanted: Wanted = {}
    for number, piece in enumerate(file.pieces):
        text = piece.text
        places = draw(st.lists(st.sampled_from(list(spots(text))), max_size=2, unique=True))
        for at in sorted(places, reverse=True):
            text = text[:at] + draw(st.sampled_from(PLAIN_WORDS)) + text[at:]
        if places:
            wanted[number] = text
    return wanted


@st.composite
def any_edits(draw: st.DrawFn, file: File) -> Wanted:
    """Anything put in, anything taken out."""
    wanted: Wanted = {}
    for number, piece in enumerate(file.pieces):
        text = apply(piece.text, draw(edits_of(piece.text, st.sampled_from(ANYTHING))))
        if text != piece.text:
            wanted[number] = text
    return wanted


thoroughly = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawn = given(data=st.data(), encoding=st.sampled_from(list(ENCODINGS)))


@pytest.mark.parametrize("kind", KINDS)
@thoroughly
@drawn
def test_words_put_in_change_nothing_else(kind: str, data: st.DataObject, encoding: str) -> None:
    file = data.draw(KINDS[kind].flatmap(with_line_ends))
    check(kind, file, encoding, data.draw(words_put_in(file)), on_the_spot=True)


@pytest.mark.parametrize("kind", KINDS)
@thoroughly
@drawn
def test_any_edit_is_written_or_refused(kind: str, data: st.DataObject, encoding: str) -> None:
    file = data.draw(KINDS[kind].flatmap(with_line_ends))
    check(kind, file, encoding, data.draw(any_edits(file)), on_the_spot=False)
