"""TOML strings: the source of every character, and how new text is written into each of the four kinds."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from linter.i18n import say
from linter.readers.charmap import CharMap, line_end
from linter.source import CannotEncode, MappedPlace, SourceText

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_ESCAPE = re.compile(
    r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[ \t]*\r?\n[ \t\r\n]*|.)|\r\n", re.DOTALL
)
_LINE_END = re.compile("\r\n")
_MEANINGS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_TO_ESCAPE = re.compile('[\x00-\x1f\x7f"\\\\]')
_TO_ESCAPE_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f\\\\]")
_HALF = re.compile("[\ud800-\udfff]")

Broken = tomllib.TOMLDecodeError


def loads(text: str) -> dict[str, Any]:
    """The data of a document. Raises `Broken`, `RecursionError`."""
    data: dict[str, Any] = tomllib.loads(text)
    return data


@dataclass(frozen=True)
class TomlString:
    """A string whose inside stands from `start` to `end`; `mark` are its quotes, one or three."""

    source: SourceText
    start: int
    end: int
    mark: str

    @cached_property
    def value(self) -> str:
        """What it stands for."""
        return self._chars().text

    @property
    def text(self) -> str:
        """The value; in three quotes without the line ends at its end, which are layout."""
        return self.value.rstrip("\n") if len(self.mark) == 3 else self.value

    def _chars(self) -> CharMap:
        text, start = self.source.text, self.start
        chars = CharMap()
        if len(self.mark) == 3:
            start += 2 if text.startswith("\r\n", start) else int(text.startswith("\n", start))
        at = start
        for found in (_ESCAPE if self.mark[0] == '"' else _LINE_END).finditer(text, start, self.end):
            chars.run(text, at, found.start())
            at = found.end()
            if found[0] == "\r\n":
                chars.atom("\n", found.start(), at)
            elif meaning := _meaning(found[0]):
                chars.atom(meaning, found.start(), at)
        chars.run(text, at, self.end)
        return chars

    def place(self) -> MappedPlace:
        """Where the characters of `text` stand."""
        chars, size = self._chars(), len(self.mark)
        breaks = line_end(self.source.text)
        length = len(self.text)
        tail = chars.text[length:]
        first, last = self.start - size, self.end + size
        if self.mark == '"':
            encode, writer = _inside, _one_line
        elif self.mark == "'":
            encode, writer = _literal, _one_line
        else:
            writer = partial(_many_lines, breaks, tail)
            encode = partial(_inside_lines if self.mark[0] == '"' else _literal_lines, breaks)
        place = chars.place(self.source, length, encode, (first, last, writer), partial(_read, size == 3))
        if not place.starts:
            place.anchor = self.start
        return place


def _meaning(escape: str) -> str:
    kind = escape[1]
    if kind in "uUx" and len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 else ""
    return "" if kind in " \t\r\n" else _MEANINGS.get(kind, kind)


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _whole_characters(text: str) -> str:
    if _HALF.search(text):
        raise CannotEncode(say("半个字符放不进 TOML", "half a character cannot stand in TOML"))
    return text


def _inside(text: str) -> str:
    return _TO_ESCAPE.sub(_escape, _whole_characters(text))


def _inside_lines(breaks: str, text: str) -> str:
    return _TO_ESCAPE_IN_LINES.sub(_escape, _whole_characters(text)).replace("\n", breaks)


def _literal(text: str) -> str:
    if "'" in text or _CONTROL.search(_whole_characters(text)):
        raise CannotEncode(say("需要双引号", "needs double quotes"))
    return text


def _literal_lines(breaks: str, text: str) -> str:
    if _CONTROL.search(_whole_characters(text).replace("\n", "")):
        raise CannotEncode(say("需要转义", "needs escapes"))
    return text.replace("\n", breaks)


def _one_line(text: str) -> str:
    return f'"{_inside(text)}"'


def _many_lines(breaks: str, tail: str, text: str) -> str:
    inside = _inside_lines("\n", text + tail).replace('"', '\\"').replace("\n", breaks)
    return f'"""{breaks}{inside}"""'


def _read(many_lines: bool, region: str) -> str | None:
    """The text of a string with its quotes; None where it is no longer one string."""
    try:
        found = loads(f"x = {region}\n")
    except (Broken, RecursionError):
        return None
    value = found.get("x")
    if len(found) != 1 or not isinstance(value, str):
        return None
    return value.rstrip("\n") if many_lines else value
