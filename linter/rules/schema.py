"""A small schema language whose errors say what was found, what was expected, and where.

A shape checks a value at a path of a `Source` and raises `RulesetError`; nothing is converted. It also tells
what it takes as a JSON Schema (draft 7), for editors.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from linter.i18n import say
from linter.rules.source import Path, Source

LANGUAGES = ("zh", "en")


class Shape(Protocol):
    """Something that a value can be checked against."""

    def check(self, value: Any, at: Path, source: Source) -> None:
        """Raises `RulesetError` where `value` is not of this shape."""

    def describe(self) -> str:
        """What is expected, in the user's language."""

    def schema(self, definitions: Definitions) -> JsonSchema:
        """The JSON Schema; shapes that hold themselves go into the `definitions`."""


JsonSchema = dict[str, Any]


class Definitions:
    """The named parts of a JSON Schema."""

    def __init__(self) -> None:
        self.schemas: dict[str, JsonSchema] = {}

    def reference(self, name: str, get: Callable[[], Shape]) -> JsonSchema:
        """A reference to the definition of that name, which is made where there is none."""
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = get().schema(self)
        return {"$ref": f"#/definitions/{name}"}


def json_schema(shape: Shape, title: str) -> JsonSchema:
    """A whole JSON Schema."""
    definitions = Definitions()
    own = shape.schema(definitions)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    named = {"definitions": dict(sorted(definitions.schemas.items()))} if definitions.schemas else {}
    return {**head, **own, **named}


class _Told(NamedTuple):
    shape: Shape
    text: str

    def check(self, value: Any, at: Path, source: Source) -> None:
        self.shape.check(value, at, source)

    def describe(self) -> str:
        return self.shape.describe()

    def schema(self, definitions: Definitions) -> JsonSchema:
        own = self.shape.schema(definitions)
        return {"description": self.text, **({"allOf": [own]} if "$ref" in own else own)}


def told(shape: Shape, text: str) -> Shape:
    """A shape with what editors tell of it."""
    return _Told(shape, text)


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

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", **({} if self._empty else {"minLength": 1})}


class Whole:
    """A whole number of at least `least`."""

    def __init__(self, least: int = 0) -> None:
        self._least = least

    def describe(self) -> str:
        return say(f"不小于 {self._least} 的整数", f"a whole number of at least {self._least}")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < self._least:
            raise source.error(at, shown(value), self.describe())

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "integer", "minimum": self._least}


class NamedNumber(Whole):
    """A whole number of at least `least`, or the name of one that a ruleset defines under `numbers`."""

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, str):
            super().check(value, at, source)

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"anyOf": [super().schema(definitions), {"type": "string"}]}


class Number:
    """A number of at least 0."""

    def describe(self) -> str:
        return say("不小于 0 的数", "a number of at least 0")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not value >= 0:
            raise source.error(at, shown(value), self.describe())

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "number", "minimum": 0}


class Share:
    """A number from 0 to 1."""

    def describe(self) -> str:
        return say("0 到 1 的数", "a number from 0 to 1")

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise source.error(at, shown(value), self.describe())

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "number", "minimum": 0, "maximum": 1}


class Switch:
    """true or false."""

    def describe(self) -> str:
        return "true / false"

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, bool):
            raise source.error(at, shown(value), self.describe())

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "boolean"}


