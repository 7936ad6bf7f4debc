"""The shipped profiles: that each can be used, and differs from the others as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from linter import profiles
from linter.config import Choice, choose, load
from linter.data import rulesets_dir
from linter.examples import failures
from linter.profiles import read
from linter.rules.errors import RulesetError
from linter.rules.load import load as load_rulesets
from linter.rules.names import DEFAULT_RULESETS, PROFILES, SHIPPED, matching
from linter.rules.plan import Plan, plan
from linter.rules.program import Program


class Used(NamedTuple):
    """What comes of a profile: the plan, and which rules run."""

    rulesets: tuple[str, ...]
    plan: Plan
    choice: Choice

    @property
    def house_words(self) -> set[str]:
        return {*self.plan.run["lexicons"]["house-address"]["words"]}


def used(name: str | None) -> Used:
    loaded = load(None, name)
    made = plan(loaded.rulesets, loaded.overlays)
    return Used(loaded.rulesets, made, choose(made.severities, loaded.layers, "hint"))


def every_rule() -> list[str]:
    return [*load_rulesets(SHIPPED).rules]


# ---- all of them


def test_the_names_are_those_of_the_files() -> None:
    assert {path.stem for path in (rulesets_dir() / "profiles").iterdir()} == {*PROFILES}


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_a_title_and_a_reason_in_both_languages(name: str) -> None:
    profile = read(name)
    assert profile.title.keys() == profile.about.keys() == {"zh", "en"}
    assert profile.about["zh"].count("。") in (2, 3)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_only_what_there_is(name: str) -> None:
    data = read(name).source.data
    for named in (*data.get("select", ()), *data.get("ignore", ()), *data.get("severity", ())):
        assert matching(named, every_rule()), named


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_changes_only_lexicons_that_are_always_loaded(name: str) -> None:
    assert read(name).source.data.get("lexicons", {}).keys() <= load_rulesets([]).lexicons.keys()


@pytest.mark.parametrize("name", PROFILES)
def test_the_examples_of_all_rules_hold_with_the_words_of_a_profile(name: str) -> None:
    made = plan(SHIPPED[1:], [read(name).source], cache=False)
    assert [str(failure) for failure in failures(made)] == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_may_stand_over_a_single_ruleset(name: str, tmp_path: Path) -> None:
    path = tmp_path / "replylint.yaml"
    path.write_text("rulesets: [negative]\n", encoding="utf-8")
    loaded = load(path, name)
    made = plan(loaded.rulesets, loaded.overlays)
    own = made.severities
    assert choose(own, loaded.layers, "hint") == Choice(frozenset(own), own)


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "generic"])
def test_a_profile_differs_from_generic(name: str) -> None:
    generic, other = used("generic"), used(name)
    assert (other.choice, other.house_words) != (generic.choice, generic.house_words)


# ---- each of them


def test_generic_is_what_holds_without_a_profile() -> None:
    without, generic = used(None), used("generic")
    assert generic.rulesets == without.rulesets
    assert generic.plan.run == without.plan.run
    assert generic.choice == without.choice


def changed(name: str) -> dict[str, str]:
    """The rules whose severity a profile changes, and to what."""
    generic, other = used("generic").choice.severities, used(name).choice.severities
    return {rule: other[rule] for rule in other if rule in generic and generic[rule] != other[rule]}


def severities(name: str, category: str) -> set[str]:
    """The severities that a profile gives to the rules of a category."""
    choice = used(name).choice
    return {choice.severities[rule] for rule in matching(category, choice.severities)}


def test_taobao_knows_the_words_of_its_shops() -> None:
    assert used("taobao").house_words - used("generic").house_words == {"亲们", "亲爱哒", "亲爱滴"}


def test_taobao_fails_on_leading_customers_elsewhere() -> None:
    assert severities("taobao", "compliance.off-platform") == {"error"}


def test_taobao_only_notes_cute_talk() -> None:
    assert severities("taobao", "slang.cute") == {"info"}


def test_jd_is_formal() -> None:
    assert used("jd").house_words == {"亲", "亲亲"}
    closing = "courtesy.closing", "courtesy.closing.unanswered", "courtesy.closing.abrupt"
    assert changed("jd") == dict.fromkeys(
        (*closing, "courtesy.thanks", "courtesy.thanks.patience"), "warning"
    )


def test_pdd_fails_on_what_the_platform_fines() -> None:
    assert severities("pdd", "compliance") == severities("pdd", "tone") == {"error"}
    assert {rule.split(".")[0] for rule in changed("pdd")} <= {"compliance", "tone"}


def test_douyin_talks_as_on_a_live_stream() -> None:
    added = used("douyin").house_words - used("generic").house_words
    assert added == {"宝子", "宝子们", "家人们", "宝贝", "宝宝", "姐妹们", "老铁"}
    assert severities("douyin", "slang.cute") == {"info"}
    assert severities("douyin", "compliance") == {"error"}


def test_realestate_has_the_rules_of_its_trade() -> None:
    rules = used("realestate").choice.active - used("generic").choice.active
    assert rules == {"compliance.appreciation", "compliance.school-place", "compliance.travel-time"}
    assert used("realestate").rulesets == (*DEFAULT_RULESETS, "realestate")


def test_realestate_lets_an_agent_ask_for_wechat() -> None:
    assert "compliance.off-platform" not in used("realestate").choice.active


def test_realestate_asks_less_often_for_please() -> None:
    assert severities("realestate", "courtesy.please") == {"info"}


GREETED = [
    ("douyin", "宝子们这款有货的", True),
    ("douyin", "宝贝详情里有尺寸", False),
    ("douyin", "这款宝宝装有货", False),
    ("generic", "宝子们这款有货的", False),
    ("realestate", "王哥这套还在的", True),
    ("realestate", "楼下是墨西哥菜馆", False),
    ("generic", "王哥这套还在的", False),
]


@pytest.mark.parametrize(("name", "text", "greets"), GREETED)
def test_house_words_greet_and_look_alikes_do_not(name: str, text: str, greets: bool) -> None:
    program = Program(used(name).plan.run)
    view = program.view(text, "agent")
    assert bool(view.spans("greeting")) == greets


# ---- mistakes in a profile file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of rulesets, where the test puts the profile."""
    monkeypatch.setattr(profiles, "rulesets_dir", lambda: tmp_path)
    (tmp_path / "profiles").mkdir()
    return tmp_path / "profiles"


