"""A small team of conversations, and the report of it."""

from __future__ import annotations

from datetime import timezone, tzinfo
from typing import Any

from linter.model import Conversation, Diagnostic, Need, Promise
from linter.reports.quality.data import About, RuleText, report_data
from linter.scoring.card import Group, Item, Scorecard
from linter.scoring.recorder import Recorder
from linter.scoring.tally import Tally
from tests.scoring.support import chat, found

MAY = 1_714_953_600  # midnight of 6 May 2024, UTC

RULES = {
    "tone.blame": RuleText("怪客户", "warning"),
    "leak.name": RuleText("泄露信息", "error"),
    "courtesy.thanks": RuleText("没有道谢", "info"),
    "service.but": RuleText("又说但是", "hint"),
}
CARD = Scorecard(
    title={"zh": "小评分卡", "en": "small scorecard"},
    groups=(
        Group("manners", {"zh": "礼貌", "en": "manners"}),
        Group("safety", {"zh": "安全", "en": "safety"}, cap=60),
    ),
    items={
        "tone": Item("tone", "manners", 10, cap=30),
        "courtesy": Item("courtesy", "manners", 2, once=True),
        "leak": Item("leak", "safety", 40, fatal=True),
    },
    others={"error": Item("others error", "safety", 5)},
    passing=80,
)


def talk(
    number: int, agent: str | None, *, bad: bool = False, wait: int = 9, timed: bool = True
) -> Conversation:
    """A conversation of two turns on a day of May; a bad one has 怪谁 in it."""
    at = MAY + number * 3600 * 7
    said = "怪谁呢" if bad else "您好"
    lines = [
        ("客户", "在吗", at),
        ("客服", said, at + wait),
        ("客户", "好的", at + 60),
        ("客服", "请慢走", at + 65),
    ]
    told = [f"{who}@{time}：{text}" if timed else f"{who}：{text}" for who, text, time in lines]
    return chat(*told, id=f"s-{number}", line=number * 10 + 1, agent=agent, customer=f"买家{number}号")


def tally(
    chats: list[Conversation],
    hits: list[Diagnostic] | None = None,
    promises: list[Promise] | None = None,
    needs: list[Need] | None = None,
    worst: int = 50,
    zone: tzinfo = timezone.utc,
) -> Tally:
    """The tally of conversations; by default 怪谁 is found wherever it stands."""
    if hits is None:
        hits = [
            found(one, message.index, "怪谁")
            for one in chats
            for message in one.messages
            if message.speaker == "agent" and "怪谁" in message.text
        ]
    made = Tally(CARD, worst, zone)
    for record in Recorder(CARD, worst).records("chats.jsonl", chats, hits, promises or [], needs or []):
        made.add(record)
    return made


def report(made: Tally, *, show_personal_data: bool = False) -> dict[str, Any]:
    """The report of a tally."""
    return report_data(made, About(["chats.jsonl"], RULES, 1, show_personal_data))


def team() -> list[Conversation]:
    """小美 and 阿强 with twelve conversations each, those of 阿强 slow and all bad but two; one of nobody."""
    made = [talk(n, "小美") for n in range(12)]
    made += [talk(n, "阿强", bad=n > 13, wait=50) for n in range(12, 24)]
    return [*made, talk(24, None)]


def everything() -> dict[str, Any]:
    """A report in which every section has something."""
    chats = team()
    hits = [found(chats[n], 1, "怪谁") for n in range(14, 20)]
    hits.append(
        found(
            chats[20],
            1,
            "怪谁呢",
            "leak.name",
            rewrite="给您添麻烦了，请您说说情况【经过】",
            needs_input=True,
        )
    )
    hits.append(found(chats[21], 3, "", "courtesy.thanks"))
    promises = [
        Promise("s-3", 1, "明天答复买家3号", MAY + 86400, "broken"),
        Promise("s-4", 1, "今天寄出", None, "open"),
        Promise("s-5", 1, "两点前回电", MAY + 7200, "kept"),
    ]
    needs = [Need("s-6", 0, "求廉", "便宜点", "说优惠和价值"), Need("s-7", 0, "求速", "快吗", "说时间")]
    return report(tally(chats, hits, promises, needs))
