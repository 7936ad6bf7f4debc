"""The shape of a configuration file."""

from __future__ import annotations

from typing import Any

from linter.config.model import TRANSCRIPT_COLUMNS, Suppression
from linter.i18n import say
from linter.model import SEVERITIES
from linter.rules.names import PROFILES
from linter.rules.source import Path as At
from linter.rules.source import Source


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


def check(source: Source) -> None:
    """Raises `RulesetError` where the data of a configuration file is not as it should be."""
    from linter.rules.language import layer_shapes
    from linter.rules.schema import Later, ListOf, OneOf, Record, Text
    from linter.rules.standings import bounds_shape

    words = ListOf(Text(), least=0)
    shape = Record(
        optional={
            "profile": OneOf(*PROFILES),
            **layer_shapes(),
            "fail-on": OneOf(*SEVERITIES),
            "lang": OneOf("zh", "en"),
            "roles": Record(optional={"agent": words, "customer": words, "system": words}),
            "text-columns": words,
            "text-keys": words,
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
        }
    )
    shape.check(source.data, (), source)
