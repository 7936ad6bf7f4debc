"""Workbooks put together by hand, part by part, with what openpyxl would not keep in them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from linter.readers.sheets import letters

_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KINDS}sharedStrings+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    "<borders><border/></borders>"
    f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{'<xf/>' * 4}</cellXfs></styleSheet>"
)


@dataclass
class Rich:
    """A cell whose text comes in runs; every second one is bold."""

    runs: Sequence[str]


@dataclass
class Inline:
    """A text that stands in its cell itself."""

    text: str


@dataclass
class Formula:
    """A formula with what it gave last."""

    formula: str
    value: str


Value = str | float | Rich | Inline | Formula | None


@dataclass
class Book:
    """Sheets of rows by their titles, and other parts. Texts are shared among cells."""

    sheets: Mapping[str, Sequence[Sequence[Value]]]
    parts: Mapping[str, bytes] = field(default_factory=dict)
    merged: str = "D1:E1"

    def data(self) -> bytes:
        """The bytes of the file."""
        strings: dict[str, int] = {}
        files = {"[Content_Types].xml": _TYPES, "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")])}
        names, links = "", []
        for number, (title, rows) in enumerate(self.sheets.items(), 1):
            names += f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
            links.append(("worksheet", f"worksheets/sheet{number}.xml"))
            files[f"xl/worksheets/sheet{number}.xml"] = self._sheet(rows, strings)
        links += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        files["xl/styles.xml"] = _STYLES
        files["xl/workbook.xml"] = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>'
        )
        files["xl/_rels/workbook.xml.rels"] = _rels(links)
        items = "".join(strings)
        files["xl/sharedStrings.xml"] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
            f'<sst xmlns="{_MAIN}" count="99" uniqueCount="{len(strings)}">{items}</sst>'
        )
        made = io.BytesIO()
        with ZipFile(made, "w") as archive:
            for name, content in {**files, **self.parts}.items():
                info = ZipInfo(name, (2024, 1, 2, 10, 5, 0))
                info.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
                archive.writestr(info, content)
        return made.getvalue()

    def _sheet(self, rows: Sequence[Sequence[Value]], strings: dict[str, int]) -> str:
        made = ""
        for line, row in enumerate(rows, 1):
            cells = [
                _cell(f"{letters(column)}{line}", value, strings)
                for column, value in enumerate(row, 1)
                if value is not None
            ]
            made += f'<row r="{line}" ht="20">{"".join(cells)}</row>' if cells else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="33"/></cols>'
            f'<sheetData>{made}</sheetData><autoFilter ref="A1:C9"/>'
            f'<mergeCells count="1"><mergeCell ref="{self.merged}"/></mergeCells></worksheet>'
        )


def _rels(links: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{told}</Relationships>'


def _cell(name: str, value: Value, strings: dict[str, int]) -> str:
    if isinstance(value, float | int):
        return f'<c r="{name}"><v>{value}</v></c>'
    if isinstance(value, Formula):
        return f'<c r="{name}" t="str"><f>{escape(value.formula)}</f><v>{escape(value.value)}</v></c>'
    if isinstance(value, Inline):
        return f'<c r="{name}" s="3" t="inlineStr"><is>{_t(value.text)}</is></c>'
    runs = value.runs if isinstance(value, Rich) else ()
    inside = "".join(f"<r>{'<rPr><b/></rPr>' if n % 2 else ''}{_t(run)}</r>" for n, run in enumerate(runs))
    item = f"<si>{inside or _t(str(value))}</si>"
    return f'<c r="{name}" s="2" t="s"><v>{strings.setdefault(item, len(strings))}</v></c>'


def _t(text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{keep}>{escape(text)}</t>"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
