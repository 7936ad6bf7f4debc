"""Rulesets made into plans."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.examples import failures
from linter.rules.names import SHIPPED
from linter.rules.plan import Plan, plan, plan_key
from linter.rules.source import parse
from tests.rules.support import MakeShop, Shop, ruleset, shipped, written


def everywhere(shop: Shop) -> list[dict[str, object]]:
    return [
        {key: value for key, value in entry.items() if key not in ("rule", "speaker")}
        for entry in shop.plan.run["everywhere"]
    ]


@pytest.mark.parametrize(
    ("body", "named", "none", "most"),
    [
        ("find: { missing: [亲] }", False, False, None),
        ("find: { missing: [亲] }\nwhen: [ { position: first } ]", True, True, None),
        ("find: { missing: [亲] }\nwhen: [ chat ]", True, True, None),
        ("find: { missing: [亲] }\nwhen: [ { customer: [好] }, quoted ]", True, True, None),
        (
            "find: { missing: [亲] }\nwhen: [ { any: [ { position: first }, { named: [欢迎] } ] } ]",
            True,
            False,
            None,
        ),
        ("find: { missing: [亲] }\nwhen: [ { any: [ chat, { clause: [好] } ] } ]", False, False, None),
        ("find: { missing: [亲] }\nwhen: [ { named: [欢迎] } ]", True, False, None),
        (
            "find: { missing: [亲] }\nwhen: [ { any: [ { customer: [好] }, { agent: [好] }, chat ] } ]",
            True,
            True,
            None,
        ),
        ("find: { missing: [亲] }\nwhen: [ template ]", False, False, None),
        ("find: { missing: [亲] }\nunless: [ { position: first } ]", False, False, None),
        ("find: { missing: [亲] }\nwhen: [ { not: { position: first } } ]", False, False, None),
        ("find: { missing: [亲] }\nwhen: [ customer ]", False, False, None),
        ("find: { missing: [亲] }\nwhen: [ named ]", False, False, None),
        ("find: { reply: { most: 3 } }", False, False, 36),
        ("find: { reply: { pattern: '[嗯]+' } }", False, False, None),
        ("find: { any: [ { reply: { most: 3 } }, { reply: { most: 4 } } ] }", False, False, 48),
        ("find: { any: [ { reply: { most: 3 } }, { missing: [亲] } ] }", False, False, None),
    ],
)
def test_which_templates_a_rule_without_words_may_concern(
    shop: MakeShop, body: str, named: bool, none: bool, most: int | None
) -> None:
    rules = shop(body, lexicons={"customer": "[亲]", "named": "[亲]"})
    assert everywhere(rules) == [{"none": none, "named": named, "most": most}]


def test_a_rule_with_words_is_not_asked_everywhere(shop: MakeShop) -> None:
    assert everywhere(shop("find: { words: [保证] }")) == []


@pytest.mark.parametrize(
    ("condition", "turns"),
    [
        ("quoted", 0),
        ("{ customer: [好] }", 1),
        ("{ customer: { phrases: [好] } }", 1),
        ("{ agent: { phrases: [好], within: 4 } }", 4),
        ("{ any: [ { customer: { phrases: [好], within: 2 } }, { not: { agent: [好] } } ] }", 2),
        ("{ not: { agent: { signal: greets, within: 3 } } }", 3),
    ],
)
def test_how_far_back_the_rules_look(shop: MakeShop, condition: str, turns: int) -> None:
    assert shop(f"find: {{ words: [保证] }}\nwhen: [ {condition} ]").plan.run["reach"] == turns


def test_a_fix_and_a_signal_may_look_back_too(shop: MakeShop) -> None:
    fix = "{ with: 好, when: [ { agent: { phrases: [好], within: 5 } } ] }"
    assert shop(f"find: {{ words: [保证] }}\nfix: [ {fix} ]").plan.run["reach"] == 5
    signals = {"soft": "find: { words: [亲] }\nwhen: [ { customer: { phrases: [好], within: 6 } } ]"}
    assert shop(signals=signals).plan.run["reach"] == 6


def test_docs_tell_of_rules_and_where_they_stand(tmp_path: Path) -> None:
    text = ruleset("find: { missing: [亲] }\nseverity: info")
    path = written(tmp_path, text)
    (rule,) = Shop(path).plan.docs["rules"]
    assert (rule["id"], rule["ruleset"], rule["severity"], rule["kind"]) == (
        "shop.rule",
        "shop",
        "info",
        "missing",
    )
    line = text[: text.index("- id: shop.rule")].count("\n") + 1
    assert tuple(rule["place"]) == (str(path), line, 5)
    assert [tuple(place) for place in rule["example_places"]] == [
        (str(path), line + 5, 17),
        (str(path), line + 5, 30),
    ]


def test_an_overlay_changes_the_words(tmp_path: Path) -> None:
    overlay = parse("lexicons: { apology: { add: [求原谅] } }", "replylint.yaml")
    made = plan([written(tmp_path, ruleset("find: { missing: apology }"))], [overlay], cache=False)
    assert "求原谅" in made.run["lexicons"]["apology"]["words"]


# ---- the shipped rules

RULES = shipped().plan.docs["rules"]
BY_ID = [pytest.param(rule, id=rule["id"]) for rule in RULES]


@pytest.mark.parametrize("rule", BY_ID)
@pytest.mark.parametrize("key", ["title", "message", "why"])
def test_a_shipped_rule_speaks_both_languages(rule: dict[str, dict[str, str]], key: str) -> None:
    assert set(rule[key]) == {"zh", "en"}
    assert all(text.strip() for text in rule[key].values())
    own = re.sub(r"\{\w+\}", "", rule[key]["zh"])
    assert any("\u4e00" <= character <= "\u9fff" for character in own) or not any(map(str.isalpha, own))


@pytest.mark.parametrize("rule", BY_ID)
def test_a_shipped_rule_names_its_source(rule: dict[str, str]) -> None:
    assert rule["source"].strip()


@pytest.mark.parametrize("rule", BY_ID)
@pytest.mark.parametrize("kind", ["bad", "ok"])
def test_a_shipped_rule_has_four_examples_of_each_kind(rule: dict[str, list[object]], kind: str) -> None:
    assert len([example for example in rule["examples"] if kind in example]) >= 4  # type: ignore[operator]


def test_all_examples_of_the_shipped_rules_hold() -> None:
    assert [str(failure) for failure in failures(shipped().plan)] == []


def test_every_shipped_ruleset_has_a_title_in_both_languages() -> None:
    rulesets = shipped().plan.docs["rulesets"]
    assert set(rulesets) == set(SHIPPED)
    assert all(set(title) == {"zh", "en"} for title in rulesets.values())


# ---- plans that are kept


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("REPLYLINT_NO_CACHE", raising=False)


def ids(made: Plan) -> list[str]:
    return [rule["id"] for rule in made.docs["rules"]]


def test_a_plan_is_made_once_and_kept(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { words: [保证] }"))
    first, second = plan([path]), plan([path])
    assert (first.fresh, second.fresh) == (True, False)
    assert {name: second.run[name] for name in first.run} == first.run
    assert second.docs["rules"] == first.docs["rules"]
    assert Shop(path).found("我们保证") == ["保证"]


def test_a_plan_is_made_anew_when_a_file_changes(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { words: [保证] }"))
    plan([path])
    path.write_text(path.read_text("utf-8").replace("shop.rule", "shop.other"), encoding="utf-8")
    assert ids(plan([path])) == ["shop.other"]


def test_a_plan_is_made_anew_when_what_it_extends_changes(tmp_path: Path) -> None:
    base = written(tmp_path, ruleset("find: { words: [保证] }"), "base.yaml")
    path = written(tmp_path, ruleset(top="extends: [base.yaml]"))
    plan([path])
    base.write_text(base.read_text("utf-8").replace("shop.rule", "shop.other"), encoding="utf-8")
    assert ids(plan([path])) == ["shop.other"]


def test_another_overlay_makes_another_plan(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { missing: apology }"))
    overlay = parse("lexicons: { apology: { add: [求原谅] } }", "replylint.yaml")
    plan([path])
    made = plan([path], [overlay])
    assert made.fresh
    assert "求原谅" in made.run["lexicons"]["apology"]["words"]


def test_an_overlay_that_changed_makes_another_plan(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { missing: apology }"))
    for word in ("求原谅", "求放过"):
        made = plan([path], [parse(f"lexicons: {{ apology: {{ add: [{word}] }} }}", "profile.yaml")])
        assert word in made.run["lexicons"]["apology"]["words"]


def test_overlays_in_another_order_make_another_plan(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { missing: apology }"))
    adds = parse("lexicons: { apology: { add: [求原谅] } }", "profile.yaml")
    removes = parse("lexicons: { apology: { remove: [抱歉] } }", "replylint.yaml")
    plan([path], [adds, removes])
    assert plan([path], [removes, adds]).fresh


def test_an_overlay_without_words_makes_no_other_plan(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { missing: apology }"))
    plan([path])
    assert not plan([path], [parse("ignore: [slang]", "replylint.yaml")]).fresh


def test_a_plan_that_is_refused_is_not_kept(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { words: [保证] }"))

    def refuse(made: Plan) -> str:
        raise ValueError("例句不成立")

    for _ in range(2):
        with pytest.raises(ValueError, match="例句不成立"):
            plan([path], check=refuse)


def test_what_was_said_of_a_plan_is_kept_with_it(tmp_path: Path) -> None:
    path = written(tmp_path, ruleset("find: { words: [保证] }"))
    made = [plan([path], check=lambda made: "注意"), plan([path])]
    assert [(one.fresh, one.run["note"]) for one in made] == [(True, "注意"), (False, "注意")]


def test_without_a_cache_every_plan_is_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, ruleset("find: { words: [保证] }"))
    assert [plan([path], cache=False).fresh for _ in range(2)] == [True, True]
    monkeypatch.setenv("REPLYLINT_NO_CACHE", "1")
    assert [plan([path]).fresh for _ in range(2)] == [True, True]
    assert not (tmp_path / "cache").exists()


def test_shipped_rulesets_make_the_same_plan_in_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = plan_key(["slang", str(tmp_path / "our.yaml")], ())
    monkeypatch.chdir(tmp_path)
    assert plan_key(["slang", str(tmp_path / "our.yaml")], ()) == here


def test_a_relative_path_makes_another_plan_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = plan_key(["our.yaml"], ())
    monkeypatch.chdir(tmp_path)
    assert plan_key(["our.yaml"], ()) != here
