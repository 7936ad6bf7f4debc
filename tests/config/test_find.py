"""Which configuration file holds for a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linter.config import find
from linter.config.find import Finder
from tests.config.support import tree


def test_a_table_of_pyproject_is_a_configuration(tmp_path: Path) -> None:
    tree(tmp_path, {"pyproject.toml": "[tool.replylint]\nlang = 'en'\n", "a/b/x.yaml": ""})
    assert find(tmp_path / "a" / "b") == tmp_path / "pyproject.toml"


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'x'\n",
        "[project]\ndependencies = ['replylint']\n",
        "[tool.ruff]\n# replylint\n",
        "[tool\n# replylint is not here\n",
    ],
)
def test_a_pyproject_of_something_else_is_passed_over(tmp_path: Path, text: str) -> None:
    tree(tmp_path, {"replylint.yaml": "", "a/pyproject.toml": text})
    assert find(tmp_path / "a") == tmp_path / "replylint.yaml"


def test_a_file_of_its_own_comes_before_pyproject(tmp_path: Path) -> None:
    tree(tmp_path, {"pyproject.toml": "[tool.replylint]\n", "replylint.yml": ""})
    assert find(tmp_path) == tmp_path / "replylint.yml"


def test_a_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, {"replylint.yaml": "", "a/b/x": "", "a/c/x": ""})
    looked: list[str] = []

    def in_folder(folder: str) -> Path | None:
        looked.append(Path(folder).name)
        return tmp_path / "replylint.yaml" if folder == str(tmp_path) else None

    monkeypatch.setattr(sys.modules["linter.config.find"], "_in_folder", in_folder)
    finder = Finder()
    for folder in ("a/b", "a/c", "a/b", "a", "."):
        assert finder.find(str(tmp_path / folder)) == tmp_path / "replylint.yaml"
    assert sorted(looked) == sorted(["b", "a", tmp_path.name, "c"])


def test_the_repository_ends_the_search_for_all_folders_in_it(tmp_path: Path) -> None:
    tree(tmp_path, {"replylint.yaml": "", "shop/.git/HEAD": "", "shop/a/b/x": ""})
    finder = Finder()
    assert finder.find(str(tmp_path / "shop" / "a" / "b")) is None
    assert finder.find(str(tmp_path / "shop" / "a")) is None
    assert finder.find(str(tmp_path)) == tmp_path / "replylint.yaml"
