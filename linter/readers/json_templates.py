"""Templates in JSON: strings under text keys, lists of strings, and JSON lines of template objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from linter.i18n import say
from linter.model import Item, Template
from linter.readers.base import HAN, Block, Kind, ReadOptions, Recognition, Sample, Unreadable
from linter.readers.json_tree import loads, parse_tree
from linter.readers.keyed import Node, is_transcript, key_names, templates, trusted, verdict
from linter.readers.problems import Problems
from linter.source import SourceText


class JsonTemplates:
    """One JSON document."""

    name = "json"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "JSON 话术库", "en": "JSON library"}
    known_by: Mapping[str, str] = {
        "zh": "JSON 文件（或每行一个 JSON 对象），话术在 text、content、reply、话术 等键下，或是字符串列表",
        "en": "JSON, or an object a line: replies under keys such as text, content; or a list of strings",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where a text key has Chinese under it."""
        if not sample.text.lstrip().startswith(("{", "[")):
            return Recognition("no", say("不以 { 或 [ 开头", "does not begin with { or ["))
        if _is_lines(sample):
            return LINES.recognise(sample, options)
        if not sample.complete:
            return _by_keys(sample, options)
        try:
            loads(sample.text, str(sample.path))
        except Unreadable as error:
            if sample.path.suffix.lower() == ".json":
                return _by_keys(sample, options)
            return Recognition("no", error.problem.message)
        root = parse_tree(SourceText(sample.text))
        if is_transcript(root, options):
            return Recognition("no", say("是聊天记录，不是话术", "a transcript, not templates"))
        return verdict(list(templates(root, options)), options)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The templates of the document. Raises `Unreadable` where it is not valid JSON."""
        loads(source.text, path)
        return Block([*templates(parse_tree(source), options)])


class JsonLines(JsonTemplates):
    """A JSON object a line, each with its templates."""

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where a text key has Chinese under it."""
        text = sample.text if sample.complete else sample.text[: self.cut(sample.text)]
        found: list[Template] = []
        for line, root in _roots(SourceText(text), str(sample.path), Problems(str(sample.path))):
            if is_transcript(root, options):
                return Recognition("no", say("是聊天记录，不是话术", "a transcript, not templates"))
            found += templates(root, options, f"line-{line}")
        judged = verdict(found, options)
        return Recognition(judged.trust, judged.reason, self)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The templates of every line; a broken line is a problem."""
        problems = Problems(path)
        found: list[Item] = []
        for line, root in _roots(source, path, problems):
            found += templates(root, options, f"line-{line}")
        return Block(found, problems.listed, problems.unlisted, records=True)

    def cut(self, text: str) -> int:
        """Behind the last complete line."""
        return text.rfind("\n") + 1


def _roots(source: SourceText, path: str, problems: Problems) -> Iterator[tuple[int, Node]]:
    """Line number and tree of every line; notes broken lines among `problems`."""
    start = 0
    for line, raw in enumerate(source.text.split("\n"), source.first_line):
        if raw.strip():
            try:
                loads(raw, path, line)
                yield line, parse_tree(source, start)
            except Unreadable as error:
                problems.add(error.problem.message, error.problem.line, error.problem.column)
        start += len(raw) + 1


def _is_lines(sample: Sample) -> bool:
    """Whether every line is a JSON document of its own."""
    lines = [line for line in sample.text.split("\n") if line.strip()][:2]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _by_keys(sample: Sample, options: ReadOptions) -> Recognition:
    """A verdict without parsing, on a beginning or on a broken document, whose error `read` then tells."""
    keys = "|".join(map(re.escape, key_names(options)))
    if not re.search(rf'"(?:{keys})"\s*:', sample.text, re.IGNORECASE):
        return verdict([], options)
    return trusted(bool(HAN.search(sample.text)))


READER = JsonTemplates()
LINES = JsonLines()
