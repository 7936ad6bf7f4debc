"""What the layers of a configuration mean for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from linter.config.errors import UnknownRule
from linter.config.model import Layer, Part
from linter.model import SEVERITIES, Severity
from linter.rules.names import matching
from linter.rules.source import Path as At


class Choice(NamedTuple):
    """Which rules run, and how severe they are."""

    active: frozenset[str]
    severities: Mapping[str, Severity]


def choose(own: Mapping[str, Severity], layers: Sequence[Layer], least: Severity) -> Choice:
    """Applies layers, each laid over those before it, to the rules whose own severities are `own`.

    The last `select` holds; what any layer ignores is ignored; a severity of a later layer outweighs those
    of earlier ones. Among the names of select and ignore, and among the severities of one layer, the longest
    name that stands for a rule decides about it. Raises `UnknownRule`.
    """
    identifiers = list(own)
    for layer in layers:
        for name in (*(layer.select or ()), *layer.ignore, *layer.severities) if layer.strict else ():
            known(name, identifiers)
    select = next((layer.select for layer in reversed(layers) if layer.select is not None), ())
    ignore = [name for layer in layers for name in layer.ignore]
    final = dict(own)
    for layer in layers:
        for name in sorted(layer.severities, key=len):
            final.update(dict.fromkeys(matching(name, identifiers), layer.severities[name]))
    floor = SEVERITIES.index(least)
    active = frozenset(
        identifier
        for identifier in identifiers
        if _longest(identifier, select, 0 if not select else -1) > _longest(identifier, ignore, -1)
        and SEVERITIES.index(final[identifier]) >= floor
    )
    return Choice(active, final)


def check_names(parts: Sequence[Part], identifiers: Iterable[str]) -> None:
    """Raises `RulesetError` where a part names a rule or category that there is not, and may not."""
    identifiers = list(identifiers)
    for part in parts:
        for at, name, key in _names(part.source.data) if part.strict else ():
            if not matching(name, identifiers):
                error = UnknownRule(name, identifiers)
                raise part.source.error(at, repr(name), error.expected, error.advice, key=key)


def _names(data: Mapping[str, Any]) -> Iterator[tuple[At, str, bool]]:
    """The names of rules and categories in a configuration, with their places, and whether they are keys."""
    for key in ("select", "ignore"):
        for number, name in enumerate(data.get(key, ())):
            yield (key, number), name, False
    for name in data.get("severity", ()):
        yield ("severity", name), name, True
    for number, suppression in enumerate(data.get("suppressions", ())):
        yield ("suppressions", number, "rule"), suppression["rule"], False


def known(name: str, identifiers: Iterable[str]) -> None:
    """Raises `UnknownRule` where no rule or category has that name."""
    identifiers = list(identifiers)
    if not matching(name, identifiers):
        raise UnknownRule(name, identifiers)


def _longest(identifier: str, names: Sequence[str], otherwise: int) -> int:
    return max((len(name) for name in names if matching(name, [identifier])), default=otherwise)
