"""Names of rulesets, profiles and rules."""

from __future__ import annotations

from collections.abc import Iterable

DEFAULT_RULESETS: tuple[str, ...] = (
    "customer",
    "negative",
    "guarantee",
    "slang",
    "courtesy",
    "tone",
    "compliance",
    "service",
    "waiting",
    "listening",
    "selling",
)
"""The rulesets of a shop, which are used unless a configuration or a profile names others, in the order in
which their rules run. `customer` has words and signals only."""

TRADE_RULESETS: tuple[str, ...] = ("realestate",)
"""Rulesets of another trade, used where a configuration or a profile names them."""

ADVICE_RULESETS: tuple[str, ...] = ("needs", "kinds")
"""Signals of what customers need and what kind they are, each with its advice; asked for by reports."""

SHIPPED: tuple[str, ...] = ("core", *DEFAULT_RULESETS, *TRADE_RULESETS, *ADVICE_RULESETS)
"""All shipped rulesets. `core` is always used; it has words and signals only."""

PROFILES: tuple[str, ...] = ("generic", "taobao", "jd", "pdd", "douyin", "realestate")
"""The shipped profiles; `generic` is what holds without one."""

CATEGORIES = (
    "negative",
    "guarantee",
    "slang",
    "courtesy.greeting",
    "courtesy.please",
    "courtesy.apology",
    "courtesy.curt",
    "courtesy.pronoun",
    "courtesy.thanks",
    "courtesy.closing",
    "tone",
    "compliance",
    "service",
    "library",
)


def category_of(identifier: str) -> str:
    """The category of a rule: the longest known one that its id begins with, else all but its last part."""
    known = (c for c in CATEGORIES if identifier == c or identifier.startswith(f"{c}."))
    return max(known, key=len, default="") or identifier.rpartition(".")[0]


def matching(name: str, identifiers: Iterable[str]) -> list[str]:
    """The ids that `name` stands for: the id itself, or all of a category (`courtesy`, `courtesy.please`)."""
    return [
        identifier for identifier in identifiers if identifier == name or identifier.startswith(f"{name}.")
    ]
