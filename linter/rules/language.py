"""The shape of a ruleset file: its keys, and what may stand under each. docs/rules.md explains them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from linter.i18n import say
from linter.model import SEVERITIES
from linter.rules import conditions, finds, fixes, library
from linter.rules.conditions import customers
from linter.rules.schema import (
    LIST,
    MAPPING,
    Case,
    Definitions,
    Either,
    JsonSchema,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Shape,
    Switch,
    Text,
    Whole,
    having,
    shown,
    texts_shape,
)
from linter.rules.source import Path, Source

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+")


class Name:
    """The name of a lexicon or signal: small letters, digits and hyphens."""

    def describe(self) -> str:
        return say("小写字母、数字和连字符组成的名字", "a name of small letters, digits and hyphens")

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{_NAME.pattern})$"}

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise source.error(at, shown(value), self.describe())


class RuleId:
    """`category.name`; shops may have categories of their own."""

    def describe(self) -> str:
        return say("形如 category.name 的规则编号", "a rule id such as category.name")

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{_ID.pattern})$"}

    def check(self, value: Any, at: Path, source: Source) -> None:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise source.error(at, shown(value), self.describe())


class NamedMap(MapOf):
    """A mapping whose keys are names."""

    def check(self, value: Any, at: Path, source: Source) -> None:
        if isinstance(value, Mapping):
            for key in value:
                Name().check(key, (*at, key, "@key"), source)
        super().check(value, at, source)

    def schema(self, definitions: Definitions) -> JsonSchema:
        return {**super().schema(definitions), "propertyNames": Name().schema(definitions)}


@functools.cache
def _lexicon() -> Shape:
    words = ListOf(Text())
    record = Record(
        optional={
            "words": words,
            "include": ListOf(Name()),
            "except": words,
            "whole": Switch(),
            "add": words,
            "remove": words,
        }
    )

    return Either(
        [Case(LIST, words), Case(MAPPING, record)],
        lambda: say("词的列表，或含 words 的映射", "a list of words, or a mapping with words"),
    )


def lexicons_shape() -> Shape:
    """The shape of `lexicons`."""
    return NamedMap(_lexicon())


def layer_shapes() -> dict[str, Shape]:
    """The keys with which a configuration or a profile says which rules run, how severe they are, what words
    they know, and what a library is."""
    names = ListOf(Text(), least=0)
    return {
        "rulesets": ListOf(Text()),
        "select": names,
        "ignore": names,
        "severity": MapOf(OneOf(*SEVERITIES)),
        "lexicons": lexicons_shape(),
        "numbers": NamedMap(Whole(1)),
        library.KIND: library_shape(),
    }


def library_shape() -> Shape:
    """The shape of `library`."""
    return library.section_shape(texts_shape(), NamedMap)


@functools.cache
def _signal() -> Shape:
    own = {"when": conditions.list_shape(), "unless": conditions.list_shape()}
    sentences = ListOf(Text())
    return Record(
        required={"find": finds.shape(), "examples": Record(required={"yes": sentences, "no": sentences})},
        optional={"about": Text(), "advice": _advice(), **own},
    )


def _advice() -> Shape:
    """What a signal of a customer's words advises for the answer; `group` is what it is told under."""
    return Record(required={"group": Name(), "source": Text(), "title": texts_shape(), "text": texts_shape()})


@functools.cache
def _example() -> Shape:
    turns = ListOf(Record(optional={"customer": Text(), "agent": Text()}, exactly_one=("customer", "agent")))
    around: dict[str, Shape] = {
        "customer": Text(),
        "context": turns,
        "position": OneOf("first", "last"),
        "named": Text(),
        **{kind: customers.shape(kind) for kind in customers.KINDS},
    }
    bad = Record(required={"bad": Text()}, optional={"good": Text(), **around})
    fine = Record(required={"ok": Text()}, optional=around)
    timed = Record(
        optional={"customer": Text(), "agent": Text(), "at": Whole()}, exactly_one=("customer", "agent")
    )
    bad_chat, fine_chat = (Record(required={kind: ListOf(timed)}) for kind in ("bad", "ok"))

    return Either(
        [
            Case(having("bad", of=LIST, lacking="ok"), bad_chat),
            Case(having("bad", lacking="ok"), bad),
            Case(having("ok", of=LIST, lacking="bad"), fine_chat),
            Case(having("ok", lacking="bad"), fine),
        ],
        lambda: say("含 bad（可带 good）或 ok 的映射", "a mapping with bad (and good), or ok"),
    )


def _texts_of_a_rule() -> dict[str, Shape]:
    return {
        "id": RuleId(),
        "source": Text(),
        "title": texts_shape(),
        "message": texts_shape(),
        "why": texts_shape(),
    }


@functools.cache
def rule_shape() -> Shape:
    """A rule in full."""
    return Record(
        required={**_texts_of_a_rule(), "find": finds.shape(), "examples": ListOf(_example())},
        optional={
            "severity": OneOf(*SEVERITIES),
            "speaker": OneOf("agent", "customer"),
            "when": conditions.list_shape(),
            "unless": conditions.list_shape(),
            "fix": fixes.shape(),
        },
    )


@functools.cache
def library_rule_shape() -> Shape:
    """A rule about libraries in full."""
    return Record(
        required={
            **_texts_of_a_rule(),
            "find": library.find_shape(),
            "examples": ListOf(library.example_shape()),
        },
        optional={"severity": OneOf(*SEVERITIES)},
    )


@functools.cache
def override_shape() -> Shape:
    """A rule of another ruleset, changed."""
    return Record(
        required={"id": RuleId()},
        optional={
            "severity": OneOf(*SEVERITIES),
            "title": texts_shape(),
            "message": texts_shape(),
            "why": texts_shape(),
            "fix": fixes.shape(),
        },
    )


@functools.cache
def ruleset_shape() -> Shape:
    """A ruleset file."""

    rule = Either(
        [
            Case(having("find", of=having(library.KIND)), library_rule_shape()),
            Case(having("find", "examples"), rule_shape()),
            Case(MAPPING, override_shape()),
        ],
        lambda: say("一条规则（映射）", "a rule (a mapping)"),
    )
    own = {"when": conditions.list_shape(), "unless": conditions.list_shape()}
    return Record(
        required={"ruleset": Name()},
        optional={
            "title": texts_shape(),
            "extends": ListOf(Text()),
            "defaults": Record(optional={"severity": OneOf(*SEVERITIES), **own}),
            "lexicons": lexicons_shape(),
            "numbers": NamedMap(Whole(1)),
            "patterns": NamedMap(Text()),
            "signals": NamedMap(_signal()),
            library.KIND: library_shape(),
            "rules": ListOf(rule),
            "disable": ListOf(Text()),
        },
    )
