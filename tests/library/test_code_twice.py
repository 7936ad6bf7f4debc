"""The same short code for two templates."""

from __future__ import annotations

from tests.library.support import Found, entry, found

RULE = "library.code-twice"


def test_the_later_one_is_told_with_the_place_of_the_first() -> None:
    rows = [entry("一", code="fh"), entry("二", code="kd"), entry("三", code="fh"), entry("四", code="fh")]
    message = "编码“fh”在 话术.yaml:1 已经用了。"
    assert found(RULE, rows) == [Found(2, "fh", message), Found(3, "fh", message)]


def test_codes_that_differ_are_fine() -> None:
    assert found(RULE, [entry("一", code="fh"), entry("二", code="FH"), entry("三", code="fh2")]) == []


def test_names_are_no_codes() -> None:
    assert found(RULE, [entry("一", "发货"), entry("二", "发货")]) == []


def test_each_library_has_codes_of_its_own() -> None:
    assert (
        found(RULE, [entry("一", code="fh", file="枕套.csv"), entry("二", code="fh", file="床垫.csv")]) == []
    )
    assert (
        len(found(RULE, [entry("一", code="fh", file="售前.csv"), entry("二", code="fh", file="售后.csv")]))
        == 1
    )
