"""Standings and value tiers of customers, as `rulesets/customers.yaml` bounds them (S27)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from linter.data import rulesets_dir
from linter.i18n import choose
from linter.rules.schema import Amount, Record, Shape
from linter.rules.source import Source, parse

MEASURES = ("purchases", "spend", "days")
_FILE = "customers.yaml"


class Numbers(NamedTuple):
    """What is known of a customer: how many purchases, yuan spent, and days since the last purchase."""

    purchases: float = 0
    spend: float = 0
    days: float = 0


class Standings:
    """The shipped bounds, or those with a shop's own laid over them: `standings` and `tiers` have bounds by
    name and measure."""

    def __init__(
        self, standings: Mapping[str, Mapping[str, Any]], tiers: Mapping[str, Mapping[str, Any]]
    ) -> None:
        shipped = _shipped().data
        self._standings = {
            name: {**spec, **standings.get(name, {})} for name, spec in shipped["standings"].items()
        }
        self._tiers = {name: {**spec, **tiers.get(name, {})} for name, spec in shipped["tiers"].items()}

    def standings(self, numbers: Numbers) -> tuple[str, ...]:
        """All that the customer has."""
        return tuple(_fitting(self._standings, numbers))

    def tier(self, numbers: Numbers) -> str | None:
        """The customer's value."""
        return next(_fitting(self._tiers, numbers), None)


def _fitting(groups: Mapping[str, Mapping[str, Any]], numbers: Numbers) -> Iterator[str]:
    for name, spec in groups.items():
        if all(_holds(spec[measure], getattr(numbers, measure)) for measure in MEASURES if measure in spec):
            yield name


def _holds(bounds: Mapping[str, float], number: float) -> bool:
    least, most, over = (bounds.get(bound) for bound in ("least", "most", "over"))
    return (
        (least is None or number >= least)
        and (most is None or number <= most)
        and (over is None or number > over)
    )


@cache
def _shipped() -> Source:
    path = rulesets_dir() / _FILE
    return parse(path.read_text(encoding="utf-8"), str(path))


def columns() -> Mapping[str, list[str]]:
    """The names of the columns of a file of customers."""
    found: Mapping[str, list[str]] = _shipped().data["columns"]
    return found


def names(kind: str) -> tuple[str, ...]:
    """The names of all `standings`, or of all `tiers`."""
    return tuple(_shipped().data[kind])


def title(name: str) -> str:
    """What a standing or tier is called, in the user's language."""
    data = _shipped().data
    return choose({**data["standings"], **data["tiers"]}[name]["title"])


def bounds_shape(kind: str) -> Shape:
    """The shape of a shop's own bounds."""
    bounds = Record(optional=dict.fromkeys(("least", "most", "over"), Amount()))
    group = Record(optional=dict.fromkeys(MEASURES, bounds))
    return Record(optional=dict.fromkeys(names(kind), group))
