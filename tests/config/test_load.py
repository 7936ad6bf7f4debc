"""The configuration file, and what it means for the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config import Choice, Config, Layer, UnknownProfile, UnknownRule, choose, find, load
from linter.model import SEVERITIES, Severity
from linter.rules.errors import RulesetError
from linter.rules.names import DEFAULT_RULESETS, PROFILES, SHIPPED

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
transcript-columns: { customer: [买家旺旺] }
text-unit: paragraph
timezone: Asia/Tokyo
date-order: month-day
exclude: [archive, '*.bak.csv']
customers: data/客户.csv
standings: { asleep: { days: { over: 90 } } }
tiers: { high: { spend: { least: 500 } } }
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
    assert loaded.overlays == ()


def test_a_file_may_say_everything(tmp_path: Path) -> None:
    loaded = load(configuration(tmp_path, FULL))
    assert loaded.rulesets == ("slang", str(tmp_path / "team" / "rules.yaml"))
    severities: dict[str, Severity] = {"slang": "error", "slang.word": "info"}
    assert loaded.layers == (Layer(("slang", "courtesy.please"), ("slang.cute",), severities),)
    assert (loaded.fail_on, loaded.language, loaded.unit) == ("error", "en", "paragraph")
    assert loaded.roles == {"agent": ("小美", "阿强"), "customer": ("会员",)}
    assert (loaded.text_columns, loaded.text_keys) == (("回复话术",), ("answer",))
    assert loaded.customers == tmp_path / "data" / "客户.csv"
    assert loaded.standings == {"asleep": {"days": {"over": 90}}}
    assert loaded.tiers == {"high": {"spend": {"least": 500}}}
    assert (loaded.timezone, loaded.date_order) == ("Asia/Tokyo", "month-day")
    assert loaded.transcript_columns == {"customer": ("买家旺旺",)}
    assert loaded.exclude == ("archive", "*.bak.csv")
    (overlay,) = loaded.overlays
    assert overlay.data["lexicons"] == {"greeting": {"add": ["宝贝"]}}


@pytest.mark.parametrize("text", ["", "# 还没写\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    path = configuration(tmp_path, text)
    assert load(path) == Config(file=path, folder=tmp_path)


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
        ("lang: zh\nprofile: [jd]\n", 2, 10, "一个列表（1 项）", "generic / taobao / jd"),
        ("roles: { 客服: [小美] }\n", 1, 10, "未知的键 '客服'", "agent, customer, system 之一"),
        ("roles: { agent: 小美 }\n", 1, 17, "'小美'", "列表"),
        ("exclude: [3]\n", 1, 11, "'3'", "一段文字"),
        ("suppressions: [{ path: a.yaml }]\n", 1, 16, "没有 'rule'", "必填的 'rule'"),
        ("suppressions: [{ rule: tone }]\n", 1, 16, "一个也没有", "path"),
        ("text-unit: word\n", 1, 12, "'word'", "auto / line / paragraph"),
        ("timezone: Mars/Base\n", 1, 11, "'Mars/Base'", "时区名"),
        ("timezone: 8\n", 1, 11, "'8'", "时区名"),
        ("timezone: /etc/passwd\n", 1, 11, "'/etc/passwd'", "时区名"),
        ("standings: { older: {} }\n", 1, 14, "未知的键 'older'", "potential, new, old"),
        ("tiers: { high: { spend: { over: 很多 } } }\n", 1, 33, "'很多'", "不小于 0 的数"),
        ("tiers: { high: { money: { over: 9 } } }\n", 1, 18, "未知的键 'money'", "purchases, spend, days"),
        ("date-order: year\n", 1, 13, "'year'", "day-month / month-day"),
        ("transcript-columns: { who: [谁] }\n", 1, 23, "未知的键 'who'", "conversation, role"),
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


# ---- a profile under it


def test_the_file_names_the_profile_that_it_is_laid_over(tmp_path: Path) -> None:
    loaded = load(configuration(tmp_path, "profile: jd\nignore: [slang]\n"))
    assert [Path(overlay.path).name for overlay in loaded.overlays] == ["jd.yaml", "replylint.yaml"]
    assert [layer.strict for layer in loaded.layers] == [False, True]


def test_the_command_line_names_another_profile(tmp_path: Path) -> None:
    loaded = load(configuration(tmp_path, "profile: jd\n"), "douyin")
    assert [Path(overlay.path).name for overlay in loaded.overlays] == ["douyin.yaml", "replylint.yaml"]


def test_without_a_profile_none_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("linter.profiles.read", refuse)
    assert load(configuration(tmp_path, "ignore: [slang]\n")).rulesets == DEFAULT_RULESETS
    assert load(None).rulesets == DEFAULT_RULESETS


def test_a_profile_needs_no_file() -> None:
    (overlay,) = load(None, "pdd").overlays
    assert Path(overlay.path).name == "pdd.yaml"


def test_rulesets_of_a_profile_are_used_unless_the_file_names_others(tmp_path: Path) -> None:
    assert load(None, "realestate").rulesets == (*DEFAULT_RULESETS, "realestate")
    path = configuration(tmp_path, "profile: realestate\nrulesets: [slang, our.yaml]\n")
    assert load(path).rulesets == ("slang", str(tmp_path / "our.yaml"))


def test_a_misspelt_profile_in_the_file_is_a_mistake(tmp_path: Path) -> None:
    error = mistake(tmp_path, "lang: zh\nprofile: tabao\n")
    assert (error.line, error.column, error.found) == (2, 10, "'tabao'")
    assert error.expected == " / ".join(PROFILES)
    assert error.advice == "是不是想写 'taobao'？"


@pytest.mark.parametrize("name", ["tabao", "", "../jd"])
def test_an_unknown_profile_on_the_command_line_is_told_with_all_that_there_are(name: str) -> None:
    with pytest.raises(UnknownProfile) as caught:
        load(None, name)
    assert caught.value.name == name
    assert ", ".join(PROFILES) in str(caught.value)


def test_a_misspelt_profile_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownProfile, match="是不是想写 'taobao'？"):
        load(None, "tabao")


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
    return choose(OWN, [Layer(select or None, ignore, severities or {})], least)


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


# ---- layers


def laid(*layers: Layer, least: Severity = "hint") -> Choice:
    return choose(OWN, layers, least)


def test_the_topmost_select_holds() -> None:
    assert laid(Layer(select=("slang",)), Layer(select=("courtesy",)), Layer()).active == {
        "courtesy.please.wait",
        "courtesy.please.request",
        "courtesy.pronoun",
    }


def test_an_empty_select_wants_all_rules() -> None:
    assert laid(Layer(select=("slang",)), Layer(select=())).active == set(OWN)


def test_a_severity_of_an_upper_layer_outweighs_a_longer_name_below() -> None:
    final = laid(
        Layer(severities={"courtesy.pronoun": "info", "slang": "hint"}),
        Layer(severities={"courtesy": "error", "courtesy.please": "warning"}),
    ).severities
    assert (final["courtesy.pronoun"], final["courtesy.please.wait"]) == ("error", "warning")
    assert final["slang.word"] == "hint"


@pytest.mark.parametrize(
    "said", [{"select": ("tone",)}, {"ignore": ("tone",)}, {"severities": {"tone": "error"}}]
)
def test_a_layer_that_is_not_strict_may_name_what_is_not_loaded(said: dict[str, Any]) -> None:
    laid(Layer(**said, strict=False))
    with pytest.raises(UnknownRule):
        laid(Layer(**said))


def test_selecting_only_what_is_not_loaded_leaves_nothing() -> None:
    assert laid(Layer(select=("tone",), strict=False)).active == set()


some_names = st.lists(st.sampled_from([*OWN, "slang", "courtesy", "courtesy.please"]), max_size=4)
some_layers = st.lists(
    st.builds(
        Layer,
        st.none() | some_names.map(tuple),
        some_names.map(tuple),
        st.dictionaries(some_names.filter(bool).map(lambda names: names[0]), st.sampled_from(SEVERITIES)),
    ),
    max_size=3,
)


@given(some_layers, some_layers)
def test_severities_of_layers_are_applied_one_after_the_other(lower: list[Layer], upper: list[Layer]) -> None:
    below = laid(*lower).severities
    assert laid(*lower, *upper).severities == choose(below, upper, "hint").severities


@given(some_layers)
def test_what_any_layer_ignores_by_id_does_not_run(layers: list[Layer]) -> None:
    assert not laid(*layers).active & {name for layer in layers for name in layer.ignore}


@given(some_layers, some_layers)
def test_a_layer_that_says_nothing_changes_nothing(lower: list[Layer], upper: list[Layer]) -> None:
    assert laid(*lower, Layer(), *upper) == laid(*lower, *upper)


def test_shipped_rulesets_are_used_unless_told_otherwise() -> None:
    assert {*SHIPPED} - {*DEFAULT_RULESETS} == {"core", "realestate", "needs", "kinds"}
    assert Config().rulesets == DEFAULT_RULESETS
