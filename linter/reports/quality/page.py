"""The service report as one page that needs nothing else: no network, no other file."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from linter.i18n import say
from linter.model import SEVERITIES, rank
from linter.reports.pages import SHARED, asset, environment, policy
from linter.reports.quality import wording
from linter.reports.quality.markdown import dearest, subtitle, tiles
from linter.reports.quality.words import words

ASSETS = Path(__file__).parent / "assets"
_IN_CHART = 14
"""Rules that the chart has room for; the table has them all."""


class Segment(NamedTuple):
    """A stretch of what was said, and the numbers of the hits that it belongs to."""

    text: str
    hits: tuple[int, ...]


def page(data: Mapping[str, Any]) -> str:
    """The page. Everything from outside is escaped, and nothing but its own scripts may run."""
    templates = environment(ASSETS)
    templates.filters.update(
        number=wording.number,
        decimal=wording.decimal,
        signed=wording.signed,
        percent=wording.percent,
        duration=wording.duration,
    )
    scripts = [
        asset(SHARED / "theme.js"),
        asset(ASSETS / "vendor/chart.umd.min.js"),
        asset(ASSETS / "report.js"),
    ]
    places = {(chat["path"], chat["line"]): chat["number"] for chat in data["conversations"]}
    return templates.get_template("report.html.j2").render(
        **data,
        w=SimpleNamespace(**words()),
        subtitle=subtitle(data),
        tiles=tiles(data, words()),
        style=asset(SHARED / "base.css") + asset(ASSETS / "report.css"),
        scripts=scripts,
        policy=policy(scripts),
        charts=_charts(data),
        dearest=dearest,
        segments=segments,
        notes=_notes,
        hits_of=lambda chat, hits: [chat["hits"][hit] for hit in hits],
        gravest=_gravest,
        chips=_chips,
        number_of=lambda one: places.get((one["path"], one["line"])),
        choices=_choices(data["conversations"]),
    )


def segments(text: str, marks: Sequence[Sequence[int]]) -> list[Segment]:
    """A text cut where a mark begins or ends; a mark is a start, an end and the number of its hit."""
    cuts = sorted({0, len(text), *(at for start, end, _ in marks for at in (start, end) if at <= len(text))})
    return [
        Segment(text[start:end], tuple(hit for first, last, hit in marks if first <= start and end <= last))
        for start, end in itertools.pairwise(cuts)
    ]


def _notes(chat: Mapping[str, Any], said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The hits of one turn, and behind those of one rewrite the rewrite."""
    hits = [chat["hits"][hit] for hit in dict.fromkeys(hit for _, _, hit in said["marks"])]
    told: list[dict[str, Any]] = []
    for number, hit in enumerate(hits):
        following = hits[number + 1]["rewrite"] if number + 1 < len(hits) else None
        told.append({**hit, "rewrite": None if hit["rewrite"] == following else hit["rewrite"]})
    return told


def _gravest(hits: Sequence[Mapping[str, Any]]) -> str:
    """The severity of the gravest hit."""
    return max((hit["severity"] for hit in hits), key=rank, default=SEVERITIES[0])


class Chip(NamedTuple):
    """A rule that was hit in a conversation, and how often."""

    title: str
    severity: str
    times: int


def _chips(hits: Sequence[Mapping[str, Any]]) -> list[Chip]:
    """The rules of a conversation, the dearest first."""
    cost = Counter[str]()
    for hit in hits:
        cost[hit["title"]] += hit["points"]
    kept = {title: [hit for hit in hits if hit["title"] == title] for title in cost}
    by_cost = sorted(kept, key=lambda title: (-max(hit["fatal"] for hit in kept[title]), -cost[title], title))
    return [Chip(title, _gravest(kept[title]), len(kept[title])) for title in by_cost]


def _choices(chats: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the conversations can be filtered by."""
    rules = {hit["rule"]: hit["title"] for chat in chats for hit in chat["hits"]}
    days = sorted(chat["began"][:10] for chat in chats if chat["began"])
    return {
        "agents": sorted({agent for chat in chats for agent in chat["agents"]}),
        "rules": sorted(rules.items(), key=lambda pair: pair[1]),
        "severities": [
            one for one in reversed(SEVERITIES) if any(h["severity"] == one for c in chats for h in c["hits"])
        ],
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
    }


def _charts(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the charts show, with their words."""
    found = [rule for rule in data["rules"] if rule["findings"]][:_IN_CHART]
    own = words()
    return {
        "waits": _waits(data["waits"]) if data["waits"] else None,
        "days": data["days"] if len(data["days"]) > 1 else None,
        "scores": {
            "labels": [_score_label(one["from"], one["to"]) for one in data["scores"]],
            "counts": [one["conversations"] for one in data["scores"]],
            "failing": [data["card"]["pass"] is not None and one["to"] < data["card"]["pass"] for one in data["scores"]],
        },
        "rules": {
            "labels": [rule["title"] for rule in found],
            "counts": [rule["findings"] for rule in found],
            "hundreds": [rule["per_hundred"] for rule in found],
            "severities": [rule["severity"] for rule in found],
        },
        "groups": [group["title"] for group in data["groups"]],
        "team": [group["per_conversation"] for group in data["groups"]],
        "agents": {
            agent["agent"]: [group["per_conversation"] for group in agent["groups"]] for agent in data["agents"]
        },
        "needs": data["needs"]["counts"],
        "words": {
            name: own[name]
            for name in (
                "error", "warning", "info", "hint", "replies", "share", "per_hundred", "score", "median", "day", "shown",
                "conversation_count", "findings", "team", "points", "against_team", "failing", "passing", "open_all", "close_all",
            )
        },
        "seconds": say(" 秒", " s"),
    }  # fmt: skip


def _waits(waits: Mapping[str, Any]) -> dict[str, Any]:
    labels, before = [], 0
    for one in waits["classes"]:
        labels.append(_wait_label(before, one["to"]))
        before = one["to"] or before
    return {
        "labels": labels,
        "counts": [one["replies"] for one in waits["classes"]],
        "total": waits["replies"],
    }


def _wait_label(low: int, high: int | None) -> str:
    if high is None:
        return say(f">{low // 60}分", f">{low // 60} m")
    if high <= 60:
        return say(f"≤{high}秒", f"≤{high} s")
    return say(f"≤{high // 60}分", f"≤{high // 60} m")


def _score_label(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
