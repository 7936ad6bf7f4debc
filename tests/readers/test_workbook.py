"""Workbooks: what is read of them, and that nothing but the edited cells changes."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.engine import replies
from linter.model import Conversation, Template
from linter.pipeline.mend import changed, unified
from linter.readers.base import Unreadable
from linter.readers.load import Loaded, load
from linter.repair.edits import apply
from linter.source import CellPlace
from tests.readers.support import MARKS, OPTIONS, WORDS, edits_of, odd_lines, words
from tests.readers.workbooks import Book, Formula, Inline, Rich, Value, parts_of

EXTRA = {
    "xl/media/image1.png": b"\x89PNG\r\n\x1a\n",
    "xl/charts/chart1.xml": b"<c:chart/>",
    "xl/vbaProject.bin": b"\0\1",
}
STRINGS = "xl/sharedStrings.xml"


def loaded(*rows: list[Value], name: str = "话术.xlsx", **parts: bytes) -> Loaded:
    """A workbook of one sheet, loaded."""
    return load(Book({"售前": rows}, {**EXTRA, **parts}).data(), name, OPTIONS)


def templates(book: Loaded) -> list[Template]:
    return [item for item in book.document.items if isinstance(item, Template)]


def mended(book: Loaded, *texts: str | None) -> bytes:
    """The bytes with new texts for its templates; None: left as it is."""
    found = templates(book)
    changes = [(next(replies(one)), text) for one, text in zip(found, texts, strict=True) if text is not None]
    made = changed(book, changes, OPTIONS)
    assert not made.problems
    return book.encoding.encode(made.text, book.path)


def refused(book: Loaded, text: str) -> str:
    """Why its only template cannot be `text`."""
    made = changed(book, [(next(replies(templates(book)[0])), text)], OPTIONS)
    assert made.text == book.text
    (problem,) = made.problems
    return str(problem)


def test_the_text_column_is_found_by_its_name() -> None:
    book = loaded(
        ["编码", "话术", "分组"], ["fh", "亲，今天发货", "物流"], ["th", None, "售后"], [1.0, "在的", None]
    )
    assert book.reader.name == "xlsx"
    assert [(one.text, one.name, one.code, one.group) for one in templates(book)] == [
        ("亲，今天发货", "fh", "fh", "物流"),
        ("在的", "1", "1", ""),
    ]


def test_notes_may_stand_above_the_names() -> None:
    book = loaded(["话术"], [], ["更新于", 2024.0], [None, "标题", "快捷短语"], [None, "发货", "今天发"])
    assert [(one.name, one.text) for one in templates(book)] == [("发货", "今天发")]


def test_places_are_cells() -> None:
    place = templates(loaded(["话术"], [None], ["第一行\n第二行"]))[0].place
    assert isinstance(place, CellPlace)
    assert (place.cell, place.position(5), place.line(3)) == ("售前!A3", (3, 6), "第一行\n第二行")


def test_every_sheet_with_a_text_column_is_read_and_the_others_are_told() -> None:
    data = Book({"一": [["话术"], ["亲"]], "备注": [["x", "y"]], "空": [], "二": [["内容"], ["在的"]]}).data()
    found = load(data, "a.xlsx", OPTIONS)
    assert [one.place.cell for one in templates(found) if isinstance(one.place, CellPlace)] == [
        "一!A2",
        "二!A2",
    ]
    assert [(problem.fatal, "备注" in problem.message) for problem in found.document.problems] == [
        (False, True)
    ]


def test_what_a_merged_cell_says_holds_for_all_its_rows() -> None:
    rows: list[list[Value]] = [["分组", "话术"], ["物流", "今天发"], [None, "明天发"], [None, "可以退"]]
    book = load(Book({"a": rows}, merged="A2:A3").data(), "a.xlsx", OPTIONS)
    assert [one.group for one in templates(book)] == ["物流", "物流", ""]
    chat: list[list[Value]] = [["会话ID", "角色", "内容"], ["1", "客户", "在吗"], [None, "客服", "在的"]]
    (item,) = load(Book({"a": chat}, merged="A2:A3").data(), "a.xlsx", OPTIONS).document.items
    assert isinstance(item, Conversation)
    assert len(item.messages) == 2


def test_escapes_of_control_characters_are_read() -> None:
    assert templates(loaded(["话术"], ["亲_x000D_\n在的_x0041_"]))[0].text == "亲\n在的A"


def test_a_transcript_with_a_message_a_row() -> None:
    made = openpyxl.Workbook()
    made.active.append(["会话ID", "角色", "内容", "时间"])
    from datetime import datetime

    made.active.append([1001, "客户", 5, datetime(2024, 1, 2, 10, 5)])
    made.active.append([1001, "客服", "在的", datetime(2024, 1, 2, 10, 6)])
    file = io.BytesIO()
    made.save(file)
    book = load(file.getvalue(), "聊天.xlsx", OPTIONS)
    (chat,) = book.document.items
    assert isinstance(chat, Conversation)
    assert book.reader.name == "flat"
    assert (chat.id, [(one.speaker, one.text) for one in chat.messages]) == (
        "1001",
        [("customer", "5"), ("agent", "在的")],
    )
    first, last = (one.time for one in chat.messages)
    assert first is not None
    assert last == first + 60


def test_sheets_without_conversation_column_are_a_conversation_each() -> None:
    rows: list[list[Value]] = [["角色", "内容"], ["客户", "在吗"], ["客服", "在的"]]
    items = load(Book({"甲": rows, "乙": rows}).data(), "a.xlsx", OPTIONS).document.items
    assert [item.id for item in items if isinstance(item, Conversation)] == ["甲", "乙"]


def test_without_edits_the_bytes_are_the_same() -> None:
    book = loaded(["话术"], ["亲，您好"])
    assert book.encoding.encode(book.text) == book.data


def test_an_edit_changes_one_string_and_no_other_part() -> None:
    book = loaded(["编码", "话术"], ["a", "亲，&<你>好_x0009_"], ["b", "在的"])
    before, after = parts_of(book.data), parts_of(mended(book, "亲，&<您>好\t", None))
    assert {name for name in before if before[name] != after[name]} == {STRINGS}
    assert list(before) == list(after)
    assert after[STRINGS] == before[STRINGS].replace("你".encode(), "您".encode())


def test_a_string_that_other_cells_share_is_left_to_them() -> None:
    book = loaded(["话术", "备注"], ["你好", "你好"], ["你好", "x"], ["在的", None])
    before, after = parts_of(book.data), mended(book, "您好", None, None)
    assert [one.text for one in templates(load(after, "a.xlsx", OPTIONS))] == ["您好", "你好", "在的"]
    assert openpyxl.load_workbook(io.BytesIO(after)).active["B2"].value == "你好"
    count = int(re.search(rb'uniqueCount="(\d+)"', before[STRINGS])[1])  # type: ignore[index]
    assert f'uniqueCount="{count + 1}"'.encode() in parts_of(after)[STRINGS]


def test_runs_keep_their_formats() -> None:
    book = loaded(["话术"], [Rich(["亲，", "你好", "，请放心"])])
    after = parts_of(mended(book, "亲，您好，请您放心"))[STRINGS].decode()
    assert "<r><rPr><b/></rPr><t>您好</t></r><r><t>，请您放心</t></r>" in after


def test_white_space_at_an_end_is_kept() -> None:
    after = parts_of(mended(loaded(["话术"], [Rich(["亲", "你好"])]), "亲 你好"))[STRINGS].decode()
    assert '<r><t xml:space="preserve">亲 </t></r>' in after


def test_a_formula_is_refused() -> None:
    assert (
        refused(loaded(["话术"], [Formula("B2", "你好")], name="a.xlsx"), "您好")
        == "a.xlsx:售前!A2: 新的文字放不进这里：这一格是公式"
    )


def test_a_signed_workbook_is_refused() -> None:
    assert "数字签名" in refused(loaded(["话术"], ["你好"], **{"_xmlsignatures/sig1.xml": b"<s/>"}), "您好")


@pytest.mark.parametrize("text", ["您\x07好", "您\ud83d好", "您" * 32_768])
def test_what_no_cell_can_hold_is_refused(text: str) -> None:
    assert "单元格" in refused(loaded(["话术"], ["你好"]), text)


def test_pronunciation_is_not_torn_from_its_text() -> None:
    data = Book({"a": [["话术"], ["你好"]]}).data()
    parts = parts_of(data)
    said = parts[STRINGS].replace(
        "<t>你好</t>".encode(), '<t>你好</t><rPh sb="0" eb="1"><t>ni</t></rPh>'.encode()
    )
    book = load(Book({"a": [["话术"], ["你好"]]}, {STRINGS: said}).data(), "a.xlsx", OPTIONS)
    assert "拼音" in refused(book, "您好")


def test_styles_that_openpyxl_does_not_understand_are_no_obstacle() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{main}"><fills><fill/></fills></styleSheet>'.encode()
    book = loaded(["话术"], ["你好"], **{"xl/styles.xml": styles})
    assert parts_of(mended(book, "您好"))["xl/styles.xml"] == styles


def test_a_diff_names_the_cells() -> None:
    book = loaded(["话术"], ["亲\n你好"])
    made = changed(book, [(next(replies(templates(book)[0])), "亲\n您好")], OPTIONS)
    assert "-售前!A2: 你好\n+售前!A2: 您好\n" in unified(book, made)


def test_openpyxl_workbooks_have_their_texts_in_the_cells() -> None:
    made = openpyxl.Workbook()
    made.active.append(["话术"])
    made.active.append(["你好"])
    file = io.BytesIO()
    made.save(file)
    book = load(file.getvalue(), "a.xlsx", OPTIONS)
    assert openpyxl.load_workbook(io.BytesIO(mended(book, "您好"))).active["A2"].value == "您好"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + bytes(60), "已损坏"),
        (Book({"a": [["话术"], ["亲"]]}, {"xl/worksheets/sheet1.xml": b"<worksheet"}).data(), "已损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "xls"),
        (Book({"a": [["x"], ["亲"]]}).data(), "text-columns"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load(data, "a.xlsx", OPTIONS)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("format", "name"), [("yaml", "a.xlsx"), ("csv", "a.xlsx")])
def test_a_format_of_texts_is_not_for_a_workbook(format: str, name: str) -> None:
    with pytest.raises(Unreadable, match="xlsx"):
        load(Book({"a": [["话术"], ["亲"]]}).data(), name, OPTIONS, format)


def test_the_format_of_workbooks_is_not_for_texts() -> None:
    with pytest.raises(Unreadable, match="--input-format xlsx"):
        load("话术\n亲\n".encode(), "a.csv", OPTIONS, "xlsx")


lines = st.lists(odd_lines, min_size=1, max_size=3).map("\n".join)


@st.composite
def cells(draw: st.DrawFn) -> Value:
    """A reply in one of the ways to write it."""
    if draw(st.booleans()):
        return Rich(draw(st.lists(words, min_size=1, max_size=4)))
    text = draw(lines | st.sampled_from(("亲，您好", "在的")))
    return draw(st.sampled_from((text, text, Inline(text))))


_TEXT = re.compile(
    rb"<t(?: xml:space=\"preserve\")?>[^<]*</t>|<v>\d+</v>|uniqueCount=\"\d+\"|<si>(?:.*)</si>", re.DOTALL
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.tuples(st.sampled_from(("a", "b", None)), cells()), min_size=1, max_size=5),
    data=st.data(),
)
def test_any_edit_is_written_and_all_else_stays(
    rows: list[tuple[str | None, Value]], data: st.DataObject
) -> None:
    book = loaded(["编码", "话术"], *[[*row] for row in rows])
    found = templates(book)
    new = st.sampled_from((*WORDS, *MARKS, "\n", "&amp;", "]]>", "  "))
    wanted = [apply(one.text, data.draw(edits_of(one.text, new))) for one in found]
    changes = [
        (next(replies(one)), text) for one, text in zip(found, wanted, strict=True) if text != one.text
    ]
    made = changed(book, changes, OPTIONS)
    assert made.replies == len(changes) - len(made.problems)
    assert len(made.problems) == sum(1 for _, text in changes if not text.strip())
    after = book.encoding.encode(made.text, book.path)
    again = templates(load(after, book.path, OPTIONS))
    expected = [text if text.strip() else one.text for one, text in zip(found, wanted, strict=True)]
    assert [one.text.strip() for one in again] == [text.strip() for text in expected]
    before, now = parts_of(book.data), parts_of(after)
    assert list(before) == list(now)
    for name, content in before.items():
        if name == STRINGS or name.startswith("xl/worksheets/"):
            assert _TEXT.sub(b"", now[name]) == _TEXT.sub(b"", content)
        else:
            assert now[name] == content
    read = openpyxl.load_workbook(io.BytesIO(after)).worksheets[0]
    assert [read.cell(number, 1).value for number in range(2, len(rows) + 2)] == [row[0] for row in rows]
