"""Which templates make one library."""

from __future__ import annotations

import pytest

from linter.library.units import libraries
from tests.library.support import entry, program


def parted(unit: str, *paths: str) -> list[list[str]]:
    """The paths of each library."""
    made = libraries([entry("好的", file=path) for path in paths], program(unit=unit))
    return [[one.path for one in library.entries] for library in made]


FILES = ("a/售前.md", "a/售后.yaml", "a/枕套.md", "b/售前.md")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("run", [[*FILES]]),
        ("file", [[file] for file in FILES]),
        ("folder", [[*FILES[:3]], [FILES[3]]]),
        ("auto", [[*FILES[:2]], [FILES[2]], [FILES[3]]]),
    ],
)
def test_units(unit: str, expected: list[list[str]]) -> None:
    assert parted(unit, *FILES) == expected


@pytest.mark.parametrize(
    "names",
    [
        ("售前.md", "售后.md"),
        ("01-售前话术.csv", "02-售后话术.csv"),
        ("物流与发货.yaml", "退换货.yaml"),
        ("presales.md", "after_sales.md", "FAQ.md"),
        ("欢迎语.json", "快捷短语.csv"),
        ("售前/发货.md", "售后/退货.md"),
        ("淘宝售前.md", "天猫售后.md"),
    ],
)
def test_files_that_are_called_after_parts_make_one(names: tuple[str, ...]) -> None:
    paths = [f"shop/{name}" for name in names]
    assert parted("auto", *paths) == [paths]


@pytest.mark.parametrize(
    "names",
    [
        ("枕套.md", "床垫.md"),
        ("shop-a.yaml", "shop-b.yaml"),
        ("淘宝售前.md", "京东售前.md"),
        ("taobao.csv", "jd.csv"),
        ("甲店/售前.md", "乙店/售前.md"),
        ("toys.md", "perfume.md"),
    ],
)
def test_files_of_other_shops_trades_and_platforms_do_not(names: tuple[str, ...]) -> None:
    paths = [f"all/{name}" for name in names]
    assert parted("auto", *paths) == [[path] for path in paths]


def test_the_order_is_that_of_the_run() -> None:
    assert parted("auto", "b/枕套.md", "a/售前.md", "b/枕套.md", "a/售后.md") == [
        ["b/枕套.md", "b/枕套.md"],
        ["a/售前.md", "a/售后.md"],
    ]
