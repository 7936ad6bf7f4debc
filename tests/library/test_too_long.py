"""Texts, codes and groups that a client cuts off."""

from __future__ import annotations

import pytest

from linter.library.base import Entry
from tests.library.support import Found, entry, found

RULE = "library.too-long"
COLUMNS = ("快捷编码", "快捷短语", "快捷短语分组")


def row(text: str = "好的", code: str = "", group: str = "") -> Entry:
    return entry(text, code=code, group=group, columns=COLUMNS)


def test_of_a_text_it_is_what_is_beyond_the_limit() -> None:
    assert found(RULE, [row("亲" * 430 + "尾巴")]) == [
        Found(0, "尾巴", "话术有 432 个字，客户端最多 430 个，多出来的导入时会被截掉。")
    ]


@pytest.mark.parametrize(
    ("one", "match", "part"),
    [
        (row(code="fahuo"), "fahuo", "编码有 5 个字，客户端最多 4 个"),
        (row(group="一" * 11), "一" * 11, "分组名有 11 个字"),
    ],
)
def test_codes_and_groups_have_limits_too(one: Entry, match: str, part: str) -> None:
    (told,) = found(RULE, [one])
    assert told.match == match
    assert told.message.startswith(part)


def test_what_just_fits_is_not_told() -> None:
    assert found(RULE, [row("亲" * 430, "fhsj", "一" * 10)]) == []


def test_the_limits_are_those_of_the_header() -> None:
    long = entry("亲" * 500, code="fahuo", columns=("快捷短语编码", "快捷短语", "快捷短语分组"))
    assert found(RULE, [long, entry("亲" * 500, "发货")]) == []


def test_a_limit_without_columns_holds_for_every_file() -> None:
    entries = [entry("亲" * 6, "发货"), row("亲" * 6), entry("亲" * 5, "发货")]
    assert [told.number for told in found(RULE, entries, limits={"ours": {"text": 5}})] == [0, 1]


def test_columns_are_compared_without_regard_to_case() -> None:
    limits = {"ours": {"columns": ["Code", "Text"], "code": 1}}
    assert len(found(RULE, [entry("好的", code="fh", columns=("code", "text"))], limits=limits)) == 1


def test_without_limits_nothing_is_too_long() -> None:
    assert found(RULE, [row("亲" * 500)], limits={}) == []
