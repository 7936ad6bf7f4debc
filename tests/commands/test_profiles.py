"""`replylint profiles`, and `--profile` of the commands that judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter.profiles import read
from linter.rules.names import PROFILES
from tests.commands.support import check_json, run, transcript

HOUSE_WORDS = """\
lexicons:
  house-address:
    add: [宝子, 家人们]
"""
FIRST_REPLY = transcript("在吗", "宝子这款有货的", "好", "家人们都喜欢这一款，麻烦您看看尺码表，有事随时找我")


def configuration(folder: Path, text: str) -> Path:
    path = folder / "replylint.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def found(path: Path, text: str, *arguments: str) -> list[str]:
    """The rules of what is found in a transcript."""
    options = ("--config", path, "--format", "json", "--stdin-filename", "c.jsonl")
    return run("check", *options, *arguments, "-", data=text).rules


# ---- the list


def test_every_profile_is_listed_with_its_title_and_reason() -> None:
    lines = run("profiles").out.splitlines()
    for name in PROFILES:
        at = next(number for number, line in enumerate(lines) if line.split()[:1] == [name])
        assert lines[at].endswith(read(name).title["zh"])
        assert lines[at + 1].strip() == read(name).about["zh"]


def test_they_are_listed_in_english() -> None:
    assert "real estate" in run("profiles", language="en").out


# ---- using one


def test_rules_are_listed_with_the_severities_of_the_profile() -> None:
    listed = json.loads(run("rules", "--isolated", "--profile", "jd", "--format", "json").out)
    assert {rule["severity"] for rule in listed if rule["id"] == "courtesy.thanks"} == {"warning"}


def test_explain_tells_of_a_rule_that_only_the_profile_has() -> None:
    ran = run("explain", "--isolated", "--profile", "realestate", "compliance.travel-time")
    assert ran.code == 0
    assert "房地产广告发布规定" in ran.out


def test_check_uses_the_profile() -> None:
    text = "这套十年就能回本"
    assert check_json("--text", text).rules == []
    assert check_json("--profile", "realestate", "--text", text).rules == ["compliance.appreciation"]


def test_rewrite_uses_the_profile() -> None:
    ran = run("rewrite", "--isolated", "--profile", "realestate", "--text", "哥，这个盘一定升值")
    assert "后期涨跌要看市场行情" in ran.out


def test_the_examples_are_tested_with_the_profile() -> None:
    plain, trade = (run("test", "--isolated", "--profile", name) for name in ("generic", "realestate"))
    assert (plain.code, trade.code) == (0, 0)
    assert plain.out.split(" ")[0] != trade.out.split(" ")[0]


def test_several_processes_use_the_profile(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("这套十年就能回本\n", encoding="utf-8")
    ran = check_json("--profile", "realestate", "--jobs", "2", tmp_path)
    assert ran.rules == ["compliance.appreciation"] * 3


@pytest.mark.parametrize("command", [["check"], ["rewrite"], ["rules"], ["explain", "slang.word"], ["test"]])
def test_an_unknown_profile_is_one_line_and_2(command: list[str]) -> None:
    ran = run(*command, "--isolated", "--profile", "tabao")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "replylint: 没有叫 'tabao' 的方案；是不是想写 'taobao'？；方案有 " + ", ".join(PROFILES)
    ]


# ---- with a configuration file over it


def test_the_command_line_outweighs_the_file(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: jd\n")
    ran = run("rules", "--config", path, "--profile", "generic", "--format", "json")
    assert {rule["severity"] for rule in json.loads(ran.out) if rule["id"] == "courtesy.thanks"} == {"info"}


def test_a_severity_of_the_file_outweighs_the_profile(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: taobao\nseverity: { compliance: hint }\n")
    ran = run("rules", "--config", path, "--format", "json")
    listed = {rule["id"]: rule["severity"] for rule in json.loads(ran.out)}
    assert listed["compliance.off-platform"] == "hint"
    assert listed["slang.cute"] == "info"


def test_what_the_file_ignores_is_added_to_what_the_profile_ignores(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: realestate\nignore: [slang]\n")
    listed = json.loads(run("rules", "--config", path, "--format", "json").out)
    off = {rule["id"] for rule in listed if not rule["active"]}
    assert {name.split(".")[0] for name in off - {"compliance.off-platform"}} == {"slang"}
    assert "compliance.off-platform" in off


def test_a_profile_over_some_rulesets_does_not_fail(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: pdd\nrulesets: [slang]\n")
    assert run("rules", "--config", path).code == 0


def test_a_name_in_the_file_that_is_not_loaded_still_fails(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: pdd\nrulesets: [slang]\nseverity: { tone: error }\n")
    ran = run("rules", "--config", path)
    assert ran.code == 2
    assert f"{path}:3:13: 发现 'tone'，应为 一条规则或一个类别的名字" in ran.err


# ---- house words


def test_without_house_words_they_are_slang_and_no_greeting(tmp_path: Path) -> None:
    rules = found(configuration(tmp_path, ""), FIRST_REPLY)
    assert rules == ["courtesy.greeting", "slang.word", "slang.word"]


def test_three_lines_make_house_words_a_greeting_and_no_slang(tmp_path: Path) -> None:
    assert found(configuration(tmp_path, HOUSE_WORDS), FIRST_REPLY) == []


def test_house_words_of_the_file_are_added_to_those_of_the_profile(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: taobao\n" + HOUSE_WORDS)
    assert found(path, transcript("在吗", "亲们、宝子，这款有货的，有事随时找我")) == []


def test_a_file_may_take_a_word_away_that_the_profile_has_no_more(tmp_path: Path) -> None:
    path = configuration(tmp_path, "profile: jd\nlexicons: { house-address: { remove: [客官] } }\n")
    assert run("rules", "--config", path).code == 0


def test_a_word_that_disturbs_a_shipped_example_is_told_at_every_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("replylint.yaml").write_text("lexicons: { house-address: { add: [老板] } }\n", encoding="utf-8")
    for _ in range(2):
        ran = run("check", "--text", "你的快递到了")
        assert ran.code == 1
        assert "老板椅" in ran.err
        assert "except" in ran.err
