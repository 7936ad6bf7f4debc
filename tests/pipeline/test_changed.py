"""What a branch touched, in real repositories."""

from __future__ import annotations

import builtins
import io
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from linter.pipeline.changed import NoHistory, touched
from linter.pipeline.discover import discover
from linter.pipeline.run import outcomes
from linter.pipeline.settings import Settings
from tests.pipeline.support import findings, settings

LIBRARY = "replies:\n- name: 甲\n  text: 您好\n- name: 乙\n  text: 我们保证到\n- name: 丙\n  text: 好的\n"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "t@e" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    made.write("话术/售前.yaml", LIBRARY)
    made.write("话术/售后.yaml", LIBRARY.replace("甲", "丁").replace("好的", "行的"))
    made.commit()
    made.git("checkout", "--quiet", "-b", "topic")
    return made


def names(rules: Path, revision: str = "main", path: str = ".") -> dict[str, list[int] | None]:
    """The touched files, with the numbers of their touched items (None: the whole file)."""
    found = touched(discover([path]).files, revision, [settings(rules)])
    return {
        file.path: sorted(found.items[file.path]) if file.path in found.items else None
        for file in found.files
    }


def test_without_a_change_nothing_is_touched(rules: Path, repository: Repository) -> None:
    assert names(rules) == {}


def test_a_new_text_is_touched_committed_or_not(rules: Path, repository: Repository) -> None:
    repository.write("话术/售前.yaml", LIBRARY.replace("您好", "你好"))
    assert names(rules) == {"话术/售前.yaml": [0]}
    repository.commit()
    assert names(rules) == {"话术/售前.yaml": [0]}


def test_what_happened_on_the_other_branch_does_not_count(rules: Path, repository: Repository) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.write("话术/售后.yaml", LIBRARY)
    repository.commit()
    repository.git("checkout", "--quiet", "topic")
    assert names(rules) == {}


def test_a_moved_template_is_not_touched(rules: Path, repository: Repository) -> None:
    head, *blocks = LIBRARY.split("- ")
    repository.write("话术/售前.yaml", "- ".join([head, *reversed(blocks)]))
    assert names(rules) == {"话术/售前.yaml": []}


def test_a_template_that_went_to_another_file_is_not_touched(rules: Path, repository: Repository) -> None:
    head, first, *others = LIBRARY.split("- ")
    repository.write("话术/售前.yaml", "- ".join([head, *others]))
    after = (repository.folder / "话术/售后.yaml").read_text("utf-8")
    repository.write("话术/售后.yaml", f"{after}- {first}- name: 新\n  text: 新的\n")
    assert names(rules) == {"话术/售前.yaml": [], "话术/售后.yaml": [4]}


def test_a_copy_counts(rules: Path, repository: Repository) -> None:
    repository.write("话术/售前.yaml", LIBRARY + "- name: 甲\n  text: 您好\n")
    assert names(rules) == {"话术/售前.yaml": [3]}


def test_new_comments_encoding_and_line_ends_touch_nothing(rules: Path, repository: Repository) -> None:
    repository.write("话术/售前.yaml", ("# 新\n" + LIBRARY).replace("\n", "\r\n"), "gb18030")
    assert names(rules) == {"话术/售前.yaml": []}


def test_a_comment_that_no_longer_suppresses_touches_its_template(
    rules: Path, repository: Repository
) -> None:
    marked = LIBRARY.replace("保证到", "保证到 # replylint: ignore[a]")
    repository.write("话术/售前.yaml", marked)
    repository.commit()
    repository.git("branch", "--force", "main", "topic")
    repository.write("话术/售前.yaml", LIBRARY)
    assert names(rules) == {"话术/售前.yaml": [1]}


def test_a_renamed_file_is_followed(rules: Path, repository: Repository) -> None:
    repository.git("mv", "话术/售前.yaml", "话术/新 名.yaml")
    repository.write("话术/新 名.yaml", LIBRARY.replace("您好", "你好"))
    assert names(rules) == {"话术/新 名.yaml": [0]}


