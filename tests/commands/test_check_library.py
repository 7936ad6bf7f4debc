"""`replylint check` and the library as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.support import check_json, run, transcript

BY = """\
templates:
  - { name: 邮费, text: 亲，小店都是包邮的哦 }
  - { name: 议价, text: 不好意思，我们不包邮的 }
"""
PLAIN = "".join(f"- {{ name: 面料{number}, text: 您好，{number}号是全棉的面料 }}\n" for number in range(30))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def contradiction(tmp_path: Path) -> Path:
    """A file with two templates that contradict each other."""
    return write(tmp_path / "话术.yaml", BY)


def rules(*arguments: str | Path) -> list[str]:
    """The rules about libraries of which something is found."""
    return [rule for rule in check_json(*arguments).rules if rule.startswith("library.")]


def test_a_contradiction_fails(contradiction: Path) -> None:
    ran = check_json("--select", "library", contradiction)
    (finding,) = ran.findings
    assert (ran.code, finding["rule"], finding["severity"]) == (1, "library.contradiction", "warning")
    assert (finding["line"], finding["column"], finding["end_column"]) == (3, 30, 33)
    assert (finding["match"], finding["template"]) == ("不包邮", "议价")
    assert (finding["fixes"], finding["rewrite"]) == ([], None)
    assert f"“不包邮”和 {contradiction}:2 的“小店都是包邮的哦”说法不一" in finding["message"]


def test_the_text_report_shows_the_place(contradiction: Path) -> None:
    out = run("check", "--isolated", "--select", "library", contradiction).out
    assert f"{contradiction}:3:30: warning library.contradiction “不包邮”和" in out
    assert "  1  library.contradiction" in out


def test_the_github_report_has_it_too(contradiction: Path) -> None:
    out = run("check", "--isolated", "--format", "github", contradiction).out
    assert "title=library.contradiction" in out


def test_statistics_count_it(contradiction: Path) -> None:
    ran = run("check", "--isolated", "--statistics", "--select", "library", contradiction)
    assert ran.out == "1\tlibrary.contradiction\n"


def test_it_can_be_ignored_and_made_less_severe(contradiction: Path, tmp_path: Path) -> None:
    assert rules("--ignore", "library", contradiction) == []
    assert rules("--severity", "error", contradiction) == []
    config = write(tmp_path / "c.yaml", "severity: { library: hint }\n")
    assert run("check", "--config", config, "--select", "library", contradiction).code == 0


def test_what_is_missing_is_info_and_does_not_fail(tmp_path: Path) -> None:
    ran = check_json("--select", "library", write(tmp_path / "话术.yaml", PLAIN))
    (finding,) = ran.findings
    assert (ran.code, finding["rule"], finding["severity"]) == (0, "library.missing", "info")
    assert (finding["line"], finding["match"]) == (1, "")
    assert finding["message"].startswith("30 条话术里没有：欢迎语、请稍等")


def test_what_is_missing_is_told_once_a_run(tmp_path: Path) -> None:
    for name in ("枕套.yaml", "床垫.yaml"):
        write(tmp_path / name, PLAIN.replace("全棉", name.split(".")[0]))
    assert rules(tmp_path) == ["library.missing"]


def test_the_files_that_pre_commit_hands_over_are_part_of_a_library(tmp_path: Path) -> None:
    path = write(tmp_path / "话术.yaml", PLAIN + BY.partition("\n")[2].replace("  - ", "- "))
    assert rules("--skip-others", path) == ["library.contradiction"]


def test_a_sentence_standard_input_and_a_transcript_are_no_library(tmp_path: Path) -> None:
    assert rules("--text", "{buyer_nick 您好") == []
    assert [rule for rule in check_json("-", data=BY.encode()).rules if "library" in rule] == []
    chat = transcript("包邮吗", "亲，包邮的哦") + transcript("包邮吗", "亲，我们不包邮的", name="c-2")
    assert rules(write(tmp_path / "a.jsonl", chat)) == []


def test_diff_shows_what_a_fix_would_change_and_no_more(contradiction: Path) -> None:
    ran = run("check", "--isolated", "--diff", contradiction)
    assert (ran.code, ran.out) == (0, "")


def test_fix_leaves_it_and_tells_it(contradiction: Path) -> None:
    before = contradiction.read_bytes()
    assert rules("--fix", "--unsafe-fixes", contradiction) == ["library.contradiction"]
    assert contradiction.read_bytes() == before


def test_rewrite_has_nothing_to_say_of_it(contradiction: Path) -> None:
    assert "library." not in run("rewrite", "--isolated", contradiction).out


def test_eval_counts_findings_of_replies_alone(contradiction: Path) -> None:
    ran = run("eval", "--isolated", "--corpus", contradiction, "--format", "json")
    corpus = json.loads(ran.out)["corpus"]
    assert corpus["replies_with_finding"] == 0
    assert not [rule for rule in corpus["rules"] if rule["rule"].startswith("library.")]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("{ unit: file }", []),
        ("{ unit: folder }", ["library.contradiction"]),
        ("{ unit: run, facts: { postage: false } }", []),
    ],
)
def test_the_configuration_says_what_a_library_is(tmp_path: Path, section: str, expected: list[str]) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    for name, line in zip(("枕套.yaml", "床垫.yaml"), BY.splitlines()[1:], strict=True):
        write(shop / name, f"templates:\n{line}\n")
    config = write(tmp_path / "replylint.yaml", f"select: [library]\nlibrary: {section}\n")
    ran = run("check", "--config", config, "--format", "json", shop)
    assert ran.rules == expected
    assert ran.err == ""


def test_placeholders_of_ones_own_are_known(tmp_path: Path) -> None:
    path = write(tmp_path / "话术.yaml", "- { name: 一, text: '{buyer_nik}，您好，在的' }\n")
    assert rules(path) == ["library.placeholder"]
    config = write(tmp_path / "c.yaml", "lexicons: { placeholder-name: { add: [buyer_nik] } }\n")
    assert run("check", "--config", config, "--format", "json", path).rules == []


def test_a_profile_has_situations_of_its_trade(tmp_path: Path) -> None:
    path = write(tmp_path / "话术.yaml", PLAIN)

    def message(*arguments: str) -> str:
        (finding,) = check_json("--select", "library.missing", *arguments, path).findings
        return str(finding["message"])

    assert "催付" in message()
    assert "催付" not in message("--profile", "realestate")
    assert "约看房" in message("--profile", "realestate")


def test_a_wrong_section_is_told_with_its_place(tmp_path: Path, contradiction: Path) -> None:
    config = write(tmp_path / "c.yaml", "library:\n  unti: file\n")
    ran = run("check", "--config", config, contradiction)
    assert ran.code == 2
    assert f"{config}:2:3: 发现 未知的键 'unti'" in ran.err
    assert "unit" in ran.err


def test_explain_shows_libraries_as_examples() -> None:
    out = run("explain", "--isolated", "library.contradiction").out
    assert "  - 邮费：亲，我们家全店包邮的，您放心拍。\n    议价：不好意思，小本生意，不包邮的哦。" in out
    assert "--ignore library.contradiction" in out


def test_every_rule_about_libraries_is_listed() -> None:
    listed = json.loads(run("rules", "--isolated", "--format", "json").out)
    own = {rule["id"]: (rule["severity"], rule["fix"]) for rule in listed if rule["ruleset"] == "library"}
    assert own == {
        "library.missing": ("info", None),
        "library.duplicate": ("info", None),
        "library.contradiction": ("warning", None),
        "library.too-long": ("warning", None),
        "library.placeholder": ("warning", None),
        "library.code-twice": ("warning", None),
    }
