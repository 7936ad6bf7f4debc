"""What a configuration says, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from linter.model import Severity
from linter.rules.names import DEFAULT_RULESETS
from linter.rules.source import Source

TRANSCRIPT_COLUMNS = ("conversation", "role", "text", "time", "offset", "customer", "agent", "author")

PartKind = Literal["profile", "extended", "file", "override"]


class Layer(NamedTuple):
    """What a profile, a file or a command line says of the rules. `select` is None where it says nothing and
    empty where it wants all; a `strict` layer may not name what no rule is called."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    strict: bool = True


class Suppression(NamedTuple):
    """A rule or category that does not count at a place: in files that `path` stands for (a pattern, as for
    `exclude`), for the template of that name, for that very text; what is empty says nothing. `reason` is for
    people."""

    rule: str
    path: str = ""
    template: str = ""
    text: str = ""
    reason: str = ""


class Part(NamedTuple):
    """One of the things that a configuration is made of: a profile, a file that is extended, the file itself,
    or one of the overrides. The paths in it are relative to `folder`; a `strict` part may not name what no
    rule is called."""

    kind: PartKind
    source: Source
    folder: Path
    strict: bool = True


class Override(NamedTuple):
    """A part that holds for the files that one of the patterns `paths` stands for, and the `profile` that it
    wants under all others."""

    paths: tuple[str, ...]
    part: Part
    profile: str | None = None


class Config(NamedTuple):
    """What all parts say together. `rulesets` are shipped names and absolute paths; `layers` and `overlays`
    (the files with the lexicons) come in the order of the parts, the lowest first; `standings` and `tiers`
    are bounds by name and measure, `archives`
    limits by name; `file` is the configuration file, `folder` where it stands."""

    rulesets: tuple[str, ...] = DEFAULT_RULESETS
    layers: tuple[Layer, ...] = ()
    overlays: tuple[Source, ...] = ()
    fail_on: Severity = "warning"
    language: str | None = None
    roles: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    text_columns: tuple[str, ...] = ()
    text_keys: tuple[str, ...] = ()
    html_keys: tuple[str, ...] = ()
    transcript_columns: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    unit: str = "auto"
    timezone: str | None = None
    date_order: str | None = None
    exclude: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    file: Path | None = None
    customers: Path | None = None
    standings: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    tiers: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    archives: Mapping[str, int] = MappingProxyType({})
    scorecard: Path | None = None
    folder: Path = Path()
    parts: tuple[Part, ...] = ()
    baseline: Path | None = None
    require_reasons: bool = False
    bare_ignores: bool = False
