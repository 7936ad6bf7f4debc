"""Lists of forbidden words read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from linter.authoring.wordlist import WordList, read, vocabulary
from linter.model import Refused


def csv(text: str, encoding: str = "utf-8") -> WordList:
    return read(text.encode(encoding), "list.csv")


def xlsx(rows: Sequence[Sequence[object]], merge: str = "") -> WordList:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "list.xlsx")


def told(listed: WordList) -> list[tuple[int | None, bool]]:
    return [(problem.line, problem.fatal) for problem in listed.problems]


def test_words_replacements_levels_and_remarks() -> None:
    (entry,) = csv("禁语,替换,级别,说明,类别\n木有,没有,提示,不正式,网络语\n").entries
    assert (entry.word, entry.instead, entry.severity) == ("木有", ("没有",), "info")
    assert (entry.note, entry.category, entry.row) == ("不正式", "网络语", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert [entry.word for entry in csv("违禁词,建议用语\n自己看,我发给您\n", encoding).entries] == ["自己看"]


@pytest.mark.parametrize("header", ["禁语", "服务禁语", "违禁词", "Banned", "WORD", "不规范用语"])
def test_columns_by_their_usual_names(header: str) -> None:
    assert [entry.word for entry in csv(f"{header},备注\n木有,x\n").entries] == ["木有"]


@pytest.mark.parametrize("mark", ["/", "、", "；", "|", "\n"])
def test_several_replacements(mark: str) -> None:
    (entry,) = csv(f'禁语,替换\n保证,"尽量{mark}争取"\n').entries
    assert entry.instead == ("尽量", "争取")


def test_several_words_in_a_cell() -> None:
    listed = csv("禁语,替换\n木有/米有,没有\n")
    assert [(entry.word, entry.row) for entry in listed.entries] == [("木有", 2), ("米有", 2)]


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        *[("高", "error"), ("中", "warning"), ("低", "info"), ("严重", "error"), ("一般", "warning")],
        *[("提示", "info"), ("", "warning"), ("HIGH", "error"), ("参考", "hint")],
    ],
)
def test_levels(level: str, severity: str) -> None:
    assert csv(f"禁语,级别\n木有,{level}\n").entries[0].severity == severity


def test_a_word_that_goes_and_one_without_replacement() -> None:
    listed = csv("禁语,替换\n加微信,删除\n绝对,-\n木有,\n")
    assert [entry.instead for entry in listed.entries] == [("",), (), ()]


def test_rows_with_mistakes_are_told_with_their_number() -> None:
    listed = csv("禁语,级别\n,高\n木有,超级\n！！,高\n木有,高\n")
    assert [entry.word for entry in listed.entries] == ["木有"]
    assert told(listed) == [(2, True), (3, False), (4, True), (5, False)]
    assert "第 3 行" in str(listed.problems[1])


def test_blank_rows_are_no_mistake() -> None:
    assert csv("禁语,级别\n\n木有,高\n,\n").problems == []


def test_a_title_above_the_header_and_merged_categories() -> None:
    rows = [["禁语表"], ["类别", "禁语", "级别"], ["推诿", "不归我管", "高"], [None, "不是我的事", "高"]]
    listed = xlsx(rows, merge="A3:A4")
    assert [(one.word, one.category, one.row) for one in listed.entries] == [
        ("不归我管", "推诿", 3),
        ("不是我的事", "推诿", 4),
    ]


def test_numbers_in_cells_are_texts() -> None:
    assert [entry.word for entry in xlsx([["禁语", "级别"], [886, "低"]]).entries] == ["886"]


def test_a_column_called_otherwise() -> None:
    listed = read("说法,改口\n木有,没有\n".encode(), "x.csv", {"word": "说法", "with": "改口"})
    assert [(one.word, one.instead) for one in listed.entries] == [("木有", ("没有",))]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", "姓名,年龄\n甲,3\n".encode(), b"", b"\x00\x01\x02"])
def test_what_is_no_list_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read(data, "list.csv")
    assert "\n" not in str(caught.value)


def test_the_vocabulary_is_in_lower_case() -> None:
    words = vocabulary()
    assert all(name == name.lower() for names in words.columns.values() for name in names)
    assert all(name == name.lower() for name in words.severities)
