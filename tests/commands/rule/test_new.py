"""`replylint rule new`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from linter.rules.names import DEFAULT_RULESETS
from tests.commands.rule.conftest import CONFIG
from tests.commands.support import Ran, run

GIVEN = (
    *("--id", "our.rival", "--word", "隔壁家", "--unless", "quoted"),
    *("--bad", "比隔壁家便宜", "--ok", "“隔壁家”是谁"),
)


def new(*arguments: str, answers: Sequence[str] = ()) -> Ran:
    return run("rule", "new", *arguments, data="\n".join([*answers, ""]) if answers else "")


def ours(path: str = "our-rules.yaml") -> list[dict[str, object]]:
    rules: list[dict[str, object]] = yaml.safe_load(Path(path).read_text(encoding="utf-8"))["rules"]
    return rules


def left() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_by_options_alone() -> None:
    ran = new(*GIVEN, "--with", "别家", "--with", "其他家", "--severity", "error")
    assert (ran.code, ran.err) == (0, "")
    (rule,) = ours()
    assert (rule["id"], rule["severity"], rule["find"]) == ("our.rival", "error", {"words": ["隔壁家"]})
    assert run("test", "our-rules.yaml").code == 0


def test_the_rule_works_once_it_is_enabled() -> None:
    assert new(*GIVEN, "--with", "别家", "--enable").code == 0
    assert Path("replylint.yaml").read_text("utf-8") == CONFIG.replace(
        "guarantee", "guarantee, ./our-rules.yaml"
    )
    assert run("check", "--text", "亲，我们比隔壁家便宜", "--format", "json").rules == ["our.rival"]


def test_without_a_configuration_all_that_holds_is_named() -> None:
    Path("replylint.yaml").unlink()
    assert new(*GIVEN, "--enable").code == 0
    named = yaml.safe_load(Path("replylint.yaml").read_text("utf-8"))["rulesets"]
    assert named == [*DEFAULT_RULESETS, "./our-rules.yaml"]


def test_how_to_enable_it_is_told() -> None:
    assert "--enable" in new(*GIVEN).out


def test_enabled_twice_it_is_named_once() -> None:
    Path("replylint.yaml").write_text("# ours\nrulesets: [slang, ./our-rules.yaml]\n", encoding="utf-8")
    Path("our-rules.yaml").write_text("ruleset: our\n", encoding="utf-8")
    assert new(*GIVEN, "--enable").code == 0
    assert Path("replylint.yaml").read_text("utf-8") == "# ours\nrulesets: [slang, ./our-rules.yaml]\n"


def test_by_questions() -> None:
    answers = ["our.gift", "送礼", "info", "小样", "", "赠品", "有小样吗亲", "小样本也行"]
    ran = new(answers=answers)
    assert ran.code == 0
    (rule,) = ours()
    assert (rule["title"], rule["severity"]) == ({"zh": "送礼", "en": "送礼"}, "info")
    assert rule["fix"] == [{"with": "赠品"}]


def test_an_example_that_does_not_hold_is_asked_for_again() -> None:
    answers = ["our.gift", "送礼", "", "小样", "", "", "没有", "小样本", "有小样吗亲", "小样本"]
    ran = new(answers=answers)
    assert ran.code == 0
    assert "应该命中：没有" in ran.out
    assert ours()[0]["examples"] == [{"bad": "有小样吗亲"}, {"ok": "小样本"}]


def test_an_id_that_is_none_is_asked_for_again() -> None:
    answers = ["送礼", "our.gift", "送礼", "", "小样", "", "", "有小样吗亲", "小样本"]
    assert new(answers=answers).code == 0
    assert ours()[0]["id"] == "our.gift"


def test_the_rest_of_the_file_is_kept_byte_for_byte() -> None:
    before = "\ufeff# 我们的规则\r\nruleset: our  # 名字\r\nrules:\r\n  - id: our.a\r\n    source: '1'\r\n"
    before += "    title: {zh: a, en: a}\r\n    message: {zh: a, en: a}\r\n    why: {zh: a, en: a}\r\n"
    before += "    find: {words: [木头]}\r\n    examples: [{bad: 木头}, {ok: 水}]\r\n\r\n# 完\r\n"
    Path("our.yaml").write_bytes(before.encode())
    assert new(*GIVEN, "--file", "our.yaml").code == 0
    after = Path("our.yaml").read_bytes().decode()
    head, tail = before.split("\r\n\r\n# 完")
    assert after.startswith(head + "\r\n")
    assert after.endswith("\r\n\r\n# 完" + tail)
    assert "\n" not in after.replace("\r\n", "")
    assert [rule["id"] for rule in ours("our.yaml")] == ["our.a", "our.rival"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--bad", "比这家便宜"), "应该命中"),
        (("--ok", "比隔壁家贵"), "不该命中"),
        (("--id", "Rival"), "category.name"),
        (("--pattern", "(隔壁"), "正则"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(arguments: Sequence[str], told: str) -> None:
    ran = new(*GIVEN, *arguments)
    assert ran.code == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert left() == ["replylint.yaml"]


def test_an_id_that_there_is() -> None:
    assert new(*GIVEN).code == 0
    before = Path("our-rules.yaml").read_bytes()
    ran = new(*GIVEN)
    assert ran.code == 2
    assert "our.rival" in ran.err
    assert Path("our-rules.yaml").read_bytes() == before
    assert left() == ["our-rules.yaml", "replylint.yaml"]


def test_what_is_missing_is_told_when_nobody_answers() -> None:
    for arguments in (("--no-input",), ()):
        ran = new("--id", "our.x", *arguments)
        assert ran.code == 2
        assert "--word" in ran.err
        assert "--bad" in ran.err


def test_words_of_other_rules_are_pointed_out() -> None:
    ran = new("--id", "our.pledge", "--word", "保证", "--bad", "我们保证到", "--ok", "退保证金")
    assert ran.code == 0
    assert "“保证” 已有规则会报：guarantee.pledge" in ran.out


def test_words_are_folded_as_texts_are() -> None:
    assert new("--id", "our.x", "--word", "說謊", "--bad", "您在說謊", "--ok", "您好").code == 0
    assert ours()[0]["find"] == {"words": ["说谎"]}


def test_a_list_that_cannot_take_it() -> None:
    Path("our.yaml").write_text("ruleset: our\nrules: &x []\nmore: *x\n", encoding="utf-8")
    ran = new(*GIVEN, "--file", "our.yaml")
    assert ran.code == 2
    assert Path("our.yaml").read_text(encoding="utf-8") == "ruleset: our\nrules: &x []\nmore: *x\n"


def test_in_english() -> None:
    ran = run("rule", "new", *GIVEN, language="en")
    assert ran.code == 0
    assert "its 1 bad and 1 ok examples hold" in ran.out
