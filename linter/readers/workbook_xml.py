"""The cells of a workbook in its XML: where their characters stand, and what is to be put there instead."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape
from zipfile import ZipFile

from linter.i18n import say
from linter.readers.sheets import Merged

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_SIGNATURES = "_xmlsignatures/"
_WORKSHEET = "/worksheet"

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding=["']([^"']+)""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)""")
_UNIQUE = re.compile(rb"""\buniqueCount=["']([0-9]+)""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_TOKEN = re.compile(r"&#x([0-9a-fA-F]+);|&#([0-9]+);|&(\w+);|_x([0-9a-fA-F]{4})_|\r\n|\r")
_HEX = re.compile(r"_x([0-9a-fA-F]{4})_")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

Span = tuple[int, int, bytes]
"""Bytes of a part, and what is to stand in their place."""

Place = tuple[str, int, int]
"""A cell: the title of its sheet, its row and its column from 1."""


class Uneditable(Exception):
    """A cell that cannot be edited; says why."""


def unescaped(value: str) -> str:
    """The text of a cell: `_x000D_` and the like are read as what they stand for, line ends as `\\n`."""
    if "_x" in value:
        value = _HEX.sub(lambda found: _character(found[1]) or found[0], value)
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def escaped(text: str) -> bytes:
    """`text` as it stands in the XML of a cell. Raises `Uneditable`."""
    if found := _FORBIDDEN.search(text):
        shown = ascii(found[0])[1:-1]
        raise Uneditable(say(f"单元格里不能有字符 {shown}", f"the character {shown} cannot stand in a cell"))
    return escape(_HEX.sub(lambda found: f"_x005F{found[0]}", text)).encode()


def _character(digits: str) -> str:
    """The character that an escape stands for; none where it is no text."""
    code = int(digits, 16)
    return "" if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


class _Run(NamedTuple):
    """Text of one format: the bytes of its element's content, where an attribute may be put in, and whether
    white space is kept."""

    start: int
    end: int
    attribute: int
    preserved: bool


@dataclass(slots=True)
class _Item:
    """The text of a cell, in one run or several. `phonetic`: its pronunciation stands beside it."""

    start: int
    end: int = 0
    runs: list[_Run] = field(default_factory=list)
    phonetic: bool = False


@dataclass(slots=True)
class _Cell:
    """A cell with text: the kind as its attribute names it, the bytes of its value, and its text where it has
    it in itself."""

    kind: str
    formula: bool = False
    value: tuple[int, int] = (0, 0)
    item: _Item | None = None


class _Scan:
    """Goes through the XML of one part by the bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (declared and declared[1].lower() != b"utf-8"):
            raise Uneditable(say("工作簿里的 XML 不是 UTF-8", "the XML of the workbook is not UTF-8"))
        self.items: list[_Item] = []
        self.cells: dict[tuple[int, int], _Cell] = {}
        self.end = 0
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._item: _Item | None = None
        self._opened = 0
        self._phonetic = 0
        self._preserved = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name, at = name.rpartition(":")[2], self._parser.CurrentByteIndex
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            reference = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _number(reference[1]) if reference else self._column + 1
            self._cell = _Cell(attributes.get("t", "n"))
        elif name in ("si", "is"):
            self._item = _Item(at)
        elif name == "rPh":
            self._phonetic += 1
        elif name == "f" and self._cell:
            self._cell.formula = True
        self._opened = at
        self._preserved = attributes.get("xml:space") == "preserve"

    def _stop(self, name: str) -> None:
        name, at = name.rpartition(":")[2], self._parser.CurrentByteIndex
        if name == "t" and self._item:
            self._run(self._item, at)
        elif name == "v" and self._cell:
            self._cell.value = self._content(at)
        elif name == "rPh":
            self._phonetic -= 1
        elif name in ("si", "is") and self._item:
            self._item.end = self._tag_end(at)
            self.items.append(self._item)
            if self._cell:
                self._cell.item = self._item
            self._item = None
        elif name == "c" and self._cell:
            if self._cell.kind in ("s", "str", "inlineStr"):
                self.cells[self._row, self._column] = self._cell
            self._cell = None
        elif name == "sst":
            self.end = at

    def _run(self, item: _Item, at: int) -> None:
        if self._phonetic:
            item.phonetic = True
            return
        start, end = self._content(at)
        if start < end:
            item.runs.append(_Run(start, end, start - 1, self._preserved))

    def _content(self, at: int) -> tuple[int, int]:
        """The bytes between the tag that was opened last and the one at `at`."""
        start = self._tag_end(self._opened)
        return (start, at) if self.data[start - 2] != ord("/") else (start, start)

    def _tag_end(self, at: int) -> int:
        tag = _TAG.match(self.data, at)
        return tag.end() if tag else at


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Character(NamedTuple):
    text: str
    start: int
    end: int
    run: int


class Cells:
    """The cells of a workbook as its parts hold them."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(io.BytesIO(data))
        self._scans: dict[str, _Scan] = {}

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The parts of the sheets by their titles."""
        from openpyxl.reader.workbook import WorkbookParser

        parser = WorkbookParser(self._zip, _WORKBOOK)
        parser.parse()
        return {
            sheet.name: rel.target for sheet, rel in parser.find_sheets() if rel.Type.endswith(_WORKSHEET)
        }

    def merged(self, title: str) -> list[Merged]:
        """The cells of a sheet that are merged down a column."""
        found: list[Merged] = []
        for corners in _MERGED.finditer(self._zip.read(self._parts[title])):
            (left, top), (_, bottom) = ((_number(corners[n].decode()), int(corners[n + 1])) for n in (1, 3))
            if top < bottom:
                found.append(Merged(left, top, bottom))
        return sorted(found)

    def _scan(self, part: str) -> _Scan:
        if part not in self._scans:
            self._scans[part] = _Scan(self._zip.read(part))
        return self._scans[part]

    @cached_property
    def _uses(self) -> Counter[int]:
        """How many cells refer to each of the shared strings."""
        return Counter(
            _index(scan, cell)
            for scan in map(self._scan, self._parts.values())
            for cell in scan.cells.values()
            if cell.kind == "s"
        )

    def editable(self, place: Place, text: str) -> None:
        """Makes sure that the text of a cell can be edited. Raises `Uneditable`."""
        self._characters(place, text)

    def _characters(self, place: Place, text: str) -> tuple[str, _Item, list[_Character]]:
        """The part that has the text of a cell, and where in it. Raises `Uneditable`."""
        if any(name.startswith(_SIGNATURES) for name in self._zip.namelist()):
            raise Uneditable(
                say("工作簿有数字签名，改了就失效", "the workbook is signed, which an edit would undo")
            )
        part = self._parts[place[0]]
        scan = self._scan(part)
        cell = scan.cells.get(place[1:])
        if cell is None or cell.formula or cell.kind == "str":
            raise Uneditable(say("这一格是公式", "the cell holds a formula"))
        item = cell.item
        if cell.kind == "s":
            part, index = _STRINGS, _index(scan, cell)
            scan = self._scan(part)
            item = scan.items[index]
        if item is None:
            raise Uneditable(say("这一格的写法无法改写", "the way this cell is written cannot be edited"))
        if item.phonetic:
            raise Uneditable(say("这一格带拼音标注", "the cell has phonetic guides"))
        found = [
            one for number, run in enumerate(item.runs) for one in _characters_of(scan.data, run, number)
        ]
        if "".join(one.text for one in found) != text:
            raise Uneditable(say("这一格的写法无法改写", "the way this cell is written cannot be edited"))
        return part, item, found

    def edits(self, changes: Mapping[Place, tuple[str, str]]) -> dict[str, list[Span]]:
        """What to change in each part so that cells with their old text have the new one. A string that
        other cells share is left to them. Raises `Uneditable`."""
        spans: dict[str, list[Span]] = {}
        shared: dict[int, dict[Place, str]] = {}
        for place, (old, new) in changes.items():
            part, item, found = self._characters(place, old)
            if part != _STRINGS:
                spans.setdefault(part, []).extend(_edits(self._scan(part).data, item, found, new))
                continue
            scan = self._scan(self._parts[place[0]])
            shared.setdefault(_index(scan, scan.cells[place[1:]]), {})[place] = new
        added: dict[tuple[int, str], int] = {}
        copies: list[bytes] = []
        for index, wanted in shared.items():
            place, new = next(iter(wanted.items()))
            strings = self._scan(_STRINGS)
            if len(wanted) == self._uses[index] and len(set(wanted.values())) == 1:
                _, item, found = self._characters(place, changes[place][0])
                spans.setdefault(_STRINGS, []).extend(_edits(strings.data, item, found, new))
                continue
            for place, new in wanted.items():
                if (index, new) not in added:
                    added[index, new] = len(strings.items) + len(copies)
                    _, item, found = self._characters(place, changes[place][0])
                    copies.append(_copy(strings.data, item, found, new))
                part = self._parts[place[0]]
                start, end = self._scan(part).cells[place[1:]].value
                spans.setdefault(part, []).append((start, end, str(added[index, new]).encode()))
        if copies:
            spans.setdefault(_STRINGS, []).extend(_appended(self._scan(_STRINGS), copies))
        return spans


def _index(scan: _Scan, cell: _Cell) -> int:
    return int(scan.data[slice(*cell.value)])


def _characters_of(data: bytes, run: _Run, number: int) -> list[_Character]:
    """The characters of a run with the bytes that each is written as. Raises `Uneditable`."""
    if b"<" in data[run.start : run.end]:
        raise Uneditable(say("这一格的写法无法改写", "the way this cell is written cannot be edited"))
    source = data[run.start : run.end].decode()
    found: list[_Character] = []
    at = run.start

    def add(text: str, written: str) -> None:
        nonlocal at
        size = len(written.encode())
        if text == "\n" and found and found[-1].text == "\r" and found[-1].run == number:
            found[-1] = found[-1]._replace(text="\n", end=at + size)
        elif text:
            found.append(_Character(text, at, at + size, number))
        at += size

    behind = 0
    for token in _TOKEN.finditer(source):
        for character in source[behind : token.start()]:
            add(character, character)
        add(_meaning(token), token[0])
        behind = token.end()
    for character in source[behind:]:
        add(character, character)
    return [one._replace(text="\n") if one.text == "\r" else one for one in found]


def _meaning(token: re.Match[str]) -> str:
    if token[1] or token[2]:
        return chr(int(token[1], 16) if token[1] else int(token[2]))
    if token[3]:
        return _NAMED.get(token[3], token[0])
    if token[4]:
        return _character(token[4]) or token[0]
    return "\n"


def _edits(data: bytes, item: _Item, found: Sequence[_Character], new: str) -> list[Span]:
    """The spans that make the text of an item `new`, run by run; the format of what is not edited stays."""
    old = "".join(one.text for one in found)
    pieces: dict[int, list[Span]] = {}
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        text = escaped(new[first:last])
        if start == end:
            before = found[start - 1] if start else None
            at = before.end if before else item.runs[0].start
            pieces.setdefault(before.run if before else 0, []).append((at, at, text))
            continue
        for number in sorted({one.run for one in found[start:end]}):
            own = [one for one in found[start:end] if one.run == number]
            pieces.setdefault(number, []).append((own[0].start, own[-1].end, text))
            text = b""
    spans: list[Span] = []
    for number, own_spans in sorted(pieces.items()):
        run = item.runs[number]
        content = replaced(data, own_spans, run.start, run.end)
        if not run.preserved and content != content.strip():
            spans.append((run.attribute, run.attribute, b' xml:space="preserve"'))
        spans += own_spans
    return spans


def _copy(data: bytes, item: _Item, found: Sequence[_Character], new: str) -> bytes:
    return replaced(data, _edits(data, item, found, new), item.start, item.end)


def _appended(strings: _Scan, copies: Sequence[bytes]) -> list[Span]:
    """The spans that put copies behind the last of the shared strings."""
    spans = [(strings.end, strings.end, b"".join(copies))]
    root = _TAG.search(strings.data, max(strings.data.find(b"<sst"), 0))
    unique = _UNIQUE.search(strings.data, root.start(), root.end()) if root else None
    if unique:
        spans.append((*unique.span(1), str(len(strings.items) + len(copies)).encode()))
    return spans


def replaced(data: bytes, spans: Sequence[Span], start: int = 0, end: int | None = None) -> bytes:
    """The bytes from `start` to `end` with spans replaced that do not overlap."""
    parts: list[bytes] = []
    for first, last, new in sorted(spans):
        parts += [data[start:first], new]
        start = last
    return b"".join([*parts, data[start:end]])


def without(data: bytes, part: str) -> bytes:
    """The archive without one of its parts."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w") as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
    return made.getvalue()


def rewritten(data: bytes, edits: Mapping[str, Sequence[Span]]) -> bytes:
    """The archive with some of its parts edited; all others hold what they held, in the same order."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w") as new:
        new.comment = old.comment
        for info in old.infolist():
            content = old.read(info)
            if info.filename in edits:
                content = replaced(content, edits[info.filename])
            new.writestr(copy(info), content)
    return made.getvalue()
