"""Files replaced in one step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.model import Unwritable
from linter.repair.files import replace_file


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "话术.txt"
    path.write_bytes(b"before")
    return path


def test_replaces_the_bytes(library: Path) -> None:
    replace_file(library, b"before", b"after")
    assert library.read_bytes() == b"after"
    assert [path.name for path in library.parent.iterdir()] == ["话术.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_keeps_the_mode(library: Path, mode: int) -> None:
    library.chmod(mode)
    replace_file(library, b"before", b"after")
    assert library.stat().st_mode & 0o7777 == mode


def test_a_link_stays_a_link(library: Path) -> None:
    link = library.parent / "link.txt"
    link.symlink_to(library.name)
    replace_file(link, b"before", b"after")
    assert link.is_symlink()
    assert library.read_bytes() == b"after"


def test_a_read_only_file_is_left_alone(library: Path) -> None:
    library.chmod(0o444)
    with pytest.raises(Unwritable):
        replace_file(library, b"before", b"after")
    assert library.read_bytes() == b"before"


def test_a_file_that_was_changed_is_left_alone(library: Path) -> None:
    with pytest.raises(Unwritable):
        replace_file(library, b"other", b"after")
    assert library.read_bytes() == b"before"
    assert len(list(library.parent.iterdir())) == 1


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        replace_file(tmp_path / "gone.txt", b"", b"after")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        replace_file(tmp_path, b"", b"after")


def test_a_failure_on_the_way_leaves_the_file_alone(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unwritable, match="No space left"):
        replace_file(library, b"before", b"after")
    assert library.read_bytes() == b"before"
    assert [path.name for path in library.parent.iterdir()] == ["话术.txt"]
