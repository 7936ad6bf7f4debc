"""The keys of a configuration, each declared once: its shape, how layers that have it combine, and where it
may stand. Validation, the JSON Schema, the merging of layers and `replylint config` all go by this table."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.config.model import TRANSCRIPT_COLUMNS, Suppression
from linter.i18n import say
from linter.model import SEVERITIES
from linter.rules.language import layer_shapes
from linter.rules.names import DEFAULT_RULESETS, PROFILES
from linter.rules.schema import (
    LIST,
    TEXT,
    Case,
    Either,
    ListOf,
    OneOf,
    Record,
    Shape,
    Switch,
    Text,
    Whole,
    shown,
    told,
)
from linter.rules.source import Path as At
from linter.rules.source import Source
from linter.rules.standings import bounds_shape


class Join(NamedTuple):
    """How the values of several layers combine. Mappings are joined by their names down to `depth`; below it
    a later value takes the place of an earlier one, or, with `items`, the items of lists are added: behind
    those of the earlier layers, or before them with `ahead`."""

    depth: int = 0
    items: bool = False
    ahead: bool = False


class Key(NamedTuple):
    """A key: what may stand there (`shape`), what it is `about` in the user's language, how layers `join`,
    what holds without it (`default`), and whether an override may have it (`by_path`)."""

    name: str
    shape: Shape
    about: str
    join: Join = Join()
    default: Any = None
    by_path: bool = False


class _KeyOrPath(Text):
    """The name of a key, or a path to values."""

    def describe(self) -> str:
        from linter.keypath import EXAMPLES

        return say(f"键名，或路径（如 {EXAMPLES}）", f"the name of a key, or a path such as {EXAMPLES}")

    def check(self, value: Any, at: At, source: Source) -> None:
        from linter.keypath import BadPath, is_path, parse

        super().check(value, at, source)
        if is_path(value):
            try:
                parse(value)
            except BadPath as error:
                found = say(f"{shown(value)}（{error}）", f"{shown(value)} ({error})")
                raise source.error(at, found, self.describe()) from None


class _Zone(Text):
    """The name of a time zone."""

    def describe(self) -> str:
        return say("时区名，如 Asia/Shanghai", "the name of a time zone, such as Asia/Shanghai")

    def check(self, value: Any, at: At, source: Source) -> None:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(value)
        except (KeyError, ValueError, TypeError, AttributeError, OSError):
            raise source.error(at, shown(value), self.describe()) from None


_ADDED = Join(items=True)
_ASKED_FIRST = Join(items=True, ahead=True)


def _rule_keys() -> Iterator[Key]:
    shapes = layer_shapes()
    yield Key(
        "rulesets",
        shapes["rulesets"],
        say(
            "规则集：内置的写名字，自己的写路径（相对于写它的文件）",
            "rulesets: shipped ones by name, your own by path (relative to the file that names them)",
        ),
        default=list(DEFAULT_RULESETS),
        by_path=True,
    )
    yield Key(
        "select",
        shapes["select"],
        say("只要这些规则或类别；[] 是全部", "only these rules or categories; [] means all"),
        by_path=True,
    )
    yield Key(
        "ignore",
        shapes["ignore"],
        say("不要的规则或类别", "rules or categories that do not run"),
        _ADDED,
        by_path=True,
    )
    yield Key(
        "severity",
        shapes["severity"],
        say("规则或类别的级别", "severities by rule or category"),
        Join(1),
        by_path=True,
    )
    yield Key(
        "lexicons",
        shapes["lexicons"],
        say(
            "给词表加词、减词，或新建词表", "words added to or removed from lexicons, or lexicons of your own"
        ),
        Join(2, items=True),
        by_path=True,
    )
    yield Key(
        "numbers",
        shapes["numbers"],
        say("会话规则用到的秒数、条数", "seconds and counts that conversation rules go by"),
        Join(1),
        by_path=True,
    )
    yield Key(
        "library",
        shapes["library"],
        say("什么是一个话术库，该有什么", "what is one library of templates, and what it needs"),
        Join(2),
    )


def _reading_keys() -> Iterator[Key]:
    words = ListOf(Text(), least=0)
    yield Key(
        "roles",
        Record(optional={"agent": words, "customer": words, "system": words}),
        say("聊天记录里谁是谁", "who speaks in transcripts"),
        Join(1, items=True, ahead=True),
        by_path=True,
    )
    yield Key(
        "text-columns",
        words,
        say("话术所在的列，先于默认的", "columns that hold replies, asked before the known ones"),
        _ASKED_FIRST,
        by_path=True,
    )
    paths = ListOf(_KeyOrPath(), least=0)
    yield Key(
        "text-keys",
        paths,
        say("话术所在的键，先于默认的", "keys that hold replies, asked before the known ones"),
        _ASKED_FIRST,
        by_path=True,
    )
    yield Key(
        "html-keys",
        paths,
        say("话术是 HTML 的键", "keys under which replies are HTML"),
        _ASKED_FIRST,
        by_path=True,
    )
    yield Key(
        "transcript-columns",
        Record(optional=dict.fromkeys(TRANSCRIPT_COLUMNS, words)),
        say("聊天记录的列和键，先于默认的", "columns and keys of transcripts, asked before the known ones"),
        Join(1, items=True, ahead=True),
        by_path=True,
    )
    yield Key(
        "text-unit",
        OneOf("auto", "line", "paragraph"),
        say("纯文本怎样分条", "how plain text is cut into replies"),
        default="auto",
        by_path=True,
    )
    yield Key(
        "timezone",
        _Zone(),
        say("聊天记录里没写时区的时间按哪个时区", "the zone of times without one in transcripts"),
        by_path=True,
    )
    yield Key(
        "date-order",
        OneOf("day-month", "month-day"),
        say("03/04/24 这样的日期怎么读", "how to read dates such as 03/04/24"),
        by_path=True,
    )


def _suppression() -> Shape:
    return Record(
        required={"rule": Text()},
        optional={key: Text() for key in Suppression._fields if key != "rule"},
        at_least_one=("path", "template", "text"),
    )


@functools.cache
def _keys(language: str) -> dict[str, Key]:
    texts = ListOf(Text())
    keys = [
        Key(
            "extends",
            Either(
                [Case(TEXT, Text()), Case(LIST, texts)],
                lambda: say("一个名字，或一列", "a name, or a list of them"),
            ),
            say(
                "在哪些配置之上：文件、profile:名字、package:包名",
                "what this is laid over: files, profile:NAME, package:NAME",
            ),
        ),
        Key(
            "profile",
            OneOf(*PROFILES),
            say("打底的方案", "the profile under all else"),
            by_path=True,
        ),
        *_rule_keys(),
        Key(
            "fail-on",
            OneOf(*SEVERITIES),
            say("check 从哪个级别起退出码为 1", "the severity from which check exits with 1"),
            default="warning",
            by_path=True,
        ),
        Key("lang", OneOf("zh", "en"), say("界面语言", "the language of messages")),
        *_reading_keys(),
        Key("customers", Text(), say("客户表", "the file of customers")),
        Key("standings", bounds_shape("standings"), say("客户身份的界线", "bounds of standings"), Join(2)),
        Key("tiers", bounds_shape("tiers"), say("客户价值的界线", "bounds of value tiers"), Join(2)),
        Key(
            "exclude",
            ListOf(Text(), least=0),
            say("检查文件夹时不看的路径", "paths that are passed over in folders"),
            _ADDED,
        ),
        Key(
            "archives",
            Record(optional=dict.fromkeys(("megabytes", "ratio", "members"), Whole(1))),
            say("zip、gzip 最多解出多少", "what is unpacked of a zip or gzip at most"),
            Join(1),
        ),
        Key(
            "suppressions",
            ListOf(_suppression(), least=0),
            say("某条规则在哪里不算", "places where a rule does not count"),
            _ADDED,
        ),
        Key(
            "baseline",
            Text(),
            say("不再报的老问题记在哪个文件", "the file of old findings that do not count"),
        ),
        Key(
            "require-reasons",
            Switch(),
            say(
                "不再报的注释和 suppressions 必须写理由",
                "comments that suppress and suppressions need a reason",
            ),
            default=False,
        ),
        Key(
            "bare-ignores",
            Switch(),
            say("replylint: ignore 可以不写规则", "replylint: ignore may do without naming rules"),
            default=False,
        ),
        Key("scorecard", Text(), say("replylint report 用的评分卡", "the scorecard of replylint report")),
    ]
    by_path = {key.name: told(key.shape, key.about) for key in keys if key.by_path}
    override = Record(required={"paths": texts}, optional=by_path)
    keys.append(
        Key(
            "overrides",
            ListOf(override, least=0),
            say("只对一些路径另作规定，后面的压过前面的", "other settings for some paths, later ones win"),
        )
    )
    return {key.name: key for key in keys}


def keys() -> dict[str, Key]:
    """All keys by name."""
    from linter.i18n import language

    return _keys(language())


def shape() -> Shape:
    """A configuration file."""
    return Record(optional={key.name: told(key.shape, key.about) for key in keys().values()})
