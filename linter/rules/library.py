"""What the rules language says of whole libraries of templates: the rules that look at all of them together,
and the section `library`, which tells them what a library is and what should stand in it.

find: { library: contradiction }

library:
  unit: auto                             # what is one library: a file, a folder, the run
  situations: { welcome: { title: …, named: [欢迎], find: { lexicon: … } } }
  facts: { postage: { title: …, says: [free-postage, paid-postage] } }
  limits: { ours: { text: 500 } }

Rulesets, profiles and configurations may have the section; a later one adds to those before it, or drops an
entry of theirs by `false`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linter.i18n import say
from linter.rules import conditions, finds
from linter.rules.schema import (
    FALSE,
    LIST,
    MAPPING,
    TEXT,
    Case,
    Either,
    ListOf,
    MapOf,
    Off,
    OneOf,
    Record,
    Shape,
    Share,
    Text,
    Whole,
    having,
    suggestion,
)
from linter.rules.source import Path, Source

KIND = "library"
SLOTS: Mapping[str, tuple[str, ...]] = {
    "missing": ("missing", "count"),
    "duplicate": ("where", "name", "alike"),
    "contradiction": ("match", "where", "other", "about"),
    "too-long": ("part", "size", "most"),
    "placeholder": ("match", "problem"),
    "code-twice": ("match", "where"),
}
"""The checks of a library, each with what may stand in braces in the message of its rule."""

UNITS = ("auto", "file", "folder", "run")
_SLOT = re.compile(r"\{(\w+)\}")


def is_library(find: Any) -> bool:
    """Whether a find looks at a whole library, and not at one reply."""
    return isinstance(find, Mapping) and KIND in find


def find_shape() -> Shape:
    """The find of a rule about libraries."""
    return Record(required={KIND: OneOf(*SLOTS)})


def example_shape() -> Shape:
    """A small library, good or bad; `columns` are those of the table that it stands in."""
    template = Record(
        required={"text": Text()},
        optional=dict.fromkeys(("name", "situation", "code", "group", "file"), Text()),
    )

    one = Either(
        [Case(TEXT, Text()), Case(MAPPING, template)],
        lambda: say("话术，或含 text 的映射", "a template, or a mapping with text"),
    )
    columns = {"columns": ListOf(Text())}
    cases = [
        Case(having(kind, lacking=other), Record(required={kind: ListOf(one)}, optional=columns))
        for kind, other in (("bad", "ok"), ("ok", "bad"))
    ]
    return Either(
        cases,
        lambda: say("含 bad 或 ok（话术的列表）的映射", "a mapping with bad or ok, a list of templates"),
    )


def section_shape(title: Shape, names: type[MapOf]) -> Shape:
    """The section `library`; `title` is the shape of a text in every language, `names` that of mappings whose
    keys are names."""

    def entries(shape: Shape) -> Shape:
        return names(_or_false(shape))

    situation = Record(
        required={"title": title, "find": finds.shape()},
        optional={
            "named": ListOf(Text()),
            "when": conditions.list_shape(),
            "unless": conditions.list_shape(),
        },
    )
    fact = Record(
        required={"title": title},
        optional={"says": ListOf(Text(), least=2), "value": Text()},
        exactly_one=("says", "value"),
    )
    bounds: dict[str, Shape] = {"text": Whole(1), "code": Whole(1), "group": Whole(1)}
    limit = Record(optional={"columns": ListOf(Text()), **bounds}, at_least_one=tuple(bounds))
    return Record(
        optional={
            "unit": OneOf(*UNITS),
            "least": Whole(1),
            "situations": entries(situation),
            "facts": entries(fact),
            "limits": entries(limit),
            "platforms": entries(ListOf(Text())),
            "measures": entries(MapOf(Whole(1))),
            "numerals": MapOf(Whole(0)),
            "duplicates": Record(
                optional={"shortest": Whole(1), "alike": Share(), "alike-but-light": Share()}
            ),
        }
    )


def _or_false(shape: Shape) -> Shape:
    return Either([Case(FALSE, Off()), *(Case(kind, shape) for kind in (LIST, MAPPING))], shape.describe)


def lay_over(section: dict[str, Any], source: Source) -> None:
    """Adds what a file says under `library` to what those before it said. Raises `RulesetError` where it
    drops an entry that there is not."""
    for key, value in source.data.get(KIND, {}).items():
        if not isinstance(value, Mapping):
            section[key] = value
            continue
        known = section.get(key, {})
        for name, entry in value.items():
            if entry is False and known and name not in known:
                raise source.error(
                    (KIND, key, name),
                    repr(name),
                    say(f"{key} 里有的名字", f"a name that {key} has"),
                    suggestion(name, known),
                    key=True,
                )
        both = {**known, **value}
        section[key] = {name: entry for name, entry in both.items() if entry is not False}


def judgements(source: Source) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The finds with their conditions in a section, each with its place."""
    for name, spec in source.data.get(KIND, {}).get("situations", {}).items():
        if spec:
            yield (KIND, "situations", name), spec


def signals(source: Source) -> Iterator[tuple[Path, str]]:
    """The names of signals in a section, each with its place."""
    for name, spec in source.data.get(KIND, {}).get("facts", {}).items():
        if not spec:
            continue
        at: Path = (KIND, "facts", name)
        if "value" in spec:
            yield (*at, "value"), spec["value"]
        for number, signal in enumerate(spec.get("says", ())):
            yield (*at, "says", number), signal


def check_message(message: Mapping[str, str], check: str, at: Path, source: Source) -> None:
    """Raises `RulesetError` where a message has something in braces that the check does not tell."""
    for language, text in message.items():
        for slot in _SLOT.findall(text):
            if slot not in SLOTS[check]:
                raise source.error(
                    (*at, "message", language),
                    f"{{{slot}}}",
                    say("", "one of ") + ", ".join(f"{{{name}}}" for name in SLOTS[check]),
                )
