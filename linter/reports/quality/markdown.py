"""The service report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from linter.i18n import say
from linter.reports.quality.wording import NOTHING, decimal, duration, number, percent, signed
from linter.reports.quality.words import words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def markdown(data: Mapping[str, Any]) -> str:
    """The report; what was said in chats stays text in it."""
    return "\n".join(_lines(data, words())).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _lines(data: Mapping[str, Any], w: Mapping[str, str]) -> Iterator[str]:
    yield f"# {w['title']}"
    yield ""
    yield _plain(" · ".join(subtitle(data)))
    yield ""
    for name in ("best", "attention", "help"):
        yield f"- **{w[name]}** {_plain(data['verdict'][name])}"
    yield from _section(w["overview"])
    yield from _table(["", ""], [[label, shown] for label, shown, _ in tiles(data, w)])
    if not data["waits"]:
        yield from ("", w["no_times"])
    yield from _section(w["rules"])
    rules = [rule for rule in data["rules"] if rule["findings"]]
    yield from _table(
        [w["rule"], w["severity"], w["findings"], w["per_hundred"], w["lost"]],
        [
            [
                f"{rule['title']} ({rule['rule']})",
                w[rule["severity"]],
                number(rule["findings"]),
                decimal(rule["per_hundred"]),
                number(rule["lost"]),
            ]
            for rule in rules
        ],
    )
    yield from _section(w["agents"])
    yield from _agents(data, w)
    if data["days"]:
        yield from _section(w["by_day"])
        yield from _table(
            [w["day"], w["replies"], w["per_hundred"], w["score"], w["median"]],
            [
                [
                    day["day"],
                    number(day["replies"]),
                    decimal(day["per_hundred"]),
                    decimal(day["score"]),
                    duration(day["median"]),
                ]
                for day in data["days"]
            ],
        )
    yield from _section(w["conversations"])
    for chat in data["conversations"]:
        yield from _conversation(chat, w)
    yield from _section(w["promises"])
    yield from _ledger(
        data["promises"]["listed"],
        [w["state"], w["agent"], w["conversation"], w["quotation"], w["due"]],
        lambda one: [w[one["state"]], one["agent"], one["conversation"], one["quotation"], one["due"]],
        w["no_promises"],
    )
    yield from _section(w["needs"])
    yield from _ledger(
        data["needs"]["listed"],
        [w["need"], w["cue"], w["advice"], w["conversation"]],
        lambda one: [one["need"], one["cue"], one["advice"], one["conversation"]],
        w["no_needs"],
    )


def subtitle(data: Mapping[str, Any]) -> list[str]:
    """When and of what: the line below the title."""
    parts = []
    if period := data["period"]:
        parts.append(
            period["from"] if period["from"] == period["to"] else f"{period['from']} – {period['to']}"
        )
    conversations, replies = number(data["totals"]["conversations"]), number(data["totals"]["replies"])
    parts.append(
        say(f"{conversations} 个会话，{replies} 条回复", f"{conversations} conversations, {replies} replies")
    )
    named = ", ".join(data["paths"][:3]) + (" …" if len(data["paths"]) > 3 else "")
    parts.append(say(f"来自 {named}", f"from {named}"))
    return parts


def tiles(data: Mapping[str, Any], w: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The most important numbers: label, value, and what to compare it with."""
    totals, waits, card = data["totals"], data["waits"], data["card"]
    count = totals["conversations"]
    mark = card["pass"]
    passed = say(f"{mark} 分及以上", f"{mark} and above") if mark is not None else w["no_red_line"]
    found = [
        (w["mean"], decimal(totals["score"]), say(f"满分 {card['start']}", f"of {card['start']}")),
        (w["passed"], percent(totals["passed"] / count if count else None), passed),
        (
            w["per_hundred"],
            decimal(totals["per_hundred"]),
            say(f"共 {number(totals['findings'])} 处", f"{number(totals['findings'])} in all"),
        ),
        (w["failed"], number(totals["failed"]), w["failed_note"] if totals["failed"] else w["none_failed"]),
    ]
    if waits:
        found.append((w["quick"], percent(waits["quick"]), say("京东要求 90%", "JD asks for 90%")))
        found.append(
            (
                w["median"],
                duration(waits["median"]),
                say(
                    f"九成在 {duration(waits['ninetieth'])}内",
                    f"nine in ten within {duration(waits['ninetieth'])}",
                ),
            )
        )
    return found


def _section(title: str) -> Iterator[str]:
    yield from ("", f"## {title}", "")


def _agents(data: Mapping[str, Any], w: Mapping[str, str]) -> Iterator[str]:
    if not data["agents"]:
        yield w["no_agents"]
        return
    yield from _table(
        [
            w["agent"],
            w["conversation_count"],
            w["score"],
            w["difference"],
            w["per_hundred"],
            w["median"],
            w["failed"],
            w["dearest"],
        ],
        [
            [
                agent["agent"],
                number(agent["conversations"]),
                decimal(agent["score"]),
                signed(agent["difference"]) if agent["enough"] else w["few"],
                decimal(agent["per_hundred"]),
                duration(agent["waits"] and agent["waits"]["median"]),
                number(agent["failed"]),
                next((f"{rule['title']} −{rule['lost']}" for rule in dearest(agent)), NOTHING),
            ]
            for agent in data["agents"]
        ],
    )


def dearest(agent: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rules that cost an agent points, the dearest first."""
    return sorted((rule for rule in agent["rules"] if rule["lost"]), key=lambda rule: -int(rule["lost"]))


def _conversation(chat: Mapping[str, Any], w: Mapping[str, str]) -> Iterator[str]:
    where = " · ".join(
        str(part)
        for part in (
            chat["conversation"],
            *chat["agents"],
            chat["customer"],
            chat["began"],
            f"{chat['path']}:{chat['line']}",
        )
        if part
    )
    red = f" {w['red_line']}" if chat["failed"] else ""
    yield from ("", f"### {chat['number']}. {number(chat['score'])}{red} — {_plain(where)}", "")
    for hit in chat["hits"]:
        yield f"- −{hit['points']} **{_plain(hit['title'])}** ({hit['rule']}): {_plain(hit['quotation'])}"
        if hit["rewrite"]:
            yield f"  - {w['rewrite']}: {_plain(hit['rewrite'])}"


def _ledger(
    listed: Sequence[Mapping[str, Any]], head: Sequence[str], row: Any, nothing: str
) -> Iterator[str]:
    if listed:
        yield from _table(head, [[cell or NOTHING for cell in row(one)] for one in listed])
    else:
        yield nothing


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_plain, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_plain, row))} |"


def _plain(text: str) -> str:
    """Text on one line in which no character means anything to Markdown or HTML."""
    return (
        _SPECIAL.sub(r"\\\1", " ".join(text.split()))
        .replace("&", "&amp;")
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
    )
