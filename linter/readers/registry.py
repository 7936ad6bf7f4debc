"""The readers there are, and which of them a file is for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

from linter.i18n import say
from linter.model import Problem
from linter.readers import plugins
from linter.readers.base import Reader, ReadOptions, Recognition, Sample, Unreadable, unreadable


class _Entry(NamedTuple):
    """Where a reader is: loaded when first needed. Files with one of its suffixes are offered to it first.
    `reads` are files of text, of tables that are no text, or both; `of_several`: its module has others."""

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    reads: Literal["text", "tables", "both"] = "text"
    of_several: bool = False

    @property
    def only_json(self) -> bool:
        """Whether it reads nothing that does not begin as JSON does."""
        return self.module == "json_formats"


_JSON = (".json", ".jsonl", ".ndjson")

_ENTRIES = (
    _Entry("jddc", "jddc"),
    _Entry("messages", "messages_jsonl", (".jsonl", ".ndjson", ".json")),
    _Entry("sharegpt", "json_formats", _JSON, of_several=True),
    _Entry("wechat", "json_formats", _JSON, of_several=True),
    _Entry("u-need", "json_formats", _JSON, of_several=True),
    _Entry("chatwoot-messages", "json_formats", _JSON, of_several=True),
    _Entry("zendesk-qa", "json_formats", _JSON, of_several=True),
    _Entry("rasa-tracker", "json_formats", _JSON, of_several=True),
    _Entry("amazon-connect", "json_formats", _JSON, of_several=True),
    _Entry("alibaba-sca", "json_formats", _JSON, of_several=True),
    _Entry("tencent-ccc", "json_formats", _JSON, of_several=True),
    _Entry("whatsapp", "whatsapp"),
    _Entry("wangwang", "wangwang"),
    _Entry("webvtt", "webvtt", (".vtt",)),
    _Entry("flat", "flat", (".csv", ".tsv", ".jsonl", ".ndjson", ".json"), "both"),
    _Entry("rasa", "exports", (".yaml", ".yml", ".json"), of_several=True),
    _Entry("chatwoot", "exports", (".json",), of_several=True),
    _Entry("zendesk", "exports", (".json",), of_several=True),
    _Entry("dialogflow", "exports", (".json",), of_several=True),
    _Entry("lex", "exports", (".json",), of_several=True),
    _Entry("json", "json_templates", (".json", ".jsonl", ".ndjson")),
    _Entry("csv", "csv_templates", (".csv", ".tsv")),
    _Entry("markdown", "markdown", (".md", ".markdown", ".mdown")),
    _Entry("yaml", "yaml_templates", (".yaml", ".yml")),
    _Entry("toml", "toml_templates", (".toml",)),
    _Entry("po", "po_templates", (".po", ".pot")),
    _Entry("xlsx", "sheet_templates", (), "tables"),
    _Entry("dialogue", "dialogue_text"),
    _Entry("text", "plain"),
)
"""In the order in which they are tried: what is hard to mistake comes first, plain text last."""


_SHIPPED = frozenset(entry.name for entry in _ENTRIES)
_LAST_RESORT = "text"
"""What reads nearly everything: plug-ins are asked before it."""


def reader_names() -> tuple[str, ...]:
    """The names of the shipped readers, for `--input-format`."""
    return tuple(entry.name for entry in _ENTRIES)


def readers() -> Iterator[Reader]:
    """All readers, those of other packages last. Raises `BrokenPlugin`."""
    yield from (_load(entry) for entry in _ENTRIES)
    yield from plugins.plugins(_SHIPPED)


def reader_named(name: str) -> Reader:
    """The reader of that name. Raises `Unreadable` that names the nearest when there is none."""
    for entry in _ENTRIES:
        if entry.name == name:
            return _load(entry)
    if plugin := next(plugins.named(name, _SHIPPED), None):
        return plugin
    from difflib import get_close_matches

    known = (*reader_names(), *plugins.names())
    near = get_close_matches(name, known, 1)
    names = ", ".join(known)
    hint = say(f"；是不是想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ""
    message = say(f"没有名为 {name} 的格式，可用的有：{names}", f"there is no format {name}, only: {names}")
    raise unreadable("--input-format", message + hint)


def recognise(sample: Sample, options: ReadOptions) -> tuple[Reader, Recognition]:
    """The reader for a file: the first that is sure, else the first that could read it.

    Raises `Unreadable` with every reader's reason where none can.
    """
    if sample.tables is None and sample.complete and not sample.text.strip():
        reason = say("文件是空的", "the file is empty")
        return reader_named("text"), Recognition("plain", reason)
    possible: tuple[Reader, Recognition] | None = None
    reasons: dict[str, list[str]] = {}
    for reader in _asked(sample):
        verdict = reader.recognise(sample, options)
        if isinstance(reader, _NoJson):
            pass
        elif verdict.trust == "sure":
            return verdict.reader or reader, verdict
        elif verdict.trust == "plain" and possible is None:
            possible = verdict.reader or reader, verdict
        reasons.setdefault(verdict.reason, []).append(reader.name)
    if possible:
        return possible
    told = [(" ".join(names), reason) for reason, names in reasons.items()]
    tried = say("、", ", ").join(say(f"{names}（{why}）", f"{names} ({why})") for names, why in told)
    message = say(
        f"认不出格式，可用 --input-format 指定；试过：{tried}",
        f"no format fits, choose one with --input-format; tried: {tried}",
    )
    raise Unreadable(Problem(str(sample.path), message), unrecognised=True)


def chosen(name: str, sample: Sample, options: ReadOptions) -> tuple[Reader, Recognition]:
    """The reader that the user asked for, set up for the file."""
    reader = reader_named(name)
    if name in _SHIPPED and not any(entry.name == name for entry in _in_order(sample)):
        possible = ", ".join(entry.name for entry in _in_order(sample))
        message = say(
            f"--input-format {name} 读不了这种文件，可用的有：{possible}",
            f"--input-format {name} cannot read such a file, only: {possible}",
        )
        raise unreadable(str(sample.path), message)
    verdict = reader.recognise(sample, options)
    return verdict.reader or reader, verdict


class _NoJson(NamedTuple):
    """Answers for a reader that has not to be loaded."""

    name: str

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """No."""
        return Recognition("no", say("不以 { 或 [ 开头", "does not begin with { or ["))


def _asked(sample: Sample) -> Iterator[Reader | _NoJson]:
    """The readers that a file may be for, in order; those of other packages before plain text, and only
    looked for when it comes to them."""
    last: list[_Entry] = []
    is_json = sample.text.lstrip()[:1] in ("{", "[")
    for entry in _in_order(sample):
        if entry.name == _LAST_RESORT:
            last.append(entry)
        elif entry.only_json and not is_json:
            yield _NoJson(entry.name)
        else:
            yield _load(entry)
    if sample.tables is None:
        yield from plugins.plugins(_SHIPPED)
    yield from map(_load, last)


def _in_order(sample: Sample) -> Iterator[_Entry]:
    """The readers that a file may be for, those for its suffix first."""
    suffix = sample.path.suffix.lower()
    wanted = ("both", "text" if sample.tables is None else "tables")
    possible = [entry for entry in _ENTRIES if entry.reads in wanted]
    yield from (entry for entry in possible if suffix in entry.suffixes)
    yield from (entry for entry in possible if suffix not in entry.suffixes)


@cache
def _load(entry: _Entry) -> Reader:
    module = import_module(f"linter.readers.{entry.module}")
    reader: Reader = module.reader(entry.name) if entry.of_several else module.READER
    return reader
