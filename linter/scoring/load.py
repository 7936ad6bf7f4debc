"""A scorecard read from YAML and checked; docs/report.md explains its keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from linter.data import rulesets_dir
from linter.i18n import say
from linter.model import PROMISE_STATES, SEVERITIES, PromiseState
from linter.rules.errors import RulesetError
from linter.rules.language import NamedMap
from linter.rules.names import matching
from linter.rules.schema import (
    LANGUAGES,
    LIST,
    MAPPING,
    TEXT,
    Case,
    Either,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Shape,
    Switch,
    Text,
    Whole,
    suggestion,
    texts_shape,
)
from linter.rules.source import Source, parse
from linter.scoring.card import Group, Item, Scorecard

ONCE = "conversation"


def default_path() -> Path:
    """The shipped scorecard."""
    return rulesets_dir() / "scorecards" / "default.yaml"


def load_scorecard(path: Path | None, known: Collection[str]) -> Scorecard:
    """Reads a scorecard: the shipped one without a path, which passes over the rules that are not loaded. Any
    other that names a rule not among the `known` is wrong. Raises `RulesetError`."""
    where = path or default_path()
    source = parse(_text(where), str(where))
    shape().check(source.data, (), source)
    _check_numbers(source)
    if path is not None:
        _check_promises(source, known)
    items = dict(_items(source, known, strict=path is not None))
    data = source.data
    return Scorecard(
        title=_texts(data["scorecard"]),
        groups=tuple(
            Group(name, _texts(group["title"]), group.get("cap")) for name, group in data["groups"].items()
        ),
        items=items,
        others=dict(_others(source)),
        start=data.get("start", 100),
        floor=data.get("floor", 0),
        passing=data.get("pass"),
        promises=data["promises"] if "promises" in data or path is None else _shipped_promises(),
    )


def _shipped_promises() -> dict[str, PromiseState]:
    path = default_path()
    promises: dict[str, PromiseState] = parse(_text(path), str(path)).data["promises"]
    return promises


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            error.strerror or "" if isinstance(error, OSError) else say("不是 UTF-8 文本", "not UTF-8 text")
        )
        expected = say("可读的评分卡", "a scorecard that can be read")
        raise RulesetError(str(path), None, None, reason, expected) from None


class _Points(Whole):
    """Points to take off."""

    def describe(self) -> str:
        return say(
            "要扣的分数：不小于 0 的整数（评分只扣不加）",
            "points to take off: a whole number of at least 0 (none are ever added)",
        )


def shape() -> Shape:
    """A scorecard."""
    names = ListOf(Text())
    rules = Either(
        [Case(LIST, names), Case(TEXT, Text())],
        lambda: say("规则或类别，一个或一列", "a rule or category, or a list of them"),
    )
    title = Either(
        [Case(MAPPING, texts_shape()), Case(TEXT, Text())],
        lambda: say("一段文字，或 { zh: …, en: … }", "a text, or { zh: …, en: … }"),
    )
    item = Record(
        required={"rules": rules, "points": _Points()},
        optional={"per": OneOf("hit", ONCE), "cap": _Points(), "fatal": Switch()},
    )
    group = Record(required={"title": title, "items": ListOf(item)}, optional={"cap": _Points()})
    others = Record(
        required={"group": Text()}, optional={severity: _Points() for severity in reversed(SEVERITIES)}
    )
    return Record(
        required={"scorecard": title, "groups": NamedMap(group)},
        optional={
            "start": Whole(),
            "floor": Whole(),
            "pass": Whole(),
            "others": others,
            "promises": MapOf(OneOf(*PROMISE_STATES)),
        },
    )


def _texts(title: Any) -> Mapping[str, str]:
    return title if isinstance(title, Mapping) else dict.fromkeys(LANGUAGES, title)


def _check_numbers(source: Source) -> None:
    """Raises `RulesetError` where the floor or the pass mark lies above the start."""
    start = source.data.get("start", 100)
    for key in ("floor", "pass"):
        if source.data.get(key, 0) > start:
            expected = say(f"不大于 start（{start}）的整数", f"no more than the start ({start})")
            raise source.error((key,), repr(source.data[key]), expected)


def _check_promises(source: Source, known: Collection[str]) -> None:
    """Raises `RulesetError` where promises are made of a rule that there is not."""
    for name in source.data.get("promises", ()):
        if not matching(name, known):
            raise _unknown(source, ("promises", name, "@key"), name, known)


def _items(source: Source, known: Collection[str], *, strict: bool) -> Iterator[tuple[str, Item]]:
    """Rules and categories with their items. Raises `RulesetError` for one that stands there twice, or, where
    it is `strict`, that no rule is called."""
    seen: set[str] = set()
    for group, data in source.data["groups"].items():
        for number, item in enumerate(data["items"]):
            at = ("groups", group, "items", number, "rules")
            names = item["rules"] if isinstance(item["rules"], list) else [item["rules"]]
            made = Item(
                names[0],
                group,
                item["points"],
                item.get("per") == ONCE,
                item.get("cap"),
                item.get("fatal", False),
            )
            for place, name in enumerate(names):
                where = (*at, place) if isinstance(item["rules"], list) else at
                if name in seen:
                    raise source.error(
                        where,
                        say(f"第二个 {name!r}", f"a second {name!r}"),
                        say("每条规则只写一次", "each rule once"),
                    )
                if strict and not matching(name, known):
                    raise _unknown(source, where, name, known)
                seen.add(name)
                yield name, made


def _unknown(source: Source, where: tuple[str | int, ...], name: str, known: Collection[str]) -> RulesetError:
    prefixes = {rule.rsplit(".", dots)[0] for rule in known for dots in range(rule.count(".") + 1)}
    return source.error(
        where,
        repr(name),
        say("一条规则或一个类别的名字", "the name of a rule or category"),
        suggestion(name, sorted(prefixes | set(known)))
        or say("replylint rules 列出全部规则", "replylint rules lists them all"),
    )


def _others(source: Source) -> Iterator[tuple[Any, Item]]:
    data: dict[str, Any] | None = source.data.get("others")
    if data is None:
        return
    groups = source.data["groups"]
    if data["group"] not in groups:
        raise source.error(
            ("others", "group"),
            repr(data["group"]),
            say(f"{', '.join(groups)} 之一", f"one of {', '.join(groups)}"),
            suggestion(data["group"], groups),
        )
    for severity in SEVERITIES:
        if severity in data:
            yield severity, Item(f"others {severity}", data["group"], data[severity])
