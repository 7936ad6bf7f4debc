"""Baselines, comments, what a branch touched and kept results, as a user meets them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.commands.support import Ran, run, transcript

LIBRARY = """\
replies:
  - name: 发货
    text: 亲，我们保证明天到
  - name: 改价
    text: 这个价我们改不了
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests: plans are kept by folder, and take seconds to make."""
    return tmp_path_factory.mktemp("projects") / "project"


@pytest.fixture(autouse=True)
def in_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder with nothing but one library in it."""
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    monkeypatch.chdir(project)
    Path("a.yaml").write_text(LIBRARY, encoding="utf-8")


def check(*arguments: str) -> Ran:
    return run("check", "--select", "guarantee,negative,slang,courtesy.pronoun", "a.yaml", *arguments)


def rules(*arguments: str) -> list[str]:
    return check("--format", "json", *arguments).rules


def test_from_a_baseline_on_only_new_findings_count() -> None:
    written = check("--write-baseline")
    assert written.code == 0
    assert "replylint.baseline：记下 2 处问题，在 1 个文件里" in written.out
    covered = check("--baseline", "replylint.baseline")
    assert covered.code == 0
    assert "另有 2 处在基线里，不再报" in covered.out
    Path("a.yaml").write_text("# 新\n" + LIBRARY + "  - text: 木有货\n", encoding="utf-8")
    assert rules("--baseline", "replylint.baseline") == ["slang.word"]
    assert check("--baseline", "replylint.baseline").code == 1


@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_covered_findings_are_absent_from_every_format(output: str) -> None:
    check("--write-baseline")
    ran = check("--baseline", "replylint.baseline", "--format", output)
    assert (ran.code, "guarantee" in ran.out, "negative" in ran.out) == (0, False, False)


