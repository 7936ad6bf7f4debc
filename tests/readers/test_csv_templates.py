"""CSV and TSV templates: columns, cells, positions, edits, broken tables."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Unreadable
from linter.readers.vocabulary import with_additions
from tests.readers.support import (
    ENCODINGS,
    MARKS,
    OPTIONS,
    WORDS,
    check_positions,
    check_rewrite,
    load_text,
    messages_of,
    odd_lines,
    read,
    replaced,
    templates,
    texts,
    verdict,
)

cells = st.lists(odd_lines, min_size=1, max_size=3).map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a table that holds them, quoted at random."""
    delimiter = draw(st.sampled_from((",", "\t", ";")))
    line_end = draw(st.sampled_from(("\n", "\r\n")))
    wanted = draw(st.lists(cells, min_size=1, max_size=5))
    lines = [f"编码{delimiter}话术{delimiter}备注"]
    for number, text in enumerate(wanted):
        bare = not any(char in text for char in (delimiter, '"', "\n", "\r")) and draw(st.booleans())
        cell = text if bare else '"' + text.replace('"', '""').replace("\n", line_end) + '"'
        lines.append(f"{number}{delimiter}{cell}{delimiter}" + draw(st.sampled_from(("", "常用", '"a""b"'))))
    return wanted, line_end.join(lines) + draw(st.sampled_from(("", line_end)))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_reads_what_was_put_in(table: tuple[list[str], str]) -> None:
    assert texts(table[1], "csv") == table[0]


@settings(max_examples=150, deadline=None)
@given(st.data(), tables(), st.sampled_from(ENCODINGS))
def test_edits_what_was_put_in(data: st.DataObject, table: tuple[list[str], str], encoding: str) -> None:
    check_rewrite(data, load_text(table[1], "csv", encoding), st.sampled_from([*WORDS, *MARKS, "\n", "亲\n"]))


@settings(max_examples=50, deadline=None)
@given(tables())
def test_points_at_every_character(table: tuple[list[str], str]) -> None:
    check_positions(load_text(table[1], "csv"))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='亲 ab,"\n\r', max_size=20), st.sampled_from((",", "\t")))
def test_reads_as_the_csv_module_does(body: str, delimiter: str) -> None:
    body = body.replace(",", delimiter)
    source = f"话术{delimiter}备注\n{body}"
    try:
        rows = list(csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True))[1:]
    except csv.Error:
        with pytest.raises(Unreadable):
            read(source, "csv", "a.csv")
        return
    sound = [row for row in rows if row and not any(row[2:])]
    wanted = [row[0].replace("\r\n", "\n") for row in sound if row[0].strip()]
    assert texts(source, "csv", "a.csv") == wanted


def test_quick_replies_of_the_shop_client() -> None:
    source = '快捷短语编码,快捷短语,快捷短语分组\r\n1001,亲，您好,售前\r\n1002,"在的,亲",\r\n'
    found = templates(source, "csv")
    assert [(one.text, one.name, one.situation) for one in found] == [
        ("亲，您好", "1001", "售前"),
        ("在的,亲", "1002", ""),
    ]


def test_escapes_of_the_other_shop_client() -> None:
    source = "快捷编码,快捷短语,快捷短语分组\n1,亲&#44;您好&#13;在的,售前\n"
    (template,) = templates(source, "csv")
    assert template.text == "亲,您好\n在的"
    assert template.place.position(2) == (2, 9)


def test_new_text_is_escaped_for_the_other_shop_client() -> None:
    source = "快捷编码,快捷短语,快捷短语分组\n1,亲您好,售前\n"
    assert replaced(source, "csv", "您好", "您好,\n在的").split("\n")[1] == "1,亲您好&#44;&#13;在的,售前"


def test_escapes_are_text_in_any_other_table() -> None:
    assert texts("编码,话术\n1,亲&#44;您好\n", "csv") == ["亲&#44;您好"]


def test_a_bare_cell_is_quoted_where_it_must_be() -> None:
    assert replaced("编码,话术\n1,亲您好\n", "csv", "您好", "您好,在的") == '编码,话术\n1,"亲您好,在的"\n'


