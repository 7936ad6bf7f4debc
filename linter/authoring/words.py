"""A rule made of words, or of a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter.i18n import say


def do_not_say() -> str:
    """The message of a rule that has none of its own."""
    return say("不要说“{match}”", "do not say “{match}”")


def rule_of(
    identifier: str,
    title: str | None,
    severity: str | None,
    word: Sequence[str],
    phrase: Sequence[str],
    pattern: str | None,
    message: str | None,
    why: str | None,
    source: str | None,
    instead: Sequence[str],
    safe: bool,
    unless: Sequence[str],
    bad: Sequence[str],
    ok: Sequence[str],
) -> dict[str, Any]:
    """The rule as a ruleset has it. What is not given is filled in: the title by the first word, the message
    by “do not say …”, the reason by the message."""
    first = (*word, *phrase, identifier)[0]
    message = message or do_not_say()
    find: dict[str, Any] = {}
    if word:
        find["words"] = list(word)
    if phrase:
        find["phrases"] = list(phrase)
    if pattern:
        find["pattern"] = pattern
    rule: dict[str, Any] = {
        "id": identifier,
        "severity": severity or "warning",
        "source": source or say("店规", "house rules"),
        "title": both(title or first),
        "message": both(message),
        "why": both(why or message.replace("{match}", first)),
        "find": find,
    }
    if unless:
        rule["unless"] = list(unless)
    if instead:
        rule["fix"] = [_fix(text, number, safe) for number, text in enumerate(instead)]
    rule["examples"] = [*({"bad": text} for text in bad), *({"ok": text} for text in ok)]
    return rule


def _fix(text: str, number: int, safe: bool) -> dict[str, Any]:
    """A replacement; those behind the first are offered beside it."""
    fix: dict[str, Any] = {"with": text}
    if safe and number == 0:
        fix["safe"] = True
    if number:
        fix["why"] = both(say(f"也可以说“{text}”", f"“{text}” would do too"))
    return fix


def both(text: str) -> dict[str, str]:
    """A text for both languages, where there is only one."""
    return {"zh": text, "en": text}
