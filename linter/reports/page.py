"""Findings as one page that needs nothing else: to search, to filter, to print."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from types import SimpleNamespace
from typing import Any, NamedTuple

from linter import __version__
from linter.i18n import language, say
from linter.model import SEVERITIES, Diagnostic, Problem, Summary, rank
from linter.reports.base import About, Part, by_reply, reason
from linter.reports.pages import SHARED, asset, environment, policy, severity_words
from linter.reports.privacy import Hide, seen

MOST = 2_000
"""Replies that a page shows; of more, the gravest. Until the end as many of each severity are held."""


class Segment(NamedTuple):
    """A stretch of a reply, and the gravest severity of what was found there."""

    text: str
    severity: str | None


class PageReport:
    """A reply with its findings is a card, under its file. Holds up to `MOST` of them for each severity, and
    the number of findings of each file."""

    separator = "\n"

    def __init__(self, show_personal_data: bool = False, about: About | None = None) -> None:
        self._about, self._show = about or About(), show_personal_data
        self._hide = Hide(show_personal_data)
        self._kept: dict[int, list[tuple[int, str]]] = {rank(one): [] for one in SEVERITIES}
        self._replies = 0
        self._files = Counter[str]()
        self._problems: list[Problem] = []
        self._private = False

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def render(self, diagnostics: Sequence[Diagnostic]) -> list[str]:
        """The path of each reply, the rank of its gravest finding, and its card."""
        return [json.dumps(self._card(group)) for group in by_reply(diagnostics)]

    def _card(self, group: Sequence[Diagnostic]) -> list[Any]:
        first = group[0]
        hide = self._hide.text if first.private else seen
        findings = [
            {
                "rule": one.finding.rule,
                "severity": one.finding.severity,
                "message": hide(one.finding.message),
                "line": one.line,
                "column": one.column,
                "fixes": [
                    {
                        "why": hide(reason(fix, one.reply)),
                        "result": hide(fix.result),
                        "applicability": fix.applicability,
                        "needs_input": fix.needs_input,
                    }
                    for fix in one.finding.fixes
                    if fix.result
                ],
            }
            for one in group
        ]
        card = {
            "path": seen(first.path),
            "line": first.line,
            "private": first.private,
            "template": first.template and seen(first.template),
            "conversation": self._hide.id(first.conversation),
            "message": None if first.message_index is None else first.message_index + 1,
            "speaker": first.speaker,
            "text": hide(first.reply),
            "marks": [[one.finding.start, one.finding.end, one.finding.severity] for one in group],
            "findings": findings,
            "rewrite": None if first.rewrite is None else hide(first.rewrite),
            "needs_input": first.needs_input,
        }
        gravest = max(rank(one.finding.severity) for one in group)
        return [first.path, len(group), gravest, first.private, json.dumps(card)]

    def gather(self, part: Part) -> str:
        """Nothing yet."""
        self._problems += [problem for problem in part.problems if problem.fatal]
        for line in part.text.splitlines():
            path, findings, gravest, private, card = json.loads(line)
            self._files[path] += findings
            self._private = self._private or private
            if len(self._kept[gravest]) < MOST:
                self._kept[gravest].append((self._replies, card))
            self._replies += 1
        return ""

    def end(self, summary: Summary) -> str:
        """The page."""
        by_gravity = [one for gravest in sorted(self._kept, reverse=True) for one in self._kept[gravest]]
        cards = [json.loads(card) for _, card in sorted(by_gravity[:MOST])]
        known = self._about.rules() if summary.by_rule else {}
        rules = {rule: known[rule].title if rule in known else rule for rule in summary.by_rule}
        scripts = [asset(SHARED / "theme.js"), asset(SHARED / "findings.js")]
        return (
            environment()
            .get_template("findings.html.j2")
            .render(
                w=SimpleNamespace(**words()),
                language=language(),
                version=__version__,
                style=asset(SHARED / "base.css") + asset(SHARED / "findings.css"),
                scripts=scripts,
                policy=policy(scripts),
                summary=summary,
                severities=[
                    (one, summary.by_severity[one])
                    for one in reversed(SEVERITIES)
                    if summary.by_severity.get(one)
                ],
                rules=_counted(summary.by_rule, rules, _gravest_of(cards)),
                titles=rules,
                why={rule: known[rule].why.strip() for rule in rules if rule in known},
                files=sorted(
                    ((seen(path), count) for path, count in self._files.items()),
                    key=lambda one: (-one[1], one[0]),
                ),
                groups=[(path, list(group)) for path, group in groupby(cards, lambda card: card["path"])],
                shown=len(cards),
                left_out=self._replies - len(cards),
                problems=[seen(str(problem)) for problem in self._problems],
                masked=self._private and not self._show,
                private=self._private,
                segments=segments,
            )
        )


def segments(text: str, marks: Sequence[tuple[int, int, str]]) -> list[Segment]:
    """A reply cut where a mark begins or ends."""
    cuts = sorted({0, len(text), *(at for start, end, _ in marks for at in (start, end) if at <= len(text))})
    cut = []
    for start, end in pairwise(cuts):
        over = [severity for first, last, severity in marks if first <= start and end <= last]
        cut.append(Segment(text[start:end], max(over, key=SEVERITIES.index) if over else None))
    return cut


def _gravest_of(cards: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The severity of each rule: the gravest, where files differ."""
    found: dict[str, str] = {}
    for finding in (finding for card in cards for finding in card["findings"]):
        rule, severity = finding["rule"], finding["severity"]
        found[rule] = max(found.get(rule, severity), severity, key=SEVERITIES.index)
    return found


