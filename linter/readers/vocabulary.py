"""The names by which texts and speakers are found: the shipped ones and those that a shop adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import yaml

from linter.data import rulesets_dir
from linter.model import Speaker
from linter.readers.base import DateOrder, ReadOptions, Unit

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
    )


def with_additions(
    options: ReadOptions,
    *,
    text_columns: Iterable[str] = (),
    text_keys: Iterable[str] = (),
    transcript_columns: Mapping[str, Iterable[str]] | None = None,
    roles: Mapping[str, Speaker] | None = None,
    unit: Unit | None = None,
    timezone: str | None = None,
    date_order: DateOrder | None = None,
) -> ReadOptions:
    """`options` with a shop's own names, which are preferred to the shipped ones.

    `transcript_columns` has any of the keys of those in `options`.
    """
    columns = dict(options.transcript_columns)
    for part, names in (transcript_columns or {}).items():
        columns[part] = (*names, *columns[part])
    return options._replace(
        text_columns=(*text_columns, *options.text_columns),
        text_keys=(*text_keys, *options.text_keys),
        transcript_columns=columns,
        roles={**options.roles, **_roles(roles or {})},
        unit=unit or options.unit,
        timezone=timezone or options.timezone,
        date_order=date_order or options.date_order,
    )


def _roles(names: Mapping[str, Speaker]) -> dict[str, Speaker]:
    return {name.strip().lower(): speaker for name, speaker in names.items()}
