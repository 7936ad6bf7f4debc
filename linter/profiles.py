"""Profiles: for a platform or a trade, which rules run, how severe they are, and what its words are.

A profile is a file of `rulesets/profiles`; docs/configuration.md tells what each is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from linter.data import rulesets_dir
from linter.rules.language import layer_shapes
from linter.rules.names import SHIPPED
from linter.rules.schema import ListOf, OneOf, Record, Shape, texts_shape
from linter.rules.source import Source, parse


class Profile(NamedTuple):
    """A profile: its `title` and what it is `about` by language, and the file, which holds some of the keys
    `rulesets`, `select`, `ignore`, `severity` and `lexicons` as a configuration does."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    source: Source


def read(name: str) -> Profile:
    """Reads one of the shipped profiles. Raises `RulesetError`."""
    path = rulesets_dir() / "profiles" / f"{name}.yaml"
    source = parse(path.read_text(encoding="utf-8"), str(path))
    shape().check(source.data, (), source)
    return Profile(name, source.data["title"], source.data["about"], source)


def shape() -> Shape:
    """A profile."""
    return Record(
        required={"title": texts_shape(), "about": texts_shape()},
        optional={**layer_shapes(), "rulesets": ListOf(OneOf(*SHIPPED))},
    )