def test_what_is_left_of_a_bare_cell_is_quoted_where_it_must_be() -> None:
    assert replaced('编码,话术\n1,亲"您好"\n', "csv", "亲", "") == '编码,话术\n1,"""您好"""\n'


def test_quotes_are_doubled_in_a_quoted_cell() -> None:
    assert replaced('编码,话术\n1,"亲,您好"\n', "csv", "您好", '"您好"') == '编码,话术\n1,"亲,""您好"""\n'


def test_line_ends_of_the_cell_are_used() -> None:
    source = '编码,话术\r\n1,"亲\n您好"\r\n'
    assert replaced(source, "csv", "您好", "您好\n在的") == '编码,话术\r\n1,"亲\n您好\n在的"\r\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_first_line_may_declare_the_delimiter(delimiter: str) -> None:
    source = f"sep={delimiter}\r\n编码{delimiter}话术\r\n1{delimiter}亲，您好\r\n"
    assert templates(source, "csv")[0].place.position(0) == (3, 3)
    assert replaced(source, "csv", "您好", "在的") == source.replace("您好", "在的")
    assert replaced(source, "csv", "您好", delimiter) == source.replace("亲，您好", f'"亲，{delimiter}"')


def test_empty_cells_are_no_templates() -> None:
    assert texts('编码,话术\n1,\n2,"  "\n\n3,亲\n', "csv") == ["亲"]


def test_a_column_of_the_shops_own() -> None:
    options = with_additions(OPTIONS, text_columns=["标准答复"])
    assert texts("编号,标准答复,内容\n1,亲，您好,内部\n", "csv", options=options) == ["亲，您好"]


def test_the_header_is_compared_without_case_and_space() -> None:
    assert texts("id; Reply \n1;亲\n", "csv") == ["亲"]


def test_an_open_quote_is_an_error_where_it_opens() -> None:
    with pytest.raises(Unreadable) as caught:
        texts('编码,话术\n1,亲\n2,"您好\n3,在的\n', "csv")
    assert (caught.value.problem.line, caught.value.problem.column) == (3, 3)


def test_text_behind_a_closing_quote_is_an_error() -> None:
    with pytest.raises(Unreadable) as caught:
        texts('编码,话术\n1,"亲"您好\n', "csv")
    assert caught.value.problem.line == 2


def test_a_row_that_does_not_fit_is_a_problem_and_the_others_are_read() -> None:
    block = read("编码,话术\n1,亲,您好\n2,在的\n孤单\n3,再见,\n", "csv")
    assert messages_of(block.problems) == [(2, True), (4, True)]
    assert len(block.items) == 2


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        ("快捷短语编码,快捷短语,快捷短语分组\n", "x", "sure"),
        ("编码\t话术\n1\t亲\n", "a.csv", "sure"),
        ("编码;话术\n1;亲\n", "x.txt", "sure"),
        ("话术\n亲，您好\n", "a.csv", "sure"),
        ("话术\n亲，您好\n", "a.txt", "no"),
        ("id,text\n1,hello\n", "a.csv", "plain"),
        ("id,price\n1,2\n", "a.csv", "no"),
        ("您好，在的\n", "a.csv", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "csv").trust == trust


def test_a_missing_column_names_the_columns_there_are() -> None:
    assert "price" in verdict("id,price\n1,2\n", "a.csv", "csv").reason


def test_codes_groups_and_columns_are_read() -> None:
    block = read("快捷编码,快捷短语,快捷短语分组\nfh, 今天发 ,物流\n,好的,\n", "csv")
    assert block.columns == ("快捷编码", "快捷短语", "快捷短语分组")
    assert not block.records
    found = templates("快捷编码,快捷短语,快捷短语分组\nfh, 今天发 ,物流\n,好的,\n", "csv")
    assert [(one.code, one.group, one.name) for one in found] == [("fh", "物流", "fh"), ("", "", "")]


def test_a_title_is_no_code() -> None:
    (one,) = templates("标题,话术,编码\n发货,今天发,fh\n", "csv")
    assert (one.name, one.code) == ("发货", "fh")
