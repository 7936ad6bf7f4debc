"""A list of forbidden words, as a quality manager keeps it: a table in CSV or XLSX, read as entries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

import yaml

from linter.data import rulesets_dir
from linter.i18n import say
from linter.model import Problem, Refused, Severity
from linter.readers.cells import BrokenCell, rows, value
from linter.readers.encoding import decode
from linter.readers.tables import DELIMITERS, broken_table, column
from linter.source import SourceText

PARTS = ("word", "with", "severity", "note", "category")
_LOOK = 10
"""Rows among which the header is looked for: titles often stand above it."""
_MOST_CHARACTERS = 40
"""A word that is longer is a sentence, which nobody types twice."""
_ZIP = b"PK\x03\x04"


class Vocabulary(NamedTuple):
    """`rulesets/wordlists.yaml`."""

    columns: Mapping[str, Sequence[str]]
    severities: Mapping[str, Severity]
    separators: re.Pattern[str]
    nothing: frozenset[str]
    dropped: frozenset[str]
    carriers: Sequence[str]
    quoting: str
    longer: str
    endings: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The names and sentences for lists of words."""
    text = (rulesets_dir() / "wordlists.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Vocabulary(
        columns=data["columns"],
        severities={name: severity for severity, names in data["severities"].items() for name in names},
        separators=re.compile("|".join([*map(re.escape, data["separators"]), "\n"])),
        nothing=frozenset(data["nothing"]),
        dropped=frozenset(data["dropped"]),
        carriers=data["carriers"],
        quoting=data["quoting"],
        longer=data["longer"],
        endings=frozenset(data["endings"]),
    )


def in_a_sentence(word: str) -> str:
    """A word in the longest of the carrying sentences: in a short one rules about short replies speak."""
    return max(vocabulary().carriers, key=len).replace("{word}", word)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the list: what may be said instead (the best first; an empty text: the word goes), how severe
    it is, what is said of it, and the row where it stands."""

    word: str
    instead: tuple[str, ...]
    severity: Severity
    note: str
    category: str
    row: int
    sheet: str = ""


@dataclass(slots=True)
class WordList:
    """The entries of a list, and what is wrong with rows of it."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes, path: str, columns: Mapping[str, str] | None = None) -> WordList:
    """Reads a list. `columns` are names of columns by what they hold, asked before the known ones. Raises
    `Refused`."""
    listed = WordList(path)
    found = False
    for sheet, table in _tables(data, path):
        header = _header(table, columns or {})
        if header is None:
            continue
        found = True
        _add(table, *header, sheet, listed)
    if not found:
        raise Refused(Problem(path, _no_header(columns or {})))
    return listed


_Row = tuple[int, list[str]]


def _tables(data: bytes, path: str) -> Iterator[tuple[str, list[_Row]]]:
    """The tables of a file, each with its name: their rows by number, with the texts of their cells."""
    if data.startswith(_ZIP) or PurePath(path).suffix.lower() in (".xlsx", ".xlsm"):
        yield from _sheets(data, path)
        return
    text, _ = decode(data, path)
    source = SourceText(text)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    table: list[_Row] = []
    try:
        table.extend(
            (source.position(row[0].start)[0], [value(text, cell).strip() for cell in row])
            for row in rows(text, delimiter)
        )
    except BrokenCell as error:
        raise broken_table(error, source, path) from None
    yield "", table


