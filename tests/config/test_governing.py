"""Which configuration governs which file."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Config, Configurations, Layer
from linter.rules.errors import RulesetError
from tests.config.support import tree

FILES = {
    ".git/HEAD": "",
    "replylint.yaml": "ignore: [slang]\nexclude: [archive]\n"
    "overrides:\n"
    "  - { paths: [旧, '*.bak.csv'], ignore: [tone], fail-on: error }\n"
    "  - { paths: [旧/直播/*], profile: douyin, fail-on: hint, text-columns: [话] }\n",
    "直营/pyproject.toml": "[tool.replylint]\nfail-on = 'hint'\n",
    "旧/直播/a.csv": "",
    "直营/旧/a.csv": "",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two configurations, the working folder."""
    monkeypatch.chdir(tree(tmp_path, FILES))
    return tmp_path


def config(path: str | None, configurations: Configurations | None = None) -> Config:
    found = configurations or Configurations()
    return found.config(found.governs(path))


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        ("a.csv", ()),
        (".", ()),
        (None, ()),
        ("旧/a.csv", (0,)),
        ("x/a.bak.csv", (0,)),
        ("旧/直播/a.csv", (0, 1)),
        ("旧/不在的.csv", (0,)),
    ],
)
def test_overrides_hold_where_one_of_their_patterns_does(path: str | None, numbers: tuple[int, ...]) -> None:
    assert Configurations().governs(path).overrides == numbers


@pytest.mark.usefixtures("shop")
def test_later_overrides_lie_over_earlier_ones_and_all_over_the_rest() -> None:
    both = config("旧/直播/a.csv")
    assert (both.fail_on, both.text_columns) == ("hint", ("话",))
    assert [part.kind for part in both.parts] == ["profile", "file", "override", "override"]
    assert both.layers[1:3] == (Layer(ignore=("slang",)), Layer(ignore=("tone",)))
    assert config("旧/a.csv").fail_on == "error"
    assert config("a.csv").fail_on == "warning"


@pytest.mark.usefixtures("shop")
def test_the_nearest_configuration_alone_holds() -> None:
    own = config("直营/旧/a.csv")
    assert (own.fail_on, own.layers) == ("hint", (Layer(),))


def test_patterns_count_from_the_folder_of_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "旧" / "店", {**FILES, ".git/HEAD": ""})
    monkeypatch.chdir(tmp_path / "旧" / "店" / "旧")
    assert Configurations().governs("直播/a.csv").overrides == (0, 1)
    assert Configurations().governs("../a.csv").overrides == ()


def test_one_that_is_given_holds_for_all_and_an_isolated_run_has_none(shop: Path) -> None:
    given = Configurations(tree(shop, {"ci.yaml": "fail-on: info\n"}) / "ci.yaml")
    assert {config(path, given).fail_on for path in ("a.csv", "直营/a.csv", "旧/a.csv")} == {"info"}
    assert config("直营/a.csv", Configurations(isolated=True)) == Config()


@pytest.mark.usefixtures("shop")
def test_a_profile_of_the_command_line_takes_the_place_of_all_others() -> None:
    forced = Configurations(profile="jd")
    grounds = {
        Path(config(path, forced).parts[0].source.path).stem for path in ("旧/直播/a.csv", "直营/a.csv")
    }
    assert grounds == {"jd"}


def test_the_same_configuration_is_made_once(shop: Path) -> None:
    found = Configurations()
    assert config("a.csv", found) is config("x/b.csv", found)
    (shop / "replylint.yaml").unlink()
    assert config("旧/b.csv", found).fail_on == "error"


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("path", "excluded"),
    [("archive/a.csv", True), ("x/archive/a.csv", True), ("a.csv", False), ("直营/archive/a.csv", False)],
)
def test_a_path_is_excluded_by_its_own_configuration(path: str, excluded: bool) -> None:
    assert Configurations().excludes(path) is excluded


def test_files_that_are_extended_are_no_replies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree(tmp_path, {"replylint.yaml": "extends: base.yaml\n", "base.yaml": "lang: zh\n"}))
    assert Configurations().excludes("base.yaml")
    assert not Configurations().excludes("other.yaml")


@pytest.mark.parametrize(
    ("override", "column", "found"),
    [
        ("{ ignore: [tone] }", 14, "没有 'paths'"),
        ("{ paths: a.csv }", 23, "'a.csv'"),
        ("{ paths: [a], lang: en }", 28, "未知的键 'lang'"),
        ("{ paths: [a], exclude: [b] }", 28, "未知的键 'exclude'"),
        ("{ paths: [a], severty: {} }", 28, "未知的键 'severty'"),
    ],
)
def test_a_mistake_in_an_override_names_its_place(
    tmp_path: Path, override: str, column: int, found: str
) -> None:
    path = tree(tmp_path, {"replylint.yaml": f"overrides: [ {override} ]\n"}) / "a.csv"
    with pytest.raises(RulesetError) as caught:
        Configurations().governs(str(path))
    assert (caught.value.line, caught.value.column, caught.value.found) == (1, column, found)
