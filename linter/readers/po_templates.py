"""Templates in gettext catalogues (PO): every translation, in one or more strings, with its plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter.i18n import say
from linter.model import Comment, Template
from linter.readers.base import HAN, Block, Kind, ReadOptions, Recognition, Sample, Unreadable, unreadable
from linter.readers.charmap import CharMap
from linter.readers.comments import comment_at
from linter.source import CannotEncode, MappedPlace, SourceText

_KEYWORD = re.compile(r"^[ \t]*(msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]+\])?)(?=[ \t\"])", re.MULTILINE)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_STATEMENT = re.compile(r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]+)\])?)[ \t]*(?=\")")
_STRING = re.compile(r'[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPE = re.compile(r"\\(.)")
_MEANINGS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_WRITTEN = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\v": "\\v",
    "\b": "\\b",
    "\f": "\\f",
    '"': '\\"',
    "\\": "\\\\",
}
_TO_ESCAPE = re.compile(r'[\n\t\r\v\b\f"\\]')
_BREAKS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\ufffd")
"""Characters at which polib would end a line, though gettext does not."""
_FORBIDDEN = re.compile("[\x00-\x07\x0e-\x1f\x85\u2028\u2029\ud800-\udfff]")
_ERROR = re.compile(r"\(line (\d+)\)(?:: (.*))?")

_COMMENT = re.compile(r"^[ \t]*#(?![,:.|~])([^\r\n]*)", re.MULTILINE)
_OF_ENTRY = re.compile(r"[ \t]*(?:msg|\")")

_MESSAGES = {
    "": (
        '这里应是 msgid、msgstr 加引号里的文字；里面的引号写成 \\"',
        'expected msgid or msgstr and a text in quotes; quotes in it are written \\"',
    ),
    "unescaped double quote found": ('引号里的引号要写成 \\"', 'quotes in a text are written \\"'),
}


class PoTemplates:
    """A catalogue. What is obsolete (`#~`) is left alone; fuzzy translations are read: they will be used."""

    name = "po"
    kind: Kind = "templates"
    title: Mapping[str, str] = {"zh": "gettext 译文（PO）", "en": "gettext catalogue (PO)"}
    known_by: Mapping[str, str] = {
        "zh": "msgid、msgstr 成对，取 msgstr 和 msgstr[n]；#~ 作废的不看",
        "en": "msgid and msgstr: the texts of msgstr and msgstr[n]; obsolete ones (#~) are left alone",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where there are translations in Chinese."""
        found = {word.partition("[")[0] for word in _KEYWORD.findall(sample.text)}
        if not {"msgid", "msgstr"} <= found:
            return Recognition("no", say("没有 msgid 和 msgstr", "has no msgid and msgstr"))
        if any(HAN.search(entry.text) for entry in _entries(SourceText(sample.text))):
            return Recognition("sure", say("msgstr 里有中文", "Chinese in its msgstr"))
        return Recognition("plain", say("msgstr 里没有中文", "no Chinese in its msgstr"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The translations. Raises `Unreadable` where polib cannot read the catalogue."""
        if odd := _odd_line(source):
            raise _broken(f"(line {odd + 1})", path)
        expected = _read_by_polib(source.text, path)
        entries = [*_entries(source)]
        if [one.chars.text.translate(_BREAKS) for one in entries] != expected:
            raise unreadable(path, say("这种 PO 写法读不了", "this PO notation cannot be followed"))
        templates = (
            Template(one.text, one.place(source), one.name, one.context)
            for one in entries
            if one.text.strip()
        )
        return Block([*templates])

    marks = ("# ", "")

    def comments(self, source: SourceText) -> Iterator[Comment]:
        """Those of translators; what programs write (`#:`, `#,` …) is none."""
        for found in _COMMENT.finditer(source.text):
            yield comment_at(source, found.start(1) - 1, found[1])

    def above(self, source: SourceText, template: Template) -> tuple[int, str]:
        """The first line of the entry with a keyword."""
        line = template.place.position(0)[0]
        while line > 1 and _OF_ENTRY.match(source.line(line - 1)):
            line -= 1
        return source.offset(line, 1), ""


def _read_by_polib(text: str, path: str) -> list[str]:
    """The translations as polib reads them, header and obsolete ones left out. Raises `Unreadable`."""
    import polib

    try:
        catalogue = polib.pofile(f"\n{text.translate(_BREAKS)}\n")
    except (OSError, UnicodeError, ValueError, IndexError, KeyError) as error:
        raise _broken(str(error), path) from None
    found: list[str] = []
    for entry in catalogue:
        if not entry.obsolete:
            plural = entry.msgstr_plural
            found += [plural[number] for number in sorted(plural)] if plural else [entry.msgstr]
    return found


def _broken(message: str, path: str) -> Unreadable:
    found = _ERROR.search(message)
    problem = (found[2] if found else message) or ""
    zh, en = _MESSAGES.get(problem, _MESSAGES[""]) if found else (problem, problem)
    told = say(f"PO 语法有误：{zh}", f"not a valid PO file: {en}")
    return unreadable(path, told, int(found[1]) - 1 if found else None)


@dataclass(slots=True)
class _Entry:
    """A translation: the characters of its strings, and where the first one's inside begins. Its name is the
    original, with the number of a plural form."""

    start: int
    chars: CharMap = field(default_factory=CharMap)
    name: str = ""
    context: str = ""

    @property
    def text(self) -> str:
        """The translation without the line ends at its end, which are layout."""
        return self.chars.text.rstrip("\n")

    def place(self, source: SourceText) -> MappedPlace:
        """Where its characters stand."""
        place = self.chars.place(source, len(self.text), _escaped)
        if not place.starts:
            place.anchor = self.start
        return place


def _entries(source: SourceText) -> Iterator[_Entry]:
    """The translations in order, the header left out."""
    told: dict[str, str] = {}
    current: _Entry | None = None
    keyword = ""
    for statement, start, end in _strings(source.text):
        if statement is not None:
            if current is not None:
                yield from _finished(current, keyword, told)
                current = None
            keyword = statement
            begins = keyword == "msgctxt" or (keyword == "msgid" and {"msgid", "msgstr"} & told.keys())
            told = {} if begins else told
            if keyword.startswith("msgstr"):
                told["msgstr"] = ""
                current = _Entry(start)
        if current is not None:
            _add(current.chars, source.text, start, end)
        else:
            chars = CharMap()
            _add(chars, source.text, start, end)
            told[keyword] = told.get(keyword, "") + chars.text
    if current is not None:
        yield from _finished(current, keyword, told)


def _finished(entry: _Entry, keyword: str, told: Mapping[str, str]) -> Iterator[_Entry]:
    original, context = told.get("msgid", ""), told.get("msgctxt", "")
    if original or context:
        number = keyword.removeprefix("msgstr")
        entry.name = " ".join(f"{original or context}{number}".split())
        entry.context = context.strip()
        yield entry


def _strings(text: str) -> Iterator[tuple[str | None, int, int]]:
    """The strings in order: the keyword before it (None: it goes on with the one before), start and end of
    its inside."""
    for line in _LINE.finditer(text):
        if found := _string(text, line):
            yield found


def _string(text: str, line: re.Match[str]) -> tuple[str | None, int, int] | None:
    """The string of a line; None where it is none."""
    at, end = line.span(1)
    statement = _STATEMENT.match(text, at, end)
    string = _STRING.fullmatch(text, statement.end() if statement else at, end)
    return (statement[1] if statement else None, *string.span(1)) if string else None


def _odd_line(source: SourceText) -> int | None:
    """The number of the first line that is no string, comment or blank; None where there is none."""
    for line in _LINE.finditer(source.text):
        said = line[1].strip()
        if said and not said.startswith("#") and _string(source.text, line) is None:
            return source.position(line.start())[0]
    return None


def _add(chars: CharMap, text: str, start: int, end: int) -> None:
    """Adds the characters of a string."""
    at = start
    for found in _ESCAPE.finditer(text, start, end):
        chars.run(text, at, found.start())
        at = found.end()
        chars.atom(_MEANINGS.get(found[1], found[1]), found.start(), at)
    chars.run(text, at, end)


def _escaped(text: str) -> str:
    if found := _FORBIDDEN.search(text):
        shown = ascii(found[0])[1:-1]
        raise CannotEncode(
            say(f"PO 里不能有字符 {shown}", f"the character {shown} cannot stand in a PO file")
        )
    return _TO_ESCAPE.sub(lambda found: _WRITTEN[found[0]], text)


READER = PoTemplates()
