"""`replylint rule try`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.support import Ran, run, transcript

OURS = """\
ruleset: our
rules:
  - id: our.wood
    source: s
    title: {zh: 木头, en: wood}
    message: {zh: '“{match}”', en: '“{match}”'}
    why: {zh: w, en: w}
    find: {words: [木头]}
    unless: [question]
    fix: [{with: 树}]
    examples: [{bad: 木头}, {ok: 树}]
"""


def tried(*arguments: str | Path, data: str | None = None) -> Ran:
    return run("rule", "try", "--isolated", *arguments, data=data)


def lines(ran: Ran) -> list[str]:
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


def test_a_rule_that_finds_something() -> None:
    out = lines(tried("guarantee.pledge", "亲，我们保证明天到"))
    assert out[0] == "guarantee.pledge  打包票  (warning)"
    assert any(line.startswith("命中     “保证” 第 5–6 字") for line in out)
    assert "           → 算数" in out
    assert out[-2].startswith("结论     报：“保证”")
    assert out[-1] == "改写     亲，我们预计明天到"


def test_what_cleared_it() -> None:
    out = lines(tried("guarantee.pledge", "我们不能保证明天到"))
    assert any(line.strip() == "除非 前面有否定（negated） — 是：“不能” ✗" for line in out)
    assert out[-1] == "结论     不报"


def test_no_trigger() -> None:
    out = lines(tried("guarantee.pledge", "好吃"))
    assert out[2].startswith("触发词   没有，不再往下看")


def test_folding_is_shown_where_it_changes_something() -> None:
    assert "折叠     我们保证到" in lines(tried("guarantee.pledge", "我們保證到"))


def test_the_context_is_heeded() -> None:
    out = lines(tried("courtesy.apology", "好的", "--after", "收到的碗碎了两个"))
    assert any("“碎了”" in line for line in out)
    assert out[-2].startswith("结论     报")


def test_a_rule_about_the_customer_and_what_comes_later() -> None:
    out = lines(tried("service.complaint", "碗碎了两个，太差了", "--then", "在的亲"))
    assert out[1].startswith("客户说")


def test_names_of_lexicons_have_an_example() -> None:
    assert any("wish（如“" in line for line in lines(tried("guarantee.pledge", "我们保证到")))


def test_fixes_and_why_they_are_dropped() -> None:
    out = lines(tried("courtesy.apology", "好的", "--after", "收到的碗碎了两个"))
    assert any("不采用：条件不符" in line for line in out)
    assert any("采用：好的，非常抱歉" in line for line in out)


def test_a_ruleset_that_is_not_configured(tmp_path: Path) -> None:
    path = tmp_path / "our.yaml"
    path.write_text(OURS, encoding="utf-8")
    out = lines(tried("our.wood", "要木头吗", "--ruleset", path))
    assert any("问句" in line and "✗" in line for line in out)


def test_standard_input() -> None:
    assert lines(tried("guarantee.pledge", "-", data="我们保证到\n"))[1] == "原文     我们保证到"


def test_a_file_shows_what_the_rule_looks_at(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(transcript("在吗", "您好", "到了吗", "保证到，电话 13812345678"), encoding="utf-8")
    out = lines(tried("guarantee.pledge", "--file", path))
    assert out[0] == f"── {path}:1"
    assert out[-1] == "2 条回复，这条规则细看了 1 条，报了 1 条。"
    assert not any("13812345678" in line for line in out)


def test_personal_data_is_shown_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(transcript("在吗", "保证到，电话 13812345678"), encoding="utf-8")
    assert "13812345678" in tried("guarantee.pledge", "--file", path, "--show-personal-data").out


def test_the_number_shown_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("我们保证今天发货的\n我们保证明天发货的\n我们保证后天发货的\n", encoding="utf-8")
    out = tried("guarantee.pledge", "--file", path, "--limit", "1").out
    assert out.count("──") == 1
    assert "细看了 3 条，报了 3 条（只显示前 1 条" in out


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in tried("guarantee.pledge", "保证\x1b[31m到").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("no.such", "x"), "没有规则"),
        (("slang", "x"), "slang.word"),
        (("library.missing", "x"), "话术库"),
        (("slang.word",), "--file"),
        (("slang.word", "--file", "no-such.csv"), "no-such.csv"),
        (("slang.word", "x", "--ruleset", "no-such.yaml"), "no-such.yaml"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: tuple[str, ...], told: str) -> None:
    ran = tried(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_in_english() -> None:
    ran = run("rule", "try", "--isolated", "guarantee.pledge", "我们不能保证到", language="en")
    assert ran.out.splitlines()[-1] == "verdict  nothing is reported"
    assert "unless negated — yes: “不能” ✗" in ran.out
