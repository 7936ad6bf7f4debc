"""JSON with positions: where every string stands, and how each of its characters is written."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from linter.i18n import say
from linter.readers.base import Unreadable, unreadable
from linter.readers.charmap import CharMap
from linter.readers.keyed import Leaf, Listing, Node, Table
from linter.source import MappedPlace, SourceText

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s,:\[\]{}"]+', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

_MESSAGES = {
    "Expecting value": "这里应有一个值",
    "Expecting ',' delimiter": "这里应有逗号",
    "Expecting ':' delimiter": "这里应有冒号",
    "Expecting property name enclosed in double quotes": "这里应有双引号括起的键名",
    "Illegal trailing comma before end of object": "对象末尾多了逗号",
    "Illegal trailing comma before end of array": "数组末尾多了逗号",
    "Invalid control character at": "字符串里有未转义的控制字符（换行要写成 \\n）",
    "Unterminated string starting at": "字符串没有结束的引号",
    "Extra data": "JSON 已经结束，后面还有内容",
}


def loads(text: str, path: str, line: int = 1) -> Any:
    """The value of a JSON document that begins on `line` of its file. Raises `Unreadable` with the place."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(error, path, line) from None
    except ValueError:
        message = say("JSON 里有长得离谱的数字", "there is an absurdly long number in the JSON")
        raise unreadable(path, message, line) from None
    except RecursionError:
        raise unreadable(path, say("JSON 嵌套太深", "the JSON is nested too deeply"), line) from None


def _broken(error: json.JSONDecodeError, path: str, line: int) -> Unreadable:
    found = repr(error.doc[error.pos : error.pos + 1]) if error.doc[error.pos :] else say("结尾", "the end")
    message = say(
        f"不是有效的 JSON：{_MESSAGES.get(error.msg, error.msg)}，发现的是 {found}",
        f"not valid JSON: {error.msg}, found {found}",
    )
    return unreadable(path, message, line + error.lineno - 1, error.colno)


def parse_tree(source: SourceText, start: int = 0) -> Node:
    """The tree of the valid JSON value that begins at `start`, however deep it is."""
    text, root = source.text, Listing([])
    stack: list[Table | Listing] = [root]
    key: str | None = None
    for token in _TOKEN.finditer(text, start):
        mark = token[0][0]
        if mark in "]}":
            stack.pop()
        elif mark not in ",:":
            node: Node = None
            if mark == '"':
                string = _value(token[0])
                if key is None and isinstance(stack[-1], Table):
                    key = string
                    continue
                node = Leaf(string, partial(string_place, source, token.start() + 1, token.end() - 1))
            elif mark in "[{":
                node = Table([]) if mark == "{" else Listing([])
            _add(stack[-1], key, node)
            key = None
            if isinstance(node, (Table, Listing)):
                stack.append(node)
        if len(stack) == 1:
            break
    return root.items[0]


def _add(container: Table | Listing, key: str | None, node: Node) -> None:
    if isinstance(container, Table):
        container.pairs.append((key or "", node))
    else:
        container.items.append(node)


def _value(literal: str) -> str:
    """The string that a JSON literal stands for."""
    return str(json.loads(literal)) if "\\" in literal else literal[1:-1]


def string_map(text: str, start: int, end: int) -> CharMap:
    """The characters of the JSON string whose inside is `text[start:end]`."""
    chars = CharMap()
    at = start
    while at < end:
        backslash = text.find("\\", at, end)
        if backslash < 0:
            break
        chars.run(text, at, backslash)
        char, at = _escape(text, backslash)
        chars.atom(char, backslash, at)
    chars.run(text, at, end)
    return chars


def _escape(text: str, at: int) -> tuple[str, int]:
    """The character that the escape at `at` stands for (a surrogate pair is one), and its end."""
    escape = _ESCAPE.match(text, at)
    assert escape is not None
    if not escape[1]:
        return _SHORT.get(escape[2], escape[2]), escape.end()
    code = int(escape[1], 16)
    if 0xD800 <= code < 0xDC00:
        low = _ESCAPE.match(text, escape.end())
        if low and low[1] and 0xDC00 <= int(low[1], 16) < 0xE000:
            return chr(0x10000 + ((code - 0xD800) << 10) + int(low[1], 16) - 0xDC00), low.end()
    return chr(code), escape.end()


def string_place(source: SourceText, start: int, end: int) -> MappedPlace:
    """The place of the JSON string whose inside stands from `start` to `end`."""
    chars = string_map(source.text, start, end)
    place = chars.place(source, len(chars.starts), partial(escaped, source.text.isascii()), reads=_inside)
    place.anchor = start
    return place


def _inside(region: str) -> str | None:
    """The text of the inside of a string; None where it is none."""
    try:
        return str(json.loads(f'"{region}"'))
    except ValueError:
        return None


def escaped(ascii_only: bool, text: str) -> str:
    """`text` as the inside of a JSON string; half a surrogate pair can stand in no file but escaped."""
    inside = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", inside)
