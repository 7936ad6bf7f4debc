"""What docs/configuration says is what a configuration may say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.config import load
from linter.config.keys import keys as declared
from linter.profiles import read
from linter.rules.errors import RulesetError
from linter.rules.names import PROFILES
from linter.rules.plan import plan

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ["configuration.md", "configuration.zh-CN.md"]


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def keys(folder: Path) -> list[str]:
    """All keys, as the error for an unknown one has them."""
    path = folder / "replylint.yaml"
    path.write_text("unknown: 1\n", encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load(path)
    return caught.value.expected.removesuffix(" 之一").split(", ")


@pytest.mark.parametrize("page", PAGES)
def test_every_example_can_be_used(page: str, tmp_path: Path) -> None:
    examples = re.findall(r"^```yaml\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)
    assert len(examples) == 6
    (tmp_path / "base.yaml").write_text("fail-on: error\n", encoding="utf-8")
    for example in examples:
        path = tmp_path / "replylint.yaml"
        path.write_text(example, encoding="utf-8")
        loaded = load(path)
        plan(loaded.rulesets, loaded.overlays)


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_told(page: str, tmp_path: Path) -> None:
    table = re.split("^## ", text_of(page), flags=re.MULTILINE)[1]
    told = {
        key for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for key in re.findall("`(.+?)`", row)
    }
    assert told == {*keys(tmp_path)}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_is_told_with_the_words_it_adds(page: str, name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|.*$", text_of(page), re.MULTILINE)
    lexicons = read(name).source.data.get("lexicons", {})
    assert all(word in row for word in lexicons.get("house-address", {}).get("add", ()))
    assert all(rule in row for rule in read(name).source.data.get("severity", ()))


@pytest.mark.parametrize("page", PAGES)
def test_the_table_of_pyproject_says_what_the_first_example_says(page: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(fence(page, "toml"), encoding="utf-8")
    (tmp_path / "replylint.yaml").write_text(fence(page, "yaml"), encoding="utf-8")
    table, file = (load(tmp_path / name) for name in ("pyproject.toml", "replylint.yaml"))
    assert table.overlays[-1].data == {
        key: value for key, value in file.overlays[-1].data.items() if key != "fail-on"
    }


def fence(page: str, language: str) -> str:
    """The first example in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("page", PAGES)
def test_the_keys_of_overrides_are_told(page: str) -> None:
    section = re.split("^## ", text_of(page), flags=re.MULTILINE)[2]
    _, _, behind = section.rpartition("```\n")
    assert {key.name for key in declared().values() if key.by_path} <= {*re.findall("`(.+?)`", behind)}
