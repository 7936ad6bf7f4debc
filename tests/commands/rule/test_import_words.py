"""`replylint rule import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from tests.commands.support import Ran, run

TABLE = """\
类别,禁语,替换,级别,说明
推诿,不归我管,我帮您转给同事/我帮您问问,严重,推给别人
夸大,保证,尽量,高,
夸大,绝对,,高,
网络语,木有,没有,提示,
"""


def imported(table: str, *arguments: str, encoding: str = "utf-8") -> Ran:
    Path("禁语.csv").write_bytes(table.encode(encoding))
    return run("rule", "import", "禁语.csv", *arguments)


def rules(path: str = "禁语.yaml") -> dict[str, Any]:
    return {rule["id"]: rule for rule in yaml.safe_load(Path(path).read_text(encoding="utf-8"))["rules"]}


@pytest.fixture
def ruleset(shop: Path) -> dict[str, Any]:
    assert imported(TABLE, "--name", "ours").code == 0
    return rules()


def test_a_rule_a_category_with_its_words(ruleset: dict[str, Any]) -> None:
    assert list(ruleset) == ["ours.tui-wei", "ours.kua-da", "ours.wang-luo-yu"]
    assert ruleset["ours.kua-da"]["find"] == {"words": ["保证", "绝对"]}
    assert [rule["severity"] for rule in ruleset.values()] == ["error", "error", "info"]


def test_the_remark_is_told(ruleset: dict[str, Any]) -> None:
    assert ruleset["ours.tui-wei"]["message"]["zh"] == "不要说“{match}”：推给别人"
    assert ruleset["ours.tui-wei"]["why"]["zh"] == "推给别人"


def test_several_replacements(ruleset: dict[str, Any]) -> None:
    first, second = ruleset["ours.tui-wei"]["fix"]
    assert first == {"swap": {"不归我管": "我帮您转给同事"}}
    assert (second["with"], second["match"]) == ("我帮您问问", ["不归我管"])


def test_every_word_has_a_bad_example(ruleset: dict[str, Any]) -> None:
    bad = [example["bad"] for example in ruleset["ours.kua-da"]["examples"] if "bad" in example]
    assert len(bad) == 2
    assert "保证" in bad[0]
    assert "绝对" in bad[1]


def test_an_ok_example_has_the_word_inside_a_longer_one(ruleset: dict[str, Any]) -> None:
    fine = [example["ok"] for example in ruleset["ours.kua-da"]["examples"] if "ok" in example]
    assert any("保证" in text for text in fine)


def test_what_the_fix_makes_is_an_example(ruleset: dict[str, Any]) -> None:
    good = [example.get("good") for example in ruleset["ours.kua-da"]["examples"] if "bad" in example]
    assert good[0] is not None
    assert "尽量" in good[0]


def test_it_works_with_check_and_test_at_once() -> None:
    assert imported(TABLE, "--enable").code == 0
    ran = run("check", "--text", "亲，这个不归我管", "--format", "json")
    assert ran.rules == ["jin-yu.tui-wei"]
    assert run("test").code == 0


def test_a_negated_or_quoted_word_is_none() -> None:
    assert imported(TABLE, "--enable").code == 0
    for text in ("我们不能保证明天到哦", "您说的“木有”是什么"):
        ran = run("check", "--text", text, "--format", "json")
        assert not any(rule.startswith("jin-yu") for rule in ran.rules)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    assert imported(TABLE, encoding=encoding).code == 0
    assert "jin-yu.kua-da" in rules()


def test_xlsx() -> None:
    book = Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save("禁语.xlsx")
    ran = run("rule", "import", "禁语.xlsx")
    assert ran.code == 0
    assert "4 个词，3 条规则" in ran.out


def test_rows_that_are_left_out_are_told_and_the_others_imported() -> None:
    ran = imported(TABLE + "网络语,,无,高,\n网络语,{nick},,高,\n网络语,木有,木头,高,\n")
    assert ran.code == 1
    assert "第 6 行：没有词" in ran.err
    assert "第 7 行" in ran.err
    assert "第 8 行" in ran.err
    assert "“木有” 重复" in ran.err
    assert "jin-yu.wang-luo-yu" in rules()


def test_the_same_word_in_another_script_is_a_duplicate() -> None:
    ran = imported("禁语\n保证\n保證\n")
    assert ran.code == 0
    assert "同一个词" in ran.err
    (rule,) = rules().values()
    assert rule["find"] == {"words": ["保证"]}


def test_words_of_other_rules_are_pointed_out() -> None:
    ran = imported(TABLE)
    assert "第 5 行 “木有”：slang.word" in ran.out


def test_words_of_other_rules_are_left_out_when_asked() -> None:
    assert imported("禁语\n木有\n走你呢\n", "--skip-covered").code == 0
    (rule,) = rules().values()
    assert "木有" not in str(rule["find"])


def test_latin_words_are_found_in_either_case() -> None:
    assert imported("禁语,替换\n加qq,\n", "--enable").code == 0
    assert "jin-yu.jia-qq" in run("check", "--text", "亲，加QQ", "--format", "json").rules


def test_a_word_that_the_segmentation_takes_apart_is_found_anywhere() -> None:
    ran = imported("禁语,替换\n亲亲,您好\n", "--enable")
    assert "亲亲" in ran.out.split("按原字查找")[1]
    assert "jin-yu.qin-qin" in run("check", "--text", "亲亲的包裹明天到哦", "--format", "json").rules


def test_ids_stay_when_rows_are_added() -> None:
    imported(TABLE)
    before = set(rules())
    imported(TABLE + "催促,快点,请您方便时,中,\n", "--force")
    assert before < set(rules())


def test_an_existing_file_is_not_overwritten() -> None:
    Path("禁语.yaml").write_text("ruleset: old\n", encoding="utf-8")
    ran = imported(TABLE)
    assert ran.code == 2
    assert "--force" in ran.err
    assert Path("禁语.yaml").read_text(encoding="utf-8") == "ruleset: old\n"


def test_again_over_an_enabled_one() -> None:
    assert imported(TABLE, "--enable").code == 0
    assert imported(TABLE, "--enable", "--force").code == 0
    assert Path("replylint.yaml").read_text(encoding="utf-8").count("禁语.yaml") == 1


@pytest.mark.parametrize(
    ("table", "arguments"),
    [("姓名,年龄\n甲,3\n", ()), ("禁语\n", ()), (TABLE, ("--column", "x=y")), (TABLE, ("--name", "slang"))],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_written(
    table: str, arguments: tuple[str, ...]
) -> None:
    ran = imported(table, *arguments)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert sorted(path.name for path in Path().iterdir()) == ["replylint.yaml", "禁语.csv"]


def test_a_file_that_there_is_not() -> None:
    ran = run("rule", "import", "none.xlsx")
    assert ran.code == 2
    assert "none.xlsx" in ran.err


def test_in_english() -> None:
    Path("list.csv").write_text("word,replacement,level\n木有,没有,low\n", encoding="utf-8")
    ran = run("rule", "import", "list.csv", language="en")
    assert ran.code == 0
    assert "1 words, 1 rules" in ran.out
