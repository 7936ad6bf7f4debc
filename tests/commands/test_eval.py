"""`replylint eval`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linter.evaluation import LABELS
from linter.pipeline import run as run_module
from tests.commands.support import Ran, run, transcript
from tests.reports.support import raw_controls

RULES = """
ruleset: our
rules:
  - id: slang.word
    source: 店规
    title: { zh: 词, en: word }
    message: { zh: 不用这个词, en: not this word }
    why: { zh: 店规, en: a rule }
    find: { phrases: [嘻嘻] }
    examples: [ { bad: 有货嘻嘻 }, { ok: 有货 } ]
  - id: courtesy.apology
    source: 店规
    title: { zh: 道歉, en: apology }
    message: { zh: 请道歉, en: apologise }
    why: { zh: 店规, en: a rule }
    find: { missing: [抱歉] }
    when: [ { customer: [裂了] } ]
    examples: [ { bad: 好的, customer: 壶裂了 }, { ok: 好的 } ]
  - id: our.brand
    severity: info
    source: 店规
    title: { zh: 店名, en: name }
    message: { zh: 店名写错了, en: wrong name }
    why: { zh: 店规, en: a rule }
    find: { phrases: [小糖家] }
    examples: [ { bad: 小糖家的 }, { ok: 小棠家的 } ]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration with a small ruleset of its own."""
    folder = tmp_path / "house"
    folder.mkdir()
    write(folder / "our.yaml", RULES)
    return write(folder / "replylint.yaml", "rulesets: [./our.yaml]\n")


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def item(reply: str, *labels: str, customer: str = "", **more: Any) -> dict[str, Any]:
    """A labelled reply, after what a customer said."""
    context = [{"role": "customer", "text": customer}] if customer else []
    named = [{"label": label} for label in labels]
    return {"id": "k-1", "context": context, "reply": reply, "labels": named, **more}


def gold(path: Path, *items: dict[str, Any]) -> Path:
    return write(path, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in items))


ITEMS = (
    item("有货嘻嘻", "slang"),
    item("小糖家的嘻嘻", id="k-2"),
    item("好的", "slang", "courtesy.apology", customer="壶裂了", id="k-3"),
    item("好的", id="k-4"),
)


def data_of(ran: Ran) -> dict[str, Any]:
    """What a JSON report says."""
    data: dict[str, Any] = json.loads(ran.out)
    return data


# ---- labelled replies ----------------------------------------------------------------------------------


def test_a_table_of_the_labels(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "gold.jsonl", *ITEMS)
    ran = run("eval", "--config", config, path)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"{path}：4 条回复"
    assert lines[1].split() == ["标签", "标注", "检出", "精确率", "召回率", "F1"]
    rows = {line.split()[0]: line.split()[1:] for line in lines[2:]}
    assert set(LABELS) <= set(rows)
    assert rows["slang"] == ["2", "2", "0.500", "0.500", "0.500"]
    assert rows["courtesy.apology"] == ["1", "1", "1.000", "1.000", "1.000"]
    assert rows["合计（micro）"] == ["3", "3", "0.667", "0.667", "0.667"]
    assert lines[-2:] == ["宏平均 F1 0.950", "没有问题的回复里有发现的：1/2 (50.0%)"]


def test_several_files_have_a_table_each_and_one_for_all(tmp_path: Path, config: Path) -> None:
    one, two = gold(tmp_path / "1.jsonl", *ITEMS[:2]), gold(tmp_path / "2.jsonl", *ITEMS[2:])
    tables = run("eval", "--config", config, one, two).out.split("\n\n")
    assert [table.splitlines()[0] for table in tables] == [
        f"{one}：2 条回复",
        f"{two}：2 条回复",
        "全部 2 个文件：4 条回复",
    ]


def test_in_english(tmp_path: Path, config: Path) -> None:
    out = run("eval", "--config", config, gold(tmp_path / "g.jsonl", *ITEMS), language="en").out
    assert "precision" in out
    assert "macro F1 0.950\nclean replies with any finding: 1/2 (50.0%)" in out


def test_json(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "gold.jsonl", *ITEMS)
    data = data_of(run("eval", "--config", config, "--format", "json", path))
    assert list(data) == ["version", "files"]
    (file,) = data["files"]
    assert (data["version"], file["path"], file["replies"]) == (1, str(path), 4)
    assert list(file["labels"]) == list(LABELS)
    half = {"gold": 2, "found": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert file["labels"]["slang"] == half
    assert (file["micro"]["right"], file["macro_f1"]) == (2, pytest.approx(0.95))
    assert (file["clean"], file["clean_with_finding"]) == (2, 1)
    assert "errors" not in file


def test_json_of_several_files_has_all_of_them_together(tmp_path: Path, config: Path) -> None:
    paths = [gold(tmp_path / "1.jsonl", *ITEMS[:2]), gold(tmp_path / "2.jsonl", *ITEMS[2:])]
    data = data_of(run("eval", "--config", config, "--format", "json", *paths))
    assert [file["replies"] for file in data["files"]] == [2, 2]
    assert (data["all"]["replies"], data["all"]["labels"]["slang"]["found"]) == (4, 2)


def test_labels_may_be_named(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS, item("小糖家", "our.brand"))
    ran = run(
        *(
            "eval",
            "--config",
            config,
            "--format",
            "json",
            "--label",
            "our,slang",
            "--label",
            "courtesy.thanks",
        ),
        *("--min-severity", "info", path),
    )
    labels = data_of(ran)["files"][0]["labels"]
    assert list(labels) == ["our", "slang", "courtesy.thanks"]
    assert (labels["our"]["gold"], labels["our"]["found"], labels["our"]["right"]) == (1, 2, 1)


def test_labels_that_are_not_scored_are_told(tmp_path: Path, config: Path) -> None:
    path = gold(
        tmp_path / "g.jsonl", item("好的", "our.brand", "slang"), item("嗯", optional=["courtesy.thanks"])
    )
    ran = run("eval", "--config", config, path)
    assert ran.code == 0
    assert ran.err == f"提示：{path}: 没有计入标签 courtesy.thanks, our.brand；要对照请写 --label\n"
    assert run("eval", "--config", config, "--label", "slang", path).err == ""


def test_errors_are_listed_before_the_table(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    lines = run("eval", "--config", config, "--errors", "all", path).out.splitlines()
    assert lines[:3] == [
        "slang  slang.word “嘻嘻”  k-2  客服：小糖家的嘻嘻",
        "slang  漏掉  k-3  客户：壶裂了  客服：好的",
        f"{path}：4 条回复",
    ]


def test_errors_of_one_label(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS, item("好的", "tone"))
    lines = run("eval", "--config", config, "--errors", "tone", path).out.splitlines()
    assert lines[0] == "tone  漏掉  k-1  客服：好的"
    assert lines[1].startswith(str(path))


def test_errors_in_json(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    data = data_of(run("eval", "--config", config, "--errors", "slang", "--format", "json", path))
    alarm, miss = data["files"][0]["errors"]
    assert (alarm["label"], alarm["rule"], alarm["match"], alarm["id"]) == (
        "slang",
        "slang.word",
        "嘻嘻",
        "k-2",
    )
    assert (miss["rule"], miss["match"], miss["customer"], miss["reply"]) == (None, None, "壶裂了", "好的")


HOSTILE = "嘻嘻\x1b[31m\n\u202e\ud83d亲"


@pytest.mark.parametrize("format", ["text", "json"])
def test_control_characters_of_replies_never_reach_the_output(
    tmp_path: Path, config: Path, format: str
) -> None:
    texts = item(HOSTILE, customer=HOSTILE, id=HOSTILE)
    path = write(tmp_path / "g.jsonl", json.dumps(texts))
    ran = run("eval", "--config", config, "--errors", "all", "--format", format, path)
    assert "嘻嘻" in ran.out
    assert raw_controls(ran.out) == set()


@pytest.mark.parametrize("format", ["text", "json"])
def test_personal_data_is_masked_unless_asked_for(tmp_path: Path, config: Path, format: str) -> None:
    path = gold(tmp_path / "g.jsonl", item("嘻嘻13900000021", customer="打13900000022"))
    arguments = ("eval", "--config", config, "--errors", "all", "--format", format, path)
    assert "1390000" not in run(*arguments).out
    assert "13900000022" in run(*arguments, "--show-personal-data").out


def test_the_severity_that_counts(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    found = {
        severity: data_of(
            run("eval", "--config", config, "--format", "json", "--min-severity", severity, path)
        )["files"][0]["micro"]["found"]
        for severity in ("hint", "warning", "error")
    }
    assert found == {"hint": 3, "warning": 3, "error": 0}


@pytest.mark.parametrize(("option", "found"), [("--select", 2), ("--ignore", 1)])
def test_rules_may_be_chosen(tmp_path: Path, config: Path, option: str, found: int) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    ran = run("eval", "--config", config, "--format", "json", option, "slang", path)
    assert data_of(ran)["files"][0]["micro"]["found"] == found


def test_severities_of_the_configuration_are_heeded(tmp_path: Path, config: Path) -> None:
    write(config, config.read_text(encoding="utf-8") + "severity: { slang: hint }\n")
    ran = run("eval", "--config", config, "--format", "json", gold(tmp_path / "g.jsonl", *ITEMS))
    assert data_of(ran)["files"][0]["labels"]["slang"]["found"] == 0


def test_the_shipped_rules_are_measured_too(tmp_path: Path) -> None:
    path = gold(tmp_path / "g.jsonl", item("我们保证后天到", "guarantee", first=False))
    ran = run("eval", "--isolated", "--format", "json", path)
    assert data_of(ran)["files"][0]["labels"]["guarantee"]["right"] == 1


# ---- floors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ("labels: { slang: 0.5, courtesy.apology: 1 }\nclean: 0.5\n", []),
        ("labels: { slang: 0.51 }\n", ["slang：F1 0.5000，低于下限 0.51"]),
        ("clean: 0.4\n", ["没有问题的回复里有 50.00% 被报，高于上限 40.00%"]),
        ("labels: { slang: 1, tone: 1 }\nclean: 0\n", ["slang：", "没有问题的"]),
    ],
)
def test_what_falls_below_its_floor_is_told_and_exits_with_1(
    tmp_path: Path, config: Path, floors: str, told: list[str]
) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    ran = run("eval", "--config", config, "--floors", write(tmp_path / "f.yaml", floors), path)
    assert ran.code == int(bool(told))
    lines = ran.err.splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(what) for line, what in zip(lines, told, strict=True))


def test_floors_hold_for_all_files_together(tmp_path: Path, config: Path) -> None:
    good = gold(tmp_path / "1.jsonl", item("嘻嘻", "slang"))
    bad = gold(tmp_path / "2.jsonl", item("嘻嘻"))
    floors = write(tmp_path / "f.yaml", "labels: { slang: 0.6 }\n")
    assert run("eval", "--config", config, "--floors", floors, good, bad).code == 0
    assert run("eval", "--config", config, "--floors", floors, bad).code == 1


def test_floors_leave_json_as_it_is(tmp_path: Path, config: Path) -> None:
    floors = write(tmp_path / "f.yaml", "labels: { slang: 1 }\n")
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    ran = run("eval", "--config", config, "--floors", floors, "--format", "json", path)
    assert (ran.code, data_of(ran)["version"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("labels: { slnag: 0.5 }\n", ":1:11: 发现 未知的键 'slnag'"),
        ("clean: 5\n", ":1:8: 发现 '5'，应为 0 到 1 的数"),
        ("labels: [\n", ":2:1"),
        ("{}\n", ":1:1"),
        (b"\xff\n", ":1: 发现 字节 0xFF"),
    ],
)
def test_a_mistake_in_the_floors(tmp_path: Path, config: Path, text: str | bytes, told: str) -> None:
    floors = write(tmp_path / "f.yaml", text)
    ran = run("eval", "--config", config, "--floors", floors, gold(tmp_path / "g.jsonl", *ITEMS))
    assert (ran.code, ran.out) == (2, "")
    assert f"{floors}{told}" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_missing_floors(tmp_path: Path, config: Path) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    ran = run("eval", "--config", config, "--floors", tmp_path / "no.yaml", path)
    assert ran.code == 2
    assert "no.yaml" in ran.err


# ---- bad input: one clear line, exit 2 -------------------------------------------------------------------

GOOD = json.dumps(item("好的"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{GOOD}\n{{好}}\n", ":2:2: 不是有效的 JSON"),
        (f"{GOOD}\n[]\n", ":2:1: 发现 一个列表（0 项），应为 映射"),
        (f'{GOOD}\n\n{{"labels": []}}\n', ":3:1: 发现 没有 'reply'，应为 必填的 'reply'"),
        ('{"reply": "好"}\n', ":1:1: 发现 没有 'labels'，应为 必填的 'labels'"),
        ('{"reply": "好", "labels": [{"label": "slagn"}]}\n', "是不是想写 'slang'？"),
        ('{"reply": "好", "labels": [{"label": {"\\u001b[31m": 1}}]}\n', "<1B>[31m"),
        (
            '{"reply": "好", "labels": [], "context": [{"role": "agnet", "text": "在"}]}\n',
            ":1:1: 发现 'agnet'，应为 agent / customer；是不是想写 'agent'？",
        ),
        ("", ": 发现 空文件"),
        (GOOD.encode("gb18030") + b"\n", ":1: 发现 字节"),
    ],
)
def test_a_gold_file_with_a_mistake(tmp_path: Path, config: Path, content: str | bytes, told: str) -> None:
    path = write(tmp_path / "g.jsonl", content)
    ran = run("eval", "--config", config, path)
    assert (ran.code, ran.out) == (2, "")
    assert str(path) in ran.err
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_gold_file_that_is_not_there(tmp_path: Path, config: Path) -> None:
    for path in (tmp_path / "no.jsonl", tmp_path):
        ran = run("eval", "--config", config, path)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert str(path) in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--corpus"),
        (("{gold}", "--samples", "2"), "--corpus"),
        (("--corpus", "{gold}", "--floors", "f.yaml"), "--floors 要和标注文件一起用"),
        (("--corpus", "{gold}", "--errors", "all"), "--errors 要和标注文件一起用"),
        (("--corpus", "{gold}", "--label", "slang"), "--label 要和标注文件一起用"),
        (("{gold}", "--label", "slnag"), "是不是想写 'slang'？"),
        (("{gold}", "--errors", "our.brand"), "没有标签 'our.brand'"),
        (("{gold}", "--select", "slnag"), "slnag"),
    ],
)
def test_wrong_usage(tmp_path: Path, config: Path, arguments: tuple[str, ...], told: str) -> None:
    path = gold(tmp_path / "g.jsonl", *ITEMS)
    ran = run("eval", "--config", config, *(one.format(gold=path) for one in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


# ---- files without labels --------------------------------------------------------------------------------

CHATS = transcript("在吗", "有货嘻嘻", "壶裂了", "小糖家的嘻嘻", name="c-1") + transcript(
    "在吗", "小糖家的", "几天到", "三天", name="c-2"
)


def rates(*arguments: str | Path, data: str | None = None) -> dict[str, Any]:
    ran = run("eval", "--format", "json", *arguments, data=data)
    assert ran.code == 0
    corpus: dict[str, Any] = data_of(ran)["corpus"]
    return corpus


def test_how_often_each_rule_speaks(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", CHATS)
    assert rates("--config", config, "--corpus", path) == {
        "files": 1,
        "replies": 4,
        "replies_with_finding": 2,
        "rules": [
            {"rule": "our.brand", "severity": "info", "findings": 2, "per_thousand": 500.0},
            {"rule": "slang.word", "severity": "warning", "findings": 2, "per_thousand": 500.0},
            {"rule": "courtesy.apology", "severity": "warning", "findings": 1, "per_thousand": 250.0},
        ],
    }


def test_a_table_of_the_rules(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "话术.txt", "有货嘻嘻\n三天\n五天\n")
    ran = run("eval", "--config", config, "--corpus", path)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["规则", "级别", "发现", "每千条"],
        ["slang.word", "warning", "1", "333.33"],
        ["courtesy.apology", "warning", "0", "0.00"],
        ["our.brand", "info", "0", "0.00"],
        ["1", "个文件、3", "条回复，其中", "1", "条有", "warning", "及以上的问题（33.3%）"],
    ]


def test_columns_stand_under_each_other(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "话术.txt", "有货嘻嘻\n三天\n")
    out = run("eval", "--config", config, "--corpus", path, language="en").out
    assert out.splitlines()[:2] == [
        "rule              severity  findings  per thousand",
        "slang.word        warning          1        500.00",
    ]


def test_only_active_rules_are_listed(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", CHATS)
    corpus = rates("--config", config, "--select", "slang", "--corpus", path)
    assert [rule["rule"] for rule in corpus["rules"]] == ["slang.word"]


def test_the_least_severity_decides_about_replies_with_findings(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", CHATS)
    assert rates("--config", config, "--min-severity", "info", "--corpus", path)["replies_with_finding"] == 3


def test_folders_and_several_paths(tmp_path: Path, config: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    write(folder / "a.jsonl", CHATS)
    write(folder / "b.csv", "标题,话术\n发货,有货嘻嘻\n")
    other = write(tmp_path / "c.txt", "三天\n五天\n")
    corpus = rates("--config", config, "--corpus", folder, "--corpus", other)
    assert (corpus["files"], corpus["replies"]) == (3, 7)
    assert corpus["rules"][0] == {
        "rule": "slang.word",
        "severity": "warning",
        "findings": 3,
        "per_thousand": 3000 / 7,
    }


def test_standard_input(config: Path) -> None:
    assert rates("--config", config, "--corpus", "-", data=CHATS)["replies"] == 4


def test_together_with_labelled_replies(tmp_path: Path, config: Path) -> None:
    labelled, chats = gold(tmp_path / "g.jsonl", *ITEMS), write(tmp_path / "chats.jsonl", CHATS)
    data = data_of(run("eval", "--config", config, "--format", "json", labelled, "--corpus", chats))
    assert (data["files"][0]["replies"], data["corpus"]["replies"]) == (4, 4)
    out = run("eval", "--config", config, labelled, "--corpus", chats).out
    assert out.index("宏平均") < out.index("每千条")


def test_a_file_that_cannot_be_read_is_told_and_exits_with_2(tmp_path: Path, config: Path) -> None:
    chats, broken = write(tmp_path / "chats.jsonl", CHATS), write(tmp_path / "a.yaml", "replies: [\n")
    floors = write(tmp_path / "f.yaml", "labels: { slang: 1 }\n")
    arguments = ("--corpus", chats, "--corpus", broken, "--corpus", tmp_path / "no.csv")
    ran = run("eval", "--config", config, *arguments)
    assert ran.code == 2
    assert [str(broken) in ran.err, "no.csv" in ran.err] == [True, True]
    assert len(ran.err.splitlines()) == 2
    assert "4 条回复" in ran.out
    labelled = gold(tmp_path / "g.jsonl", *ITEMS)
    assert run("eval", "--config", config, labelled, "--floors", floors, *arguments).code == 2


def test_what_is_passed_over_in_a_folder_is_told(tmp_path: Path, config: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    write(folder / "chats.jsonl", CHATS)
    write(folder / "notes.md", "# 会议\n\n没有话术\n")
    ran = run("eval", "--config", config, "--corpus", folder)
    assert ran.code == 0
    assert "notes.md" in ran.err


def test_a_corpus_without_replies_exits_with_2(tmp_path: Path, config: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert run("eval", "--config", config, "--corpus", folder).code == 2


def test_roles_may_be_told(tmp_path: Path, config: Path) -> None:
    chat = write(tmp_path / "a.txt", "小美：有货嘻嘻\n王女士：好\n小美：嗯\n王女士：谢谢\n")
    assert run("eval", "--config", config, "--corpus", chat).code == 2
    roles = ("--role", "agent=小美", "--role", "customer=王女士")
    assert rates("--config", config, *roles, "--corpus", chat)["replies"] == 2


def test_two_processes_and_blocks_give_the_same(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        write(tmp_path / f"{number}.jsonl", CHATS)
    paths = [part for number in range(4) for part in ("--corpus", tmp_path / f"{number}.jsonl")]
    arguments = ("eval", "--config", config, "--samples", "2", *paths)
    alone = run(*arguments, "--jobs", "1")
    assert "16 条回复" in alone.out
    assert run(*arguments, "--jobs", "2") == alone
    monkeypatch.setattr(run_module, "LARGE", 10)
    assert run(*arguments) == alone


def test_samples_stand_under_their_rule(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", CHATS)
    lines = run("eval", "--config", config, "--corpus", path, "--samples", "1").out.splitlines()
    assert [line.split()[0] for line in lines[1:-1:2]] == ["our.brand", "slang.word", "courtesy.apology"]
    assert lines[2:-1:2] == [
        "    “小糖家”  小糖家的",
        "    “嘻嘻”  小糖家的嘻嘻",
        "    小糖家的嘻嘻",
    ]


def test_samples_in_json(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", CHATS)
    rules = {
        rule["rule"]: rule for rule in rates("--config", config, "--corpus", path, "--samples", "5")["rules"]
    }
    assert rules["slang.word"]["samples"] == [
        {"match": "嘻嘻", "reply": "有货嘻嘻"},
        {"match": "嘻嘻", "reply": "小糖家的嘻嘻"},
    ]
    assert rules["courtesy.apology"]["samples"] == [{"match": "", "reply": "小糖家的嘻嘻"}]


def test_samples_are_masked_and_harmless(tmp_path: Path, config: Path) -> None:
    path = write(tmp_path / "chats.jsonl", transcript("在吗", "嘻嘻13900000021\x1b[31m\u202e\n亲"))
    arguments = ("eval", "--config", config, "--corpus", path, "--samples", "1")
    for format in ("text", "json"):
        out = run(*arguments, "--format", format).out
        assert "139******21" in out
        assert raw_controls(out) == set()
    assert "13900000021" in run(*arguments, "--show-personal-data").out