class OneOf:
    """One of some words."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def describe(self) -> str:
        return " / ".join(self._words)

    def check(self, value: Any, at: Path, source: Source) -> None:
        if value not in self._words:
            raise source.error(at, shown(value), self.describe(), suggestion(str(value), self._words))

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"enum": list(self._words)}


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

    def schema(self, definitions: Definitions) -> JsonSchema:
        least = {"minItems": self._least} if self._least else {}
        return {"type": "array", "items": self._item.schema(definitions), **least}


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

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "object", "additionalProperties": self._item.schema(definitions)}


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

    def schema(self, definitions: Definitions) -> JsonSchema:
        made: JsonSchema = {
            "type": "object",
            "properties": {key: shape.schema(definitions) for key, shape in self._shapes.items()},
            "additionalProperties": self._others,
        }
        if self._required:
            made["required"] = list(self._required)
        if self._exactly_one:
            made["oneOf"] = _any_required(self._exactly_one)
        if self._at_least_one:
            made["anyOf"] = _any_required(self._at_least_one)
        return made

    def beside(self, optional: Mapping[str, Shape]) -> Record:
        """The same mapping, in which more keys may stand."""
        required = {key: self._shapes[key] for key in self._required}
        known = {key: shape for key, shape in self._shapes.items() if key not in required}
        return Record({**known, **optional}, required, self._exactly_one, self._at_least_one, self._others)


def _any_required(keys: Iterable[str]) -> list[JsonSchema]:
    return [{"required": [key]} for key in keys]


class Kind(NamedTuple):
    """Some values: those of a type (`text`, `list`, `mapping`, `false`); of mappings, where `keys` are given,
    those that have one of them, with a value that is `of` a kind, and not the key `lacking`."""

    name: str
    keys: tuple[str, ...] = ()
    of: Kind | None = None
    lacking: str = ""

    def takes(self, value: Any) -> bool:
        """Whether a value is among them."""
        if not (value is False if self.name == "false" else isinstance(value, _TYPES[self.name])):
            return False
        if self.lacking and self.lacking in value:
            return False
        return not self.keys or any(
            key in value and (self.of is None or self.of.takes(value[key])) for key in self.keys
        )


_TYPES: Mapping[str, type[Any]] = {"text": str, "list": list, "mapping": Mapping}

TEXT, LIST, MAPPING, FALSE = Kind("text"), Kind("list"), Kind("mapping"), Kind("false")


def having(*keys: str, of: Kind | None = None, lacking: str = "") -> Kind:
    """Mappings that have one of the keys (with a value of a kind), and lack another."""
    return Kind("mapping", keys, of, lacking)


class Case(NamedTuple):
    """A shape, and the values that it is for."""

    kind: Kind
    shape: Shape

    def schema(self, definitions: Definitions) -> JsonSchema:
        """The JSON Schema of the values of this case that are as they should be."""
        own, keys = self.shape.schema(definitions), self.kind.keys
        if not keys or set(keys) & set(own.get("required", ())):
            return own
        if len(keys) == 1 and "$ref" not in own:
            return {**own, "required": [*own.get("required", ()), *keys]}
        return {"allOf": [{"anyOf": _any_required(keys)}, own]}


class Either:
    """The first of several cases that a value falls in. `expected` tells them, in the user's language."""

    def __init__(self, cases: Sequence[Case], expected: Callable[[], str]) -> None:
        self._cases, self._expected = cases, expected

    def describe(self) -> str:
        return self._expected()

    def check(self, value: Any, at: Path, source: Source) -> None:
        shape = next((case.shape for case in self._cases if case.kind.takes(value)), None)
        if shape is None:
            raise source.error(at, shown(value), self.describe())
        shape.check(value, at, source)

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"anyOf": [case.schema(definitions) for case in self._cases]}


class Off:
    """`false`: not wanted. Used as a case of kind `false`."""

    def describe(self) -> str:
        return "false"

    def check(self, value: Any, at: Path, source: Source) -> None:
        return

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"const": False}


class Later:
    """A shape that is defined further down, for shapes that hold themselves; with a `name` it is a definition
    of its own in the JSON Schema."""

    def __init__(self, get: Callable[[], Shape], name: str = "") -> None:
        self._get, self._name = get, name

    def describe(self) -> str:
        return self._get().describe()

    def check(self, value: Any, at: Path, source: Source) -> None:
        self._get().check(value, at, source)

    def schema(self, definitions: Definitions) -> JsonSchema:
        return definitions.reference(self._name, self._get) if self._name else self._get().schema(definitions)


def texts_shape() -> Shape:
    """A text in every language."""
    return Record(required=dict.fromkeys(LANGUAGES, Text()))
