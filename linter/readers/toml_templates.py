"""Templates in TOML: strings under text keys, in every kind of quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linter.i18n import say
from linter.model import Comment, Template
from linter.readers.base import HAN, Block, Kind, ReadOptions, Recognition, Sample, Unreadable, unreadable
from linter.readers.comments import comment_at, line_above
from linter.readers.keyed import (
    Leaf,
    Listing,
    Node,
    Table,
    is_transcript,
    key_names,
    templates,
    trusted,
    verdict,
)
from linter.readers.toml_strings import Broken, TomlString, loads
from linter.source import SourceText

_LIKE = re.compile(
    r"""^[ \t]*(?:\[\[?[^\]\n]+\]\]?[ \t]*(?:#.*)?|[\w."' -]+=[ \t]*["'\[{].*)\r?$""", re.MULTILINE
)
_NOTHING = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_COMMENT = re.compile(r"#([^\r\n]*)")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'|([^\s.=\]"\'#]+)')
_OTHER = re.compile(r"[^,\]}#\r\n]*")
_ENDS = {
    '"': re.compile(r'(?:[^"\\]|\\.)*', re.DOTALL),
    "'": re.compile(r"[^']*"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*(?:"{0,2}(?="""(?!")))?', re.DOTALL),
    "'''": re.compile(r"(?:[^']|'(?!''))*(?:'{0,2}(?='''(?!')))?"),
}
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_MESSAGES = {
    "Expected '=' after a key in a key/value pair": "键后面应是 =",
    "Expected newline or end of document after a statement": "这里应换行；字符串里的引号要转义",
    "Invalid value": "这里应有一个值；文字要用引号括起来",
    "Unterminated string": "字符串没有结束的引号",
    "Illegal character '\\n'": "字符串没有结束的引号；多行文字用三个引号",
    "Unclosed array": "数组没有结束的 ]",
    "Cannot overwrite a value": "这个键已经有了",
    "Unescaped '\\' in a string": "反斜杠后面不是有效的转义；要写反斜杠请写两个",
    "Invalid statement": "这里应是 键 = 值 或 [表名]",
    "Invalid initial character for a key part": "键名不能以这个字符开头；含中文的键要用引号括起来",
}


class TomlTemplates:
    """A TOML document."""

    name = "toml"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "TOML 话术库", "en": "TOML library"}
    known_by: Mapping[str, str] = {
        "zh": 'TOML 文件，话术在 text、content、reply、"话术" 等键下',
        "en": "TOML with replies under keys such as text, content, reply",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where a text key has Chinese under it."""
        named = sample.path.suffix.lower() == ".toml"
        if not named and (not sample.complete or not _LIKE.search(sample.text)):
            return Recognition("no", say("不像 TOML", "does not look like TOML"))
        if not sample.complete:
            return _by_keys(sample, options)
        try:
            root = _tree(SourceText(sample.text), str(sample.path))
        except Unreadable as error:
            return _by_keys(sample, options) if named else Recognition("no", error.problem.message)
        if any(key in options.ruleset_keys for key, _ in root.pairs):
            return Recognition(
                "no", say("是规则或配置，不是话术", "a ruleset or configuration, not templates")
            )
        if is_transcript(root, options):
            return Recognition("no", say("是聊天记录，不是话术", "a transcript, not templates"))
        return verdict(list(templates(root, options)), options)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The templates, in the order of the file: a table may be gone on with behind others. Raises
        `Unreadable` where the document is not valid TOML."""
        found = templates(_tree(source, path), options)
        return Block([*sorted(found, key=lambda template: template.place.position(0))])

    marks = ("# ", "")

    def comments(self, source: SourceText) -> Iterator[Comment]:
        """What stands between keys, values and brackets."""
        scanner = _Scanner(source)
        scanner.document()
        for start, end in scanner.passed:
            for found in _COMMENT.finditer(source.text, start, end):
                yield comment_at(source, found.start(), found[1])

    def above(self, source: SourceText, template: Template) -> tuple[int, str]:
        """The line on which the string begins."""
        return line_above(source, template)


def _by_keys(sample: Sample, options: ReadOptions) -> Recognition:
    """A verdict without parsing, on a beginning or on a broken file, whose error `read` then tells."""
    keys = "|".join(map(re.escape, key_names(options)))
    key = rf"""["']?(?:{keys})["']?[ \t]*"""
    found = re.search(
        rf"""(?:^|[\s.{{,]){key}=|^[ \t]*(?:{key}\.|\[\[?[ \t]*(?:[^\]\n]*\.[ \t]*)?{key}[.\]])""",
        sample.text,
        re.IGNORECASE | re.MULTILINE,
    )
    if not found:
        return verdict([], options)
    return trusted(bool(HAN.search(sample.text)))


def _tree(source: SourceText, path: str) -> Table:
    """The tree of a document, its strings made sure of. Raises `Unreadable`."""
    try:
        data = loads(source.text)
    except Broken as error:
        raise _broken(error, path) from None
    except RecursionError:
        raise unreadable(path, say("TOML 嵌套太深", "the TOML is nested too deeply")) from None
    root = _Scanner(source).document()
    if [*_strings_of(root)] != [*_strings(data)]:
        raise unreadable(path, say("这种 TOML 写法读不了", "this TOML notation cannot be followed"))
    return root


def _broken(error: Broken, path: str) -> Unreadable:
    message = str(error)
    place = _PLACE.search(message)
    problem = message[: place.start()] if place else message
    told = say(f"TOML 语法有误：{_MESSAGES.get(problem, problem)}", f"not valid TOML: {problem}")
    if place and place[1]:
        return unreadable(path, told, int(place[1]), int(place[2]))
    return unreadable(path, told + say("（在文件结尾）", " (at the end of the file)"))


def _strings_of(node: Node) -> Iterator[tuple[str, str]]:
    """The strings of a tree, each with its key, in order."""
    return _flat(_plain(node), "")


def _strings(data: Any) -> Iterator[tuple[str, str]]:
    return _flat(data, "")


def _plain(node: Node) -> Any:
    if isinstance(node, Table):
        return {key: _plain(value) for key, value in node.pairs}
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return node.value if isinstance(node, _String) else None


def _flat(data: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _flat(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _flat(value, key)


class _String(Leaf):
    """A string with the value that it has for TOML, layout and all."""

    __slots__ = ("value",)

    def __init__(self, found: TomlString) -> None:
        super().__init__(found.text, found.place)
        self.value = found.value


class _Scanner:
    """Goes through a valid document by its characters."""

    def __init__(self, source: SourceText) -> None:
        self._source, self._text = source, source.text
        self._at = 0
        self.passed: list[tuple[int, int]] = []

    def document(self) -> Table:
        """The tree."""
        root = current = Table([])
        while self._next() < len(self._text):
            if self._text.startswith("[", self._at):
                current = self._header(root)
            else:
                keys = self._keys()
                self._at += 1
                self._space()
                _inner(current, keys[:-1]).pairs.append((keys[-1], self._value()))
        return root

    def _next(self) -> int:
        """Passes over what says nothing."""
        found = _NOTHING.match(self._text, self._at)
        if found and found.end() > self._at:
            self.passed.append(found.span())
            self._at = found.end()
        return self._at

    def _space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _header(self, root: Table) -> Table:
        """The table that a header opens."""
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        keys = self._keys()
        self._at += 2 if many else 1
        if not many:
            return _inner(root, keys)
        outer = _inner(root, keys[:-1])
        listing = outer.get(keys[-1])
        if not isinstance(listing, Listing):
            listing = Listing([])
            outer.pairs.append((keys[-1], listing))
        table = Table([])
        listing.items.append(table)
        return table

    def _keys(self) -> list[str]:
        """The parts of a dotted key."""
        keys: list[str] = []
        while True:
            self._space()
            found = _KEY.match(self._text, self._at)
            if found is None:
                return keys or [""]
            if found[1] is not None:
                keys.append(TomlString(self._source, found.start(1), found.end(1), '"').value)
            else:
                keys.append(found[2] if found[2] is not None else found[3])
            self._at = found.end()
            self._space()
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _value(self) -> Node:
        text = self._text
        for mark in ('"""', "'''", '"', "'"):
            if text.startswith(mark, self._at):
                start = self._at + len(mark)
                inside = _ENDS[mark].match(text, start)
                end = inside.end() if inside else start
                self._at = end + len(mark)
                return _String(TomlString(self._source, start, end, mark))
        if text.startswith("[", self._at):
            return Listing(list(self._inside("]")))
        if text.startswith("{", self._at):
            table = Table([])
            for keys in self._pairs():
                _inner(table, keys[:-1]).pairs.append((keys[-1], self._value()))
            return table
        other = _OTHER.match(text, self._at)
        self._at = other.end() if other else self._at
        return None

    def _inside(self, closing: str) -> Iterator[Node]:
        """The items of an array."""
        self._at += 1
        while not self._closed(closing):
            yield self._value()

    def _pairs(self) -> Iterator[list[str]]:
        """The keys of an inline table, each before its value."""
        self._at += 1
        while not self._closed("}"):
            keys = self._keys()
            self._at += 1
            self._space()
            yield keys

    def _closed(self, closing: str) -> bool:
        """Whether the bracket ends here; passes over it, and over commas."""
        self._next()
        while self._text.startswith(",", self._at):
            self._at += 1
            self._next()
        if self._at >= len(self._text):
            return True
        if self._text.startswith(closing, self._at):
            self._at += 1
            return True
        return False


def _inner(table: Table, keys: list[str]) -> Table:
    """The table to which keys lead, made where there is none; of tables in a list, the last."""
    for key in keys:
        found = table.get(key)
        if isinstance(found, Listing) and found.items:
            found = found.items[-1]
        if not isinstance(found, Table):
            found = Table([])
            table.pairs.append((key, found))
        table = found
    return table


READER = TomlTemplates()
