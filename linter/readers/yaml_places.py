"""Places of YAML scalars, and how new text is written into them."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from linter.i18n import say
from linter.readers.charmap import line_end
from linter.readers.yaml_scalars import BlockScalar, bare_start, block_scalar, flow_map
from linter.source import CannotEncode, MappedPlace, SourceText

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STANDARD = "tag:yaml.org,2002:"
"""What the tags of YAML itself, and of its languages, begin with."""

STRING = f"{STANDARD}str"

UNPRINTABLE = Reader.NON_PRINTABLE
"""A character that may not stand in YAML."""

_TO_ESCAPE = f"{UNPRINTABLE.pattern}|[\x85\u2028\u2029\ufeff]"
_BREAK = "[\r\n\x85\u2028\u2029]"


class Scalar(NamedTuple):
    """A string node: its span with anchor and tag, its style as PyYAML names it, its value, and whether it
    stands between brackets."""

    source: SourceText
    start: int
    end: int
    style: str
    value: str
    in_flow: bool

    @property
    def text(self) -> str:
        """The value; of a block scalar without the line ends behind it, which are layout."""
        return self.value.rstrip("\n") if self.style in ("|", ">") else self.value

    def place(self) -> MappedPlace:
        """Where the characters of `text` stand; read-only where the source could not be followed."""
        start = bare_start(self.source.text, self.start)
        if self.style in ("|", ">"):
            block = block_scalar(self.source.text, start, self.value)
            return self._unknown(start) if block is None else self._block_place(block, start)
        chars = flow_map(self.source.text, start, self.end, self.style)
        if chars.text != self.value:
            return self._unknown(start)
        encode = {"'": _single_inside, '"': _double_inside}.get(self.style, _plain)
        frame = ("[", "]") if self.in_flow else ("- ", "\n")
        whole = (start, self.end, _double)
        return chars.place(self.source, len(chars.starts), encode, whole, partial(_read, *frame))

    def _block_place(self, block: BlockScalar, start: int) -> MappedPlace:
        length = len(self.text)
        end = block.chars.ends[length - 1]
        breaks = line_end(self.source.text)
        margin = " " * block.indent
        encode = partial(_literal if block.style == "|" else _folded, breaks, margin)
        writer = partial(_block, block.chomping, block.comment, self.value[length:], breaks, margin)
        reads = partial(_read_block, " " * (block.parent or 0) + "- ")
        return block.chars.place(self.source, length, encode, (start, end, writer), reads)

    def _unknown(self, start: int) -> MappedPlace:
        size = len(self.text)
        reason = say("这种 YAML 写法无法改写，请手工修改", "this YAML notation has to be edited by hand")
        return MappedPlace(self.source, [start] * size, [self.end] * size, start, read_only=reason)


def _plain(text: str) -> str:
    if re.search(_BREAK, text) or UNPRINTABLE.search(text):
        raise CannotEncode(say("需要引号", "needs quotes"))
    return text


def _single_inside(text: str) -> str:
    return _plain(text).replace("'", "''")


def _double_inside(text: str) -> str:
    import json

    return re.sub(_TO_ESCAPE, _escape, json.dumps(text, ensure_ascii=False)[1:-1])


def _double(text: str) -> str:
    return f'"{_double_inside(text)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _literal(breaks: str, margin: str, text: str) -> str:
    return _lines(breaks, margin, 0, text)


def _folded(breaks: str, margin: str, text: str) -> str:
    return _lines(breaks, margin, 1, text)


def _lines(breaks: str, margin: str, extra: int, text: str) -> str:
    """Text for a block: behind its line ends, and `extra` ones, stands the margin."""
    if _cannot_stand(text):
        raise CannotEncode(say("需要转义", "needs escapes"))
    return re.sub("\n+", lambda found: breaks * (len(found[0]) + extra) + margin, text)


def _cannot_stand(text: str) -> bool:
    """Whether a block cannot hold some of the characters."""
    return bool(re.search(_BREAK, text.replace("\n", "")) or UNPRINTABLE.search(text))


def _block(chomping: str, comment: str, tail: str, breaks: str, margin: str, text: str) -> str:
    """A whole block scalar anew: as a literal block, or in double quotes where a block cannot hold it."""
    note = f" {comment}" if comment else ""
    lines = text.split("\n")
    blank = any(not line.strip() and line for line in lines)
    if text != text.strip() or blank or _cannot_stand(text):
        return _double(text + tail) + note
    return f"|{chomping}{note}{breaks}" + breaks.join(margin + line if line else "" for line in lines)


def _read(opening: str, closing: str, region: str) -> str | None:
    """The string that a scalar stands for; None where the source is no longer one string."""
    try:
        root = yaml.compose(opening + region + closing, Loader=LOADER)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
        return None
    node = root.value[0]
    if not isinstance(node, yaml.ScalarNode) or node.tag != STRING:
        return None
    value: str = node.value
    return value


def _read_block(opening: str, region: str) -> str | None:
    found = _read(opening, "\n", region)
    return None if found is None else found.rstrip("\n")
