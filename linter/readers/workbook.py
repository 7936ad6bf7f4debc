"""Workbooks (xlsx, xlsm): read by openpyxl; edited in the XML of their cells, so that all else stays."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from linter.i18n import say
from linter.model import Problem, Unwritable
from linter.readers.base import Unreadable, unreadable
from linter.readers.sheets import Key, Sheet, Tables
from linter.readers.workbook_xml import Cells, Uneditable, escaped, rewritten, unescaped, without
from linter.source import CannotEncode

LARGEST = 1 << 30
"""Bytes that the parts of a workbook may have altogether when they are unpacked."""

_LONGEST = 32_767
"""Characters that a cell may hold."""

_SUFFIXES = (".xlsx", ".xlsm")
_BOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_OTHERS = {
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "xl/workbook.bin": "xlsb",
    "content.xml": "ods",
}


def opened(data: bytes, path: str) -> Workbook | None:
    """The workbook that `data` is; None for an archive of another kind. Raises `Unreadable`."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(info.file_size for info in archive.infolist())
    except (BadZipFile, OSError, ValueError):
        if PurePath(path).suffix.lower() not in _SUFFIXES:
            return None
        raise _damaged(path) from None
    if _BOOK not in names:
        if other := next((kind for part, kind in _OTHERS.items() if part in names), None):
            message = say(
                f"这是 {other} 文件；表格请另存为 xlsx 或 CSV，文档请另存为文本",
                f"this is a file of type {other}; save tables as xlsx or CSV, documents as text",
            )
            raise Unreadable(Problem(path, message), unrecognised=True)
        return None
    if size > LARGEST:
        gigabytes = f"{size / LARGEST:.1f} GB"
        message = say(
            f"工作簿解压后有 {gigabytes}，太大；请另存为 CSV",
            f"the workbook is {gigabytes} when unpacked, which is too large; save it as CSV",
        )
        raise unreadable(path, message)
    return Workbook(data, path)


def _damaged(path: str) -> Unreadable:
    message = say(
        "工作簿已损坏，打不开；请在 Excel 或 WPS 里重新另存为 xlsx",
        "the workbook is damaged and cannot be opened; save it again as xlsx",
    )
    return unreadable(path, message)


class Workbook:
    """A workbook. Its text is that of the cells; new text goes into the XML of each cell alone."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._cells: Cells | None = None
        self.tables = Tables(_sheets(data, path), self._encoded)

    def _place(self, key: Key) -> tuple[str, int, int]:
        return self.tables.sheets[key.sheet].title, key.row, key.column

    def _encoded(self, key: Key, text: str) -> str:
        """`text`, where the cell can be edited and hold it. Raises `CannotEncode`."""
        self._cells = self._cells or Cells(self._data)
        try:
            self._cells.editable(self._place(key), self.tables.texts[key])
            escaped(text)
        except Uneditable as error:
            raise CannotEncode(str(error)) from None
        return text

    def source(self, text: str) -> Tables:
        """The tables with that text."""
        return self.tables.with_text(text)

    def encode(self, text: str, path: str = "") -> bytes:
        """The workbook with new text in some cells. Raises `Unwritable`."""
        old, new = self.tables.texts, self.source(text).texts
        changes = {key: (old[key], new[key]) for key in old if old[key] != new[key]}
        if not changes:
            return self._data
        for key, (_, wanted) in changes.items():
            if len(wanted) > _LONGEST:
                message = say(
                    f"改写后有 {len(wanted)} 个字符，单元格最多放 {_LONGEST} 个",
                    f"{len(wanted)} characters after the edit, a cell holds no more than {_LONGEST}",
                )
                raise Unwritable(Problem(path, message, cell=self.tables.cell(key)))
        self._cells = self._cells or Cells(self._data)
        return rewritten(
            self._data, self._cells.edits({self._place(key): change for key, change in changes.items()})
        )

    def reads_as(self, data: bytes, path: str, text: str) -> bool:
        """Whether a workbook has that text in the same cells."""
        found = Workbook(data, path).tables
        return found.text == text and [*found.texts] == [*self.tables.texts]

    def shown(self, text: str) -> str:
        """Every line of a cell, behind the name of the cell."""
        return "".join(
            f"{self.tables.cell(key)}: {line}\n"
            for key, said in self.source(text).texts.items()
            for line in said.split("\n")
        )


def _sheets(data: bytes, path: str) -> Sequence[Sheet]:
    """The sheets as openpyxl reads them; without styles, which tell dates from numbers, where it does not
    understand these. Raises `Unreadable`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(data)
        except Exception:  # what openpyxl raises is anybody's guess
            pass
        try:
            return _read(without(data, _STYLES))
        except Exception:
            raise _damaged(path) from None


def _read(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    sheets: list[Sheet] = []
    cells = Cells(data)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for one in book.worksheets:
        one.reset_dimensions()
        rows = [[_value(value) for value in row] for row in one.iter_rows(values_only=True)]
        sheets.append(Sheet(one.title, rows, cells.merged(one.title)))
    return sheets


def _value(value: Any) -> object:
    return unescaped(value) if isinstance(value, str) else value