def _sheets(data: bytes, path: str) -> Iterator[tuple[str, list[_Row]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl raises whatever the broken part of a file leads to
        message = say(
            f"不是能读的 xlsx 文件（{type(error).__name__}）；请在 Excel 里另存为 xlsx 或 CSV",
            f"no xlsx that can be read ({type(error).__name__}); save it from Excel as xlsx or CSV",
        )
        raise Refused(Problem(path, message)) from None
    for sheet in book.worksheets:
        merged = {
            (row, col): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for col in range(area.min_col, area.max_col + 1)
            if area.min_col == area.max_col
        }
        table: list[_Row] = []
        for row in sheet.iter_rows():
            cells = []
            for cell in row:
                at = merged.get((cell.row or 0, cell.column or 0))
                shown = sheet.cell(*at).value if at else cell.value
                cells.append("" if shown is None else str(shown).strip())
            table.append((row[0].row or 0, cells))
        yield sheet.title, table


def _header(table: Sequence[_Row], own: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The place of the header in the table, and its columns by what they hold."""
    known = vocabulary().columns
    for place, (_, cells) in enumerate(table[:_LOOK]):
        names = [cell.lower() for cell in cells]
        wanted = {part: [own[part]] if part in own else list(known[part]) for part in PARTS}
        found = {part: column(names, wanted[part]) for part in PARTS}
        if found["word"] >= 0 and _names_columns(names, found):
            return place, {part: number for part, number in found.items() if number >= 0}
    return None


def _names_columns(names: Sequence[str], found: Mapping[str, int]) -> bool:
    """Whether a row names columns: a title above the table is one cell that happens to be such a word."""
    others = sum(number >= 0 for part, number in found.items() if part != "word")
    return others > 0 or sum(bool(name) for name in names) == 1


def _no_header(own: Mapping[str, str]) -> str:
    words = own.get("word") or " / ".join(vocabulary().columns["word"][:6])
    return say(
        f"找不到表头：前 {_LOOK} 行里没有词语列（{words} …）；列名不同可写 --column word=列名",
        f"no header: none of the first {_LOOK} rows names a column of words ({words} …); "
        "--column word=NAME tells how it is called",
    )


def _add(
    table: Sequence[_Row], header: int, columns: Mapping[str, int], sheet: str, listed: WordList
) -> None:
    known = {entry.word: entry for entry in listed.entries}
    for number, cells in table[header + 1 :]:
        if not any(cells):
            continue
        row = {part: cells[at] if at < len(cells) else "" for part, at in columns.items()}
        where = f"{sheet} " if sheet else ""
        where = say(f"{where}第 {number} 行：", f"{where}row {number}: ")
        for entry in _entries(row, number, sheet):
            message = _no_word(entry.word)
            if message:
                listed.problems.append(Problem(listed.path, where + message, number))
                continue
            if _severity(row.get("severity", "")) is None:
                message = _unknown_level(row["severity"])
                listed.problems.append(Problem(listed.path, where + message, number, fatal=False))
            if entry.word in known:
                message = _again(entry, known[entry.word])
                listed.problems.append(Problem(listed.path, where + message, number, fatal=False))
                continue
            known[entry.word] = entry
            listed.entries.append(entry)


def _entries(row: Mapping[str, str], number: int, sheet: str) -> Iterator[Entry]:
    """The words of a row; an empty one where there is none."""
    severity = _severity(row.get("severity", "")) or "warning"
    instead = _instead(row.get("with", ""))
    for word in _several(row["word"]) or [""]:
        others = tuple(one for one in instead if one != word)
        yield Entry(word, others, severity, row.get("note", ""), row.get("category", ""), number, sheet)


def _no_word(word: str) -> str:
    """What to tell of something that is no word; empty where it is one."""
    if not word:
        return say("没有词，跳过", "no word; passed over")
    if len(word) > _MOST_CHARACTERS or not any(map(str.isalnum, word)):
        return say(
            f"{word[:20]!r} 不像一个词（要有字，不超过 {_MOST_CHARACTERS} 字），跳过",
            f"{word[:20]!r} is no word (letters, no more than {_MOST_CHARACTERS}); passed over",
        )
    return ""


def _unknown_level(level: str) -> str:
    return say(
        f"不认识的级别 {level!r}，当作 warning（认得 高/中/低、严重/一般/提示 …）",
        f"unknown level {level!r}, taken for a warning (known: high, medium, low …)",
    )


def _again(entry: Entry, first: Entry) -> str:
    same = (first.instead, first.severity) == (entry.instead, entry.severity)
    told = say(f"“{entry.word}” 重复，第 {first.row} 行已有", f"“{entry.word}” again: row {first.row} has it")
    if same:
        return told
    return told + say("，写法不同，以先出现的为准", ", and says otherwise; the first one holds")


def _several(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in vocabulary().separators.split(cell) if part.strip()))


def _instead(cell: str) -> list[str]:
    words = vocabulary()
    told = [part for part in _several(cell) if part.lower() not in words.nothing]
    return ["" if part.lower() in words.dropped else part for part in told]


def _severity(cell: str) -> Severity | None:
    return vocabulary().severities.get(cell.lower()) if cell else "warning"
