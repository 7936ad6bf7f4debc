"""The names by which texts and speakers are found: the shipped ones and those that a shop adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import yaml

from linter.data import rulesets_dir
from linter.keypath import is_path, parse
from linter.model import Speaker
from linter.readers.base import DateOrder, Export, ReadOptions, Unit

SPEAKERS: tuple[Speaker, ...] = ("agent", "customer", "system")


@cache
def default_options() -> ReadOptions:
    """The names of `rulesets/formats.yaml`."""
    with (rulesets_dir() / "formats.yaml").open(encoding="utf-8") as file:
        names: dict[str, Any] = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    roles = _roles({name: speaker for speaker in SPEAKERS for name in names["roles"][speaker]})
    return ReadOptions(
        text_columns=tuple(names["text-columns"]),
        name_columns=tuple(names["name-columns"]),
        situation_columns=tuple(names["situation-columns"]),
        text_keys=tuple(names["text-keys"]),
        name_keys=tuple(names["name-keys"]),
        situation_keys=tuple(names["situation-keys"]),
        quick_reply_headers=tuple(tuple(header) for header in names["quick-reply-headers"]),
        situation_labels=tuple(names["situation-labels"]),
        transcript_columns={part: tuple(columns) for part, columns in names["transcript-columns"].items()},
        roles=roles,
        code_languages=frozenset(names["code-languages"]),
        conversation_labels=tuple(names["conversation-labels"]),
        ruleset_keys=frozenset(names["ruleset-keys"]),
        escaped_headers=tuple(tuple(header) for header in names["escaped-headers"]),
        role_words=frozenset(roles),
        nobody=frozenset(names["nobody"]),
        time_words={part: tuple(words) for part, words in names["time-words"].items()},
        code_columns=tuple(names["code-columns"]),
        group_columns=tuple(names["group-columns"]),
        code_keys=tuple(names["code-keys"]),
        group_keys=tuple(names["group-keys"]),
        nothing_said=frozenset(names["nothing-said"]),
        edited_marks=tuple(names["edited-marks"]),
        staff_words=tuple(names["staff-words"]),
        time_labels=tuple(names["time-labels"]),
        exports=tuple(_export(name, told) for name, told in names["exports"].items()),
    )


def _export(name: str, told: Mapping[str, Any]) -> Export:
    texts = [parse(path) for path in told["texts"]]
    html = [parse(path, html=True) for path in told.get("html", ())]
    return Export(name, told["title"], told["known-by"], tuple(told["marks"]), (*texts, *html))


def with_additions(
    options: ReadOptions,
    *,
    text_columns: Iterable[str] = (),
    text_keys: Sequence[str] = (),
    html_keys: Sequence[str] = (),
    transcript_columns: Mapping[str, Iterable[str]] | None = None,
    roles: Mapping[str, Speaker] | None = None,
    unit: Unit | None = None,
    timezone: str | None = None,
    date_order: DateOrder | None = None,
) -> ReadOptions:
    """`options` with a shop's own names, which are preferred to the shipped ones.

    `text_keys` are names of keys and paths (`linter.keypath`), and so are `html_keys`, under which HTML
    stands; `transcript_columns` has any of the keys of those in `options`.
    """
    names = [key for key in text_keys if not is_path(key)]
    paths = [parse(key) for key in text_keys if is_path(key)]
    paths += [parse(key if is_path(key) else f'**."{key}"', html=True) for key in html_keys]
    columns = dict(options.transcript_columns)
    for part, own in (transcript_columns or {}).items():
        columns[part] = (*own, *columns[part])
    return options._replace(
        text_columns=(*text_columns, *options.text_columns),
        text_keys=(*names, *options.text_keys),
        text_paths=(*options.text_paths, *paths),
        transcript_columns=columns,
        roles={**options.roles, **_roles(roles or {})},
        unit=unit or options.unit,
        timezone=timezone or options.timezone,
        date_order=date_order or options.date_order,
    )


def _roles(names: Mapping[str, Speaker]) -> dict[str, Speaker]:
    return {name.strip().lower(): speaker for name, speaker in names.items()}
