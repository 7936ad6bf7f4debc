"""The section `library`, and rules about libraries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from linter.config import load as load_config
from linter.examples import failures
from linter.rules.errors import RulesetError
from linter.rules.library import lay_over
from linter.rules.plan import plan
from linter.rules.source import Source, parse
from tests.rules.support import Shop, mistake, place, place_of, ruleset, written

RULE = """
- id: our.twice
  source: 店规
  title: { zh: 重复, en: twice }
  message: { zh: '同 {where}', en: 'as {where}' }
  why: { zh: 店规, en: house rule }
  find: { library: duplicate }
  examples:
    - bad: [{ name: 一, text: 麻烦您核对一下收货地址哦 }, { name: 二, text: 麻烦您核对一下收货地址哦 }]
    - ok: [麻烦您核对一下收货地址哦]
"""
OWN = ruleset(RULE.lstrip(), top="extends: [library]")


def section(*texts: str) -> dict[str, Any]:
    """What the sections of several files say together."""
    said: dict[str, Any] = {}
    for number, text in enumerate(texts):
        lay_over(said, parse(f"library:\n  {text}\n", f"{number}.yaml"))
    return said


def laid_over(text: str) -> Source:
    """A configuration with a section `library`."""
    return parse(f"library: {text}\n", "replylint.yaml")


# ---- layers


def test_a_later_file_outweighs_an_earlier_one() -> None:
    assert section("unit: file", "unit: run", "least: 9") == {"unit": "run", "least": 9}


def test_entries_are_added_replaced_and_dropped() -> None:
    first = "limits: { a: { text: 1 }, b: { text: 2 }, c: { text: 3 } }"
    second = "limits: { b: false, c: { code: 4 }, d: { group: 5 } }"
    assert section(first, second)["limits"] == {"a": {"text": 1}, "c": {"code": 4}, "d": {"group": 5}}


def test_an_entry_that_there_is_not_cannot_be_dropped() -> None:
    with pytest.raises(RulesetError) as caught:
        section("situations: { bargain: {} }", "situations: { bargian: false }")
    assert (caught.value.path, caught.value.line, caught.value.column) == ("1.yaml", 2, 17)
    assert caught.value.advice == "是不是想写 'bargain'？"


def test_what_the_library_is_made_of_may_be_dropped_where_it_is_not_loaded() -> None:
    assert section("situations: { bargain: false }") == {"situations": {}}


def test_a_configuration_lies_over_the_rulesets_and_makes_another_plan() -> None:
    before, after = plan(["library"]), plan(["library"], [laid_over("{ situations: { bargain: false } }")])
    names = [[one["name"] for one in made.run["library"]["situations"]] for made in (before, after)]
    assert "bargain" in names[0]
    assert names[1] == [name for name in names[0] if name != "bargain"]


def test_the_examples_of_the_rules_hold_whatever_a_configuration_says() -> None:
    text = "{ unit: run, situations: { goodbye: false, welcome: false }, limits: { quick-codes: false } }"
    made = plan(["library"], [laid_over(text)], cache=False)
    assert [str(failure) for failure in failures(made)] == []


def test_a_fact_knows_whether_its_signals_need_words() -> None:
    facts = {fact["name"]: fact for fact in plan(["library"]).run["library"]["facts"]}
    assert not any(fact["anywhere"] for fact in facts.values())
    assert facts["postage"]["opposed"]
    assert not facts["return-days"]["opposed"]


# ---- mistakes


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("unit: house", "house", "'house'"),
        ("least: 0", "0\n", "'0'"),
        ("sitations: {}", "sitations", "未知的键 'sitations'"),
        ("limits: { a: {} }", "{} }", "一个也没有"),
        ("limits: { a: { text: many } }", "many", "'many'"),
        ("limits: { A: { text: 1 } }", "A:", "'A'"),
        ("facts: { a: { title: { zh: 甲, en: a } } }", "{ title", "一个也没有"),
        ("facts: { a: { title: { zh: 甲, en: a }, says: [asks] } }", "[asks]", "一个列表（1 项）"),
        (
            "facts: { a: { title: { zh: 甲, en: a }, value: return-day } }",
            "return-day",
            "没有叫 'return-day' 的信号",
        ),
        (
            "facts: { a: { title: { zh: 甲, en: a }, says: [says-wait, waits] } }",
            "waits]",
            "没有叫 'waits' 的信号",
        ),
        ("situations: { a: { title: { zh: 甲, en: a } } }", "{ title", "没有 'find'"),
        (
            "situations: { a: { title: { zh: 甲, en: a }, find: { signal: waits } } }",
            "waits",
            "没有叫 'waits' 的信号",
        ),
        ("duplicates: { alike: 2 }", "2 }", "'2'"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, at: str, found: str) -> None:
    whole = ruleset(top=f"extends: [library]\nlibrary:\n  {text}")
    error = mistake(tmp_path, whole)
    assert error.found.startswith(found)
    assert place(error) == place_of(whole, at)


def test_a_mistake_in_a_configuration_is_told_in_the_configuration() -> None:
    text = "{ facts: { a: { title: { zh: 甲, en: a }, value: return-day } } }"
    with pytest.raises(RulesetError) as caught:
        plan(["library"], [laid_over(text)], cache=False)
    assert (caught.value.path, caught.value.advice) == ("replylint.yaml", "是不是想写 'return-days'？")


# ---- rules


def test_a_shop_may_have_rules_about_libraries(tmp_path: Path) -> None:
    shop = Shop(written(tmp_path, OWN))
    assert "our.twice" in [rule["id"] for rule in shop.program.library_rules]
    assert [failure for failure in failures(shop.plan) if failure.id == "our.twice"] == []


def test_it_needs_the_words_of_the_shipped_ones(tmp_path: Path) -> None:
    text = OWN.replace("extends: [library]\n", "")
    error = mistake(tmp_path, text)
    assert error.found == "没有规则集 library"
    assert place(error) == place_of(text, "{ library: duplicate }")


@pytest.mark.parametrize(
    ("old", "new", "at", "found"),
    [
        ("duplicate }", "duplicates }", "duplicates }", "'duplicates'"),
        ("'同 {where}'", "'同 {there}'", "'同", "{there}"),
        ("examples:", "when: [quoted]\n    examples:", "when", "未知的键 'when'"),
        ("ok: [麻烦您核对一下收货地址哦]", "ok: 麻烦您", "麻烦您\n", "'麻烦您'"),
        ("ok: [麻烦您核对一下收货地址哦]", "ok: [{ name: 一 }]", "{ name: 一 }]", "没有 'text'"),
        ("- ok: [", "- ok: []\n      - bad: [", "[]", "一个列表（0 项）"),
        ("    - ok: [麻烦您核对一下收货地址哦]\n", "", "- bad", "没有 ok 例句"),
    ],
)
def test_a_mistake_in_a_rule_is_told(tmp_path: Path, old: str, new: str, at: str, found: str) -> None:
    assert old in OWN
    text = OWN.replace(old, new)
    error = mistake(tmp_path, text)
    assert error.found == found
    assert error.line == place_of(text, at)[0]


def test_the_message_of_a_shipped_rule_is_checked_too(tmp_path: Path) -> None:
    changed = "- { id: library.code-twice, message: { zh: '{place} 也用了', en: taken } }\n"
    error = mistake(tmp_path, ruleset(changed, top="extends: [library]"))
    assert (error.found, error.expected) == ("{place}", "{match}, {where}")


def test_an_example_that_does_not_hold_is_told_with_its_place(tmp_path: Path) -> None:
    text = OWN.replace("{ name: 二, text: 麻烦您核对一下收货地址哦 }", "{ name: 二, text: 别的 }")
    path = written(tmp_path, text)
    (failure,) = [one for one in failures(Shop(path).plan) if one.id == "our.twice"]
    assert failure.place == (str(path), *place_of(text, "bad:"))
    assert failure.reason == "应该命中"
    assert failure.text == "麻烦您核对一下收货地址哦 / 别的"


def test_a_good_library_with_a_finding_does_not_hold(tmp_path: Path) -> None:
    text = OWN.replace(
        "- ok: [",
        "- ok: [{ name: 一, text: 麻烦您核对一下收货地址哦 }, { name: 二, text: 麻烦您核对一下收货地址哦 }, ",
    )
    (failure,) = [one for one in failures(Shop(written(tmp_path, text)).plan) if one.id == "our.twice"]
    assert failure.reason == "不该命中'麻烦您核对一下收货地址哦'"


def test_rules_about_libraries_have_enough_examples() -> None:
    for rule in plan(["library"]).docs["rules"]:
        kinds = [kind for example in rule["examples"] for kind in ("bad", "ok") if kind in example]
        assert min(kinds.count("bad"), kinds.count("ok")) >= 4, rule["id"]


@pytest.mark.parametrize("page", ["rules.md", "rules.zh-CN.md"])
def test_the_section_in_the_docs_can_be_used(tmp_path: Path, page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(library:.*?)^```", text, re.MULTILINE | re.DOTALL)
    path = tmp_path / "replylint.yaml"
    path.write_text(example, encoding="utf-8")
    assert load_config(path).overlays[0].data["library"]["unit"] == "folder"
