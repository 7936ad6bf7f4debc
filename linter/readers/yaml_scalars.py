"""YAML scalars: the source characters that each character of their value is written as.

Follows the scanner of PyYAML; the caller checks that the value comes out the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.readers.charmap import CharMap

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
_FOLD = rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_JOINED = rf"\\{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
_TOKENS = rf"(?P<fold>{_FOLD})|(?P<space>[ \t]+)"
_MORE_TOKENS = {"'": r"|(?P<quote>'')", '"': rf"|(?P<joined>{_JOINED})|(?P<escape>{_ESCAPE})"}
_MEANINGS = {
    "0": "\0", "a": "\x07", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\x0b", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip

_PROPERTIES = r"(?:[&!]\S*(?:\s|(?<=\s)#[^\r\n\x85\u2028\u2029]*)+)*"
_HEADER = rf"[|>]([-+0-9]*)([ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?)({_BREAK}|\Z)"
_LINE = rf"( *)([^\r\n\x85\u2028\u2029]*)({_BREAK}|\Z)"


def bare_start(text: str, start: int) -> int:
    """Where a scalar itself begins, behind its anchor and tag."""
    if text[start : start + 1] not in ("&", "!"):
        return start
    properties = re.compile(_PROPERTIES).match(text, start)
    return properties.end() if properties else start


def flow_map(text: str, start: int, end: int, style: str) -> CharMap:
    """The characters of a plain scalar, or of a quoted one (`style` is its quote) with its quotes."""
    tokens = re.compile(_TOKENS + _MORE_TOKENS.get(style, ""))
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    chars = CharMap()
    at = start
    for token in tokens.finditer(text, start, end):
        chars.run(text, at, token.start())
        at = token.end()
        if token.lastgroup == "fold":
            _fold(chars, text, token.start(), at)
        elif token.lastgroup == "joined":
            for found in list(re.compile(_BREAK).finditer(text, token.start(), at))[1:]:
                chars.atom(_normal(found[0]), found.start(), found.end())
        elif token.lastgroup == "quote":
            chars.atom("'", token.start(), at)
        elif token.lastgroup == "space":
            chars.run(text, token.start(), at)
        else:
            chars.atom(_meaning(token[0]), token.start(), at)
    chars.run(text, at, end)
    return chars


def _fold(chars: CharMap, text: str, start: int, end: int) -> None:
    """A line break is a space; each further one is a line end."""
    breaks = list(re.compile(_BREAK).finditer(text, start, end))
    first, *more = [_normal(found[0]) for found in breaks]
    folded = [" " if first == "\n" else first, *more] if first != "\n" or not more else more
    _spread(chars, folded, [found.end() for found in breaks], start, end)


def _spread(chars: CharMap, folded: list[str], stops: list[int], start: int, end: int) -> None:
    """Adds the characters that the line breaks from `start` to `end` stand for, each up to one of the last
    `stops`."""
    stops = [*stops[-len(folded) : -1], end]
    for char, stop in zip(folded, stops, strict=False):
        chars.atom(char, start, stop)
        start = stop


def _normal(line_break: str) -> str:
    return line_break if line_break in "\u2028\u2029" else "\n"


def _meaning(escape: str) -> str:
    kind = escape[1]
    if kind in "xuU" and len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 else ""
    return _MEANINGS.get(kind, kind)


class BlockScalar(NamedTuple):
    """A literal (`|`) or folded (`>`) scalar: its characters, and how it is laid out.

    `indent` are the columns before each line; `parent` those before what holds it, where the header tells
    (`|2`), else None; `chomping` is `-`, `+` or empty.
    """

    chars: CharMap
    style: str
    chomping: str
    comment: str
    indent: int
    parent: int | None


def block_scalar(text: str, start: int, value: str) -> BlockScalar | None:
    """The scalar whose header stands at `start`; None where its value does not come out as `value`."""
    header = re.compile(_HEADER).match(text, start)
    if header is None:
        return None
    digits = header[1].strip("+-")
    chomping = header[1].strip("0123456789")
    most = _first_indent(text, header.end())
    for indent in range(most, -1, -1) if digits else (most,):
        chars = _block_map(text, header.end(), indent, text[start] == ">", chomping)
        if chars.text == value:
            parent = indent - int(digits) if digits else None
            return BlockScalar(chars, text[start], chomping, header[2].strip(), indent, parent)
    return None


def _first_indent(text: str, at: int) -> int:
    """The indentation of the first line that is not blank."""
    while line := re.compile(_LINE).match(text, at):
        if line[2] or line.end() == at:
            return len(line[1])
        at = line.end()
    return 0


def _block_map(text: str, at: int, indent: int, folded: bool, chomping: str) -> CharMap:
    """The characters of the block that begins at `at`; a line end takes the next line's indentation along."""
    chars = CharMap()
    start, joins, breaks, stops = at, False, list[str](), list[int]()
    while line := re.compile(_LINE).match(text, at):
        inside = at + min(len(line[1]), indent)
        blank = not line[2] and len(line[1]) <= indent
        if line.end() == at or (not blank and len(line[1]) < indent):
            break
        if not blank:
            indented = text[inside] in " \t"
            _spread(chars, _between(breaks, folded and joins and not indented), stops, start, inside)
            chars.run(text, inside, line.start(3))
            start, joins, breaks, stops = line.start(3), not indented, [], []
        if line[3]:
            breaks.append(_normal(line[3]))
            stops.append(line.end())
        at = line.end()
    kept = {"-": 0, "": 1, "+": len(breaks)}.get(chomping, 0) if chars.starts else 0
    for char, stop in zip(breaks[:kept], stops, strict=False):
        chars.atom(char, start, stop)
        start = stop
    return chars


def _between(breaks: list[str], joined: bool) -> list[str]:
    """What the line breaks between two lines stand for; `joined`: the lines flow into one another."""
    if joined and breaks[0] == "\n":
        return breaks[1:] or [" "]
    return breaks