def test_untracked_and_new_files_count_whole_and_ignored_ones_do_not(
    rules: Path, repository: Repository
) -> None:
    repository.write("新.yaml", LIBRARY)
    repository.git("add", "新.yaml")
    repository.write("未.yaml", LIBRARY)
    repository.write(".gitignore", "不管.yaml\n")
    repository.write("不管.yaml", LIBRARY)
    assert names(rules) == {"新.yaml": None, "未.yaml": None}


def test_a_file_that_could_not_be_read_before_counts_whole(rules: Path, repository: Repository) -> None:
    repository.write("话术/售前.yaml", "replies: [")
    repository.commit()
    repository.git("branch", "--force", "main", "topic")
    repository.write("话术/售前.yaml", LIBRARY)
    assert names(rules) == {"话术/售前.yaml": None}


def test_it_works_from_a_folder_inside(
    rules: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("话术/售前.yaml", LIBRARY.replace("您好", "你好"))
    monkeypatch.chdir(repository.folder / "话术")
    assert names(rules) == {"售前.yaml": [0]}


def test_in_a_hook_git_is_asked_about_the_folder(
    rules: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    repository.write("话术/售前.yaml", LIBRARY.replace("您好", "你好"))
    assert names(rules, path="话术") == {"话术/售前.yaml": [0]}


@pytest.mark.parametrize("revision", ["nope", "-x", "", "HEAD:话术"])
def test_an_unknown_revision_is_told(rules: Path, repository: Repository, revision: str) -> None:
    with pytest.raises(NoHistory, match="没有这个提交"):
        names(rules, revision)


def test_a_history_of_its_own_is_told(rules: Path, repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.write("新.yaml", LIBRARY)
    repository.commit()
    with pytest.raises(NoHistory, match="没有共同的历史"):
        names(rules)


def test_outside_of_a_repository_is_told(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.yaml").write_text(LIBRARY, encoding="utf-8")
    with pytest.raises(NoHistory, match="不在 git 仓库里"):
        touched(discover([str(tmp_path)]).files, "main", [settings(rules)])


def test_a_file_of_another_repository_is_told(
    rules: Path, repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "b.yaml"
    other.write_text(LIBRARY, encoding="utf-8")
    with pytest.raises(NoHistory, match="不在仓库"):
        touched(discover(["话术", str(other)]).files, "main", [settings(rules)])


def judged(chosen: Settings, revision: str) -> list[tuple[str, str]]:
    """Template and rule of each finding at what was touched."""
    part = touched(discover(["."]).files, revision, [chosen])
    told = outcomes(part.files, [chosen._replace(touched=part.items)], 1)
    return [(one["template"], one["rule"]) for outcome in told for one in findings(outcome)]


def test_only_touched_templates_are_judged(rules: Path, repository: Repository) -> None:
    repository.write("话术/售前.yaml", LIBRARY.replace("您好", "你好"))
    assert judged(settings(rules), "main") == [("甲", "b.pronoun")]


def test_of_two_thousand_files_only_the_three_that_changed_are_read(
    rules: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2000):
        repository.write(
            f"库/{number % 20}/话术{number}.yaml", f"replies:\n- name: 第{number}\n  text: 在的\n"
        )
    repository.commit()
    repository.git("branch", "--force", "main", "topic")
    changed = [f"库/{number % 20}/话术{number}.yaml" for number in (3, 700, 1999)]
    for name in changed:
        repository.write(name, "replies:\n- name: 新\n  text: 你在吗\n")

    opened: set[str] = set()
    real = io.open

    def watched(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).endswith(".yaml") and "话术" in str(file):
            opened.add(str(file))
        return real(file, *arguments, **options)

    monkeypatch.setattr(io, "open", watched)
    monkeypatch.setattr(builtins, "open", watched)
    assert judged(settings(rules), "main") == [("新", "b.pronoun")] * 3
    assert opened == {*changed}