HEAD = "title: { zh: 京东, en: JD }\nabout: { zh: 正式, en: formal }\n"


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (HEAD + "sevrity: { tone: error }\n", (3, 1), "未知的键 'sevrity'"),
        (HEAD + "severity: { tone: high }\n", (3, 19), "'high'"),
        (HEAD + "rulesets: [slng]\n", (3, 12), "'slng'"),
        (HEAD + "lexicons: { greeting: 宝贝 }\n", (3, 23), "'宝贝'"),
        (HEAD + "fail-on: error\n", (3, 1), "未知的键 'fail-on'"),
        ("title: { zh: 京东 }\nabout: { zh: 正式, en: formal }\n", (1, 8), "没有 'en'"),
        ("title: { zh: 京东, en: JD }\n", (1, 1), "没有 'about'"),
    ],
)
def test_a_mistake_names_file_line_and_column(
    folder: Path, text: str, place: tuple[int, int], found: str
) -> None:
    (folder / "jd.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        read("jd")
    error = caught.value
    assert (error.path, error.line, error.column) == (str(folder / "jd.yaml"), *place)
    assert error.found == found


def test_a_lexicon_that_there_is_not_is_told_with_the_place_in_the_profile(folder: Path) -> None:
    (folder / "jd.yaml").write_text(HEAD + "lexicons:\n  house-adress: { add: [宝子] }\n", encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        plan(["slang"], [read("jd").source], cache=False)
    assert (caught.value.path, caught.value.line) == (str(folder / "jd.yaml"), 4)


def test_a_profile_that_changes_makes_another_plan(folder: Path) -> None:
    def words(word: str) -> list[Any]:
        text = f"{HEAD}lexicons: {{ house-address: {{ add: [{word}] }} }}\n"
        (folder / "jd.yaml").write_text(text, encoding="utf-8")
        made: list[Any] = plan(["slang"], load(None, "jd").overlays).run["lexicons"]["house-address"]["words"]
        return made

    assert words("宝子")[-1] == "宝子"
    assert words("家人们")[-1] == "家人们"
