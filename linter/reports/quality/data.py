"""All that the service report says, as plain data; docs/report.md describes it. Personal data is masked
here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from linter.i18n import choose, language
from linter.model import PROMISE_STATES, SEVERITIES, Need, Promise, Severity
from linter.reports.privacy import Hide, seen
from linter.reports.quality.verdict import verdict
from linter.scoring.card import Item, Scorecard
from linter.scoring.record import Hit, Noted, Record, Said, Thing, Where
from linter.scoring.tally import Ledger, RuleCount, Sample, Standing, Tally, clock, moment
from linter.scoring.waits import Times

VERSION = 1
WAITS = (10, 20, 30, 45, 60, 120, 180, 300, 600)
"""Upper bounds of the classes of waits, in seconds; the last class is open."""
QUICK, PATIENT = 30, 180
"""The platforms' own bounds: an answer in half a minute, a reply in three minutes."""
ENOUGH = 10
"""Conversations from which an agent is compared with the team."""
MOST_AGENTS = 300
"""Agents that are listed; a table of scores has them all."""


class RuleText(NamedTuple):
    """What a reader is told of a rule."""

    title: str
    severity: Severity


class About(NamedTuple):
    """What the report is about: the files as they were named, the rules that ran, how many files were
    read."""

    paths: Sequence[str]
    rules: Mapping[str, RuleText]
    files: int
    show_personal_data: bool = False


def report_data(tally: Tally, about: About) -> dict[str, Any]:
    """The report of a run."""
    made = _Maker(tally, about).data()
    return {**made, "verdict": verdict(made)}


