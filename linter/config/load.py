"""A configuration file, all that it extends and the profile under them, as one configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.config.errors import UnknownProfile
from linter.config.find import NAMES
from linter.config.model import Config, Layer, Part, Suppression
from linter.rules.names import DEFAULT_RULESETS, PROFILES, SHIPPED

if TYPE_CHECKING:
    from linter.config.extends import Stack


def load(path: Path | None, profile: str | None = None) -> Config:
    """Reads a configuration and lays it over its profile: `profile`, else the one that it names. Raises
    `RulesetError`, `UnknownProfile`."""
    if path is None:
        return config_of(None, None, (), profile)
    from linter.config.extends import stack

    return config_of(path, stack(path), (), profile)


def load_text(text: str, name: str, folder: Path, profile: str | None = None) -> Config:
    """As `load`, of YAML that stands in no file: errors call it `name`, and paths in it are relative to
    `folder`. Raises `RulesetError`, `UnknownProfile`."""
    from linter.config.extends import stack
    from linter.config.read import checked
    from linter.rules.source import parse

    path = folder / NAMES[0]
    made = config_of(path, stack(path, checked(parse(text, name))), (), profile)
    return made._replace(file=None)


def config_of(
    path: Path | None, stack: Stack | None, overrides: Sequence[int], profile: str | None
) -> Config:
    """What a file with all that it extends says where the `overrides` of these numbers hold."""
    over = [stack.overrides[number] for number in overrides] if stack else []
    wanted = [profile, *(one.profile for one in reversed(over)), stack.profile if stack else None]
    ground = _profile(next((name for name in wanted if name is not None), None))
    parts = [*ground, *(stack.parts if stack else ()), *(one.part for one in over)]
    if not parts:
        return Config(file=path, folder=path.parent) if path else Config()
    from linter.config.merge import Merged

    merged = Merged(parts)
    data = merged.data

    def path_of(key: str) -> Path | None:
        part = merged.part_of(key)
        return part.folder / data[key] if part else None

    lowest = _lowest_strict(parts)
    return Config(
        rulesets=_rulesets(merged.part_of("rulesets")),
        layers=tuple(_layer(part, strict=number >= lowest) for number, part in enumerate(parts)),
        overlays=tuple(part.source for part in parts),
        fail_on=data.get("fail-on", "warning"),
        language=data.get("lang"),
        roles=_tuples(data.get("roles", {})),
        text_columns=tuple(data.get("text-columns", ())),
        text_keys=tuple(data.get("text-keys", ())),
        html_keys=tuple(data.get("html-keys", ())),
        transcript_columns=_tuples(data.get("transcript-columns", {})),
        unit=data.get("text-unit", "auto"),
        timezone=data.get("timezone"),
        date_order=data.get("date-order"),
        exclude=tuple(data.get("exclude", ())),
        suppressions=tuple(Suppression(**one) for one in data.get("suppressions", ())),
        file=path,
        customers=path_of("customers"),
        standings=data.get("standings", {}),
        tiers=data.get("tiers", {}),
        archives=data.get("archives", {}),
        scorecard=path_of("scorecard"),
        baseline=path_of("baseline"),
        require_reasons=data.get("require-reasons", False),
        bare_ignores=data.get("bare-ignores", False),
        folder=Path() if path is None else path.parent,
        parts=tuple(part._replace(strict=number >= lowest) for number, part in enumerate(parts)),
    )


def _profile(name: str | None) -> list[Part]:
    if name is None:
        return []
    if name not in PROFILES:
        raise UnknownProfile(name)
    from linter.profiles import read

    source = read(name).source
    return [Part("profile", source, Path(source.path).parent, strict=False)]


def _lowest_strict(parts: Sequence[Part]) -> int:
    """The number of the first part that may not name what no rule is called: a profile may, and a file that
    is extended may where a part above it names other rulesets."""
    named = [number for number, part in enumerate(parts) if "rulesets" in part.source.data]
    grounds = sum(part.kind == "profile" for part in parts)
    return max([grounds, *named]) if named else grounds


def _rulesets(part: Part | None) -> tuple[str, ...]:
    if part is None:
        return DEFAULT_RULESETS
    names = part.source.data["rulesets"]
    return tuple(name if name in SHIPPED else str((part.folder / name).resolve()) for name in names)


def _layer(part: Part, *, strict: bool) -> Layer:
    data = part.source.data
    return Layer(
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        severities=data.get("severity", {}),
        strict=strict,
    )


def _tuples(lists: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(items) for name, items in lists.items()}
