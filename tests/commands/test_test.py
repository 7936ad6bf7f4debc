"""`replylint test`."""

from __future__ import annotations

from pathlib import Path

from tests.commands.support import run

RULE = """
ruleset: our
rules:
  - id: our.word
    source: 店规
    title: { zh: 词, en: word }
    message: { zh: 不用这个词, en: not this word }
    why: { zh: 店规, en: a rule }
    find: { phrases: [竞品] }
    fix: [ { with: 别家 } ]
    examples:
      - { bad: 比竞品好, good: 比别家好 }
      - { ok: 面料很好 }
"""


def ruleset(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "our.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_rules_hold() -> None:
    ran = run("test", "--isolated")
    assert ran.code == 0
    assert "0 条不成立" in ran.out


def test_a_ruleset_of_ones_own(tmp_path: Path) -> None:
    assert run("test", "--isolated", ruleset(tmp_path, RULE)).code == 0


def test_a_shipped_ruleset_by_name() -> None:
    assert run("test", "--isolated", "slang").code == 0


def test_an_example_that_fails_is_shown_with_its_place(tmp_path: Path) -> None:
    path = ruleset(tmp_path, RULE.replace("ok: 面料很好", "ok: 竞品也不错"))
    ran = run("test", "--isolated", path)
    assert ran.code == 2
    assert f"{path}:13:9: our.word: 不该命中" in ran.out


def test_a_rewrite_that_differs_is_shown(tmp_path: Path) -> None:
    ran = run("test", "--isolated", ruleset(tmp_path, RULE.replace("good: 比别家好", "good: 比同行好")))
    assert ran.code == 2
    assert "应改写成 '比同行好'，却得到 '比别家好'" in ran.out


def test_a_ruleset_with_a_mistake(tmp_path: Path) -> None:
    path = ruleset(tmp_path, RULE.replace("source: 店规", "sources: 店规"))
    ran = run("test", "--isolated", path)
    assert ran.code == 2
    assert f"{path}:5:5" in ran.err


def test_a_missing_ruleset(tmp_path: Path) -> None:
    ran = run("test", "--isolated", tmp_path / "no.yaml")
    assert ran.code == 2
    assert "no.yaml" in ran.err