class _Maker:
    def __init__(self, tally: Tally, about: About) -> None:
        self._tally, self._about = tally, about
        self._hide = Hide(about.show_personal_data)
        self._groups = {group.id: choose(group.title) for group in tally.card.groups}

    def data(self) -> dict[str, Any]:
        tally, team = self._tally, self._tally.team
        days = sorted(team.days)
        named = self._in_order(agent for agent in tally.agents if agent is not None)
        return {
            "version": VERSION,
            "language": language(),
            "masked": not self._about.show_personal_data,
            "paths": list(self._about.paths),
            "files": self._about.files,
            "period": {"from": days[0], "to": days[-1]} if days else None,
            "totals": {
                **self._standing(team),
                "unanswered": tally.unanswered,
                "by_severity": {name: tally.severities[name] for name in reversed(SEVERITIES)},
            },
            "waits": self._waits(team.waits, bins=True),
            "days": self._days(team, whole=True),
            "scores": _score_classes(tally),
            "groups": self._lost(team),
            "rules": self._rules(team, self._about.rules),
            "agents": [self._agent(agent, tally.agents[agent]) for agent in named[:MOST_AGENTS]],
            "agents_left_out": len(named[MOST_AGENTS:]),
            "unnamed": tally.agents[None].replies if None in tally.agents else 0,
            "conversations": [
                self._conversation(number, record) for number, record in enumerate(tally.worst(), 1)
            ],
            "promises": self._ledger(tally.promises, self._promise, PROMISE_STATES),
            "needs": self._ledger(
                tally.needs, self._need, [name for name, _ in tally.needs.counts.most_common()]
            ),
            "card": self._card(tally.card),
        }

    # ---- standings ---------------------------------------------------------------------------------------

    def _standing(self, standing: Standing) -> dict[str, Any]:
        return {
            "conversations": standing.conversations,
            "replies": standing.replies,
            "findings": standing.findings,
            "per_hundred": _rounded(standing.density),
            "score": _rounded(standing.mean),
            "passed": standing.passed,
            "failed": standing.failed,
            "spotless": standing.spotless,
        }

    def _in_order(self, agents: Iterable[str]) -> list[str]:
        """Agents, the lowest scores first; those of whom little is known last."""

        def place(agent: str) -> tuple[bool, float, str]:
            standing = self._tally.agents[agent]
            return standing.conversations < ENOUGH, standing.mean or 0.0, agent

        return sorted(agents, key=place)

    def _agent(self, agent: str, standing: Standing) -> dict[str, Any]:
        team = self._tally.team
        both = (standing.mean, team.mean)
        difference = None if None in both else (both[0] or 0.0) - (both[1] or 0.0)
        return {
            "agent": seen(agent),
            **self._standing(standing),
            "difference": _rounded(difference),
            "clearly": _clearly(standing, difference),
            "enough": standing.conversations >= ENOUGH,
            "waits": self._waits(standing.waits),
            "groups": self._lost(standing),
            "rules": self._rules(standing, ()),
            "days": self._days(standing),
        }

    def _lost(self, standing: Standing) -> list[dict[str, Any]]:
        count = standing.conversations
        return [
            {
                "group": name,
                "title": title,
                "lost": standing.lost[name],
                "per_conversation": round(standing.lost[name] / count, 2) if count else None,
                "touched": standing.touched[name],
            }
            for name, title in self._groups.items()
        ]

    def _days(self, standing: Standing, whole: bool = False) -> list[dict[str, Any]]:
        found = []
        for name, day in sorted(standing.days.items()):
            told: dict[str, Any] = {
                "day": name,
                "conversations": day.conversations,
                "score": round(day.points / day.conversations, 1) if day.conversations else None,
            }
            if whole:
                told["replies"], told["findings"] = day.replies, day.findings
                told["per_hundred"] = round(100 * day.findings / day.replies, 1) if day.replies else None
                told["median"] = day.waits.quantile(0.5)
            found.append(told)
        return found

    def _waits(self, times: Times, bins: bool = False) -> dict[str, Any] | None:
        if not times.total:
            return None
        told: dict[str, Any] = {
            "replies": times.total,
            "median": times.quantile(0.5),
            "ninetieth": times.quantile(0.9),
            "quick": round(times.within(QUICK) or 0.0, 4),
            "patient": round(times.within(PATIENT) or 0.0, 4),
        }
        if bins:
            told["classes"] = [
                {"to": bound, "replies": count}
                for bound, count in zip([*WAITS, None], times.bins(WAITS), strict=True)
            ]
        return told

    def _rules(self, standing: Standing, also: Iterable[str]) -> list[dict[str, Any]]:
        """The rules that were hit, the most frequent first, and those of `also` that were not."""
        counts = dict(standing.rules)
        for rule in also:
            counts.setdefault(rule, RuleCount(self._about.rules[rule].severity))
        found = sorted(counts.items(), key=lambda pair: (-pair[1].findings, -pair[1].lost, pair[0]))
        return [
            {
                "rule": rule,
                "title": self._title(rule),
                "severity": count.severity,
                "findings": count.findings,
                "per_hundred": round(100 * count.findings / standing.replies, 2)
                if standing.replies
                else None,
                "conversations": count.conversations,
                "lost": count.lost,
                "samples": [self._sample(sample) for sample in count.samples],
            }
            for rule, count in found
        ]

    def _title(self, rule: str) -> str:
        return self._about.rules[rule].title if rule in self._about.rules else rule

    # ---- what was said -----------------------------------------------------------------------------------

    def _where(self, where: Where) -> dict[str, Any]:
        began = None if where.start is None else moment(where.start, self._tally.zone)
        return {
            "conversation": self._hide.id(where.id, where.customer),
            "path": where.path,
            "line": where.line,
            "customer": self._hide.name(where.customer),
            "began": began.strftime("%Y-%m-%d %H:%M") if began else None,
        }

    def _hit(self, hit: Hit, cost: int, where: Where) -> dict[str, Any]:
        return {
            "rule": hit.rule,
            "title": self._title(hit.rule),
            "severity": hit.severity,
            "points": cost,
            "fatal": hit.fatal,
            "agent": _plain(hit.agent),
            "message_index": hit.message_index,
            "quotation": self._hide.text(hit.quotation, where.customer),
            "start": hit.start,
            "end": hit.end,
        }

    def _sample(self, sample: Sample) -> dict[str, Any]:
        return {**self._hit(sample.hit, sample.cost, sample.where), **self._where(sample.where)}

    def _conversation(self, number: int, record: Record) -> dict[str, Any]:
        assert record.shown is not None
        names = [record.where.customer, *self._hide.names(said.text for said in record.shown.said)]
        hits = [
            {
                **self._hit(hit, hit.cost, record.where),
                "message": self._hide.text(advised.message, *names),
                "rewrite": None if advised.rewrite is None else self._hide.text(advised.rewrite, *names),
                "needs_input": advised.needs_input,
            }
            for hit, advised in zip(record.hits, record.shown.advice, strict=True)
        ]
        return {
            "number": number,
            **self._where(record.where),
            "score": record.score,
            "failed": record.failed,
            "agents": [seen(part.agent) for part in record.parts if part.agent is not None],
            "hits": hits,
            "said": [self._said(said, record.where, names) for said in record.shown.said],
            "skipped": record.shown.skipped,
        }

    def _said(self, said: Said, where: Where, names: Sequence[str | None]) -> dict[str, Any]:
        author = (
            _plain(said.author) if said.speaker == "agent" else self._hide.name(said.author or where.customer)
        )
        return {
            "speaker": said.speaker,
            "author": author,
            "time": None if said.time is None else clock(said.time, self._tally.zone),
            "text": self._hide.text(said.text, *names),
            "marks": [list(mark) for mark in said.marks],
            "skipped": said.skipped,
        }

    # ---- promises and needs ------------------------------------------------------------------------------

    def _ledger(
        self,
        ledger: Ledger[Thing],
        told: Callable[[Noted[Thing], Where], dict[str, Any]],
        kinds: Sequence[str],
    ) -> dict[str, Any]:
        """How many of each kind, and those that are listed, kind by kind."""
        return {
            "counts": {kind: ledger.counts[kind] for kind in kinds},
            "listed": [told(noted, where) for kind in kinds for noted, where in ledger.kept.get(kind, ())],
        }

    def _promise(self, noted: Noted[Promise], where: Where) -> dict[str, Any]:
        promise = noted.what
        due = None if promise.due is None else moment(promise.due, self._tally.zone)
        return {
            **self._where(where),
            "agent": _plain(noted.agent),
            "message_index": promise.message_index,
            "quotation": self._hide.text(promise.quotation, where.customer),
            "due": due.strftime("%Y-%m-%d %H:%M") if due else None,
            "state": promise.state,
        }

    def _need(self, noted: Noted[Need], where: Where) -> dict[str, Any]:
        need = noted.what
        return {
            **self._where(where),
            "agent": _plain(noted.agent),
            "message_index": need.message_index,
            "need": need.need,
            "cue": self._hide.text(need.cue, where.customer),
            "advice": need.advice,
        }

    # ---- the scorecard -----------------------------------------------------------------------------------

    def _card(self, card: Scorecard) -> dict[str, Any]:
        names: dict[Item, list[str]] = {}
        for name, item in card.items.items():
            if matching(name, self._about.rules):
                names.setdefault(item, []).append(name)
        groups = []
        for group in card.groups:
            items = [
                {
                    "rules": [{"rule": name, "title": self._titles(name, card)} for name in listed],
                    **self._item(item),
                }
                for item, listed in names.items()
                if item.group == group.id
            ]
            groups.append(
                {"group": group.id, "title": self._groups[group.id], "cap": group.cap, "items": items}
            )
        return {
            "title": choose(card.title),
            "start": card.start,
            "floor": card.floor,
            "pass": card.passing,
            "groups": groups,
            "others": [
                {"severity": severity, "group": item.group, "points": item.points}
                for severity, item in reversed([*card.others.items()])
            ],
            "free": [
                {"rule": rule, "title": text.title}
                for rule, text in self._about.rules.items()
                if not getattr(card.item(rule, text.severity), "points", 0)
            ],
        }

    def _item(self, item: Item) -> dict[str, Any]:
        return {"points": item.points, "once": item.once, "cap": item.cap, "fatal": item.fatal}

    def _titles(self, name: str, card: Scorecard) -> list[str]:
        """What the rules are about that fall under the item of a rule's name or a category."""
        rules = self._about.rules
        return [
            rules[rule].title
            for rule in matching(name, rules)
            if card.item(rule, rules[rule].severity) == card.items[name]
        ]


def _score_classes(tally: Tally) -> list[dict[str, Any]]:
    """How many conversations scored how much: whole marks, then classes of ten points."""
    start, floor = tally.card.start, tally.card.floor
    bounds = [(start, start), *((max(floor, low), low + 9) for low in range(start - 10, floor - 10, -10))]
    return [
        {
            "from": low,
            "to": high,
            "conversations": sum(count for score, count in tally.scores.items() if low <= score <= high),
        }
        for low, high in bounds
        if low <= high
    ]


def _clearly(standing: Standing, difference: float | None) -> bool:
    """Whether a difference from the team is more than chance and worth speaking of."""
    return (
        difference is not None
        and standing.conversations >= ENOUGH
        and abs(difference) > max(1, 2 * standing.doubt)
    )


def matching(name: str, rules: Iterable[str]) -> list[str]:
    """The rules that a rule's name or a category stands for."""
    return [rule for rule in rules if rule == name or rule.startswith(f"{name}.")]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def _plain(agent: str | None) -> str | None:
    return None if agent is None else seen(agent)
