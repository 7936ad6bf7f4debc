"""`replylint report`."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linter.reports.quality.data import VERSION
from tests.commands.support import Ran, run

SHARED = ("--isolated", "--format", "json")


def lines(*chats: tuple[str, str, str], name: str = "小美") -> str:
    """Conversations of a question and a reply, a line each: id, time of the question, the reply."""
    made = []
    for id, minute, reply in chats:
        messages = [
            {"role": "customer", "content": "在吗", "time": f"2024-05-06 {minute}:00"},
            {"role": "agent", "content": reply, "time": f"2024-05-06 {minute}:10"},
        ]
        made.append(json.dumps({"id": id, "customer": "爱吃糖的猫", "agent": name, "messages": messages}))
    return "\n".join(made) + "\n"


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    path = tmp_path / "chats.jsonl"
    path.write_text(
        lines(
            ("s-1", "10:00", "您好，在的，请问有什么可以帮您"),
            ("s-2", "11:00", "你自己看详情页啊，怪谁呢"),
            ("s-3", "12:00", "您好，加我微信 xiaomei_88 便宜点给您"),
        ),
        encoding="utf-8",
    )
    return path


def data(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    made: dict[str, Any] = json.loads(ran.out)
    return made


def test_a_report_is_made_of_transcripts(chats: Path) -> None:
    made = data(run("report", chats, *SHARED))
    assert made["version"] == VERSION
    assert (made["totals"]["conversations"], made["totals"]["replies"], made["totals"]["failed"]) == (3, 3, 1)
    assert made["waits"]["median"] == 10
    assert [one["conversation"] for one in made["conversations"]] == ["s-3", "s-2"]
    assert [agent["agent"] for agent in made["agents"]] == ["小美"]


def test_it_finds_what_check_finds(chats: Path) -> None:
    made = data(run("report", chats, *SHARED))
    checked = json.loads(run("check", chats, *SHARED).out)["summary"]
    counts = {rule["rule"]: rule["findings"] for rule in made["rules"] if rule["findings"]}
    assert counts == checked["by_rule"]
    assert made["totals"]["findings"] == checked["findings"]


def test_several_processes_say_the_same(chats: Path, tmp_path: Path) -> None:
    more = [tmp_path / f"{n}.jsonl" for n in range(4)]
    for path in more:
        path.write_text(chats.read_text(encoding="utf-8"), encoding="utf-8")
    one, two = (run("report", *more, *SHARED, "--jobs", jobs) for jobs in ("1", "2"))
    assert data(one) == data(two)


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!doctype html>"), ("a.md", "# 客服"), ("a.json", '{\n "version"')]
)
def test_the_suffix_says_the_format(name: str, begins: str, chats: Path, tmp_path: Path) -> None:
    ran = run("report", chats, "--isolated", "-o", tmp_path / name)
    assert ran.code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert "3 个会话、3 条回复" in ran.err
    assert ran.out == ""


def test_without_a_file_it_is_markdown(chats: Path) -> None:
    assert run("report", chats, "--isolated").out.startswith("# 客服服务质量报告")


def test_it_speaks_english_too(chats: Path) -> None:
    assert run("report", chats, "--isolated", language="en").out.startswith("# Service quality report")


def test_standard_input_is_read(chats: Path) -> None:
    ran = run("report", "-", *SHARED, data=chats.read_bytes())
    assert data(ran)["totals"]["conversations"] == 3


def test_rules_can_be_chosen(chats: Path) -> None:
    made = data(run("report", chats, *SHARED, "--select", "tone"))
    assert {rule["rule"].split(".")[0] for rule in made["rules"]} == {"tone"}
    assert made["totals"]["failed"] == 0


def test_few_or_no_conversations_can_be_listed(chats: Path) -> None:
    made = [data(run("report", chats, *SHARED, "--worst", number)) for number in ("1", "0")]
    assert [len(one["conversations"]) for one in made] == [1, 0]
    assert made[0]["totals"] == made[1]["totals"]


def test_times_are_told_as_the_file_has_them(chats: Path) -> None:
    (worst, _) = data(run("report", chats, *SHARED))["conversations"]
    assert worst["began"] == "2024-05-06 12:00"


def test_personal_data_is_masked_unless_that_is_not_wanted(chats: Path) -> None:
    masked, bare = (run("report", chats, *SHARED, *more).out for more in ((), ("--show-personal-data",)))
    assert "爱吃糖的猫" not in masked
    assert "xiaomei_88" not in masked
    assert "爱吃糖的猫" in bare
    assert "xiaomei_88" in bare


# ---- the scorecard -------------------------------------------------------------------------------------

CARD = "scorecard: 我们的\ngroups:\n  all: { title: 全部, items: [ { rules: tone, points: 50 } ] }\n"


def test_a_scorecard_of_ones_own_holds(chats: Path, tmp_path: Path) -> None:
    card = tmp_path / "card.yaml"
    card.write_text(CARD, encoding="utf-8")
    made = data(run("report", chats, *SHARED, "--scorecard", card))
    assert made["card"]["title"] == "我们的"
    (worst, other) = made["conversations"]
    assert (worst["conversation"], worst["score"], other["score"]) == ("s-2", 0, 100)


def test_the_configuration_may_name_one(chats: Path, tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "card.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "replylint.yaml").write_text("scorecard: cards/card.yaml\n", encoding="utf-8")
    made = data(run("report", chats, "--format", "json", "--config", tmp_path / "replylint.yaml"))
    assert made["card"]["title"] == "我们的"


def test_a_mistake_in_a_scorecard_is_one_line(chats: Path, tmp_path: Path) -> None:
    card = tmp_path / "card.yaml"
    card.write_text(CARD.replace("tone", "tome"), encoding="utf-8")
    ran = run("report", chats, *SHARED, "--scorecard", card)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip().endswith("是不是想写 'tone'？")
    assert "card.yaml:3:" in ran.err


# ---- the tables ----------------------------------------------------------------------------------------


def test_scores_are_written_beside_the_report(chats: Path, tmp_path: Path) -> None:
    ran = run("report", chats, *SHARED, "--scores", tmp_path / "scores.csv")
    made = data(ran)
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["会话"] for row in rows] == ["s-1", "s-2", "s-3"]
    assert sum(int(row["得分"]) for row in rows) / 3 == pytest.approx(made["totals"]["score"], abs=0.05)
    assert "怪谁" in rows[1]["扣分明细"]


def test_a_workbook_is_written_too(chats: Path, tmp_path: Path) -> None:
    assert run("report", chats, *SHARED, "--scores", tmp_path / "scores.xlsx").code == 0
    assert (tmp_path / "scores.xlsx").read_bytes().startswith(b"PK")


def test_check_starts_without_what_only_a_report_needs() -> None:
    program = (
        "import sys; from linter.commands.check import command; command(); import linter.pipeline.judge;"
        "print([name for name in sys.modules if name.startswith(('linter.scoring', 'linter.reports.quality',"
        " 'jinja2', 'openpyxl'))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


# ---- wrong usage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "report.pdf"), ".html、.md 或 .json"),
        (("--format", "html"), "-o report.html"),
        (("--scores", "scores.txt"), ".csv 或 .xlsx"),
        (("-o", "no/such/folder/report.html"), "写不了"),
        (("--scores", "no/such/folder/scores.csv"), "写不了"),
        (("--scorecard", "nowhere.yaml"), "nowhere.yaml"),
        (("--select", "tome"), "tone"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: tuple[str, ...], told: str, chats: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(chats.parent)
    ran = run("report", chats, "--isolated", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.strip().splitlines()) == 1
    assert told in ran.err


def test_templates_alone_make_no_report(tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_text("您好\n\n请稍等\n", encoding="utf-8")
    ran = run("report", path, "--isolated", "-o", tmp_path / "a.html")
    assert ran.code == 2
    assert "replylint check" in ran.err


def test_where_nothing_can_be_read_only_that_is_told(tmp_path: Path) -> None:
    ran = run("report", tmp_path / "nothing.jsonl", "--isolated")
    assert (ran.code, len(ran.err.strip().splitlines())) == (2, 1)


def test_templates_among_transcripts_are_left_out_and_told(chats: Path) -> None:
    (chats.parent / "replies.txt").write_text("您好\n\n请稍等\n", encoding="utf-8")
    ran = run("report", chats, chats.parent / "replies.txt", *SHARED)
    assert data(ran)["totals"]["replies"] == 3
    assert "2 条话术没有计入" in ran.err


def test_what_cannot_be_read_is_told_and_the_rest_reported(chats: Path) -> None:
    ran = run("report", chats, chats.parent / "nothing.jsonl", *SHARED)
    assert ran.code == 2
    assert json.loads(ran.out)["totals"]["conversations"] == 3
    assert "nothing.jsonl" in ran.err


def test_customers_are_joined_with_their_chats(tmp_path: Path) -> None:
    chats, customers = tmp_path / "chats.jsonl", tmp_path / "customers.csv"
    chats.write_text(lines(("s-1", "10:00", "您好，第一次来我们店吧")), encoding="utf-8")
    customers.write_text("id,purchases\n爱吃糖的猫,7\n", encoding="utf-8")
    known = data(run("report", chats, "--customers", customers, *SHARED))
    unknown = data(run("report", chats, *SHARED))
    counts = [{rule["rule"]: rule["findings"] for rule in made["rules"]} for made in (known, unknown)]
    assert [count["service.old-customer"] for count in counts] == [1, 0]


def test_a_file_of_customers_that_fits_no_chat_is_told(chats: Path, tmp_path: Path) -> None:
    customers = tmp_path / "customers.csv"
    customers.write_text("id,purchases\n别人,7\n", encoding="utf-8")
    ran = run("report", chats, "--customers", customers, *SHARED)
    assert ran.code == 0
    assert "customers.csv" in ran.err
