"""One run over files with configurations of their own, as a user sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linter.rules import plan as plans
from tests.commands.support import run
from tests.config.support import tree

BAD = "templates:\n  - name: 发货\n    text: 保证明天到，你看下物流\n"
SHOP = {
    ".git/HEAD": "",
    "replylint.yaml": "extends: 公司.yaml\noverrides:\n  - { paths: [旧], severity: { guarantee: hint } }\n",
    "公司.yaml": "select: [guarantee, courtesy.pronoun]\nfail-on: error\n",
    "a.yaml": BAD,
    "旧/b.yaml": BAD,
    "直营/pyproject.toml": "[tool.replylint]\nselect = ['guarantee']\nseverity = { guarantee = 'error' }\n",
    "直营/c.yaml": BAD,
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two shops, the working folder."""
    monkeypatch.chdir(tree(tmp_path, SHOP))
    return tmp_path


def found(*arguments: str) -> list[tuple[str, str, str]]:
    ran = run("check", "--format", "json", *arguments)
    return [(one["path"], one["rule"], one["severity"]) for one in json.loads(ran.out)["findings"]]


@pytest.mark.usefixtures("shop")
def test_each_file_is_judged_by_its_own_configuration_in_the_order_of_the_files() -> None:
    assert found(".") == [
        ("a.yaml", "guarantee.pledge", "warning"),
        ("a.yaml", "courtesy.pronoun", "warning"),
        ("旧/b.yaml", "guarantee.pledge", "hint"),
        ("旧/b.yaml", "courtesy.pronoun", "warning"),
        ("直营/c.yaml", "guarantee.pledge", "error"),
    ]


@pytest.mark.usefixtures("shop")
def test_the_number_of_processes_changes_nothing() -> None:
    several = run("check", "--format", "json", "--jobs", "3", ".")
    assert several.out == run("check", "--format", "json", ".").out


def test_the_working_folder_does_not_matter(
    shop: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [(rule, severity) for _, rule, severity in found(".")]
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert [(rule, severity) for _, rule, severity in found(str(shop))] == here


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(("path", "code"), [("a.yaml", 0), ("旧", 0), ("直营/c.yaml", 1), (".", 1)])
def test_what_fails_is_what_the_configuration_of_its_file_says(path: str, code: int) -> None:
    assert run("check", path).code == code


@pytest.mark.usefixtures("shop")
def test_fail_on_of_the_command_line_holds_for_all() -> None:
    assert run("check", "--fail-on", "warning", "a.yaml").code == 1


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("旧/新.yaml", [("guarantee.pledge", "hint"), ("courtesy.pronoun", "warning")]),
        ("直营/新.yaml", [("guarantee.pledge", "error")]),
    ],
)
def test_standard_input_is_judged_as_the_file_that_it_stands_for(
    name: str, rules: list[tuple[str, str]]
) -> None:
    ran = run("check", "--format", "json", "-", "--stdin-filename", name, data=BAD)
    assert [(one["rule"], one["severity"]) for one in ran.findings] == rules


@pytest.mark.usefixtures("shop")
def test_files_that_are_extended_are_not_even_noticed() -> None:
    assert "公司.yaml" not in run("check", ".").err


def test_a_mistake_in_any_configuration_stops_the_run_before_anything_is_written(shop: Path) -> None:
    tree(shop, {"直营/pyproject.toml": "[tool.replylint]\nselect = ['guarantee', 'tne']\n"})
    ran = run("check", "--fix", ".")
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert line.startswith(f"replylint: {shop / '直营' / 'pyproject.toml'}:2:24: 发现 'tne'")
    assert (shop / "a.yaml").read_text(encoding="utf-8") == BAD


