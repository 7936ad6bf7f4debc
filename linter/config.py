"""The configuration of a run: `replylint.yaml`, found upward from the working folder and laid over a profile
where one is named; and what the two mean for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from linter.i18n import say
from linter.model import SEVERITIES, Severity
from linter.rules.errors import RulesetError
from linter.rules.names import DEFAULT_RULESETS, PROFILES, SHIPPED, matching
from linter.rules.source import Path as At
from linter.rules.source import Source, parse

TRANSCRIPT_COLUMNS = ("conversation", "role", "text", "time", "offset", "customer", "agent", "author")
NAMES = ("replylint.yaml", ".replylint.yaml", "replylint.yml")


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


class Config(NamedTuple):
    """What the profile and the configuration file say together. `layers` and `overlays` (the files with the
    lexicons) begin with the profile's; `standings` and `tiers` are bounds by name and measure; `file` is the
    configuration file, `folder` where it stands."""

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
    customers: str | None = None
    standings: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    tiers: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    scorecard: Path | None = None
    folder: Path = Path()
    baseline: Path | None = None
    require_reasons: bool = False
    bare_ignores: bool = False

    @property
    def ruleset_names(self) -> list[str]:
        """The rulesets by shipped name or absolute path."""
        return [name if name in SHIPPED else str((self.folder / name).resolve()) for name in self.rulesets]


class _Zone:
    """The name of a time zone."""

    def describe(self) -> str:
        return say("时区名，如 Asia/Shanghai", "the name of a time zone, such as Asia/Shanghai")

    def check(self, value: Any, at: At, source: Source) -> None:
        from zoneinfo import ZoneInfo

        from linter.rules.schema import shown

        try:
            ZoneInfo(value)
        except (KeyError, ValueError, TypeError, AttributeError, OSError):
            raise source.error(at, shown(value), self.describe()) from None


class _KeyOrPath:
    """The name of a key, or a path to values."""

    def describe(self) -> str:
        from linter.keypath import EXAMPLES

        return say(f"键名，或路径（如 {EXAMPLES}）", f"the name of a key, or a path such as {EXAMPLES}")

    def check(self, value: Any, at: At, source: Source) -> None:
        from linter.keypath import BadPath, is_path, parse
        from linter.rules.schema import Text, shown

        Text(what=self.describe()).check(value, at, source)
        if is_path(value):
            try:
                parse(value)
            except BadPath as error:
                found = say(f"{shown(value)}（{error}）", f"{shown(value)} ({error})")
                raise source.error(at, found, self.describe()) from None


def _check(source: Source) -> None:
    """Raises `RulesetError` where the data of a configuration file is not as it should be."""
    from linter.rules.language import layer_shapes
    from linter.rules.schema import Later, ListOf, OneOf, Record, Switch, Text
    from linter.rules.standings import bounds_shape

    words, keys = ListOf(Text(), least=0), ListOf(_KeyOrPath(), least=0)
    shape = Record(
        optional={
            "profile": OneOf(*PROFILES),
            **layer_shapes(),
            "fail-on": OneOf(*SEVERITIES),
            "lang": OneOf("zh", "en"),
            "roles": Record(optional={"agent": words, "customer": words, "system": words}),
            "text-columns": words,
            "text-keys": keys,
            "html-keys": keys,
            "transcript-columns": Record(optional=dict.fromkeys(TRANSCRIPT_COLUMNS, words)),
            "text-unit": OneOf("auto", "line", "paragraph"),
            "timezone": _Zone(),
            "date-order": OneOf("day-month", "month-day"),
            "exclude": words,
            "suppressions": ListOf(
                Record(
                    required={"rule": Text()},
                    optional={key: Text() for key in Suppression._fields if key != "rule"},
                    at_least_one=("path", "template", "text"),
                ),
                least=0,
            ),
            "customers": Text(),
            "standings": Later(lambda: bounds_shape("standings")),
            "tiers": Later(lambda: bounds_shape("tiers")),
            "scorecard": Text(),
            "baseline": Text(),
            "require-reasons": Switch(),
            "bare-ignores": Switch(),
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
        html_keys=tuple(data.get("html-keys", ())),
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
        baseline=path.parent / data["baseline"] if path and "baseline" in data else None,
        require_reasons=data.get("require-reasons", False),
        bare_ignores=data.get("bare-ignores", False),
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
        _check(source)
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


class UnknownProfile(Exception):
    """A profile that there is not."""

    def __init__(self, name: str) -> None:
        from linter.rules.schema import suggestion

        self.name = name
        super().__init__(
            _joined(
                say(f"没有叫 {name!r} 的方案", f"no profile {name!r}"),
                suggestion(name, PROFILES),
                say(f"方案有 {', '.join(PROFILES)}", f"the profiles are {', '.join(PROFILES)}"),
            )
        )


class UnknownRule(Exception):
    """A name given to select, ignore or severity that no rule has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        from linter.rules.schema import suggestion

        self.name = name
        categories = {identifier.split(".")[0] for identifier in known}
        super().__init__(
            _joined(
                say(f"没有叫 {name!r} 的规则或类别", f"no rule or category {name!r}"),
                suggestion(name, {*known, *categories}),
                say("replylint rules 列出全部规则", "replylint rules lists them all"),
            )
        )


def _joined(*parts: str) -> str:
    return say("；", "; ").join(part for part in parts if part)


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


def known(name: str, identifiers: Iterable[str]) -> None:
    """Raises `UnknownRule` where no rule or category has that name."""
    identifiers = list(identifiers)
    if not matching(name, identifiers):
        raise UnknownRule(name, identifiers)


def _longest(identifier: str, names: Sequence[str], otherwise: int) -> int:
    return max((len(name) for name in names if matching(name, [identifier])), default=otherwise)
