"""`replylint rule impact`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from linter.rules.load import ruleset_path
from tests.commands.support import Ran, run, transcript

RULE = """\
  - id: our.{name}
    source: s
    title: {{zh: x, en: x}}
    message: {{zh: x, en: x}}
    why: {{zh: x, en: x}}
    severity: {severity}
    find: {{phrases: [{word}]}}
    examples: [{{bad: {word}}}, {{ok: 水}}]
"""


def ruleset(*words: str, severity: str = "warning") -> str:
    named = {"木头": "wood", "石头": "stone"}
    rules = (RULE.format(name=named[word], word=word, severity=severity) for word in words)
    return "ruleset: our\nrules:\n" + "".join(rules)


@pytest.fixture(autouse=True)
def chats(shop: Path) -> None:
    Path("our.yaml").write_text(ruleset("木头"), encoding="utf-8")
    lines = [transcript("在吗", f"您好，木头{n}号，电话 1381234567{n}", name=f"c{n}") for n in range(8)]
    Path("chats.jsonl").write_text("".join(lines) + transcript("有吗", "您好，石头有的呢"), encoding="utf-8")


def impact(*arguments: str, **options: Any) -> Ran:
    return run("rule", "impact", *arguments, **options)


def changes(*arguments: str) -> dict[str, Any]:
    ran = impact(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return {one["rule"]: one for one in json.loads(ran.out)["rules"]}


def counts(change: dict[str, Any]) -> tuple[int, ...]:
    return tuple(change[key] for key in ("before", "after", "added", "removed", "severity"))


def test_what_a_ruleset_adds() -> None:
    found = changes("our.yaml", "chats.jsonl")
    assert counts(found["our.wood"]) == (0, 8, 8, 0, 0)
    assert list(found) == ["our.wood"]


def test_samples_are_few_spread_and_masked() -> None:
    samples = changes("our.yaml", "chats.jsonl", "--samples", "2")["our.wood"]["samples"]["added"]
    assert len(samples) == 2
    assert samples[0]["line"] < samples[1]["line"]
    assert all("138******" in sample["reply"] for sample in samples)


def test_samples_are_the_same_each_time() -> None:
    first, again = (impact("our.yaml", "chats.jsonl", "--samples", "3").out for _ in range(2))
    assert first == again
    assert impact("our.yaml", "chats.jsonl", "--samples", "3", "--jobs", "2").out == first


def test_a_ruleset_that_is_configured_is_compared_with_its_absence() -> None:
    config = "rulesets: [slang, ./our.yaml]\nseverity: {our: error}\n"
    Path("replylint.yaml").write_text(config, encoding="utf-8")
    assert counts(changes("our.yaml", "chats.jsonl")["our.wood"]) == (0, 8, 8, 0, 0)


def test_against_another_file() -> None:
    Path("new.yaml").write_text(ruleset("石头"), encoding="utf-8")
    found = changes("new.yaml", "chats.jsonl", "--against", "our.yaml")
    assert counts(found["our.wood"]) == (8, 0, 0, 8, 0)
    assert counts(found["our.stone"]) == (0, 1, 1, 0, 0)


def test_against_a_revision() -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for arguments in (("init",), ("add", "our.yaml"), (*own, "commit", "-m", "x")):
        subprocess.run(["git", *arguments], check=True, capture_output=True)
    Path("our.yaml").write_text(ruleset("木头", "石头", severity="error"), encoding="utf-8")
    found = changes("our.yaml", "chats.jsonl", "--against", "HEAD")
    assert counts(found["our.wood"]) == (8, 8, 0, 0, 8)
    assert counts(found["our.stone"]) == (0, 1, 1, 0, 0)


def test_a_configuration_is_compared_with_the_one_that_holds() -> None:
    Path("stricter.yaml").write_text("rulesets: [./our.yaml]\n", encoding="utf-8")
    assert counts(changes("stricter.yaml", "chats.jsonl")["our.wood"]) == (0, 8, 8, 0, 0)


def test_a_shipped_ruleset() -> None:
    Path("chats.jsonl").write_text(transcript("有货吗", "亲，您好，随便你"), encoding="utf-8")
    assert counts(changes("tone", "chats.jsonl")["tone.dare"]) == (0, 1, 1, 0, 0)


def test_a_shipped_ruleset_has_no_older_version() -> None:
    ran = impact(str(ruleset_path("slang")), "chats.jsonl", "--against", "our.yaml")
    assert ran.code == 2
    assert "自带" in ran.err


def test_rewrites_that_change_are_counted() -> None:
    Path("our.yaml").write_text(
        "ruleset: our\nextends: [guarantee]\nrules:\n  - {id: guarantee.pledge, fix: [{with: 会争取}]}\n",
        encoding="utf-8",
    )
    Path("chats.jsonl").write_text(transcript("几天到", "亲，我们保证明天到"), encoding="utf-8")
    data = json.loads(impact("our.yaml", "chats.jsonl", "--format", "json").out)
    assert data["rules"] == []
    assert data["rewrites"]["changed"] == 1
    assert data["rewrites"]["samples"][0]["after"] == "亲，我们会争取明天到"


def test_exclude_is_read_from_the_folder_of_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("replylint.yaml").write_text("exclude: [all/old]\n", encoding="utf-8")
    for folder in ("all/old", "all/new"):
        Path(folder).mkdir(parents=True)
        Path(folder, "chats.jsonl").write_bytes(Path("chats.jsonl").read_bytes())
    monkeypatch.chdir("all")
    assert counts(changes("../our.yaml", ".")["our.wood"]) == (0, 8, 8, 0, 0)


def test_suppressions_hold_before_and_after() -> None:
    Path("replylint.yaml").write_text(
        "rulesets: [guarantee, ./our.yaml]\nsuppressions:\n"
        "  - {rule: guarantee, template: 发货}\n  - {rule: our.wood, template: 木}\n",
        encoding="utf-8",
    )
    Path("t.csv").write_text("标题,话术\n发货,我们保证明天到\n木,有木头\n石,有木头\n", encoding="utf-8")
    found = changes("our.yaml", "t.csv")
    assert {rule: counts(one) for rule, one in found.items()} == {"our.wood": (0, 1, 1, 0, 0)}


def test_text() -> None:
    out = impact("our.yaml", "chats.jsonl").out
    assert out.startswith("没有 our.yaml → our.yaml：9 条回复，多报 8 处，少报 0 处")
    assert "您好，[木头]" in out
    assert "1381234567" not in out


def test_nothing_changes() -> None:
    Path("none.yaml").write_text("ruleset: none\n", encoding="utf-8")
    out = impact("none.yaml", "chats.jsonl").out
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such.yaml", "chats.jsonl"),
        ("our.yaml", "chats.jsonl", "--against", "no-such"),
        ("our.yaml", "-"),
        ("our.yaml", "chats.jsonl", "--select", "no.such"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: tuple[str, ...]) -> None:
    ran = impact(*arguments)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_corpus_that_cannot_be_read_is_an_error() -> None:
    ran = impact("our.yaml", "chats.jsonl", "no-such.jsonl")
    assert ran.code == 2
    assert ran.err.count("no-such.jsonl") == 1


def test_in_english() -> None:
    out = impact("our.yaml", "chats.jsonl", language="en").out
    assert "9 replies; 8 findings more, 0 fewer" in out
