"""The rules as a small site: a page for each, and a page that lists them; to be opened from the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

from linter import __version__
from linter.i18n import language, say
from linter.model import Severity
from linter.reports.pages import SHARED, asset, environment, policy, severity_words

MARK = '<meta name="generator" content="replylint">'
"""Stands in every page of the site."""


class Said(NamedTuple):
    """A line of an example: who says it (`agent`, `customer`, or the name of a template), and what."""

    who: str
    text: str


class Example(NamedTuple):
    """Lines, of which the last is judged; `better` is what it becomes, `notes` tell where it stands."""

    lines: Sequence[Said]
    better: str | None
    notes: Sequence[str]


class RulePage(NamedTuple):
    """All that is told of a rule, in the user's language."""

    id: str
    title: str
    severity: Severity
    active: bool
    group: str
    ruleset: str
    source: str
    fix: str | None
    message: str
    why: str
    bad: Sequence[Example]
    fine: Sequence[Example]


def site(rules: Sequence[RulePage], intro: str) -> Iterator[tuple[str, str]]:
    """The files of the site, each with its text. `intro` tells which rules these are."""
    groups: dict[str, list[RulePage]] = {}
    for rule in rules:
        groups.setdefault(rule.group, []).append(rule)
    ordered = [rule for group in groups.values() for rule in group]
    templates = environment()
    style = asset(SHARED / "base.css") + asset(SHARED / "handbook.css")
    theme, search = asset(SHARED / "theme.js"), asset(SHARED / "handbook.js")

    def made(template: str, scripts: Sequence[str], **values: Any) -> str:
        return templates.get_template(template).render(
            w=SimpleNamespace(**words()),
            language=language(),
            version=__version__,
            style=style,
            scripts=scripts,
            policy=policy(scripts),
            groups=groups,
            **values,
        )

    yield "index.html", made("rules.html.j2", [theme, search], intro=intro, count=len(rules))
    for number, rule in enumerate(ordered):
        yield (
            page_of(rule.id),
            made(
                "rule.html.j2",
                [theme],
                rule=rule,
                before=ordered[number - 1] if number else None,
                after=ordered[number + 1] if number + 1 < len(ordered) else None,
            ),
        )


def page_of(rule: str) -> str:
    """The file of a rule's page."""
    return f"rules/{rule}.html"


def words() -> dict[str, str]:
    """Headings, labels and notes by name."""
    return {
        "title": say("replylint 规则手册", "Rules of replylint"),
        "all": say("全部规则", "All rules"),
        "search": say("搜索规则名、编号、说明", "Search names, ids and reasons"),
        "all_groups": say("全部类别", "All categories"),
        "all_severities": say("全部级别", "All severities"),
        "category": say("类别", "Category"),
        "nothing": say("没有符合的规则。", "No rule matches."),
        "severity": say("级别", "Severity"),
        **severity_words(),
        "off": say("未启用", "off"),
        "what": say("查什么", "What it finds"),
        "why": say("为什么", "Why"),
        "source": say("出处", "Source"),
        "ruleset": say("规则集", "Ruleset"),
        "examples": say("例句", "Examples"),
        "bad": say("不好的", "Bad"),
        "fine": say("没问题的", "Fine"),
        "better": say("改成", "better"),
        "fix": say("修改", "Fix"),
        "can_safe": say("可直接改", "safe fix"),
        "can_unsafe": say("过目后可改", "fix to look over"),
        "fix_safe": say("有安全的修改：--fix", "safe: --fix"),
        "fix_unsafe": say(
            "有修改，需要过目：--fix --unsafe-fixes", "to be looked over: --fix --unsafe-fixes"
        ),
        "fix_none": say("没有自动修改", "none"),
        "suppress": say("不想要它", "How to silence it"),
        "suppress_once": say("这一次不查", "for one run"),
        "suppress_always": say("一直不查", "for good"),
        "suppress_place": say("只在某些文件里不查", "in some files only"),
        "suppress_level": say("改级别", "another severity"),
        "in_configuration": say("写在 replylint.yaml", "in replylint.yaml"),
        "agent": say("客服", "agent"),
        "customer": say("客户", "customer"),
        "theme": say("深浅色", "Light / dark"),
        "before": say("上一条", "Previous"),
        "after": say("下一条", "Next"),
        "slot": say("（{match} 处是找到的词）", " ({match} stands for what was found)"),
        "made_by": say("由 replylint {version} 生成", "Made by replylint {version}"),
    }