def test_plans_are_made_once_for_configurations_that_need_the_same(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(shop, {"直营/pyproject.toml": "[tool.replylint]\nignore = ['tone']\n"})
    made: list[Any] = []
    real = plans.plan

    def counted(*arguments: Any, **named: Any) -> Any:
        made.append(arguments)
        return real(*arguments, **named)

    monkeypatch.setattr("linter.pipeline.prepare.plan", counted)
    monkeypatch.setattr("linter.pipeline.judge.plan", counted)
    assert run("check", ".").code == 1
    assert len(made) == 1


def test_an_unused_suppression_is_told_of_the_configuration_that_has_it(shop: Path) -> None:
    tree(
        shop,
        {
            "replylint.yaml": "suppressions: [{ rule: guarantee, template: 发货 }]\n",
            "直营/pyproject.toml": "[[tool.replylint.suppressions]]\nrule = 'tone'\ntemplate = '发货'\n",
        },
    )
    ran = run("check", ".")
    assert "tone（发货）没有放过任何问题" in ran.err
    assert "guarantee（发货）" not in ran.err


def test_templates_of_two_configurations_are_two_libraries(shop: Path) -> None:
    same = "templates:\n  - name: 一\n    text: 您好，麻烦您核对一下收货地址，没问题就安排打包了\n"
    tree(
        shop,
        {
            "replylint.yaml": "select: [library.duplicate]\nlibrary: { unit: run }\n"
            "overrides:\n  - { paths: [旧], severity: { library: error } }\n"
            "  - { paths: [静], ignore: [library.duplicate] }\n",
            "a.yaml": same,
            "旧/b.yaml": same,
            "直营/c.yaml": same,
            "静/d.yaml": same,
        },
    )
    assert found(".") == [("旧/b.yaml", "library.duplicate", "error")]


# ---- replylint config


@pytest.mark.usefixtures("shop")
def test_config_tells_what_holds_and_where_it_was_written() -> None:
    lines = run("config", "旧/b.yaml", "--ignore", "tone").out.splitlines()
    assert "select: [guarantee, courtesy.pronoun]  # 公司.yaml:1" in lines
    assert "fail-on: error  # 公司.yaml:2" in lines
    assert "  guarantee: hint  # replylint.yaml:3 (overrides)" in lines
    assert "  - tone  # --ignore" in lines
    assert "text-unit: auto  # 默认" in lines


def test_what_config_prints_is_a_configuration_that_says_the_same(shop: Path) -> None:
    tree(
        shop,
        {"公司.yaml": "severity: { tone.mock: error }\nroles: { agent: ['#小美'] }\nexclude: ['a: b']\n"},
    )
    printed = run("config", "a.yaml").out
    tree(shop, {"x/replylint.yaml": printed})
    assert config_of("x") == config_of("a.yaml")


def config_of(path: str) -> Any:
    return json.loads(run("config", path, "--format", "json").out)["config"]


@pytest.mark.usefixtures("shop")
def test_config_json_has_every_value_with_its_place() -> None:
    data = json.loads(run("config", "直营/c.yaml", "--format", "json", "--profile", "jd").out)
    assert data["file"].endswith("pyproject.toml")
    assert [part["kind"] for part in data["parts"]] == ["profile", "file"]
    by_key = {tuple(value["at"]): value for value in data["values"]}
    severity = by_key["severity", "guarantee"]
    assert (severity["value"], severity["from"]["kind"], severity["from"]["line"]) == ("error", "file", 3)
    assert by_key["severity", "courtesy.closing"]["from"]["kind"] == "profile"
    assert by_key["profile",]["from"] == {"kind": "option", "option": "--profile"}
    assert by_key["fail-on",]["from"] == {"kind": "default"}


def test_config_of_an_isolated_run_has_defaults_only(shop: Path) -> None:
    data = json.loads(run("config", "--isolated", "--format", "json").out)
    assert data["file"] is None
    assert {value["from"]["kind"] for value in data["values"]} == {"default"}


# ---- replylint schema


def test_a_schema_is_printed_or_written(tmp_path: Path) -> None:
    printed = run("schema", "config").out
    assert run("schema", "config", "-o", tmp_path / "s.json").code == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["properties"]["fail-on"]["enum"]
    assert run("schema", "config", "-o", tmp_path / "no" / "s.json").code == 2


def test_a_number_that_breaks_a_shipped_example_is_told_as_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("replylint.yaml").write_text("numbers: { first-answer: 60 }\n", encoding="utf-8")
    Path("a.yaml").write_text("replies: [您好]\n", encoding="utf-8")
    ran = run("check", "a.yaml")
    assert "词或数值（lexicons、numbers）" in ran.err
    assert "service.slow-first" in ran.err
