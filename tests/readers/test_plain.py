"""Plain text: paragraphs, lines, edits, cuts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Unwritable
from linter.readers.base import StreamReader
from linter.readers.plain import PlainText
from linter.readers.registry import chosen
from linter.source import SourceText
from tests.readers.support import (
    ENCODINGS,
    MARKS,
    OPTIONS,
    WORDS,
    check_positions,
    check_rewrite,
    load_text,
    odd_lines,
    replaced,
    sample,
    texts,
    verdict,
)

lines = odd_lines.map(str.strip)
margins = st.sampled_from(("", "", "  ", "\t", "\u3000"))


@st.composite
def line_files(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a file with one a line."""
    wanted = draw(st.lists(lines, min_size=1, max_size=6))
    return wanted, "\n".join(draw(margins) + line + draw(margins) for line in wanted)


@st.composite
def paragraph_files(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a file with one a paragraph."""
    wanted = draw(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=2, max_size=5))
    paragraphs = ["\n".join(draw(margins) + line + draw(margins) for line in one) for one in wanted]
    blank = draw(st.sampled_from(("\n\n", "\n  \n", "\n\n\n")))
    start = draw(st.sampled_from(("", "\n")))
    return ["\n".join(one) for one in wanted], start + blank.join(paragraphs) + "\n"


files = line_files() | paragraph_files()
line_ends = st.sampled_from(("\n", "\r\n"))


@settings(max_examples=150, deadline=None)
@given(files, line_ends)
def test_reads_what_was_put_in(file: tuple[list[str], str], line_end: str) -> None:
    assert texts(file[1].replace("\n", line_end), "text") == file[0]


@settings(max_examples=150, deadline=None)
@given(st.data(), files, line_ends, st.sampled_from(ENCODINGS))
def test_edits_what_was_put_in(
    data: st.DataObject, file: tuple[list[str], str], line_end: str, encoding: str
) -> None:
    loaded = load_text(file[1].replace("\n", line_end), "text", encoding)
    check_rewrite(data, loaded, st.sampled_from([*WORDS, *MARKS, "\n", "亲\n亲"]), refusable=True)


@settings(max_examples=150, deadline=None)
@given(st.data(), paragraph_files(), line_ends)
def test_new_words_in_a_paragraph_are_never_refused(
    data: st.DataObject, file: tuple[list[str], str], line_end: str
) -> None:
    loaded = load_text(file[1].replace("\n", line_end), "text")
    check_rewrite(data, loaded, st.sampled_from([*WORDS, "亲\n亲"]), deletions=False)


@settings(max_examples=50, deadline=None)
@given(files)
def test_points_at_every_character(file: tuple[list[str], str]) -> None:
    check_positions(load_text(file[1], "text"))


@settings(max_examples=100, deadline=None)
@given(files, line_ends, st.integers(0, 200))
def test_a_cut_file_reads_the_same(file: tuple[list[str], str], line_end: str, at: int) -> None:
    text = file[1].replace("\n", line_end)
    reader, _ = chosen("text", sample(text), OPTIONS)
    assert isinstance(reader, StreamReader)
    cut = reader.cut(text[:at])
    parted = "\n\n" in file[1].replace("  ", "").strip()
    options = OPTIONS._replace(unit="paragraph" if parted else "line")
    parts = texts(text[:cut], "text", options=options) + texts(text[cut:], "text", options=options)
    assert parts == texts(text, "text", options=options)


def test_the_unit_can_be_set() -> None:
    text = "亲，您好\n在的\n\n再见\n"
    assert texts(text, "text") == ["亲，您好\n在的", "再见"]
    assert texts(text, "text", options=OPTIONS._replace(unit="line")) == ["亲，您好", "在的", "再见"]


def test_blank_lines_at_the_ends_part_nothing() -> None:
    assert texts("\n\n亲，您好\n在的\n\n", "text") == ["亲，您好", "在的"]


def test_a_line_break_cannot_stand_in_a_line() -> None:
    with pytest.raises(Unwritable):
        replaced("亲，您好\n在的\n", "text", "您好", "您好\n在的")


def test_a_blank_line_cannot_stand_in_a_paragraph() -> None:
    with pytest.raises(Unwritable):
        replaced("亲，您好\n\n在的\n", "text", "您好", "您好\n\n在的")


def test_white_space_left_in_the_middle_does_not_matter_either() -> None:
    text = "亲 您好\n亲 在的 亲\n\n再见\n"
    assert replaced(text, "text", "亲 在的 亲", " 在的 ") == "亲 您好\n 在的 \n\n再见\n"


def test_white_space_left_at_the_end_does_not_matter() -> None:
    assert replaced("亲 您好\n在的\n", "text", "亲", "") == " 您好\n在的\n"


def test_without_a_unit_the_text_is_not_cut() -> None:
    assert PlainText().cut("亲，您好\n\n在的\n") == 0


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        ("亲，您好\n在的\n", "a.txt", "sure"),
        ("亲，您好\n在的\n", "library", "sure"),
        ("click>=8\npyyaml\n", "requirements.txt", "plain"),
        ("亲，您好\n在的\n", "a.tpl", "plain"),
        ("亲，您好\n在的\n", "a.yaml", "no"),
        ("亲，您好\n在的\n", "a.csv", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "text").trust == trust


@pytest.mark.parametrize("whole", [True, False])
def test_a_block_of_a_file_holds_records(whole: bool) -> None:
    block = PlainText("line").read(SourceText("今天发\n明天发\n", whole=whole), "a.txt", OPTIONS)
    assert block.records is not whole
