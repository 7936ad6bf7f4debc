"""The verdict: what is best, what needs attention, and who needs help, in a sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linter.i18n import say
from linter.reports.quality.wording import decimal, number, percent, quoted

PROMPT = 0.9
"""The share of replies within half a minute that platforms ask for."""
_NAMED = 3


def verdict(data: Mapping[str, Any]) -> dict[str, str]:
    """The three sentences: `best`, `attention`, `help`."""
    return {"best": _best(data), "attention": _attention(data), "help": _help(data)}


def _join(parts: Sequence[str]) -> str:
    text = say("；", "; ").join(parts) + say("。", ".")
    return text[0].upper() + text[1:]


def _conversations(count: int) -> str:
    return f"{number(count)} conversation{'' if count == 1 else 's'}"


def _share(part: int, whole: int) -> str:
    return percent(part / whole if whole else 0)


def _best(data: Mapping[str, Any]) -> str:
    totals, count = data["totals"], data["totals"]["conversations"]
    if not count:
        return say("没有可以评分的会话。", "There is no conversation to score.")
    best = min(data["groups"], key=lambda group: group["touched"])
    clean = _share(count - best["touched"], count)
    title = quoted(best["title"])
    parts = [
        say(
            f"{title}做得最好，{clean} 的会话一分没扣",
            f"{title} is best: {clean} of the conversations lost nothing there",
        )
    ]
    if data["waits"] and data["waits"]["quick"] >= PROMPT:
        quick = percent(data["waits"]["quick"])
        parts.append(say(f"{quick} 的回复在 30 秒内", f"{quick} of the replies came within 30 seconds"))
    mean, spotless = decimal(totals["score"]), _share(totals["spotless"], count)
    parts.append(
        say(
            f"全队平均 {mean} 分，{spotless} 的会话满分",
            f"the team's mean is {mean}, and {spotless} of the conversations have full marks",
        )
    )
    return _join(parts)


def _attention(data: Mapping[str, Any]) -> str:
    totals = data["totals"]
    parts = []
    lost = sum(rule["lost"] for rule in data["rules"])
    if lost:
        parts.append(_dearest(max(data["rules"], key=lambda rule: rule["lost"]), lost))
    if totals["failed"]:
        failed = totals["failed"]
        parts.append(
            say(
                f"{number(failed)} 个会话碰了红线，请先看",
                f"{_conversations(failed)} crossed a red line: look there first",
            )
        )
    if data["waits"] and data["waits"]["quick"] < PROMPT:
        quick = percent(data["waits"]["quick"])
        parts.append(
            say(
                f"30 秒内的回复只有 {quick}（平台多要求 90%）",
                f"only {quick} of the replies came within 30 seconds (platforms ask for 90%)",
            )
        )
    if totals["unanswered"]:
        silent = totals["unanswered"]
        parts.append(
            say(f"{number(silent)} 个会话没有人回复", f"{_conversations(silent)} got no reply at all")
        )
    if not parts:
        return say("没有发现要扣分的地方。", "Nothing was found that costs points.")
    return _join(parts)


def _dearest(rule: Mapping[str, Any], lost: int) -> str:
    share, title = _share(rule["lost"], lost), quoted(rule["title"])
    often, where = number(rule["findings"]), rule["conversations"]
    return say(
        f"失分最多的是{title}，占全部扣分的 {share}（{number(where)} 个会话里 {often} 处）",
        f"most points were lost by {title}: {share} of all ({often} times in {_conversations(where)})",
    )


def _help(data: Mapping[str, Any]) -> str:
    if not data["agents"]:
        return say(
            "聊天记录里没有客服的名字，分不出谁需要帮助。",
            "The transcripts do not name the agents, so nobody can be singled out.",
        )
    weak = [agent for agent in data["agents"] if agent["clearly"] and agent["difference"] < 0]
    if not weak:
        if not any(agent["enough"] for agent in data["agents"]):
            return say(
                "每位客服的会话都太少，还比不出高低。", "No agent has enough conversations to be compared."
            )
        return say("没有哪位客服明显低于全队。", "No agent is clearly below the team.")
    named = [_needing(agent) for agent in weak[:_NAMED]]
    rest = len(weak) - len(named)
    if rest:
        named.append(say(f"另有 {rest} 位低于全队", f"{rest} more are below the team"))
    return say("最需要帮助的是", "Most in need of help: ") + say("；", "; ").join(named) + say("。", ".")


def _needing(agent: Mapping[str, Any]) -> str:
    below, mean = decimal(-agent["difference"]), decimal(agent["score"])
    dearest = max(agent["rules"], key=lambda rule: rule["lost"], default=None)
    why = ""
    if dearest and dearest["lost"]:
        title = quoted(dearest["title"])
        why = say(f"，主要扣在{title}", f", mostly for {title}")
    return say(
        f"{agent['agent']}（{mean} 分，低 {below} 分{why}）",
        f"{agent['agent']} ({mean}, {below} below the team{why})",
    )
