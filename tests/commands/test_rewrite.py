"""`replylint rewrite`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.support import run, transcript


def test_a_sentence_is_rewritten() -> None:
    ran = run("rewrite", "--isolated", "--text", "你稍等")
    assert ran.code == 0
    assert "- 你稍等\n+ 请您稍等\n" in ran.out


def test_what_the_customer_said_counts() -> None:
    ran = run("rewrite", "--isolated", "--text", "麻烦您拍张照片", "--after", "收到的碗碎了两个")
    assert "+ 非常抱歉给您带来不便，麻烦您拍张照片\n" in ran.out


def test_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(transcript("在吗", "亲，你稍等"), encoding="utf-8")
    (rewrite,) = json.loads(run("rewrite", "--isolated", "--format", "json", path).out)["rewrites"]
    assert rewrite["before"] == "亲，你稍等"
    assert rewrite["after"] == "亲，请您稍等"
    assert rewrite["rules"][:2] == ["courtesy.pronoun", "courtesy.please.wait"]


def test_write_puts_the_rewrites_into_templates(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "我们保证明天到\\u3002"}', encoding="utf-8")
    assert run("rewrite", "--isolated", "--write", path).code == 0
    assert path.read_text(encoding="utf-8") == '{"text": "我们预计明天到\\u3002"}'


def test_a_reply_without_a_remedy_says_so(tmp_path: Path) -> None:
    ruleset = tmp_path / "our.yaml"
    ruleset.write_text(
        """
ruleset: our
rules:
  - id: our.word
    source: 店规
    title: { zh: 词, en: word }
    message: { zh: 不用这个词, en: not this word }
    why: { zh: 店规, en: a rule }
    find: { phrases: [竞品] }
    examples: [ { bad: 比竞品好 }, { ok: 面料很好 } ]
""",
        encoding="utf-8",
    )
    config = tmp_path / "c.yaml"
    config.write_text("rulesets: [./our.yaml]\n", encoding="utf-8")
    assert "没有现成的改法" in run("rewrite", "--config", config, "--text", "比竞品好").out


def test_a_missing_file_exits_with_2(tmp_path: Path) -> None:
    assert run("rewrite", "--isolated", tmp_path / "no.csv").code == 2
