"""Random files of templates in every format, put together so that the source of each character is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import NamedTuple

import yaml
from hypothesis import strategies as st

from linter.readers.yaml_places import LOADER
from tests.readers.support import odd_lines, words

Atom = tuple[str, str]
"""A character with the source that stands for it; or no character and source that stands for nothing."""


@dataclass
class Piece:
    """A template in its file. `opening` and `closing` (quotes, the header of a block) are written anew with
    it where it has to be; `whole`: it may have to be."""

    atoms: list[Atom]
    opening: str = ""
    closing: str = ""
    whole: bool = False

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(char for char, _ in self.atoms)

    @property
    def source(self) -> str:
        """What stands in the file."""
        return self.opening + "".join(source for _, source in self.atoms) + self.closing


Parts = list[str | Piece]


class File(NamedTuple):
    """A file in the making: its name, the reader that is for it, and its parts in order."""

    name: str
    format: str
    parts: Parts

    @property
    def pieces(self) -> list[Piece]:
        """The templates."""
        return [part for part in self.parts if isinstance(part, Piece)]

    @property
    def text(self) -> str:
        """What stands in the file."""
        return "".join(part if isinstance(part, str) else part.source for part in self.parts)


def literally(text: str) -> list[Atom]:
    """Characters that stand for themselves."""
    return [(char, char) for char in text]


many_lines = st.lists(odd_lines | st.just(""), max_size=3).flatmap(
    lambda middle: st.tuples(words, odd_lines).map(lambda ends: "\n".join([ends[0], *middle, ends[1]]))
)
any_text = (
    odd_lines | many_lines | st.tuples(st.sampled_from((" ", "\t", "\u3000", "\n")), words).map("".join)
)
spaces = st.sampled_from(("", "", " ", "  ", "\t"))
NOTES = ("", "  # 常用", "\t# 常用", " #")


# line ends


@st.composite
def with_line_ends(draw: st.DrawFn, file: File) -> File:
    """`file` with line ends of one kind, or of several; perhaps none at its end."""
    known = ("\n", "\r\n") if file.format == "text" or file.name.endswith("l") else ("\n", "\r\n", "\r")
    ends = draw(
        st.sampled_from([[end] for end in known]) | st.lists(st.sampled_from(known), min_size=2, max_size=6)
    )
    parts = list(file.parts)
    if isinstance(parts[-1], str) and draw(st.booleans()):
        parts[-1] = parts[-1].rstrip("\n")
    endless, last = cycle(ends), ""

    def replaced(source: str, inside: bool = False) -> str:
        nonlocal last
        made = ""
        for char in source:
            if char == "\n":
                char = next(endless)
                if inside and char == "\r":
                    char = "\n"
                if (last == "\r" and char == "\n") or (inside and last == "\r"):
                    char = "\r\n"
            made += char
            last = char[-1]
        return made

    for number, part in enumerate(parts):
        if isinstance(part, str):
            parts[number] = replaced(part)
        else:
            inside = file.format == "csv"
            opening = replaced(part.opening)
            atoms = [(char, replaced(source, inside)) for char, source in part.atoms]
            parts[number] = Piece(atoms, opening, replaced(part.closing), part.whole)
    return file._replace(parts=parts)


# plain text


@st.composite
def text_lines(draw: st.DrawFn) -> File:
    """A reply a line."""
    parts: Parts = []
    for line in draw(st.lists(odd_lines, min_size=1, max_size=5)):
        parts += [draw(spaces), Piece(literally(line.strip())), draw(spaces) + "\n"]
    return File("话术.txt", "text", parts)


@st.composite
def text_paragraphs(draw: st.DrawFn) -> File:
    """A reply a paragraph."""
    parts: Parts = [draw(st.sampled_from(("", "\n", " \n")))]
    for paragraph in draw(st.lists(st.lists(odd_lines, min_size=1, max_size=3), min_size=2, max_size=4)):
        first, *more = [line.strip() for line in paragraph]
        atoms = literally(first)
        for line in more:
            atoms += [("\n", f"{draw(spaces)}\n{draw(spaces)}"), *literally(line)]
        blank = draw(st.sampled_from(("\n\n", "\n  \n", "\n\n\n", "\n\t\n")))
        parts += [draw(spaces), Piece(atoms), draw(spaces) + blank]
    return File("话术", "text", parts)


# JSON

_SHORT = {
    "\n": "\\n",
    "\t": "\\t",
    '"': '\\"',
    "\\": "\\\\",
    "/": "\\/",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
}
_ODD = ("\x07", "\r", "\b", "\f", "\u2028", "\x85", "\ufeff", "\xa0", "\ud83d", "𠮷", "\x7f")


@st.composite
def json_string(draw: st.DrawFn, text: str, ascii_only: bool) -> Piece:
    """A text as a JSON string, with characters escaped at random."""
    atoms: list[Atom] = []
    for char in text:
        escape = json.dumps(char)[1:-1] if char > "~" else f"\\u{ord(char):04x}"
        ways = [escape, escape.upper().replace("\\U", "\\u")]
        ways += [_SHORT[char]] * 3 if char in _SHORT else []
        literal = char >= " " and char not in '"\\' and not "\ud800" <= char < "\ue000"
        ways += [char] * 9 if literal and not (ascii_only and char > "~") else []
        atoms.append((char, draw(st.sampled_from(ways))))
    return Piece(atoms)


json_texts = any_text | st.tuples(words, st.sampled_from(_ODD), words).map("".join)


@st.composite
def json_files(draw: st.DrawFn) -> File:
    """An object with replies in it, or a list of strings."""
    ascii_only = draw(st.booleans())
    space = st.sampled_from(("", " ", "\n", "\n  ", "\t"))
    texts = draw(st.lists(json_texts, min_size=1, max_size=4))
    plain_list = draw(st.booleans())
    shop = "" if ascii_only else '"shop": "示例小店", '
    parts: Parts = [f'{{{shop}"version": 1.50e0, "macros" :[']
    if plain_list:
        parts = ["["] if ascii_only else ['["', Piece(literally("亲，您好")), '",']
    for number, text in enumerate(texts):
        string = draw(json_string(text, ascii_only))
        before = "," if number else ""
        if plain_list:
            parts += [before + draw(space) + '"', string, '"' + draw(space)]
        else:
            key = draw(st.sampled_from(("content", "\\u0063ontent", "REPLY")))
            entry = f'{before}{{"short_code": "no{number}",{draw(space)}"{key}"{draw(space)}:{draw(space)}"'
            parts += [entry, string, f'", "uses": [1, 2.5e3, "\\/"]{draw(space)}}}']
    return File("机器人.json", "json", [*parts, "]\n" if plain_list else "]}\n"])


@st.composite
def json_lines(draw: st.DrawFn) -> File:
    """An object a line."""
    parts: Parts = ['{"shop": "示例小店"}\n']
    for text in ["亲，您好", *draw(st.lists(json_texts, min_size=1, max_size=4))]:
        string = draw(json_string(text, draw(st.booleans())))
        parts += ['{ "id": 7, "content": "', string, '"}' + draw(st.sampled_from(("\n", " \n", "\n\n")))]
    return File("机器人.jsonl", "json", parts)


# CSV

_HEADERS = (
    ["编码", "话术", "备注"],
    ["快捷短语编码", "快捷短语", "快捷短语分组"],
    ["快捷编码", "快捷短语", "快捷短语分组"],
)


@st.composite
def csv_files(draw: st.DrawFn) -> File:
    """A table of three columns, or of one."""
    header = draw(st.sampled_from(_HEADERS))
    single = draw(st.integers(0, 5)) == 0
    escapes = header[0] == "快捷编码" and not single
    delimiter = draw(st.sampled_from((",", "\t") if escapes else (",", "\t", ";")))
    quote = draw(st.sampled_from(("", '"')))
    names = [f"{quote}{name}{quote}" for name in header]
    parts: Parts = [(names[1] if single else delimiter.join(names)) + "\n"]
    for number, text in enumerate(draw(st.lists(any_text, min_size=1, max_size=4))):
        text = text.replace("&#44;", "") if escapes else text
        cell = draw(csv_cell(text, "," if single else delimiter, escapes))
        if single:
            parts += [cell, "\n"]
        else:
            note = draw(st.sampled_from(("", "常用", '"a""b"', '"\n"', " x ")))
            parts += [
                f"{number}{delimiter}",
                cell,
                f"{delimiter}{note}" + draw(st.sampled_from(("\n", "\n\n"))),
            ]
    return File("快捷短语.csv", "csv", parts)


@st.composite
def csv_cell(draw: st.DrawFn, text: str, delimiter: str, escapes: bool) -> Piece:
    """A text as a cell, quoted at random."""
    ways = {",": ("&#44;",), "\n": ("&#13;",)} if escapes else {}
    needy = [char for char in (delimiter, "\n") if char in text and char not in ways]
    if not needy and text[0] != '"' and draw(st.booleans()):
        atoms = [(char, draw(st.sampled_from(ways.get(char, (char,))))) for char in text]
        return Piece(atoms, whole=True)
    ways = {char: (char, *others) for char, others in ways.items()}
    atoms = [(char, '""' if char == '"' else draw(st.sampled_from(ways.get(char, (char,))))) for char in text]
    return Piece(atoms, '"', '"')


# Markdown

_MARGINS = (
    *(("", ""), ("  ", "  "), ("> ", "> "), (">", ">"), ("- ", "  "), ("1. ", "   "), ("- a\n\n  ", "  ")),
    *(("- - ", "    "), ("> - ", ">   "), ("- > ", "  > ")),
)
"""What stands before the first line of a fence, and before the others."""

_ITEMS = (("", ""), ("", " "), ("- ", "  "), ("1. ", "   "), ("> ", "> "), ("* ", ""))


@st.composite
def markdown_fences(draw: st.DrawFn) -> File:
    """Fenced replies under headings, in quotations and lists too."""
    parts: Parts = [draw(st.sampled_from(("", "---\ntitle: 话术\n---\n"))) + "# 话术库\n\n"]
    for number in range(draw(st.integers(1, 3))):
        middle = st.lists(odd_lines | st.just("") | words.map("  ".__add__), max_size=3)
        lines = [draw(words), *draw(middle), draw(words)]
        fence = draw(st.sampled_from(("```", "````", "~~~")))
        info = draw(st.sampled_from(("", "text", " 话术")))
        first, rest = draw(st.sampled_from(_MARGINS))
        if rest == ">":
            lines = [line.strip() for line in lines]
        head = f"## {number}. 标题\n\n**适用场景：** 场景{number}\n\n{first}{fence}{info}\n{rest}"
        atoms = literally(lines[0])
        for line in lines[1:]:
            margin = rest
            if not line:
                margin = draw(st.sampled_from((rest, rest.rstrip())))
            elif first == "  " and line[0] != " ":
                margin = draw(st.sampled_from(("", " ", rest)))
            atoms += [("\n", f"\n{margin}"), *literally(line)]
        parts += [head, Piece(atoms, whole=True), f"\n{rest}{fence}\n\n"]
    return File("售前.md", "markdown", parts)


@st.composite
def markdown_prose(draw: st.DrawFn) -> File:
    """Paragraphs and list items."""
    parts: Parts = ["# 售前\n\n"]
    for _ in range(draw(st.integers(1, 4))):
        first, rest = draw(st.sampled_from(_ITEMS))
        lines = [f"亲{line.strip()}" for line in draw(st.lists(odd_lines, min_size=1, max_size=3))]
        atoms = literally(lines[0])
        for line in lines[1:]:
            atoms += [("\n", draw(st.sampled_from(("", "  ", " "))) + "\n" + rest), *literally(line)]
        parts += [first, Piece(atoms), draw(st.sampled_from(("\n\n", "\n\n", "\n\n<!-- 备注 -->\n\n")))]
    return File("售前.md", "markdown", parts)


# YAML

_YAML_SHORT = {
    "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\x07": "\\a", "\u2028": "\\L", "\xa0": "\\_",
    "\x85": "\\N", " ": "\\ ", "/": "\\/",
}  # fmt: skip
_STYLES = ("plain", "single", "double", "literal", "folded")


@st.composite
def yaml_files(draw: st.DrawFn) -> File:
    """Documents with replies in every scalar style, with comments, anchors, tags and aliases."""
    parts: Parts = ["# 话术库\n" + draw(st.sampled_from(("", "---\n", "%YAML 1.1\n---\n")))]
    for document in range(draw(st.integers(1, 2))):
        if document:
            parts.append(draw(st.sampled_from(("---\n", "...\n---  # 二\n"))))
        indent = draw(st.sampled_from((0, 2)))
        margin = " " * indent
        anchors: list[str] = []
        parts.append("replies:  # 全部\n")
        for number in range(draw(st.integers(1, 4))):
            anchor = f"a{number}" if draw(st.integers(0, 3)) == 0 else ""
            tag = draw(st.sampled_from(("", "", "", "!!str ", "! ")))
            props = (f"&{anchor} " if anchor else "") + tag
            anchors += [anchor] if anchor else []
            layout = draw(st.sampled_from(("block", "block", "item", "flow", "list")))
            if layout == "block":
                before = draw(
                    st.sampled_from(
                        (f"name: n{number}\n{margin}  ", f"name:  'n{number}' # 名\n\n{margin}  ", "")
                    )
                )
                parts.append(f"{margin}- {before}text: {props}")
                parts += draw(yaml_scalar(indent + 2))
                if draw(st.booleans()):
                    parts.append(f"{margin}  # 备注\n{margin}  weight: {number}\n")
            elif layout == "item":
                parts.append(f"{margin}- {props}")
                parts += draw(yaml_scalar(indent))
            elif layout == "flow":
                parts.append(f"{margin}- {{name: n{number}, text: {props}")
                parts += [
                    draw(yaml_flow(indent + 1)),
                    draw(st.sampled_from((", w: 1}\n", "}\n", " } # 常用\n", "\n" + margin + " }\n"))),
                ]
            else:
                parts += [
                    f"{margin}- [{props}",
                    draw(yaml_flow(indent + 1)),
                    draw(st.sampled_from((", ", " , ", ",\n  " + margin))),
                ]
                parts += [draw(yaml_flow(indent + 1)), draw(st.sampled_from(("]\n", " ,]\n")))]
        for anchor in anchors:
            parts.append(
                draw(st.sampled_from((f"{margin}- *{anchor}\n", f"{margin}- note: *{anchor}  # 引用\n", "")))
            )
        parts.append(draw(st.sampled_from(("", "shop: 示例小店\n", "# 完\n"))))
    return File("售后.yaml", "yaml", parts)


@st.composite
def yaml_scalar(draw: st.DrawFn, indent: int) -> Parts:
    """A scalar in a mapping or list at column `indent`, with what stands behind it on its lines."""
    style = draw(st.sampled_from(_STYLES))
    if style not in ("literal", "folded"):
        return [draw(yaml_flow(indent, False, style)), draw(st.sampled_from(NOTES)) + "\n"]
    columns = draw(st.integers(1, 4))
    margin = " " * (indent + columns)
    chomping = draw(st.sampled_from(("", "-", "+")))
    text = draw(any_text).rstrip("\n")
    digits = str(columns) if text[:1] in " \n" else draw(st.sampled_from(("", str(columns))))
    order = draw(st.booleans())
    header = ("|" if style == "literal" else ">") + (digits + chomping if order else chomping + digits)
    header += draw(st.sampled_from(NOTES)) + "\n"
    atoms: list[Atom] = []
    lines = text.split("\n")
    opening = header + (margin if lines[0] else "")
    for number, line in enumerate(lines):
        if number:
            more = (
                style == "folded"
                and line
                and lines[number - 1]
                and not line[0].isspace()
                and not lines[number - 1][0].isspace()
            )
            blank = " " * draw(st.integers(0, len(margin))) if not line else margin
            atoms.append(("\n", "\n" * (2 if more else 1) + blank))
        atoms += [
            (
                char,
                draw(st.sampled_from((" ", "\n" + margin)))
                if style == "folded" and _may_fold(line, at)
                else char,
            )
            for at, char in enumerate(line)
        ]
    tail = "\n" + draw(st.sampled_from(("", "\n", "\n\n")))
    piece = Piece(atoms, opening, "", True)
    try:
        read = yaml.load(f"{' ' * indent}k: {piece.source}{tail}{' ' * indent}l: x\n", LOADER)["k"].rstrip(
            "\n"
        )
    except (yaml.YAMLError, AttributeError, TypeError):
        read = None
    if read != piece.text:
        return [draw(yaml_double(text, margin)), "\n"]
    return [piece, tail]


def _may_fold(line: str, at: int) -> bool:
    return (
        line[at] == " "
        and 0 < at < len(line) - 1
        and bool(line[at - 1].strip())
        and bool(line[at + 1].strip())
    )


@st.composite
def yaml_flow(draw: st.DrawFn, indent: int, flow: bool = True, style: str = "") -> Piece:
    """A plain or quoted scalar."""
    style = style or draw(st.sampled_from(_STYLES[:3]))
    margin = " " * (indent + draw(st.integers(1, 4)))
    text = draw(any_text)
    if style == "double":
        return draw(yaml_double(text, margin))
    mark = "'" if style == "single" else ""
    text = text if mark else text.strip()
    atoms: list[Atom] = []
    for at, char in enumerate(text):
        ways = ["''" if mark and char == "'" else char]
        inner = 0 < at < len(text) - 1 and text[at - 1].strip() and text[at + 1].strip()
        if char == " " and inner:
            ways += [f"\n{margin}", f" \t\n{margin}\t"]
        elif char == "\n":
            ways = [f"\n\n{margin}", f"  \n \n{margin}"] if inner else ["\n"]
        atoms.append((char, draw(st.sampled_from(ways))))
    piece = Piece(atoms, mark, mark, True)
    source = f"[{piece.source}]" if flow else f"{' ' * indent}k: {piece.source}\n"
    try:
        read = yaml.load(source, LOADER)
    except yaml.YAMLError:
        read = None
    return piece if read == ([text] if flow else {"k": text}) else draw(yaml_double(text, margin))


@st.composite
def yaml_double(draw: st.DrawFn, text: str, margin: str) -> Piece:
    """A scalar in double quotes, with characters escaped and lines broken at random."""
    atoms: list[Atom] = []
    for at, char in enumerate(text):
        ways = [f"\\U{ord(char):08x}"]
        if ord(char) < 0x10000:
            ways.append(f"\\u{ord(char):04X}")
        if ord(char) < 0x100:
            ways.append(f"\\x{ord(char):02x}")
        ways += [_YAML_SHORT[char]] * 3 if char in _YAML_SHORT else []
        ways += [char] * 9 if char not in '\n\t"\\' and char.isprintable() else []
        inner = 0 < at < len(text) - 1 and text[at - 1].strip() and text[at + 1].strip()
        if char == " " and inner:
            ways += [f"\n{margin}"] * 3
        source = draw(st.sampled_from(ways))
        if char not in " \t\n" and draw(st.integers(0, 15)) == 0:
            atoms.append(("", f"\\\n{margin}"))
        atoms.append((char, source))
    return Piece(atoms, '"', '"', True)


FILES = {
    "lines": text_lines(),
    "paragraphs": text_paragraphs(),
    "json": json_files(),
    "json-lines": json_lines(),
    "csv": csv_files(),
    "fences": markdown_fences(),
    "prose": markdown_prose(),
    "yaml": yaml_files(),
}
"""Files of every format that templates are read from, by what they are."""


def spots(text: str) -> Iterator[int]:
    """Where words can be put in without touching white space."""
    solid = [True, *(not char.isspace() for char in text), True]
    return (at for at, (before, after) in enumerate(pairwise(solid)) if before and after)


def sources(piece: Piece, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The source of a piece outside of the spans, of characters, that are edited."""
    numbers = [number for number, (char, _) in enumerate(piece.atoms) if char]
    kept: list[str] = []
    at = 0
    for start, end in spans:
        if start < end:
            first, last = numbers[start], numbers[end - 1] + 1
        else:
            first = last = numbers[start] if start < len(numbers) else numbers[-1] + 1
        kept.append("".join(source for _, source in piece.atoms[at:first]))
        at = last
    kept.append("".join(source for _, source in piece.atoms[at:]))
    kept[0] = piece.opening + kept[0]
    kept[-1] += piece.closing
    return kept
