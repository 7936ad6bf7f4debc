"""Names of rulesets and rules."""

from __future__ import annotations

from collections.abc import Iterable

SHIPPED: tuple[str, ...] = (
    "core",
    "customer",
    "negative",
    "guarantee",
    "slang",
    "courtesy",
    "tone",
    "compliance",
    "service",
)
"""The shipped rulesets, in the order in which their rules run. `core` and `customer` have words and
signals only."""

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
