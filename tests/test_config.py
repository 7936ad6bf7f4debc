"""The configuration file, and what it means for the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config import DEFAULT_RULESETS, Choice, Config, UnknownRule, choose, find, load
from linter.model import Severity
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED

FULL = """\
rulesets: [slang, team/rules.yaml]
select: [slang, courtesy.please]
ignore: [slang.cute]
severity: { slang: error, slang.word: info }
fail-on: error
lang: en
lexicons:
  greeting: { add: [宝贝] }
roles: { agent: [小美, 阿强], customer: [会员] }
text-columns: [回复话术]
text-keys: [answer]
text-unit: paragraph
exclude: [archive, '*.bak.csv']
"""


def configuration(folder: Path, text: str, name: str = "replylint.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistake(folder: Path, text: str) -> RulesetError:
    path = configuration(folder, text)
    with pytest.raises(RulesetError) as caught:
        load(path)
    assert caught.value.path == str(path)
    return caught.value


# ---- finding and reading it


def test_without_a_file_everything_is_as_shipped() -> None:
    loaded = load(None)
    assert loaded == Config()
    assert loaded.rulesets == DEFAULT_RULESETS
    assert loaded.fail_on == "warning"
    assert loaded.source is None


def test_a_file_may_say_everything(tmp_path: Path) -> None:
    loaded = load(configuration(tmp_path, FULL))
    assert loaded.ruleset_names == ["slang", str(tmp_path / "team" / "rules.yaml")]
    assert (loaded.select, loaded.ignore) == (("slang", "courtesy.please"), ("slang.cute",))
    assert loaded.severities == {"slang": "error", "slang.word": "info"}
    assert (loaded.fail_on, loaded.language, loaded.unit) == ("error", "en", "paragraph")
    assert loaded.roles == {"agent": ("小美", "阿强"), "customer": ("会员",)}
    assert (loaded.text_columns, loaded.text_keys) == (("回复话术",), ("answer",))
    assert loaded.exclude == ("archive", "*.bak.csv")
    assert loaded.source is not None
    assert loaded.source.data["lexicons"] == {"greeting": {"add": ["宝贝"]}}


@pytest.mark.parametrize("text", ["", "# 还没写\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert load(configuration(tmp_path, text)) == Config(folder=tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert load(configuration(tmp_path, "\ufefflang: en\n")).language == "en"


@pytest.mark.parametrize("name", ["replylint.yaml", ".replylint.yaml", "replylint.yml"])
def test_the_nearest_file_upward_holds(tmp_path: Path, name: str) -> None:
    path = configuration(tmp_path, "", name)
    inner = tmp_path / "话术" / "售前"
    inner.mkdir(parents=True)
    assert find(inner) == path
    nearer = configuration(tmp_path / "话术", "", name)
    assert find(inner) == nearer


def test_it_is_looked_for_no_further_up_than_the_repository(tmp_path: Path) -> None:
    configuration(tmp_path, "")
    inner = tmp_path / "shop" / "templates"
    inner.mkdir(parents=True)
    (tmp_path / "shop" / ".git").mkdir()
    assert find(inner) is None
    own = configuration(tmp_path / "shop", "")
    assert find(inner) == own


def test_the_top_of_the_file_system_ends_the_search() -> None:
    assert find(Path("/")) is None


# ---- mistakes in it


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "expected"),
    [
        ("[slang]\n", 1, 1, "一个列表（1 项）", "映射"),
        ("rulesets: slang\n", 1, 11, "'slang'", "列表"),
        ("rulesets: []\n", 1, 11, "一个列表（0 项）", "列表"),
        ("lang: zh\nfail-on: fatal\n", 2, 10, "'fatal'", "hint / info / warning / error"),
        ("severity: error\n", 1, 11, "'error'", "映射"),
        ("severity: { slang: high }\n", 1, 20, "'high'", "hint / info / warning / error"),
        ("lang: 中文\n", 1, 7, "'中文'", "zh / en"),
        ("roles: { 客服: [小美] }\n", 1, 10, "未知的键 '客服'", "agent, customer, system 之一"),
        ("roles: { agent: 小美 }\n", 1, 17, "'小美'", "列表"),
        ("exclude: [3]\n", 1, 11, "'3'", "一段文字"),
        ("text-unit: word\n", 1, 12, "'word'", "auto / line / paragraph"),
        ("lexicons: { greeting: 宝贝 }\n", 1, 23, "'宝贝'", "词的列表"),
        ("ignore: [slang]\nignore: [tone]\n", 2, 1, "第二个 'ignore'", "每个键只写一次"),
    ],
)
def test_a_mistake_names_place_found_and_expected(
    tmp_path: Path, text: str, line: int, column: int, found: str, expected: str
) -> None:
    error = mistake(tmp_path, text)
    assert (error.line, error.column) == (line, column)
    assert error.found == found
    assert error.expected.startswith(expected)


def test_an_unknown_key_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    error = mistake(tmp_path, "failon: error\n")
    assert (error.found, error.advice) == ("未知的键 'failon'", "是不是想写 'fail-on'？")


def test_broken_yaml_is_a_mistake(tmp_path: Path) -> None:
    assert mistake(tmp_path, "rulesets: [slang\n").expected == "合法的 YAML"


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(RulesetError) as caught:
        load(tmp_path / "replylint.yaml")
    assert caught.value.expected == "可读的配置文件"
    assert "replylint init" in caught.value.advice


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "replylint.yaml"
    path.write_bytes("roles: { agent: [小美] }\n".encode("gb18030"))
    with pytest.raises(RulesetError, match="不是 UTF-8 文本"):
        load(path)


# ---- which rules run, and how severe they are

OWN: dict[str, Severity] = {
    "slang.word": "warning",
    "slang.cute": "info",
    "courtesy.please.wait": "warning",
    "courtesy.please.request": "hint",
    "courtesy.pronoun": "error",
}


def chosen(
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    severities: dict[str, Severity] | None = None,
    least: Severity = "hint",
) -> Choice:
    return choose(list(OWN), OWN, select, ignore, severities or {}, least)


def test_all_rules_run_as_they_are() -> None:
    assert chosen() == Choice(frozenset(OWN), OWN)


@pytest.mark.parametrize(
    ("select", "ignore", "active"),
    [
        (("slang",), (), {"slang.word", "slang.cute"}),
        (
            ("courtesy.please", "slang.cute"),
            (),
            {"courtesy.please.wait", "courtesy.please.request", "slang.cute"},
        ),
        ((), ("courtesy",), {"slang.word", "slang.cute"}),
        ((), ("courtesy.please",), {"slang.word", "slang.cute", "courtesy.pronoun"}),
        (("slang",), ("slang.cute",), {"slang.word"}),
        (("slang.cute",), ("slang",), {"slang.cute"}),
        (("courtesy",), ("courtesy",), set()),
        (
            ("courtesy", "courtesy.please.wait"),
            ("courtesy.please",),
            {"courtesy.pronoun", "courtesy.please.wait"},
        ),
    ],
)
def test_the_longest_name_decides_about_a_rule(
    select: tuple[str, ...], ignore: tuple[str, ...], active: set[str]
) -> None:
    assert chosen(select, ignore).active == active


def test_the_longest_name_decides_about_a_severity_whatever_the_order() -> None:
    for severities in (
        {"courtesy": "info", "courtesy.please": "error", "courtesy.please.wait": "hint"},
        {"courtesy.please.wait": "hint", "courtesy.please": "error", "courtesy": "info"},
    ):
        final = chosen(severities=severities).severities  # type: ignore[arg-type]
        assert (final["courtesy.pronoun"], final["courtesy.please.request"]) == ("info", "error")
        assert (final["courtesy.please.wait"], final["slang.word"]) == ("hint", "warning")


def test_rules_below_the_least_severity_do_not_run() -> None:
    assert chosen(least="warning").active == {"slang.word", "courtesy.please.wait", "courtesy.pronoun"}
    assert "slang.cute" in chosen(severities={"slang": "error"}, least="error").active


@pytest.mark.parametrize("where", ["select", "ignore", "severities"])
def test_a_name_that_no_rule_has_is_said_aloud(where: str) -> None:
    value = {"slang.wrod": "error"} if where == "severities" else ("slang.wrod",)
    with pytest.raises(UnknownRule) as caught:
        chosen(**{where: value})  # type: ignore[arg-type]
    assert caught.value.name == "slang.wrod"
    assert "是不是想写 'slang.word'？" in str(caught.value)


def test_a_misspelt_category_is_named() -> None:
    with pytest.raises(UnknownRule, match="是不是想写 'courtesy'"):
        chosen(("curtesy",))


some = st.lists(st.sampled_from([*OWN, "slang", "courtesy", "courtesy.please"]), max_size=4).map(tuple)


@given(some, some)
def test_the_order_of_names_does_not_matter(select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    assert chosen(select, ignore) == chosen(select[::-1], ignore[::-1])


@given(some, some)
def test_what_runs_was_selected_and_what_was_ignored_by_id_does_not_run(
    select: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    active = chosen(select, ignore).active
    assert not active & set(ignore)
    assert not select or all(
        any(rule == name or rule.startswith(f"{name}.") for name in select) for rule in active
    )


def test_shipped_rulesets_are_used_unless_told_otherwise() -> None:
    assert set(DEFAULT_RULESETS) < set(SHIPPED)
    assert Config().ruleset_names == list(DEFAULT_RULESETS)
