"""What a configuration extends, and what each layer overrides."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linter.config import Suppression, load
from linter.rules.errors import RulesetError
from tests.config.support import tree


def mistake(path: Path) -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        load(path)
    return caught.value


BASE = """\
fail-on: error
timezone: Asia/Tokyo
ignore: [slang]
exclude: [archive]
severity: { guarantee.certain: info, tone: hint }
text-columns: [话术]
roles: { agent: [小美, 阿强] }
customers: 客户.csv
suppressions: [{ rule: tone, path: a.yaml }]
tiers: { high: { spend: { least: 500 } } }
lexicons: { house-address: { add: [宝子] } }
"""
OWN = """\
extends: shared/base.yaml
fail-on: warning
ignore: [tone.mock]
exclude: ['*.bak.csv']
severity: { guarantee: error }
text-columns: [回复]
roles: { customer: [阿强] }
suppressions: [{ rule: slang, path: b.yaml }]
tiers: { high: { purchases: { least: 3 } } }
"""


def test_what_each_layer_overrides(tmp_path: Path) -> None:
    tree(tmp_path, {"shared/base.yaml": BASE, "replylint.yaml": OWN})
    loaded = load(tmp_path / "replylint.yaml")
    assert (loaded.fail_on, loaded.timezone) == ("warning", "Asia/Tokyo")
    assert [layer.ignore for layer in loaded.layers] == [("slang",), ("tone.mock",)]
    assert loaded.exclude == ("archive", "*.bak.csv")
    assert loaded.text_columns == ("回复", "话术")
    assert loaded.roles == {"agent": ("小美",), "customer": ("阿强",)}
    assert loaded.customers == tmp_path / "shared" / "客户.csv"
    assert loaded.suppressions == (Suppression("tone", "a.yaml"), Suppression("slang", "b.yaml"))
    assert loaded.tiers == {"high": {"spend": {"least": 500}, "purchases": {"least": 3}}}
    assert [Path(overlay.path).name for overlay in loaded.overlays] == ["base.yaml", "replylint.yaml"]


def test_later_ones_lie_over_earlier_ones_and_a_file_over_all_that_it_extends(tmp_path: Path) -> None:
    files = {
        "a.yaml": "fail-on: hint\ntext-unit: line\ndate-order: day-month\n",
        "b.yaml": "fail-on: info\ntext-unit: paragraph\n",
        "replylint.yaml": "extends: [a.yaml, b.yaml]\nfail-on: error\n",
    }
    loaded = load(tree(tmp_path, files) / "replylint.yaml")
    assert (loaded.fail_on, loaded.unit, loaded.date_order) == ("error", "paragraph", "day-month")


def test_chains_are_followed_and_a_file_counts_once(tmp_path: Path) -> None:
    files = {
        "root.yaml": "exclude: [a]\n",
        "left.yaml": "extends: root.yaml\nexclude: [b]\n",
        "right.yaml": "extends: [root.yaml]\nexclude: [c]\n",
        "replylint.yaml": "extends: [left.yaml, right.yaml]\nexclude: [d]\n",
    }
    assert load(tree(tmp_path, files) / "replylint.yaml").exclude == ("a", "b", "c", "d")


def test_rulesets_are_those_of_the_topmost_that_names_some_beside_its_own_file(tmp_path: Path) -> None:
    files = {
        "shared/base.yaml": "rulesets: [slang, ./our.yaml]\n",
        "replylint.yaml": "extends: shared/base.yaml\n",
    }
    tree(tmp_path, files)
    assert load(tmp_path / "replylint.yaml").rulesets == ("slang", str(tmp_path / "shared" / "our.yaml"))


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("extends: profile:jd\n", "jd"),
        ("extends: [base.yaml]\n", "taobao"),
        ("extends: [base.yaml]\nprofile: pdd\n", "pdd"),
        ("extends: [base.yaml, 'profile:jd']\n", "jd"),
        ("extends: ['profile:jd', base.yaml]\n", "taobao"),
    ],
)
def test_there_is_one_profile_that_of_the_topmost_that_names_one(
    tmp_path: Path, text: str, ground: str
) -> None:
    tree(tmp_path, {"base.yaml": "profile: taobao\nlang: zh\n", "replylint.yaml": text})
    profiles = [part for part in load(tmp_path / "replylint.yaml").parts if part.kind == "profile"]
    assert [Path(part.source.path).stem for part in profiles] == [ground]
    other = load(tmp_path / "replylint.yaml", "douyin").parts[0]
    assert Path(other.source.path).stem == "douyin"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package `acme_replies` with a configuration and a ruleset."""
    folder = tree(
        tmp_path / "site",
        {
            "acme_replies/__init__.py": "",
            "acme_replies/replylint.yaml": "fail-on: error\nrulesets: [slang, acme.yaml]\n",
            "acme_replies/acme.yaml": "ruleset: acme\n",
            "acme_bare/__init__.py": "",
        },
    )
    monkeypatch.syspath_prepend(str(folder))
    for name in ("acme_replies", "acme_bare"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return folder


def test_an_installed_package_brings_its_configuration(tmp_path: Path, package: Path) -> None:
    loaded = load(tree(tmp_path, {"replylint.yaml": "extends: package:acme_replies\n"}) / "replylint.yaml")
    assert loaded.fail_on == "error"
    assert loaded.rulesets == ("slang", str((package / "acme_replies" / "acme.yaml").resolve()))


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("base.yml", "没有文件"),
        ("jd", "没有文件"),
        ("profile:tabao", "'profile:tabao'"),
        ("package:nobody_has_this", "没有装包 'nobody_has_this'"),
        ("package:acme_bare", "包 'acme_bare' 里没有 replylint.yaml"),
        ("package:", "没有装包 ''"),
    ],
)
def test_what_cannot_be_extended_is_told_where_it_is_named(tmp_path: Path, name: str, found: str) -> None:
    path = tree(tmp_path, {"replylint.yaml": f"lang: zh\nextends: ['{name}']\n"}) / "replylint.yaml"
    error = mistake(path)
    assert (error.path, error.line, error.column) == (str(path), 2, 11)
    assert error.found.startswith(found.replace("'profile:tabao'", "'tabao'"))


def test_two_profiles_in_one_list_are_a_mistake(tmp_path: Path) -> None:
    text = "extends: [profile:jd, profile:pdd]\n"
    error = mistake(tree(tmp_path, {"replylint.yaml": text}) / "replylint.yaml")
    assert (error.line, error.column) == (1, 23)


def test_a_cycle_is_told_with_its_chain(tmp_path: Path) -> None:
    files = {
        "replylint.yaml": "extends: a.yaml\n",
        "a.yaml": "extends: b.yaml\n",
        "b.yaml": "extends: a.yaml\n",
    }
    error = mistake(tree(tmp_path, files) / "replylint.yaml")
    assert (Path(error.path).name, error.line, error.column) == ("b.yaml", 1, 10)
    assert error.found == "互相 extends 的配置：a.yaml → b.yaml → a.yaml"


def test_a_mistake_in_a_file_that_is_extended_names_that_file(tmp_path: Path) -> None:
    files = {"replylint.yaml": "extends: a.yaml\n", "a.yaml": "lang: zh\nfailon: error\n"}
    error = mistake(tree(tmp_path, files) / "replylint.yaml")
    assert (Path(error.path).name, error.line, error.advice) == ("a.yaml", 2, "是不是想写 'fail-on'？")
