"""A configuration file read, and laid over its profile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linter.config.errors import UnknownProfile
from linter.config.model import Config, Layer, Suppression
from linter.config.shape import check
from linter.i18n import say
from linter.rules.errors import RulesetError
from linter.rules.names import DEFAULT_RULESETS, PROFILES
from linter.rules.source import Source, parse


def load(path: Path | None, profile: str | None = None) -> Config:
    """Reads a configuration and the profile that it is laid over: `profile`, else the one that it names.
    Raises `RulesetError`, `UnknownProfile`."""
    if path is None and profile is None:
        return Config()
    own = None if path is None else _read(path)
    data: Mapping[str, Any] = {} if own is None else own.data
    ground = _profile(data.get("profile") if profile is None else profile)
    sources = [source for source in (ground, own) if source is not None]
    named = [source.data["rulesets"] for source in sources if "rulesets" in source.data]
    return Config(
        rulesets=tuple(named[-1] if named else DEFAULT_RULESETS),
        layers=tuple(_layer(source.data, strict=source is own) for source in sources),
        overlays=tuple(sources),
        fail_on=data.get("fail-on", "warning"),
        language=data.get("lang"),
        roles={speaker: tuple(names) for speaker, names in data.get("roles", {}).items()},
        text_columns=tuple(data.get("text-columns", ())),
        text_keys=tuple(data.get("text-keys", ())),
        transcript_columns={part: tuple(names) for part, names in data.get("transcript-columns", {}).items()},
        unit=data.get("text-unit", "auto"),
        timezone=data.get("timezone"),
        date_order=data.get("date-order"),
        exclude=tuple(data.get("exclude", ())),
        suppressions=tuple(Suppression(**one) for one in data.get("suppressions", ())),
        file=path,
        customers=data.get("customers"),
        standings=data.get("standings", {}),
        tiers=data.get("tiers", {}),
        scorecard=path.parent / data["scorecard"] if path and "scorecard" in data else None,
        folder=Path() if path is None else path.parent,
    )


def _read(path: Path) -> Source | None:
    """What a configuration file says; None where it is empty."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            (error.strerror or "") if isinstance(error, OSError) else say("不是 UTF-8 文本", "not UTF-8 text")
        )
        raise RulesetError(
            str(path),
            None,
            None,
            reason,
            say("可读的配置文件", "a configuration file that can be read"),
            say("用 replylint init 生成一份", "replylint init writes one"),
        ) from None
    source = parse(text, str(path))
    if source.data is not None:
        check(source)
    return source if source.data else None


def _profile(name: str | None) -> Source | None:
    if name is None:
        return None
    if name not in PROFILES:
        raise UnknownProfile(name)
    from linter.profiles import read

    return read(name).source


def _layer(data: Mapping[str, Any], *, strict: bool) -> Layer:
    return Layer(
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        severities=data.get("severity", {}),
        strict=strict,
    )
