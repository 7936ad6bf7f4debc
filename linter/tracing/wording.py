"""Finds, conditions and fixes in words, for those who do not read YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from linter.i18n import say
from linter.rules.conditions import FLAGS

_MOST = 60


class Wording:
    """Says what parts of rules mean. `glossary` has an example for the names of lexicons and signals."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._glossary = glossary

    def condition(self, spec: Any) -> str:
        """What a condition asks."""
        if isinstance(spec, str):
            kind, value = (spec, "") if spec in FLAGS else ("reply", spec)
        else:
            ((kind, value),) = spec.items()
        told = _MESSAGES.get(kind)
        return short(spec) if told is None else say(*told).format(self.term(value), within=_within(value))

    def term(self, spec: Any) -> str:
        """What is looked for: a lexicon or signal, words, or a pattern."""
        if isinstance(spec, str):
            return self._name(spec)
        if isinstance(spec, list):
            return _quoted(spec)
        if isinstance(spec, Mapping):
            parts = [_quoted(spec[kind]) for kind in ("words", "phrases") if kind in spec]
            for kind in ("lexicon", "signal"):
                if kind in spec:
                    names = [spec[kind]] if isinstance(spec[kind], str) else spec[kind]
                    parts.append(" / ".join(map(self._name, names)))
            if "pattern" in spec:
                patterns = spec["pattern"]
                parts.append(short(patterns if isinstance(patterns, str) else " | ".join(patterns)))
            if parts:
                return " / ".join(parts)
        return short(spec)

    def find(self, spec: Mapping[str, Any]) -> str:
        """What a rule looks for; nothing where only a pattern could tell."""
        if "missing" in spec:
            return say(f"缺少 {self.term(spec['missing'])}", f"{self.term(spec['missing'])} is missing")
        told = {key: value for key, value in spec.items() if key != "pattern"}
        return self.term(told) if told else ""

    def _name(self, name: str) -> str:
        example = self._glossary.get(name)
        return f"{name}{say('（如“', ' (such as “')}{example}{say('”）', '”)')}" if example else name


def of_fix(spec: Mapping[str, Any]) -> str:
    """What a fix does, as it is written."""
    told = {key: spec[key] for key in ("with", "over", "swap", "insert", "at", "of") if key in spec}
    return short(told)


def short(value: Any) -> str:
    """A part of a rule as it is written, no longer than fits on a line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST else text[:_MOST] + "…"


def _quoted(words: list[str]) -> str:
    shown = "".join(f"“{word}”" for word in words[:4])
    return shown + ("…" if len(words) > 4 else "")


def _within(value: Any) -> str:
    within = value.get("within", 1) if isinstance(value, Mapping) else 1
    return str(within)


_MESSAGES = {
    "question": ("所在分句是问句（question）", "its clause is a question"),
    "quoted": ("在引号或书名号里（quoted）", "in quotation marks"),
    "chat": ("是聊天记录（chat）", "part of a chat"),
    "template": ("是话术（template）", "a template"),
    "negated": ("前面有否定（negated）", "negated"),
    "inside": ("是更长的说法的一部分（inside）：{0}", "inside {0}"),
    "before": ("同一分句里后面有（before）：{0}", "before {0}, in its clause"),
    "after": ("同一分句里前面有（after）：{0}", "behind {0}, in its clause"),
    "clause": ("同一分句里有（clause）：{0}", "{0} stands in the same clause"),
    "sentence": ("同一句里有（sentence）：{0}", "{0} stands in the same sentence"),
    "earlier": ("回复里前面有（earlier）：{0}", "{0} stands before it"),
    "later": ("回复里后面有（later）：{0}", "{0} stands behind it"),
    "reply": ("回复里有（reply）：{0}", "{0} stands in the reply"),
    "customer": (
        "客户最近 {within} 轮里说过（customer）：{0}",
        "{0} in the last {within} turns of the customer",
    ),
    "agent": ("客服之前 {within} 轮里说过（agent）：{0}", "{0} in the last {within} turns of the agent"),
    "position": ("是会话里的位置（position）：{0}", "position: {0}"),
    "named": ("话术名里有（named）：{0}", "the template is called {0}"),
    "then": ("之后说到（then）：{0}", "{0} is said after it"),
    "taken-up": ("对方接着谈这件事（taken-up）", "the other side takes it up"),
    "echoes": (
        "接了客户最近 {within} 轮里的词（echoes）",
        "takes up a word of the last {within} turns of the customer",
    ),
    "overdue": ("说好的时间已过（overdue）", "the time it names goes by"),
    "not": ("并非（not）", "not"),
    "any": ("至少一条成立（any）", "any of"),
    "all": ("全部成立（all）", "all of"),
}
