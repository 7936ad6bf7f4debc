"""The shape of a ruleset file: what may stand where, and what is said of anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.i18n import set_language
from linter.rules import conditions, finds
from linter.rules.errors import RulesetError
from linter.rules.language import ruleset_shape
from linter.rules.source import parse
from tests.rules.support import Shop, mistake, place, place_of, ruleset, written

RULE = ruleset("find: { words: [保证] }")


def test_a_ruleset_may_hold_everything_there_is(tmp_path: Path) -> None:
    text = ruleset(
        """
        severity: info
        find: { any: [ { words: [保证], unless: [negated] }, { pattern: '包(?P<m>过)' } ] }
        when: [ { not: { clause: { pattern: '如果' } } } ]
        unless: [ quoted, { any: [ question, { after: { phrases: [可能], within: 3 } } ] } ]
        fix:
          - { with: 尽量, match: [保证], when: [ { before: [到] } ], safe: true }
          - { swap: { 保证: 尽量, '*': '' } }
          - { insert: 请, at: clause }
        """,
        lexicons={"greeting": "{ add: [哈喽呀], remove: [您好] }", "cosy": "[宝贝]"},
        signals={"soft": "find: { lexicon: cosy }\nunless: [ quoted ]\nabout: 亲昵"},
        top="""
        title: { zh: 店规, en: house rules }
        extends: [courtesy]
        defaults: { severity: hint, unless: [ template ] }
        disable: [courtesy.closing, courtesy.please]
        """,
    )
    shop = Shop(written(tmp_path, text))
    assert "shop.rule" in shop.program.rule_ids


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "空值", "映射"),
        ("[好]", "一个列表（1 项）", "映射"),
        ("title: { zh: 店, en: shop }", "没有 'ruleset'", "必填的 'ruleset'"),
        ("ruleset: 我的店", "'我的店'", "小写字母、数字和连字符"),
        ("ruleset: [shop]", "一个列表（1 项）", "小写字母、数字和连字符"),
        ("ruleset: 7", "'7'", "小写字母、数字和连字符"),
        ("{ ruleset: shop, title: 店规 }", "'店规'", "映射，键为 zh, en"),
        ("{ ruleset: shop, title: { zh: 店规 } }", "没有 'en'", "必填的 'en'"),
        ("{ ruleset: shop, extends: courtesy }", "'courtesy'", "列表"),
        ("{ ruleset: shop, lexicons: [亲] }", "一个列表（1 项）", "映射"),
        ("{ ruleset: shop, lexicons: { 称呼: [亲] } }", "'称呼'", "小写字母、数字和连字符"),
        ("{ ruleset: shop, lexicons: { names: 亲 } }", "'亲'", "词的列表"),
        ("{ ruleset: shop, lexicons: { names: [] } }", "一个列表（0 项）", "列表"),
        ("{ ruleset: shop, lexicons: { names: [886] } }", "'886'", "一段文字"),
        ("{ ruleset: shop, lexicons: { names: { words: [亲], whole: 是 } } }", "'是'", "true / false"),
        ("{ ruleset: shop, signals: { soft: { find: { words: [亲] } } } }", "没有 'examples'", "必填的"),
        ("{ ruleset: shop, rules: [ 不许说保证 ] }", "'不许说保证'", "一条规则"),
        ("{ ruleset: shop, defaults: { severity: high } }", "'high'", "hint / info / warning / error"),
        ("{ ruleset: shop, disable: slang }", "'slang'", "列表"),
    ],
)
def test_says_what_is_wrong_at_the_top(tmp_path: Path, text: str, found: str, expected: str) -> None:
    error = mistake(tmp_path, text)
    assert error.found.startswith(found)
    assert error.expected.startswith(expected)
    assert error.line is not None
    assert error.column is not None


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        ("ruleset: shop\nrule: []\n", "rule", "rules"),
        ("ruleset: shop\nlexicon: {}\n", "lexicon", "lexicons"),
        ("ruleset: shop\nlexicons: { names: { word: [亲] } }\n", "word", "words"),
        (RULE.replace("severity:", "").replace("source: 店规", "sources: 店规"), "sources", "source"),
        (RULE + "    unles: [quoted]\n", "unles", "unless"),
        (RULE + "    fix: [ { wiht: 尽量 } ]\n", "wiht", "with"),
        (RULE + "    unless: [ { befor: [到] } ]\n", "befor", "before"),
        (RULE + "    unless: [ { before: { words: [到], withn: 3 } } ]\n", "withn", "within"),
    ],
)
def test_an_unknown_key_is_named_with_the_one_that_was_meant(
    tmp_path: Path, text: str, key: str, meant: str
) -> None:
    error = mistake(tmp_path, text)
    assert error.found == f"未知的键 {key!r}"
    assert error.advice == f"是不是想写 {meant!r}？"
    assert place(error) == place_of(text, f"{key}:")


def with_rule(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "at", "found", "expected"),
    [
        (with_rule("id: shop.rule", "id: rule"), "rule\n", "'rule'", "形如 category.name 的规则编号"),
        (with_rule("id: shop.rule", "id: 店.规"), "店.规\n", "'店.规'", "形如 category.name 的规则编号"),
        (with_rule("source: 店规", "source: 4"), "4", "'4'", "一段文字"),
        (with_rule("why: { zh: 店规, en: house rule }", "why: 店规"), "店规\n    examples", "'店规'", "映射"),
        (with_rule("    find: { words: [保证] }\n", ""), "id: shop", "没有 'find'", "必填的 'find'"),
        (with_rule("{ words: [保证] }", "保证"), "保证\n", "'保证'", "含 "),
        (with_rule("{ words: [保证] }", "{ words: 保证 }"), "保证 }", "'保证'", "列表，每项是一段文字"),
        (with_rule("{ words: [保证] }", "{ words: [保证, 886] }"), "886", "'886'", "一段文字"),
        (with_rule("{ words: [保证] }", "{ pattern: 12 }"), "12 }", "'12'", "pattern"),
        (with_rule("{ words: [保证] }", "{ pattern: '' }"), "'' }", "''", "pattern"),
        (with_rule("{ words: [保证] }", "{ reply: {} }"), "{} }", "一个也没有", "most, pattern 中至少一个"),
        (with_rule("{ words: [保证] }", "{ reply: { most: 0 } }"), "0 }", "'0'", "不小于 1 的整数"),
        (with_rule("{ words: [保证] }", "{ missing: 3 }"), "3 }", "'3'", "词表或信号的名字"),
        (
            with_rule("{ words: [保证] }", "{ density: { of: [哒] } }"),
            "{ of",
            "没有 'least'",
            "必填的 'least'",
        ),
        (with_rule("{ words: [保证] }", "{ any: [ [保证] ] }"), "[保证] ]", "一个列表（1 项）", "含 "),
        (with_rule("[ { bad: 反例 }, { ok: 正例 } ]", "[ 反例 ]"), "反例 ]", "'反例'", "含 bad"),
        (with_rule("{ bad: 反例 }", "{ bad: 反例, ok: 正 }"), "{ bad", "一个映射 {bad, ok}", "含 bad"),
        (with_rule("{ ok: 正例 }", "{ ok: 正例, position: 中 }"), "中 }", "'中'", "first / last"),
        (
            with_rule("{ ok: 正例 }", "{ ok: 正例, context: [ { shop: 在 } ] }"),
            "shop: 在",
            "未知的键",
            "custom",
        ),
        (RULE + "    severity: fatal\n", "fatal", "'fatal'", "hint / info / warning / error"),
        (RULE + "    unless: negated\n", "negated", "'negated'", "列表，每项是条件"),
        (RULE + "    unless: [ [negated] ]\n", "[negated]", "一个列表（1 项）", "条件"),
        (RULE + "    unless: [ {} ]\n", "{} ]", "一个也没有", "negated, "),
        (RULE + "    unless: [ { clause: [x], reply: [y] } ]\n", "{ clause", "clause + reply", "negated, "),
        (RULE + "    unless: [ { negated: { within: 0 } } ]\n", "0 } }", "'0'", "不小于 1 的整数"),
        (RULE + "    unless: [ { before: { words: [到], within: 近 } } ]\n", "近", "'近'", "不小于 0 的整数"),
        (RULE + "    unless: [ { clause: { words: [到], within: 3 } } ]\n", "within", "未知的键", "lexicon"),
        (RULE + "    unless: [ { before: { within: 3 } } ]\n", "{ within", "一个映射 {within}", "词表或信号"),
        (RULE + "    unless: [ { position: middle } ]\n", "middle", "'middle'", "first / last"),
        (RULE + "    unless: [ { length: {} } ]\n", "{} }", "一个也没有", "least, most 中至少一个"),
        (RULE + "    unless: [ { named: 欢迎 } ]\n", "欢迎", "'欢迎'", "列表，每项是一段文字"),
        (RULE + "    fix: 尽量\n", "尽量", "'尽量'", "列表，每项是with / swap / insert"),
        (RULE + "    fix: [ { safe: true } ]\n", "{ safe", "没有 'with'", "必填的 'with'"),
        (
            RULE + "    fix: [ { with: 尽量, of: word } ]\n",
            "word }",
            "'word'",
            "match / clause / sentence / reply",
        ),
        (RULE + "    fix: [ { insert: '' } ]\n", "'' }", "''", "一段文字"),
        (RULE + "    fix: [ { insert: 请, at: top } ]\n", "top }", "'top'", "match / match-end / clause"),
        (RULE + "    fix: [ { swap: [保证] } ]\n", "[保证] } ]", "一个列表（1 项）", "映射"),
        (RULE + "    fix: [ { swap: { 保证: 1 } } ]\n", "1 } }", "'1'", "一段文字"),
    ],
)
def test_says_what_is_wrong_in_a_rule(tmp_path: Path, text: str, at: str, found: str, expected: str) -> None:
    error = mistake(tmp_path, text)
    assert error.found.startswith(found)
    assert error.expected.startswith(expected)
    assert place(error) == place_of(text, at)


def test_every_kind_of_find_and_condition_is_named_where_one_is_expected(tmp_path: Path) -> None:
    error = mistake(tmp_path, with_rule("{ words: [保证] }", "{}"))
    assert all(kind in error.expected for kind in finds.KINDS)
    error = mistake(tmp_path, RULE + "    unless: [ 3 ]\n")
    assert all(kind in error.expected for kind in (*conditions.KINDS, *conditions.FLAGS))


def test_a_signal_is_checked_like_a_rule(tmp_path: Path) -> None:
    text = ruleset(signals={"soft": "find: { words: [亲] }\nunless: [ { befor: [到] } ]"})
    error = mistake(tmp_path, text)
    assert error.advice == "是不是想写 'before'？"
    assert place(error) == place_of(text, "befor")


def test_a_changed_rule_may_have_no_conditions_of_its_own(tmp_path: Path) -> None:
    text = ruleset("- { id: slang.word, unless: [quoted] }\n", top="extends: [slang]")
    error = mistake(tmp_path, text)
    assert error.found == "未知的键 'unless'"


def test_an_error_in_english_says_the_same() -> None:
    set_language("en")
    try:
        source = parse("ruleset: shop\nrule: []\n", "f.yaml")
        with pytest.raises(RulesetError, match=r"f\.yaml:2:1: found the unknown key 'rule', expected one of"):
            ruleset_shape().check(source.data, (), source)
    finally:
        set_language("zh")


def test_every_kind_is_that_of_its_module() -> None:
    assert tuple(kind for module in finds._modules() for kind in module.KINDS) == finds.KINDS
    for names, table in (("KINDS", conditions._MODULE_OF), ("FLAGS", conditions._MODULE_OF_FLAG)):
        modules = map(conditions._loaded, dict.fromkeys(conditions._MODULE_OF.values()))
        assert tuple(table) == tuple(name for module in modules for name in getattr(module, names))
