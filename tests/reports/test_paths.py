"""Paths for other tools."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from linter.reports.paths import address, relative


@pytest.mark.parametrize(
    ("path", "seen"),
    [("a.txt", "a.txt"), ("./a/b.txt", "a/b.txt"), ("a/../b.txt", "b.txt"), ("../b.txt", "../b.txt")],
)
def test_paths_are_seen_from_the_current_folder(path: str, seen: str) -> None:
    assert relative(path) == seen


def test_an_absolute_path_is_relative_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(str(tmp_path / "a" / "b.txt")) == "a/b.txt"
    assert relative(str(tmp_path.parent / "b.txt")) == str(tmp_path.parent / "b.txt")


@pytest.mark.parametrize("name", ["话术.txt", "a b#?%.txt", "\udcff.txt", "😀"])
def test_an_address_holds_the_name_byte_for_byte(name: str) -> None:
    assert address(name).isascii()
    assert unquote_to_bytes(address(name)) == name.encode("utf-8", "surrogateescape")


def test_what_leads_out_of_the_folder_is_a_whole_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert address("../别处.txt") == (tmp_path.parent / "别处.txt").as_uri()
