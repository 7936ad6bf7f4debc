"""The configuration of a run: `replylint.yaml`, found upward from the working folder, and its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linter.i18n import say
from linter.model import SEVERITIES, Severity
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED, matching
from linter.rules.source import Source, parse

NAMES = ("replylint.yaml", ".replylint.yaml", "replylint.yml")
DEFAULT_RULESETS = SHIPPED[1:]


@dataclass(slots=True, frozen=True)
class Config:
    """What the configuration file says. `folder` is where it stands; `source` is None without a file."""

    rulesets: tuple[str, ...] = DEFAULT_RULESETS
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = "warning"
    language: str | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text_columns: tuple[str, ...] = ()
    text_keys: tuple[str, ...] = ()
    unit: str = "auto"
    exclude: tuple[str, ...] = ()
    folder: Path = field(default_factory=Path)
    source: Source | None = None

    @property
    def ruleset_names(self) -> list[str]:
        """The rulesets by shipped name or absolute path."""
        return [name if name in SHIPPED else str((self.folder / name).resolve()) for name in self.rulesets]


def _check(source: Source) -> None:
    """Raises `RulesetError` where the data of a configuration file is not as it should be."""
    from linter.rules.language import lexicons_shape
    from linter.rules.schema import ListOf, MapOf, OneOf, Record, Text

    words = ListOf(Text(), least=0)
    shape = Record(
        optional={
            "rulesets": ListOf(Text()),
            "select": words,
            "ignore": words,
            "severity": MapOf(OneOf(*SEVERITIES)),
            "fail-on": OneOf(*SEVERITIES),
            "lang": OneOf("zh", "en"),
            "lexicons": lexicons_shape(),
            "roles": Record(optional={"agent": words, "customer": words, "system": words}),
            "text-columns": words,
            "text-keys": words,
            "text-unit": OneOf("auto", "line", "paragraph"),
            "exclude": words,
        }
    )
    shape.check(source.data, (), source)


def find(start: Path) -> Path | None:
    """The configuration file that holds for `start`: the nearest one, no further up than the repository."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path | None) -> Config:
    """Reads a configuration. Raises `RulesetError`."""
    if path is None:
        return Config()
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
    data: Mapping[str, Any] = {} if source.data is None else source.data
    if source.data is not None:
        _check(source)
    return Config(
        rulesets=tuple(data.get("rulesets", DEFAULT_RULESETS)),
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        severities=dict(data.get("severity", {})),
        fail_on=data.get("fail-on", "warning"),
        language=data.get("lang"),
        roles={speaker: tuple(names) for speaker, names in data.get("roles", {}).items()},
        text_columns=tuple(data.get("text-columns", ())),
        text_keys=tuple(data.get("text-keys", ())),
        unit=data.get("text-unit", "auto"),
        exclude=tuple(data.get("exclude", ())),
        folder=path.parent,
        source=source if data else None,
    )


class UnknownRule(Exception):
    """A name given to select, ignore or severity that no rule has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        from linter.rules.schema import suggestion

        self.name = name
        advice = suggestion(name, {*known, *(identifier.split(".")[0] for identifier in known)})
        super().__init__(
            say(f"没有叫 {name!r} 的规则或类别", f"no rule or category {name!r}")
            + (say("；", "; ") + advice if advice else "")
            + say("；replylint rules 列出全部规则", "; replylint rules lists them all")
        )


@dataclass(slots=True, frozen=True)
class Choice:
    """Which rules run, and how severe they are."""

    active: frozenset[str]
    severities: Mapping[str, Severity]


def choose(
    identifiers: Sequence[str],
    own: Mapping[str, Severity],
    select: Sequence[str],
    ignore: Sequence[str],
    severities: Mapping[str, Severity],
    least: Severity,
) -> Choice:
    """Applies select, ignore and severity to the rules `identifiers`, whose own severities are `own`.

    The longest name that stands for a rule decides about it. Raises `UnknownRule`.
    """
    for name in (*select, *ignore, *severities):
        if not matching(name, identifiers):
            raise UnknownRule(name, identifiers)
    final = dict(own)
    for name in sorted(severities, key=len):
        final.update(dict.fromkeys(matching(name, identifiers), severities[name]))
    floor = SEVERITIES.index(least)
    active = frozenset(
        identifier
        for identifier in identifiers
        if _longest(identifier, select, 0 if not select else -1) > _longest(identifier, ignore, -1)
        and SEVERITIES.index(final[identifier]) >= floor
    )
    return Choice(active, final)


def _longest(identifier: str, names: Sequence[str], otherwise: int) -> int:
    return max((len(name) for name in names if matching(name, [identifier])), default=otherwise)
