"""The three sentences at the top of the report."""

from __future__ import annotations

import pytest

from linter.i18n import set_language
from linter.model import Conversation
from tests.reports.quality.support import report, talk, tally, team
from tests.scoring.support import chat, found


def verdict(chats: list[Conversation]) -> dict[str, str]:
    return report(tally(chats))["verdict"]


def test_what_is_best_is_what_fewest_conversations_lost_in() -> None:
    best = verdict(team())["best"]
    assert best.startswith("“安全”做得最好，100% 的会话一分没扣")
    assert "全队平均 96.0 分，60% 的会话满分" in best


def test_quick_replies_are_praised() -> None:
    assert "100% 的回复在 30 秒内" in verdict([talk(0, "小美")])["best"]


def test_what_cost_most_needs_attention_first() -> None:
    assert verdict(team())["attention"].startswith(
        "失分最多的是“怪客户”，占全部扣分的 100%（10 个会话里 10 处）"
    )


def test_red_lines_slow_replies_and_silence_need_attention() -> None:
    slow = talk(0, "小美", wait=50)
    attention = report(tally([slow, chat("客户：在吗", id="x")], [found(slow, 1, "您好", "leak.name")]))[
        "verdict"
    ]["attention"]
    assert "1 个会话碰了红线" in attention
    assert "30 秒内的回复只有 50%" in attention
    assert "1 个会话没有人回复" in attention


def test_where_all_is_well_that_is_said() -> None:
    assert verdict([talk(0, "小美")])["attention"] == "没有发现要扣分的地方。"


def test_who_is_clearly_below_the_team_needs_help() -> None:
    assert verdict(team())["help"] == "最需要帮助的是阿强（91.7 分，低 4.3 分，主要扣在“怪客户”）。"


@pytest.mark.parametrize(
    ("chats", "told"),
    [
        ([talk(0, None, bad=True)], "聊天记录里没有客服的名字"),
        ([talk(0, "小美", bad=True), talk(1, "阿强")], "会话都太少"),
        ([talk(n, name) for n in range(12) for name in ("小美", "阿强")], "没有哪位客服明显低于全队"),
    ],
)
def test_nobody_is_singled_out_without_reason(chats: list[Conversation], told: str) -> None:
    assert told in verdict(chats)["help"]


def test_one_bad_day_among_few_is_no_clear_difference() -> None:
    chats = [talk(n, "小美") for n in range(12)] + [talk(n, "阿强", bad=n == 12) for n in range(12, 24)]
    assert "没有哪位客服明显低于全队" in verdict(chats)["help"]


def test_without_conversations_there_is_no_praise() -> None:
    assert verdict([chat("客户：在吗")])["best"] == "没有可以评分的会话。"


def test_it_is_said_in_english_too() -> None:
    set_language("en")
    try:
        told = verdict(team())
    finally:
        set_language("zh")
    assert all(sentence[0] in "“ONMT" and sentence.endswith(".") for sentence in told.values())
    assert "Most in need of help: 阿强" in told["help"]
