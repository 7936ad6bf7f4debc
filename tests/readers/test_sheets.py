"""Tables of files that are no text."""

from __future__ import annotations

import pickle
from datetime import date, datetime, time

import pytest

from linter.model import Template, Unwritable
from linter.readers.binary import maybe, opened
from linter.readers.sheets import Key, Sheet, Tables, below, header, letters, text_of
from linter.repair.edits import apply
from linter.repair.writeback import edits_between, write_back
from linter.source import CannotEncode, CellPlace

ROWS = [["标题"], ["编码", "话术"], ["a", "亲"], [1, None], [None, None], ["b", "在\n的", 2.5]]
TABLES = Tables([Sheet("一", ROWS), Sheet("", [["x"]])])


def test_the_text_is_that_of_all_cells() -> None:
    assert TABLES.text == "标题\0编码\0话术\0a\0亲\0b\0在\n的\0x\0"
    assert TABLES.texts[Key(0, 3, 2)] == "亲"


def test_another_text_goes_into_the_same_cells() -> None:
    new = TABLES.with_text(TABLES.text.replace("亲", "亲亲"))
    assert new.texts[Key(0, 3, 2)] == "亲亲"
    assert new.sheets[0].rows[3] == [1, None]
    assert [*new.texts] == [*TABLES.texts]


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_names_of_columns(number: int, name: str) -> None:
    assert letters(number) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("亲", "亲"),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (datetime(2024, 1, 2, 10, 5), "2024-01-02 10:05:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (time(10, 5), "10:05:00"),
    ],
)
def test_what_a_cell_says(value: object, text: str) -> None:
    assert text_of(value) == text


def test_the_header_with_most_known_names() -> None:
    sheet = Sheet("一", [["话术"], [], ["编码", " 话术 "], ["a", "亲"]])
    found = header(sheet, frozenset({"话术", "编码"}), lambda names: "话术" in names)
    assert found == (3, ("编码", "话术"))
    assert header(sheet, frozenset({"话术"}), lambda names: "内容" in names) is None


def test_rows_below_are_as_wide_as_the_header() -> None:
    found = header(TABLES.sheets[0], frozenset({"话术"}), lambda names: "话术" in names)
    assert found is not None
    rows = [(key.row, row[:2]) for key, row in below(TABLES.sheets[0], 0, found)]
    assert rows == [(3, ["a", "亲"]), (4, [1, None]), (6, ["b", "在\n的"])]


def test_a_place_is_a_cell() -> None:
    place = TABLES.place(Key(0, 6, 2))
    assert (place.cell, place.position(2), place.line(6)) == ("一!B6", (6, 3), "在\n的")
    assert TABLES.place(Key(1, 1, 1)).cell == "A1"
    assert TABLES.place(Key(0, 4, 1)).line(4) == "1"


def test_a_place_that_was_sent_to_another_process_has_its_own_text_only() -> None:
    place = pickle.loads(
        pickle.dumps(Tables([Sheet("一", ROWS)], lambda key, text: text).place(Key(0, 6, 2)))
    )
    assert isinstance(place, CellPlace)
    assert (place.cell, place.position(2), place.line(6)) == ("一!B6", (6, 3), "在\n的")
    assert place.source.text == "在\n的"


def test_edits_are_written_into_the_text() -> None:
    tables = Tables([Sheet("一", ROWS)], lambda key, text: text)
    template = Template("在\n的", tables.place(Key(0, 6, 2)))
    edits = edits_between(template.text, "在\n的呢")
    assert apply(template.text, edits) == "在\n的呢"
    assert write_back(tables.text, [(template, edits)]) == tables.text.replace("在\n的", "在\n的呢")


def _refuse(key: Key, text: str) -> str:
    raise CannotEncode(f"{key.row}")


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (Tables([Sheet("一", ROWS)], _refuse), "a:一!B3: 新的文字放不进这里：3"),
        (Tables([Sheet("一", ROWS)], read_only="只读"), "a:一!B3: 只读"),
    ],
)
def test_what_cannot_be_edited_is_refused_with_its_cell(tables: Tables, said: str) -> None:
    template = Template("亲", tables.place(Key(0, 3, 2)))
    with pytest.raises(Unwritable) as caught:
        write_back(tables.text, [(template, edits_between("亲", "您"))], "a")
    assert str(caught.value) == said


def test_text_is_no_table() -> None:
    assert opened("话术\n亲\n".encode(), "a.csv") is None
    assert not maybe("话术".encode())
    assert maybe(b"PK\x03\x04")


def test_an_archive_of_other_things_is_left_to_others() -> None:
    import io
    from zipfile import ZipFile

    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("a.csv", "话术\n亲\n")
    assert opened(made.getvalue(), "a.zip") is None
