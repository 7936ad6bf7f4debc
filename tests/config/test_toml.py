"""`[tool.replylint]` read, with its places."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config import load
from linter.config.toml_places import places
from linter.rules.errors import RulesetError
from tests.config.support import tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEXT = """\
# 配置
[project]
name = "x"

[tool.replylint]
fail-on = "error"  # 注释
ignore = [
  "slang",  # 一
  'tone',
]
severity = { guarantee = "error", "courtesy.please" = 'hint' }
lexicons.house-address.add = ["宝子"]

[tool.replylint.roles]
agent = [\"\"\"小美\"\"\"]

[[tool.replylint.suppressions]]
rule = "tone"
path = "a.yaml"

[[tool.replylint.suppressions]]
rule = "slang"
text = "亲"

[[tool.replylint.overrides]]
paths = ["旧/*"]
[tool.replylint.overrides.severity]
slang = "hint"
"""


def test_it_says_what_a_file_of_its_own_would_say(tmp_path: Path) -> None:
    loaded = load(tree(tmp_path, {"pyproject.toml": TEXT}) / "pyproject.toml")
    assert loaded.fail_on == "error"
    assert loaded.layers[0].ignore == ("slang", "tone")
    assert loaded.layers[0].severities == {"guarantee": "error", "courtesy.please": "hint"}
    assert loaded.roles == {"agent": ("小美",)}
    assert [one.rule for one in loaded.suppressions] == ["tone", "slang"]


@pytest.mark.parametrize(
    ("wrong", "right", "line", "column"),
    [
        ('"error"  #', '"fatal"  #', 6, 11),
        ("'tone',", "7,", 9, 3),
        ("= 'hint'", "= 'low'", 11, 55),
        ("fail-on", "failon", 6, 1),
        ("agent =", "agents =", 15, 1),
        ('rule = "slang"\n', "rule = 3\n", 22, 8),
        ('slang = "hint"', 'slang = "low"', 28, 9),
        ('path = "a.yaml"\n', "\n", 17, 1),
    ],
)
def test_a_mistake_names_its_place(tmp_path: Path, wrong: str, right: str, line: int, column: int) -> None:
    assert wrong in TEXT
    path = tree(tmp_path, {"pyproject.toml": TEXT.replace(wrong, right, 1)}) / "pyproject.toml"
    with pytest.raises(RulesetError) as caught:
        load(path)
    assert (caught.value.path, caught.value.line, caught.value.column) == (str(path), line, column)


@pytest.mark.parametrize(("text", "line"), [("[tool.replylint]\nlang = \n", 2), ("[tool.replylint\n", 1)])
def test_broken_toml_is_a_mistake_with_a_place(tmp_path: Path, text: str, line: int) -> None:
    path = tree(tmp_path, {"pyproject.toml": text}) / "pyproject.toml"
    with pytest.raises(RulesetError) as caught:
        load(path)
    assert (caught.value.line, caught.value.expected) == (line, "合法的 TOML")


def test_a_toml_file_that_is_named_needs_the_table(tmp_path: Path) -> None:
    path = tree(tmp_path, {"pyproject.toml": "[project]\nname = 'x'\n"}) / "pyproject.toml"
    with pytest.raises(RulesetError) as caught:
        load(path)
    assert caught.value.found == "没有 [tool.replylint]"


keys = st.sampled_from(["a", "b-c", "键", "with space", 'quo"te', "x.y", "d1"])
scalars = st.one_of(
    st.booleans(), st.integers(-9, 99), st.sampled_from(["", "亲", "a]b", "c}d", "# no", 'x"y', "l\\n", "='"])
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


def key_in_toml(key: str) -> str:
    return key if key.replace("-", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)


def in_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_in_toml(key)} = {in_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + ",  # ] }\n".join(map(in_toml, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def leaves(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [leaf for key, item in items for leaf in leaves(item, (*at, key))]
    return found if isinstance(value, dict | list) else [(at, value)]


@given(st.dictionaries(keys, values, max_size=3), st.dictionaries(keys, values, max_size=3))
def test_every_value_is_found_where_it_stands(above: dict[str, Any], below: dict[str, Any]) -> None:
    lines = [f"{key_in_toml(key)} = {in_toml(value)}" for key, value in above.items()]
    lines += ["[table.inner]  # [x]"]
    lines += [f"  {key_in_toml(key)} = {in_toml(value)}" for key, value in below.items()]
    text = "\n".join(lines) + "\n"
    data = tomllib.loads(text)
    marks = places(text)
    rows = text.split("\n")
    for at, value in leaves(data):
        line, column = marks[at]
        assert rows[line - 1][column - 1 :].startswith(in_toml(value))