def test_the_configuration_may_name_the_baseline() -> None:
    Path("replylint.yaml").write_text("baseline: alt/老.baseline\n", encoding="utf-8")
    Path("alt").mkdir()
    assert "用法" not in check("--write-baseline").out
    assert check().code == 0
    assert rules("--no-baseline") == ["guarantee.pledge", "negative.cannot"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("alt")
        assert run("check", "--select", "guarantee,negative", "../a.yaml").code == 0


def test_what_no_longer_occurs_is_told_and_pruned() -> None:
    check("--write-baseline")
    Path("a.yaml").write_text(LIBRARY.replace("保证", "预计"), encoding="utf-8")
    ran = check("--baseline", "replylint.baseline")
    assert (ran.code, "基线里有 1 处已经不再出现" in ran.err) == (0, True)
    others = run("check", "--select", "negative", "a.yaml", "--baseline", "replylint.baseline")
    assert "不再出现" not in others.err
    pruned = check("--baseline", "replylint.baseline", "--baseline-prune")
    assert "从基线里去掉了 1 处，还剩 1 处" in pruned.err
    assert len(Path("replylint.baseline").read_text("utf-8").splitlines()) == 2
    assert "不再出现" not in check("--baseline", "replylint.baseline").err


def test_writing_a_baseline_of_one_file_keeps_what_stands_of_others() -> None:
    check("--write-baseline")
    Path("b.yaml").write_text("replies: [木有货]\n", encoding="utf-8")
    run("check", "--select", "slang", "b.yaml", "--write-baseline")
    paths = [
        json.loads(line).get("path") for line in Path("replylint.baseline").read_text("utf-8").splitlines()
    ]
    assert paths == [None, "a.yaml", "a.yaml", "b.yaml"]


def test_written_again_a_baseline_is_the_same() -> None:
    check("--write-baseline")
    before = Path("replylint.baseline").read_bytes()
    check("--write-baseline", "--jobs", "2")
    assert Path("replylint.baseline").read_bytes() == before


def test_a_baseline_that_is_not_there_is_an_error() -> None:
    ran = check("--baseline", "none")
    assert (ran.code, ran.out) == (2, "")
    assert "none: 没有这个基线文件" in ran.err


def test_a_broken_baseline_is_an_error_with_its_line() -> None:
    Path("b").write_text('{"replylint-baseline": 1}\n=======\n', encoding="utf-8")
    ran = check("--baseline", "b")
    assert (ran.code, "b:2: 这一行不是基线" in ran.err) == (2, True)


def test_the_baseline_itself_is_not_read_as_templates() -> None:
    Path("x.jsonl").write_text("", encoding="utf-8")
    run("check", ".", "--write-baseline", "--baseline", "x.jsonl")
    ran = run("check", ".", "--baseline", "x.jsonl", "--format", "json")
    assert (ran.code, json.loads(ran.out)["summary"]["files"]) == (0, 1)


def test_a_comment_suppresses_and_keeps_the_fix_away() -> None:
    marked = LIBRARY.replace("明天到", "明天到  # replylint: ignore[guarantee] 合同")
    Path("a.yaml").write_text(marked, encoding="utf-8")
    assert rules() == ["negative.cannot"]
    check("--fix", "--unsafe-fixes")
    assert "我们保证明天到  # replylint: ignore[guarantee] 合同" in Path("a.yaml").read_text("utf-8")


def test_an_unknown_rule_in_a_comment_is_an_error_with_its_place() -> None:
    Path("a.yaml").write_text(LIBRARY.replace("改不了", "改不了 # replylint: ignore[negativ]"), "utf-8")
    for more in ([], ["--diff"], ["--fix"]):
        ran = check(*more)
        assert ran.code == 2
        assert "a.yaml:5:20: 没有叫 'negativ' 的规则或类别；是不是想写 'negative'" in ran.err


def test_rules_about_libraries_can_be_ignored_in_the_file_and_in_the_configuration() -> None:
    twice = "  - name: 甲\n    text: 您好，今天下单的话明天下午就可以发出，请您放心\n"
    Path("a.yaml").write_text("replies:\n" + twice + twice.replace("甲", "乙"), encoding="utf-8")
    arguments = ("check", "--select", "library.duplicate", "a.yaml")
    assert run(*arguments, "--format", "json").rules == ["library.duplicate"]
    marked = "replies:\n" + twice + "  # replylint: ignore[library.duplicate]\n" + twice.replace("甲", "乙")
    Path("a.yaml").write_text(marked, encoding="utf-8")
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    Path("a.yaml").write_text(
        "replies:\n  # replylint: ignore[library.duplicate]\n" + twice, encoding="utf-8"
    )
    assert "a.yaml:2:3: ignore[library.duplicate] 没有放过任何问题" in run(*arguments).err
    Path("a.yaml").write_text("replies:\n" + twice + twice.replace("甲", "乙"), encoding="utf-8")
    Path("replylint.yaml").write_text("suppressions: [{rule: library, template: 乙}]\n", encoding="utf-8")
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")


def test_reasons_may_be_required_of_comments_and_of_suppressions() -> None:
    Path("replylint.yaml").write_text("require-reasons: true\n", encoding="utf-8")
    Path("a.yaml").write_text("replies:\n- 保证到 # replylint: ignore[guarantee]\n", encoding="utf-8")
    assert "a.yaml:2:7: 没有写理由" in check().err
    with Path("replylint.yaml").open("a", encoding="utf-8") as file:
        file.write("suppressions: [{rule: slang, path: a.yaml}]\n")
    ran = check()
    assert (ran.code, "suppressions 里的 slang（a.yaml）没有写 reason" in ran.err) == (2, True)


def test_ignores_are_added_where_a_file_can_hold_them_and_else_to_the_configuration() -> None:
    Path("b.json").write_text('{"title": "查单", "content": "木有货"}', encoding="utf-8")
    ran = run("check", "a.yaml", "b.json", "--select", "guarantee,slang", "--add-ignores", "--reason", "合同")
    assert ran.code == 0
    assert "加了 1 条注释" in ran.out
    comment = "    # replylint: ignore[guarantee.pledge] 合同\n    text: 亲"
    assert Path("a.yaml").read_text("utf-8") == LIBRARY.replace("    text: 亲", comment)
    assert 'rule: "slang.word", path: "b.json"' in Path("replylint.yaml").read_text("utf-8")
    again = run("check", "a.yaml", "b.json", "--select", "guarantee,slang")
    assert (again.code, again.err) == (0, "")


def test_in_an_isolated_run_ignores_are_comments_or_refused() -> None:
    Path("b.json").write_text('{"title": "查单", "content": "木有货"}', encoding="utf-8")
    ran = run("check", "--isolated", "a.yaml", "b.json", "--select", "guarantee,slang", "--add-ignores")
    assert (ran.code, "加了 1 条注释" in ran.out) == (2, True)
    assert ["--isolated 不读配置" in line for line in ran.err.splitlines()] == [True]
    assert not Path("replylint.yaml").exists()


def test_ignores_are_not_added_in_archives() -> None:
    with zipfile.ZipFile("z.zip", "w") as archive:
        archive.write("a.yaml")
    Path("a.yaml.gz").write_bytes(gzip.compress(Path("a.yaml").read_bytes()))
    ran = run("check", "z.zip", "a.yaml.gz", "--select", "guarantee", "--add-ignores")
    assert (ran.code, ran.err.count("压缩包只读，没有改动；请解开后再 --add-ignores")) == (2, 2)


def test_ignores_are_not_added_for_chats() -> None:
    Path("c.jsonl").write_text(transcript("在吗", "保证到"), encoding="utf-8")
    before = Path("c.jsonl").read_bytes()
    ran = run("check", "c.jsonl", "--select", "guarantee", "--add-ignores")
    assert (Path("c.jsonl").read_bytes(), "聊天记录里的 1 处没有加" in ran.err) == (before, True)


def test_with_a_baseline_ignores_are_added_for_what_is_new() -> None:
    check("--write-baseline")
    Path("a.yaml").write_text(LIBRARY + "  - text: 木有货\n", encoding="utf-8")
    check("--add-ignores", "--baseline", "replylint.baseline")
    assert Path("a.yaml").read_text("utf-8").count("replylint: ignore") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--write-baseline", "--fix"],
        ["--write-baseline", "--baseline-prune"],
        ["--write-baseline", "--changed-since", "main"],
        ["--write-baseline", "--no-baseline"],
        ["--write-baseline", "--format", "json"],
        ["--write-baseline", "-o", "out.txt"],
        ["--write-baseline", "--output-file", "json=out.json"],
        ["--add-ignores", "--statistics"],
        ["--baseline-prune", "--diff"],
        ["--add-ignores", "--interactive"],
        ["--baseline", "x", "--no-baseline"],
        ["--reason", "x"],
        ["--watch", "--fix"],
        ["--add-ignores", "--reason", "x\ny"],
        ["--add-ignores", "--reason", "-->"],
        ["--changed-since", "main", "--text", "x"],
    ],
)
def test_options_that_do_not_go_together_are_told_in_one_line(arguments: list[str]) -> None:
    ran = check(*arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert Path("a.yaml").read_text("utf-8") == LIBRARY


def git(*arguments: str) -> None:
    names = {f"GIT_{who}_{what}": "t@e" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture
def branch() -> None:
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")
    git("checkout", "--quiet", "-b", "topic")


@pytest.mark.usefixtures("branch")
def test_only_what_was_touched_is_checked_and_fixed() -> None:
    ran = check("--changed-since", "main")
    assert (ran.code, "0 个文件" in ran.out) == (0, True)
    Path("a.yaml").write_text(LIBRARY + "  - text: 你的货木有了\n", encoding="utf-8")
    assert rules("--changed-since", "main") == ["courtesy.pronoun", "slang.word"]
    assert "-    text: 这个价" not in check("--changed-since", "main", "--diff", "--unsafe-fixes").out
    check("--changed-since", "main", "--fix", "--unsafe-fixes")
    assert Path("a.yaml").read_text("utf-8").startswith(LIBRARY)


@pytest.mark.usefixtures("branch")
def test_rules_about_libraries_say_once_that_they_see_less() -> None:
    ran = run("check", "--changed-since", "main", "--select", "library")
    assert ran.err.count("话术库规则") == 1
    assert "话术库规则" not in check("--changed-since", "main").err


@pytest.mark.usefixtures("branch")
def test_an_unknown_revision_is_told_in_one_line() -> None:
    ran = check("--changed-since", "nope")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_no_repository_is_told_in_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    ran = check("--changed-since", "main")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_a_second_run_says_the_same_from_the_cache(tmp_path: Path, output: str, language: str) -> None:
    Path("b.yaml").write_text("replies:\n- 木有货 # replylint: ignore[library, slang]\n", encoding="utf-8")
    Path("replylint.yaml").write_text("suppressions: [{rule: tone, path: a.yaml}]\n", encoding="utf-8")
    arguments = ("check", "a.yaml", "b.yaml", "--format", output)
    chosen = {"language": language}
    without = run(*arguments, "--no-cache", **chosen)  # type: ignore[arg-type]
    for _ in range(2):
        assert run(*arguments, "--cache-dir", tmp_path / "cache", **chosen) == without  # type: ignore[arg-type]
    assert (tmp_path / "cache" / "results.sqlite").exists()


def test_the_cache_can_be_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check("--cache-dir", str(tmp_path / "cache"), "--no-cache")
    monkeypatch.setenv("REPLYLINT_NO_CACHE", "1")
    check("--cache-dir", str(tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


def test_a_baseline_and_the_cache_go_together(tmp_path: Path) -> None:
    check("--write-baseline", "--cache-dir", str(tmp_path / "cache"))
    for _ in range(2):
        assert rules("--baseline", "replylint.baseline", "--cache-dir", str(tmp_path / "cache")) == []
    assert len(rules("--cache-dir", str(tmp_path / "cache"))) == 2


def test_each_file_fails_by_its_own_configuration_from_the_cache_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "replylint.yaml").write_text("fail-on: error\n", encoding="utf-8")
    (tmp_path / "live" / "replylint.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    (tmp_path / "live" / "a.yaml").write_text("- text: 亲，我们保证明天到\n", encoding="utf-8")
    for number in range(14):
        (tmp_path / f"{number}.yaml").write_text(f"- text: 亲，第{number}款有货\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = "check", "-q", "--select", "guarantee", "--format", "junit", "--cache-dir", tmp_path / "kept"
    assert [run(*arguments, ".").out.count("<failure") for _ in range(2)] == [1, 1]


def test_comments_are_not_written_into_standard_input() -> None:
    assert run("check", "--add-ignores", "--reason", "r", "-").code == 2