def _counted(
    counts: Mapping[str, int], titles: Mapping[str, str], severities: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The rules, most frequent first."""
    return [
        {"id": rule, "title": titles[rule], "count": count, "severity": severities.get(rule, "hint")}
        for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def words() -> dict[str, str]:
    """Headings, labels and notes by name."""
    return {
        "title": say("话术与客服用语检查", "Findings in replies"),
        "fixable": say("可直接改", "Safe fixes"),
        "fixable_more": say("过目后可改", "Fixes to look over"),
        "read": say(
            "{files} 个文件、{replies} 条回复，发现 {findings} 处问题。",
            "{files} files, {replies} replies, {findings} findings.",
        ),
        "clean": say("没有发现问题。", "Nothing found."),
        "masked": say(
            "聊天记录里的电话、单号、姓名、地址已遮盖。",
            "Telephone and order numbers, names and addresses in chats are masked.",
        ),
        "unmasked": say(
            "本页含客户个人信息，请注意保管。", "This page holds personal data: handle with care."
        ),
        "unread": say("没能读取", "Could not be read"),
        "overview": say("概览", "Overview"),
        "rules": say("按规则", "By rule"),
        "rule": say("规则", "Rule"),
        "by_file": say("按文件", "By file"),
        "file": say("文件", "File"),
        "severity": say("级别", "Severity"),
        "list": say("逐条", "Replies"),
        **severity_words(),
        "search": say("搜索原句、说明、改写", "Search replies, messages, rewrites"),
        "all_severities": say("全部级别", "All severities"),
        "all_rules": say("全部规则", "All rules"),
        "all_files": say("全部文件", "All files"),
        "reset": say("清除", "Clear"),
        "nothing": say("没有符合的回复。", "No reply matches."),
        "left_out": say(
            "另有 {n} 条回复没有列出（这里只列最要紧的 {most} 条）；全部见 --format csv 或 json。",
            "{n} more replies are not listed (these are the {most} gravest); --format csv or json has them all.",
        ),
        "line": say("第 {n} 行", "line {n}"),
        "message": say("第 {n} 条消息", "message {n}"),
        "said_by_customer": say("客户的话", "said by the customer"),
        "rewrite": say("改写", "Rewrite"),
        "fix": say("改法", "Fix"),
        "or": say("或者", "Or"),
        "safe": say("可直接改", "safe"),
        "unsafe": say("需过目", "look it over"),
        "fill_in": say("先填好【】再用", "fill in 【】 first"),
        "theme": say("深浅色", "Light / dark"),
        "print": say("打印", "Print"),
        "contents": say("目录", "Contents"),
        "made_by": say("由 replylint {version} 生成", "Made by replylint {version}"),
    }
