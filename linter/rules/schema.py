"""A small schema language whose errors say what was found, what was expected, and where.

A shape checks a value at a path of a `Source` and raises `RulesetError`; nothing is converted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from linter.i18n import say
from linter.rules.source import Path, Source

LANGUAGES = ("zh", "en")


class Shape(Protocol):
    """Something that a value can be checked against."""

    def check(self, value: Any, at: Path, source: Source) -> None:
        """Raises `RulesetError` where `value` is not of this shape."""

    def describe(self) -> str:
        """What is expected, in the user's language."""


def shown(value: Any) -> str:
    """A value as an error message shows it."""
    if value is None:
        return say("空值", "nothing")
    if isinstance(value, Mapping):
        return say("一个映射", "a mapping") + f" {{{', '.join(map(str, list(value)[:4]))}}}"
    if isinstance(value, list):
        return say(f"一个列表（{len(value)} 项）", f"a list of {len(value)}")
    text = str(value)
    return repr(text if len(text) <= 40 else text[:40] + "…")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Advice for a misspelt word."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return say(f"是不是想写 {close[0]!r}？", f"did you mean {close[0]!r}?") if close else ""


class Text:
    """A string, not empty unless `empty`."""

    def __init__(self, *, empty: bool = False, what: str = "") -> None:
        self._empty, self._what = empty, what

    def describe(self) -> str:
        return self._what or say("一段文字", "a text")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, str) or not (value or self._empty):
            quotable = isinstance(value, bool | int | float | datetime.date)
            advice = say("给它加上引号", "put it in quotes") if quotable else ""
            raise source.error(at, shown(value), self.describe(), advice)


class Whole:
    """A whole number of at least `least`."""

    def __init__(self, least: int = 0) -> None:
        self._least = least

    def describe(self) -> str:
        return say(f"不小于 {self._least} 的整数", f"a whole number of at least {self._least}")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < self._least:
            raise source.error(at, shown(value), self.describe())


class Number(Whole):
    """A whole number of at least `least`, or the name of one that a ruleset defines under `numbers`."""

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, str):
            super().check(value, at, source)


class Amount:
    """A number of at least 0."""

    def describe(self) -> str:
        return say("不小于 0 的数", "a number of at least 0")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not value >= 0:
            raise source.error(at, shown(value), self.describe())


class Share:
    """A number from 0 to 1."""

    def describe(self) -> str:
        return say("0 到 1 的数", "a number from 0 to 1")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise source.error(at, shown(value), self.describe())


class Switch:
    """true or false."""

    def describe(self) -> str:
        return "true / false"

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, bool):
            raise source.error(at, shown(value), self.describe())


class OneOf:
    """One of some words."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def describe(self) -> str:
        return " / ".join(self._words)

    def check(self, value: Any, at: Path, source: Source) -> None:
        if value not in self._words:
            raise source.error(at, shown(value), self.describe(), suggestion(str(value), self._words))


class ListOf:
    """A list, of at least `least` items of one shape."""

    def __init__(self, item: Shape, least: int = 1) -> None:
        self._item, self._least = item, least

    def describe(self) -> str:
        return say(f"列表，每项是{self._item.describe()}", f"a list, each item {self._item.describe()}")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, list) or len(value) < self._least:
            raise source.error(at, shown(value), self.describe())
        for number, item in enumerate(value):
            self._item.check(item, (*at, number), source)


class MapOf:
    """A mapping from any key to values of one shape."""

    def __init__(self, item: Shape) -> None:
        self._item = item

    def describe(self) -> str:
        return say(f"映射，每个值是{self._item.describe()}", f"a mapping, each value {self._item.describe()}")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, Mapping):
            raise source.error(at, shown(value), self.describe())
        for key, item in value.items():
            self._item.check(item, (*at, key), source)


class Record:
    """A mapping with known keys. `exactly_one` names keys of which one and only one must stand there,
    `at_least_one` keys of which some must. With `others`, keys that are not known may stand there too."""

    def __init__(
        self,
        optional: Mapping[str, Shape] | None = None,
        required: Mapping[str, Shape] | None = None,
        exactly_one: tuple[str, ...] = (),
        at_least_one: tuple[str, ...] = (),
        others: bool = False,
    ) -> None:
        self._shapes = {**(required or {}), **(optional or {})}
        self._required = tuple(required or ())
        self._exactly_one = exactly_one
        self._at_least_one = at_least_one
        self._others = others

    def describe(self) -> str:
        return say(
            f"映射，键为 {', '.join(self._shapes)}", f"a mapping with the keys {', '.join(self._shapes)}"
        )

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, Mapping):
            raise source.error(at, shown(value), self.describe())
        for key in value:
            if key not in self._shapes and not self._others:
                raise source.error(
                    (*at, key),
                    say(f"未知的键 {key!r}", f"the unknown key {key!r}"),
                    say(f"{', '.join(self._shapes)} 之一", f"one of {', '.join(self._shapes)}"),
                    suggestion(str(key), self._shapes),
                    key=True,
                )
        for key in self._required:
            if key not in value:
                raise source.error(
                    at, say(f"没有 {key!r}", f"no {key!r}"), say(f"必填的 {key!r}", f"a {key!r}")
                )
        present = [key for key in self._exactly_one if key in value]
        if self._exactly_one and len(present) != 1:
            raise source.error(
                at,
                " + ".join(present) or say("一个也没有", "none of them"),
                say(
                    f"{', '.join(self._exactly_one)} 中恰好一个",
                    f"exactly one of {', '.join(self._exactly_one)}",
                ),
            )
        if self._at_least_one and not any(key in value for key in self._at_least_one):
            names = ", ".join(self._at_least_one)
            raise source.error(
                at, say("一个也没有", "none of them"), say(f"{names} 中至少一个", f"at least one of {names}")
            )
        for key, item in value.items():
            if key in self._shapes:
                self._shapes[key].check(item, (*at, key), source)


class Either:
    """The first of several shapes that `choose` picks for a value."""

    def __init__(self, choose: Callable[[Any], Shape | None], expected: Callable[[], str]) -> None:
        self._choose, self._expected = choose, expected

    def describe(self) -> str:
        return self._expected()

    def check(self, value: Any, at: Path, source: Source) -> None:
        shape = self._choose(value)
        if shape is None:
            raise source.error(at, shown(value), self.describe())
        shape.check(value, at, source)


class Later:
    """A shape that is defined further down, for shapes that hold themselves."""

    def __init__(self, get: Callable[[], Shape]) -> None:
        self._get = get

    def describe(self) -> str:
        return self._get().describe()

    def check(self, value: Any, at: Path, source: Source) -> None:
        self._get().check(value, at, source)


def texts_shape() -> Shape:
    """A text in every language."""
    return Record(required=dict.fromkeys(LANGUAGES, Text()))
