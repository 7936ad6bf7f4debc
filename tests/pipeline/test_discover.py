"""Which files a run is about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.config import matches
from linter.pipeline.discover import discover


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a shop, which is the working folder."""
    for name in (
        "话术/售前.csv",
        "话术/售后.yaml",
        "话术/旧/2023.csv",
        "话术/旧/读我.MD",
        "聊天/一月.jsonl",
        "聊天/一月.bak.csv",
        "说明.txt",
        ".git/config.yaml",
        ".私密/客户.csv",
        "话术/.隐藏.csv",
        "node_modules/pkg/a.json",
        "图/海报.png",
        "程序.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("亲，在的\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*given: str, exclude: tuple[str, ...] = ()) -> list[str]:
    found = discover(given, lambda path: matches(path, exclude))
    assert found.problems == []
    return [file.path for file in found.files]


def problems(*given: str, exclude: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    found = discover(given, lambda path: matches(path, exclude))
    return [(problem.path, problem.fatal) for problem in found.problems]


@pytest.mark.usefixtures("library")
def test_a_folder_gives_its_files_of_known_kinds_in_a_stable_order() -> None:
    assert paths(".") == [
        "说明.txt",
        "聊天/一月.bak.csv",
        "聊天/一月.jsonl",
        "话术/售前.csv",
        "话术/售后.yaml",
        "话术/旧/2023.csv",
        "话术/旧/读我.MD",
    ]


@pytest.mark.usefixtures("library")
def test_hidden_files_and_folders_of_programs_are_passed_over() -> None:
    assert not [path for path in paths(".") if "隐藏" in path or "git" in path or "node_modules" in path]


@pytest.mark.usefixtures("library")
def test_a_file_that_is_named_is_taken_whatever_it_is() -> None:
    assert paths("程序.py", "话术/.隐藏.csv", ".git/config.yaml") == [
        "程序.py",
        "话术/.隐藏.csv",
        ".git/config.yaml",
    ]


@pytest.mark.usefixtures("library")
def test_whether_a_file_was_named_is_known() -> None:
    assert [file.named for file in discover(["说明.txt", "话术/旧", "聊天/*.jsonl"]).files] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.usefixtures("library")
def test_a_named_file_may_be_treated_like_one_met_in_a_folder() -> None:
    (file,) = discover(["说明.txt"], skip_others=True).files
    assert not file.named


@pytest.mark.usefixtures("library")
def test_the_size_of_each_file_is_known() -> None:
    (file,) = discover(["说明.txt"]).files
    assert file.size == len("亲，在的\n".encode())


@pytest.mark.usefixtures("library")
def test_a_pattern_gives_the_files_that_match_in_order() -> None:
    assert paths("话术/*.csv") == ["话术/售前.csv"]
    assert paths("**/*.csv") == ["聊天/一月.bak.csv", "话术/售前.csv", "话术/旧/2023.csv"]
    assert paths("话术/售?.[cy]*") == ["话术/售前.csv", "话术/售后.yaml"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(
    library: Path,
) -> None:
    (library / "[话术].csv").write_text("亲")
    assert paths("[话术].csv") == ["[话术].csv"]


@pytest.mark.usefixtures("library")
def test_an_absolute_path_stays_one(library: Path) -> None:
    assert paths(str(library / "说明.txt")) == [str(library / "说明.txt")]
    assert paths(str(library / "话术" / "*.csv")) == [str(library / "话术" / "售前.csv")]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("旧", ["聊天/一月.bak.csv", "话术/售前.csv"]),
        ("话术/旧", ["聊天/一月.bak.csv", "话术/售前.csv"]),
        ("旧/", ["聊天/一月.bak.csv", "话术/售前.csv"]),
        ("*.bak.csv", ["话术/售前.csv", "话术/旧/2023.csv"]),
        ("聊天/*", ["话术/售前.csv", "话术/旧/2023.csv"]),
        ("2023.csv", ["聊天/一月.bak.csv", "话术/售前.csv"]),
        ("20", ["聊天/一月.bak.csv", "话术/售前.csv", "话术/旧/2023.csv"]),
    ],
)
@pytest.mark.usefixtures("library")
def test_excluded_paths_are_left_out_of_folders_and_patterns(pattern: str, left: list[str]) -> None:
    assert [path for path in paths(".", exclude=(pattern,)) if path.endswith("csv")] == left
    assert paths("**/*.csv", exclude=(pattern,)) == left


@pytest.mark.usefixtures("library")
def test_a_file_that_is_named_is_not_excluded() -> None:
    assert paths("话术/旧/2023.csv", exclude=("旧",)) == ["话术/旧/2023.csv"]


@pytest.mark.usefixtures("library")
def test_every_file_comes_once(library: Path) -> None:
    assert paths("说明.txt", "./说明.txt", str(library / "说明.txt"), "*.txt", ".").count("说明.txt") == 1
    assert len(paths(".", "话术", ".")) == len(paths("."))


def test_a_link_to_a_file_is_that_file(library: Path) -> None:
    (library / "话术" / "链接.csv").symlink_to("售前.csv")
    assert paths("话术/*.csv") == ["话术/售前.csv"]


def test_a_link_in_a_circle_is_walked_once(library: Path) -> None:
    (library / "话术" / "圈").symlink_to("..", target_is_directory=True)
    assert len(paths(".")) == 7


def test_a_link_that_leads_nowhere_is_left_for_the_reading_to_tell(library: Path) -> None:
    (library / "断.csv").symlink_to("没有.csv")
    (library / "自己.csv").symlink_to("自己.csv")
    files = {file.path: file.size for file in discover(["."]).files}
    assert files["断.csv"] == files["自己.csv"] == 0


@pytest.mark.parametrize("path", ["没有.csv", "话术/没有", "没有/*.csv", "话术/*.xlsx", "图"])
@pytest.mark.usefixtures("library")
def test_a_path_that_leads_to_nothing_is_said_aloud(path: str) -> None:
    assert problems(path, "说明.txt") == [(path, True)]


@pytest.mark.usefixtures("library")
def test_a_folder_of_which_everything_is_excluded_is_said_aloud() -> None:
    assert problems("话术/旧", exclude=("旧",)) == [("话术/旧", True)]


def test_an_empty_folder_is_said_aloud(tmp_path: Path) -> None:
    (found,) = discover([str(tmp_path)]).problems
    assert ".csv" in found.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_cannot_be_opened_is_said_aloud(library: Path) -> None:
    (library / "聊天").chmod(0)
    try:
        assert problems(".") == [("聊天", True)]
    finally:
        (library / "聊天").chmod(0o755)
