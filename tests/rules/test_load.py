"""Rulesets joined: what extends, changes, adds and removes what, and the mistakes that can be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.rules.errors import RulesetError
from linter.rules.load import load, ruleset_path
from linter.rules.names import SHIPPED
from linter.rules.plan import plan
from linter.rules.source import Source, parse
from tests.rules.support import MakeShop, Shop, mistake, place, place_of, rule, ruleset, written


def test_a_rule_of_a_shop_finds_what_it_says(shop: MakeShop) -> None:
    assert shop("find: { words: [包过] }").found("这门考试包过的") == ["包过"]


def test_core_is_always_there(shop: MakeShop) -> None:
    assert shop("find: { missing: apology }").found("今天发货") == [""]


# ---- extending and changing other rulesets


def test_a_ruleset_has_the_rules_of_those_that_it_extends(shop: MakeShop) -> None:
    ids = shop("find: { words: [最低] }", top="extends: [slang]").program.rule_ids
    assert "slang.word" in ids
    assert ids[-1] == "shop.rule"


def test_a_ruleset_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    written(tmp_path / "team", ruleset("find: { words: [最低] }"), "base.yaml")
    own = ruleset(rule("find: { words: [最高] }", "shop.other"), top="extends: [team/base.yaml]")
    assert Shop(written(tmp_path, own)).program.rule_ids == ["shop.rule", "shop.other"]


def test_what_is_extended_twice_is_there_once(tmp_path: Path) -> None:
    written(tmp_path, ruleset("find: { words: [最低] }"), "base.yaml")
    written(tmp_path, ruleset(top="extends: [base.yaml]"), "left.yaml")
    written(tmp_path, ruleset(top="extends: [base.yaml, core]"), "right.yaml")
    top = written(tmp_path, ruleset(top="extends: [left.yaml, right.yaml, slang]"))
    assert Shop(top, "slang").program.rule_ids.count("shop.rule") == 1


def test_severity_and_message_of_a_shipped_rule_can_be_changed(shop: MakeShop) -> None:
    own = "- { id: slang.word, severity: error, message: { zh: '不说“{match}”', en: 'no {match}' } }\n"
    (finding,) = shop(own, top="extends: [slang]").findings("木有货了哦亲")
    assert (finding.severity, finding.message) == ("error", "不说“木有”")


def test_the_fix_of_a_shipped_rule_can_be_changed(shop: MakeShop) -> None:
    own = "- { id: slang.word, fix: [ { with: 暂时没有, match: [木有] } ] }\n"
    assert shop(own, top="extends: [slang]").mended("木有货了哦亲") == "暂时没有货了哦亲"


def test_words_can_be_added_to_a_lexicon(shop: MakeShop) -> None:
    rules = shop("find: { missing: apology }", lexicons={"apology": "{ add: [原谅我们] }"})
    assert rules.found("请您原谅我们") == []
    assert rules.found("抱歉让您久等") == []


def test_words_can_be_removed_from_a_lexicon(shop: MakeShop) -> None:
    rules = shop("find: { lexicon: apology }", lexicons={"apology": "{ remove: [谅解] }"})
    assert rules.found("请您谅解，抱歉") == ["抱歉"]


def test_exceptions_can_be_added_to_a_lexicon(shop: MakeShop) -> None:
    changed = {"apology": "{ add: [海涵海涵], except: [歉意满满] }"}
    rules = shop("find: { lexicon: apology }", lexicons=changed)
    assert rules.found("歉意满满，海涵海涵") == ["海涵海涵"]


def test_a_lexicon_may_include_others(shop: MakeShop) -> None:
    lexicons = {"sweet": "[宝贝, 亲]", "all-names": "{ words: [老板], include: [sweet] }"}
    rules = shop("find: { lexicon: all-names }", lexicons=lexicons)
    assert rules.found("宝贝，老板，亲") == ["宝贝", "老板", "亲"]


def test_exceptions_of_a_lexicon_hold_where_it_is_included(shop: MakeShop) -> None:
    lexicons = {"sweet": "{ words: [宝贝], except: [宝贝详情] }", "all-names": "{ include: [sweet] }"}
    assert shop("find: { lexicon: all-names }", lexicons=lexicons).found("宝贝，看宝贝详情") == ["宝贝"]


def test_words_added_later_count_where_a_lexicon_is_included(tmp_path: Path) -> None:
    first = ruleset(
        "find: { lexicon: all-names }", lexicons={"sweet": "[宝贝]", "all-names": "{ include: [sweet] }"}
    )
    second = ruleset(lexicons={"sweet": "{ add: [乖乖] }"})
    shop = Shop(written(tmp_path, first), written(tmp_path, second))
    assert shop.found("乖乖，宝贝") == ["乖乖", "宝贝"]


@pytest.mark.parametrize("name", ["slang.cute", "slang"])
def test_rules_can_be_disabled_by_id_and_by_category(shop: MakeShop, name: str) -> None:
    ids = shop(top=f"extends: [slang]\ndisable: [{name}]").program.rule_ids
    assert not [identifier for identifier in ids if identifier.startswith(name)]


def test_defaults_hold_for_the_rules_of_their_file_only(shop: MakeShop) -> None:
    rules = shop("find: { words: [包过] }", top="extends: [slang]\ndefaults: { unless: [question] }")
    assert rules.found("包过吗？") == []
    assert rules.found("包过") == ["包过"]
    assert rules.found("木有吗？") == ["木有"]


def test_conditions_of_a_rule_are_asked_beside_the_defaults(shop: MakeShop) -> None:
    rules = shop("find: { words: [包过] }\nunless: [quoted]", top="defaults: { unless: [question] }")
    assert [rules.found(text) for text in ("包过吗？", "说的“包过”是什么", "包过")] == [[], [], ["包过"]]


def test_a_rule_is_a_warning_unless_the_defaults_or_itself_say_otherwise(shop: MakeShop) -> None:
    assert shop("find: { words: [包过] }").findings("包过")[0].severity == "warning"
    changed = shop("find: { words: [包过] }", top="defaults: { severity: hint }")
    assert changed.findings("包过")[0].severity == "hint"
    own = shop("find: { words: [包过] }\nseverity: info", top="defaults: { severity: hint }")
    assert own.findings("包过")[0].severity == "info"


def test_an_overlay_changes_lexicons_only() -> None:
    overlay = parse("lexicons:\n  greeting: { add: [掌柜的好] }\nselect: [slang]\n", "replylint.yaml")
    library = load(["courtesy"], [overlay])
    assert "掌柜的好" in library.lexicons["greeting"]["words"]
    assert "courtesy.greeting" in library.rules


def test_a_mistake_in_an_overlay_names_the_configuration() -> None:
    overlay = parse("lexicons:\n  greetings: { add: [掌柜的好] }\n", "replylint.yaml")
    with pytest.raises(RulesetError) as caught:
        load(["courtesy"], [overlay])
    assert (caught.value.path, *place(caught.value)) == ("replylint.yaml", 2, 3)
    assert caught.value.advice == "是不是想写 'greeting'？"


def overlays(*texts: str) -> list[Source]:
    return [
        parse(f"lexicons:\n  house-address: {text}\n", f"{number}.yaml") for number, text in enumerate(texts)
    ]


def house_words(*texts: str) -> list[str]:
    words: list[str] = load([], overlays(*texts)).lexicons["house-address"]["words"]
    return words


def test_overlays_are_applied_one_after_the_other() -> None:
    assert "客官" not in house_words("{ add: [掌门] }", "{ remove: [客官, 掌门] }")
    assert "掌门" not in house_words("{ add: [掌门] }", "{ remove: [客官, 掌门] }")
    assert "客官" in house_words("{ remove: [客官] }", "{ add: [客官] }")


def test_a_word_may_be_removed_that_an_overlay_below_removed() -> None:
    assert "客官" not in house_words("{ remove: [客官] }", "{ remove: [客官] }")


def test_a_mistake_names_the_overlay_in_which_it_stands() -> None:
    with pytest.raises(RulesetError) as caught:
        load([], overlays("{ remove: [客官] }", "{ remove: [小主, 客倌] }"))
    assert (caught.value.path, *place(caught.value)) == ("1.yaml", 2, 33)


def test_shipped_names_are_shipped_rulesets_and_others_are_paths() -> None:
    assert all(ruleset_path(name).is_file() for name in SHIPPED)
    assert ruleset_path("team.yaml", Path("/shop")) == Path("/shop/team.yaml")
    assert ruleset_path("/team.yaml", Path("/shop")) == Path("/team.yaml")
    assert ruleset_path("team.yaml") == Path("team.yaml")


# ---- mistakes

RULE = "find: { words: [保证] }"


def test_an_id_used_twice_is_a_mistake_that_names_the_first(tmp_path: Path) -> None:
    text = ruleset(RULE, RULE)
    error = mistake(tmp_path, text)
    assert error.found == "重复的编号 'shop.rule'"
    assert place(error) == place_of(text, "shop.rule", 1)
    line, _ = place_of(text, "id: shop.rule")
    assert error.advice == f"第一次在 {error.path}:{line}"


def test_an_id_of_a_shipped_rule_is_a_mistake_that_names_its_file(tmp_path: Path) -> None:
    error = mistake(tmp_path, ruleset(rule(RULE, "slang.word"), top="extends: [slang]"))
    assert error.found == "重复的编号 'slang.word'"
    assert "slang.yaml:" in error.advice


@pytest.mark.parametrize(("kept", "missing"), [("{ bad: 反例 }", "ok"), ("{ ok: 正例 }", "bad")])
def test_a_rule_without_both_kinds_of_example_does_not_load(tmp_path: Path, kept: str, missing: str) -> None:
    text = ruleset(RULE).replace("[ { bad: 反例 }, { ok: 正例 } ]", f"[ {kept} ]")
    error = mistake(tmp_path, text)
    assert error.found == f"没有 {missing} 例句"
    assert error.expected == "bad 和 ok 例句各至少一条"
    assert place(error) == place_of(text, "[ {")


def test_a_rule_without_examples_does_not_load(tmp_path: Path) -> None:
    text = ruleset(RULE).replace("    examples: [ { bad: 反例 }, { ok: 正例 } ]\n", "")
    assert mistake(tmp_path, text).found == "没有 'examples'"


def test_changing_a_rule_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset("- { id: slang.words, severity: error }\n", top="extends: [slang]")
    error = mistake(tmp_path, text)
    assert error.found == "'slang.words'"
    assert error.advice == "是不是想写 'slang.word'？"
    assert place(error) == place_of(text, "slang.words")


def test_disabling_what_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(top="extends: [slang]\ndisable: [slang.word, slang.cut]")
    error = mistake(tmp_path, text)
    assert error.found == "'slang.cut'"
    assert error.advice == "是不是想写 'slang.cute'？"
    assert place(error) == place_of(text, "slang.cut]")


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("find: { lexicon: apolgy }", "apolgy"),
        ("find: { lexicon: [greeting, apolgy] }", "apolgy"),
        ("find: { missing: apolgy }", "apolgy"),
        ("find: { any: [ { words: [好] }, { lexicon: apolgy } ] }", "apolgy"),
        ("find: { any: [ { words: [好], unless: [ { clause: apolgy } ] } ] }", "apolgy"),
        ("find: { density: { of: apolgy, least: 2 } }", "apolgy"),
        ("find: { pattern: '真{apolgy}' }", "'真{apolgy}'"),
        ("find: { pattern: [好, '真{apolgy}'] }", "'真{apolgy}'"),
        (f"{RULE}\nunless: [ apolgy ]", "apolgy"),
        (f"{RULE}\nunless: [ quoted, {{ reply: apolgy }} ]", "apolgy"),
        (f"{RULE}\nwhen: [ {{ not: {{ any: [ {{ clause: {{ lexicon: apolgy }} }} ] }} }} ]", "apolgy"),
        (f"{RULE}\nfix: [ {{ with: 好, when: [ {{ reply: apolgy }} ] }} ]", "apolgy"),
        (f"{RULE}\nfix: [ {{ with: 好, over: '真{{apolgy}}' }} ]", "'真{apolgy}'"),
    ],
)
def test_an_unknown_name_is_a_mistake_at_its_place(tmp_path: Path, body: str, at: str) -> None:
    text = ruleset(body)
    error = mistake(tmp_path, text)
    assert "apolgy" in error.found
    assert error.advice == "是不是想写 'apology'？"
    assert place(error) == place_of(text, at)


def test_an_unknown_signal_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(f"{RULE}\nwhen: [ {{ customer: {{ signal: asks-politly }} }} ]")
    error = mistake(tmp_path, text)
    assert (error.found, error.expected) == ("没有叫 'asks-politly' 的信号", "已定义的信号")
    assert error.advice == "是不是想写 'asks-politely'？"
    assert place(error) == place_of(text, "asks-politly")


@pytest.mark.parametrize(
    ("body", "other"), [("find: { lexicon: greets }", "signal"), ("find: { signal: greeting }", "lexicon")]
)
def test_a_lexicon_is_no_signal_and_a_signal_no_lexicon(tmp_path: Path, body: str, other: str) -> None:
    error = mistake(tmp_path, ruleset(body))
    assert error.advice.endswith(f"要写在 {other} 下")


def test_a_misspelt_flag_is_named(tmp_path: Path) -> None:
    text = ruleset(f"{RULE}\nunless: [ qoted ]")
    assert mistake(tmp_path, text).advice == "是不是想写 'quoted'？"


def test_a_mistake_in_the_defaults_is_told_there(tmp_path: Path) -> None:
    text = ruleset(f"{RULE}\nunless: [ quoted ]", top="defaults: { unless: [ question, apolgy ] }")
    assert place(mistake(tmp_path, text)) == place_of(text, "apolgy")


def test_a_mistake_in_a_change_of_a_rule_is_told_there(tmp_path: Path) -> None:
    text = ruleset("- { id: slang.word, fix: [ { with: 好, over: '(' } ] }\n", top="extends: [slang]")
    assert place(mistake(tmp_path, text)) == place_of(text, "'('")


def test_a_name_inside_a_character_class_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset("find: { pattern: '[{han}0-9]好' }")
    assert mistake(tmp_path, text).expected == "写在 […] 外面，用 | 相连"


@pytest.mark.parametrize("pattern", ["[好]{han}", "\\[{han}", "[好]{end}"])
def test_a_name_outside_a_character_class_is_none(tmp_path: Path, pattern: str) -> None:
    Shop(written(tmp_path, ruleset(f"find: {{ pattern: '{pattern}' }}")))


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "(?a)好",
        "好{2,1}",
        "*好",
        "(?P<m>好)(?P<m>的)",
        "(?<!不+)好",
        "[好",
        "好{99999999999}",
        "(" * 999,
    ],
)
def test_a_bad_regular_expression_is_a_mistake(tmp_path: Path, pattern: str) -> None:
    text = ruleset(f"find: {{ pattern: '{pattern}' }}")
    error = mistake(tmp_path, text)
    assert error.found.startswith("错误的正则")
    assert error.expected == "Python re 认得的正则"
    assert place(error) == place_of(text, f"'{pattern}'")


def test_rulesets_that_extend_each_other_are_a_mistake(tmp_path: Path) -> None:
    first = written(tmp_path, ruleset(top="extends: [b.yaml]"), "a.yaml")
    second = written(tmp_path, ruleset(top="extends: [slang, a.yaml]"), "b.yaml")
    with pytest.raises(RulesetError) as caught:
        plan([first], cache=False)
    assert caught.value.path == str(second)
    assert caught.value.found == "规则集互相 extends"
    assert place(caught.value) == place_of(second.read_text("utf-8"), "a.yaml")


def test_lexicons_that_include_each_other_are_a_mistake(tmp_path: Path) -> None:
    text = ruleset(lexicons={"a": "{ include: [b] }", "b": "{ words: [好], include: [a] }"})
    error = mistake(tmp_path, text)
    assert error.expected == "不绕回自己的词表"


def test_a_lexicon_that_includes_itself_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(lexicons={"a": "{ words: [好], include: [a] }"})
    assert mistake(tmp_path, text).found == "'a'"


def test_including_what_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, ruleset(lexicons={"a": "{ include: [greetings] }"}))
    assert (error.found, error.advice) == ("'greetings'", "是不是想写 'greeting'？")


def test_signals_that_lead_back_to_themselves_are_a_mistake(tmp_path: Path) -> None:
    text = ruleset(
        signals={
            "a": "find: { words: [好] }\nunless: [ b ]",
            "b": "find: { any: [ { words: [好] }, { signal: a } ] }",
        }
    )
    error = mistake(tmp_path, text)
    assert error.found == "a → b → a"
    assert error.expected == "不绕回自己的信号"


def test_an_empty_lexicon_is_a_mistake(tmp_path: Path) -> None:
    words = load([]).lexicons["thanks"]["words"]
    removed = ", ".join(f"'{word}'" for word in words)
    error = mistake(tmp_path, ruleset(lexicons={"a": "{ except: [好] }"}))
    assert (error.found, error.expected) == ("空词表", "至少一个词")
    with pytest.raises(RulesetError, match="空词表"):
        Shop(written(tmp_path, ruleset(lexicons={"thanks": f"{{ remove: [{removed}] }}"})))


def test_adding_to_a_lexicon_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(lexicons={"thank": "{ add: [多谢您] }"})
    error = mistake(tmp_path, text)
    assert (error.found, error.advice) == ("没有词表 'thank' 可改", "是不是想写 'thanks'？")
    assert place(error) == place_of(text, "thank:")


def test_removing_a_word_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(lexicons={"thanks": "{ remove: [谢谢, 谢谢谢] }"})
    error = mistake(tmp_path, text)
    assert (error.found, error.expected) == ("'谢谢谢'", "thanks 里有的词")
    assert error.advice == "是不是想写 '谢谢'？"
    assert place(error) == place_of(text, "谢谢谢")


def test_a_lexicon_written_twice_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(lexicons={"thanks": "[多谢您]"})
    error = mistake(tmp_path, text)
    assert error.found == "第二个 'thanks'"
    assert place(error) == place_of(text, "thanks")
    assert error.advice == "增删词请写 add / remove"


@pytest.mark.parametrize("key", ["words: [好]", "include: [greeting]", "whole: true"])
def test_what_cannot_be_changed_of_a_lexicon_is_a_mistake(tmp_path: Path, key: str) -> None:
    text = ruleset(lexicons={"thanks": f"{{ add: [多谢您], {key} }}"})
    error = mistake(tmp_path, text)
    assert error.expected == "add、remove、except"
    assert place(error) == place_of(text, key)


@pytest.mark.parametrize(
    ("lexicons", "signals"),
    [
        ({"greets": "[好]"}, {}),
        ({}, {"greeting": RULE}),
        ({}, {"greets": RULE}),
        ({"a": "[好]"}, {"a": RULE}),
    ],
)
def test_a_name_used_twice_is_a_mistake(
    tmp_path: Path, lexicons: dict[str, str], signals: dict[str, str]
) -> None:
    text = ruleset(lexicons=lexicons, signals=signals)
    error = mistake(tmp_path, text)
    assert error.found.startswith("第二个 ")
    entry = f"\n  {next(iter(signals or lexicons))}:"
    line, _ = place_of(text, entry, text.count(entry) - 1)
    assert place(error) == (line + 1, 3)


@pytest.mark.parametrize("name", ["han", "end"])
def test_a_name_that_means_something_in_patterns_is_a_mistake(tmp_path: Path, name: str) -> None:
    text = ruleset(lexicons={name: "[好]"})
    error = mistake(tmp_path, text)
    assert error.advice == f"{{{name}}} 在正则里另有意思"
    assert place(error) == place_of(text, f"{name}:")


@pytest.mark.parametrize("name", ["quoted", "negated", "chat", "template"])
def test_a_name_that_is_a_condition_already_is_a_mistake(tmp_path: Path, name: str) -> None:
    for text in (ruleset(lexicons={name: "[好]"}), ruleset(signals={name: RULE})):
        assert mistake(tmp_path, text).expected == "别的名字：这个名字是一种条件"


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    with pytest.raises(RulesetError) as caught:
        plan([path], cache=False)
    assert (caught.value.path, caught.value.line) == (str(path), None)
    assert caught.value.expected == "可读的规则集文件"
    assert "courtesy" in caught.value.advice


def test_a_file_that_is_extended_and_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    text = ruleset(top="extends: [slang, slangs]")
    error = mistake(tmp_path, text)
    assert str(tmp_path / "slangs") in error.found
    assert place(error) == place_of(text, "slangs")


def test_a_folder_is_no_ruleset(tmp_path: Path) -> None:
    with pytest.raises(RulesetError) as caught:
        plan([tmp_path], cache=False)
    assert caught.value.path == str(tmp_path)


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes(ruleset(RULE).encode("gb18030"))
    with pytest.raises(RulesetError) as caught:
        plan([path], cache=False)
    assert caught.value.found == "不是 UTF-8 文本"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + ruleset(RULE).encode())
    assert Shop(path).program.rule_ids == ["shop.rule"]


def test_a_key_written_twice_is_a_mistake(tmp_path: Path) -> None:
    text = ruleset(f"{RULE}\nunless: [negated]\nunless: [quoted]")
    error = mistake(tmp_path, text)
    assert error.found == "第二个 'unless'"
    assert place(error) == place_of(text, "unless", 1)


def test_broken_yaml_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, "ruleset: shop\nrules:\n  - id: a.b\n   find: x\n")
    assert error.expected == "合法的 YAML"
    assert error.line == 4


def test_a_number_that_nobody_defined_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, ruleset("find: { wait: first, longer-than: sone }", top="numbers: { some: 3 }"))
    assert error.found == "没有叫 'sone' 的数"
    assert "some" in error.advice


def test_an_overlay_sets_only_numbers_that_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { wait: first, longer-than: some }", top="numbers: { some: 3 }"))
    other = parse("numbers: { sone: 4 }", "c.yaml")
    with pytest.raises(RulesetError, match="sone"):
        plan([path], [other], cache=False)
    made = plan([path], [parse("numbers: { some: 4 }", "c.yaml")], cache=False)
    assert made.run["specs"][0]["find"]["longer-than"] == 4
