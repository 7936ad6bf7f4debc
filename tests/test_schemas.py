"""The JSON Schemas take what the loader takes, and refuse what it refuses."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from linter.commands.schema import KINDS, schema_of
from linter.config.keys import shape as config_shape
from linter.data import rulesets_dir
from linter.profiles import shape as profile_shape
from linter.rules.errors import RulesetError
from linter.rules.language import ruleset_shape
from linter.rules.names import SHIPPED
from linter.rules.schema import Shape
from linter.rules.source import Source, parse
from linter.scoring.load import shape as scorecard_shape

ROOT = Path(__file__).parent.parent

SHAPES: dict[str, Shape] = {
    "config": config_shape(),
    "ruleset": ruleset_shape(),
    "scorecard": scorecard_shape(),
    "profile": profile_shape(),
}

CONFIG = """\
extends: [base.yaml, 'package:acme']
profile: taobao
rulesets: [slang, ./our.yaml]
select: [slang]
ignore: [slang.cute]
severity: { guarantee: error }
lexicons: { greeting: { add: [宝贝], except: [宝贝详情] }, rival: [别家] }
numbers: { answer: 60 }
library: { unit: folder, situations: { bargain: false }, limits: { ours: { text: 500 } } }
fail-on: error
lang: zh
roles: { agent: [小美] }
text-columns: [回复话术]
transcript-columns: { customer: [买家旺旺] }
text-unit: line
date-order: day-month
exclude: [archive]
customers: 客户.csv
standings: { asleep: { days: { over: 90 } } }
tiers: { high: { spend: { least: 500 } } }
suppressions: [{ rule: tone, path: a.yaml, reason: 合同 }]
scorecard: card.yaml
overrides:
  - paths: [旧/*]
    ignore: [courtesy]
    severity: { tone: hint }
    lexicons: { greeting: { remove: [您好] } }
"""


def takes(kind: str, data: Any) -> bool:
    """Whether the loader takes it, as far as shapes go."""
    try:
        SHAPES[kind].check(data, (), Source("f", data, {}))
    except RulesetError:
        return False
    return True


@functools.cache
def validator(kind: str) -> Draft7Validator:
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def read(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8"), str(path)).data


def shipped() -> Iterator[tuple[str, Path]]:
    folder = rulesets_dir()
    yield from (("ruleset", folder / f"{name}.yaml") for name in SHIPPED)
    yield from (("profile", path) for path in sorted((folder / "profiles").glob("*.yaml")))
    yield from (("scorecard", path) for path in sorted((folder / "scorecards").glob("*.yaml")))


@pytest.mark.parametrize(("kind", "path"), [*shipped()], ids=lambda one: getattr(one, "name", one))
def test_everything_shipped_fits_its_schema(kind: str, path: Path) -> None:
    data = read(path)
    assert takes(kind, data)
    assert [error.message for error in validator(kind).iter_errors(data)] == []


def examples() -> list[str]:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("configuration*.md")]
    fences = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [CONFIG, *(example for page in pages for example in fences.findall(page))]


@pytest.mark.parametrize("text", examples())
def test_example_configurations_fit_the_schema(text: str) -> None:
    data = parse(text, "replylint.yaml").data
    assert takes("config", data)
    assert [error.message for error in validator("config").iter_errors(data)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_the_same_every_time(kind: str) -> None:
    assert schema_of(kind) == schema_of(kind)


def test_keys_are_told_in_the_schema() -> None:
    properties = schema_of("config")["properties"]
    assert all(about.get("description") for about in properties.values())


@functools.cache
def small() -> list[tuple[str, Any]]:
    """Documents with one rule, signal or section each, so that they are judged quickly."""
    found: list[tuple[str, Any]] = [("config", read_text(CONFIG))]
    for kind, path in shipped():
        data = read(path)
        if kind != "ruleset":
            found.append((kind, data))
            continue
        found += [
            ("ruleset", {"ruleset": data["ruleset"], "rules": [rule]}) for rule in data.get("rules", ())
        ]
        for name, signal in data.get("signals", {}).items():
            found.append(("ruleset", {"ruleset": data["ruleset"], "signals": {name: signal}}))
    return found


def read_text(text: str) -> Any:
    return parse(text, "f").data


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*at, key))


WRONG: list[Any] = [None, 7, -1, 1.5, True, False, "", "zzz", "a.b", [], {}, ["zzz"], [7], {"zzz": 1}]


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_what_the_loader_takes_and_refuses_the_schema_does_too(data: st.DataObject) -> None:
    kind, whole = data.draw(st.sampled_from(small()))
    mutant = copy.deepcopy(whole)
    place = data.draw(st.sampled_from(list(places(mutant))))
    within: Any = mutant
    for step in place[:-1]:
        within = within[step]
    target = within[place[-1]] if place else mutant
    changes = ["wrong"] if place else []
    changes += ["unknown", "gone"] if isinstance(target, dict) and target else []
    change = data.draw(st.sampled_from(changes or ["none"]))
    if change == "wrong":
        within[place[-1]] = data.draw(st.sampled_from(WRONG))
    elif change == "unknown":
        target["unknwon-key"] = data.draw(st.sampled_from(WRONG))
    elif change == "gone":
        del target[data.draw(st.sampled_from(sorted(target, key=str)))]
    assert validator(kind).is_valid(mutant) == takes(kind, mutant), (kind, place, change)


@pytest.mark.parametrize(
    "text",
    [
        "failon: error\n",
        "fail-on: fatal\n",
        "ignore: slang\n",
        "severity: { slang: high }\n",
        "overrides: [{ ignore: [slang] }]\n",
        "overrides: [{ paths: [a], lang: zh }]\n",
        "roles: { 客服: [小美] }\n",
        "lexicons: { Greeting: [宝贝] }\n",
        "suppressions: [{ rule: tone }]\n",
        "profile: tabao\n",
        "numbers: { answer: 0 }\n",
    ],
)
def test_typical_mistakes_are_refused_by_both(text: str) -> None:
    data = read_text(text)
    assert not takes("config", data)
    assert not validator("config").is_valid(data)
