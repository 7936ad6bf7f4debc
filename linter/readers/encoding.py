"""From bytes to text and back, without a guess that could garble: UTF-8, UTF-16 and GB18030.

Line ends, and the BOM, come back exactly as they were.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from linter.i18n import say
from linter.model import Problem, Unwritable
from linter.readers.base import HAN, Unreadable, unreadable
from linter.source import SourceText

BLOCK_SIZE = 1 << 20
"""Bytes of a file that are read and decoded at a time."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "gb18030": "GB18030"}
_OTHER_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

_PACKED = (
    (b"PK\x03\x04", ("zip 压缩包", "zip archive")),
    (b"\x1f\x8b", ("gzip 压缩包", "gzip archive")),
    (b"7z\xbc\xaf", ("7z 压缩包", "7z archive")),
    (b"Rar!", ("RAR 压缩包", "RAR archive")),
)
"""The first bytes of what has to be unpacked first, and its names."""

_BINARY = (
    (b"\xd0\xcf\x11\xe0", ("旧版 xls（或加了密码的表格）", "old xls, or a spreadsheet with a password")),
    (b"%PDF", ("PDF 文件", "PDF")),
    (b"\x89PNG", ("PNG 图片", "PNG image")),
    (b"\xff\xd8\xff", ("JPEG 图片", "JPEG image")),
    (b"GIF8", ("GIF 图片", "GIF image")),
    (b"SQLite format 3", ("SQLite 数据库", "SQLite database")),
)

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PRIVATE = r"[\ue000-\uf8ff]"
_KANA = r"[\u3041-\u30ff]"
_USUAL = (
    r"[\t\n\r\x20-\x7e\u00a0-\u00ff\u2010-\u206f\u20ac\u2100-\u27bf\u3000-\u30ff\u4e00-\u9fff\ufe00-\ufe0f"
    r"\uff01-\uffee\U0001f000-\U0001ffff]"
)
_LOOK = 65_536


class Encoding(NamedTuple):
    """How a text was turned into bytes: the Python codec, and the BOM before it."""

    codec: str = "utf-8"
    bom: bytes = b""

    def encode(self, text: str, path: str = "") -> bytes:
        """The bytes of `text`. Raises `Unwritable` where the encoding lacks a character."""
        try:
            return self.bom + text.encode(self.codec)
        except UnicodeEncodeError as error:
            line = text.count("\n", 0, error.start) + 1
            column = error.start - text.rfind("\n", 0, error.start)
            lacking = ascii(text[error.start])[1:-1]
            message = say(
                f"文件编码 {self} 里没有字符 {lacking}，无法写回；请先把文件转成 UTF-8",
                f"the file's encoding {self} lacks the character {lacking}; convert the file to UTF-8 first",
            )
            raise Unwritable(Problem(path, message, line, column)) from None

    def source(self, text: str) -> SourceText:
        """The text as a reader is given it."""
        return SourceText(text)

    def reads_as(self, data: bytes, path: str, text: str) -> bool:
        """Whether bytes are that text. Raises `Unreadable`."""
        return decode(data, path)[0] == text

    def shown(self, text: str) -> str:
        """The text as a person sees it."""
        return text

    def __str__(self) -> str:
        return _NAMES.get(self.codec, self.codec)


def decode(data: bytes, path: str) -> tuple[str, Encoding]:
    """All of a file as text. Raises `Unreadable` for binary files and undecodable bytes."""
    pieces = FilePieces(io.BytesIO(data), path, max(len(data), 1))
    text = ""
    for piece in pieces:
        text, failure = piece.decode(path)
        if failure:
            raise failure
    return text, pieces.encoding


class Piece(NamedTuple):
    """Whole lines of a file as they stand there; `offset` counts the bytes before them."""

    data: bytes
    codec: str
    offset: int

    def decode(self, path: str, line: int = 1) -> tuple[str, Unreadable | None]:
        """The text. Where something is wrong with it, the lines before that, and what it is. `line` is the
        number of the first line."""
        failure = None
        try:
            text = self.data.decode(self.codec)
        except UnicodeDecodeError as error:
            ends = line_ends(self.data[: error.start], self.codec)
            text = self.data[: ends[-1]].decode(self.codec) if ends else ""
            failure = self._undecodable(path, line + len(ends), error.start)
        at = text.find("\0")
        if at >= 0:
            message = say(
                "发现 NUL 字节，文件可能已损坏；请删掉它", "found a NUL byte, the file is damaged; delete it"
            )
            failure = unreadable(path, message, line + text.count("\n", 0, at))
            text = text[: text.rfind("\n", 0, at) + 1]
        return text, failure

    def _undecodable(self, path: str, line: int, at: int) -> Unreadable:
        number, byte, encoding = self.offset + at + 1, f"0x{self.data[at]:02X}", Encoding(self.codec)
        message = say(
            f"第 {number} 个字节 {byte} 不是有效的 {encoding}；文件可能混用了两种编码或已损坏，请转成 UTF-8",
            f"byte {number} ({byte}) is not valid {encoding}; "
            "the file mixes encodings or is damaged, convert it to UTF-8",
        )
        return unreadable(path, message, line)


def line_ends(data: bytes, codec: str) -> list[int]:
    """The offsets behind the line ends of `data`."""
    mark = "\n".encode(codec)
    width, ends, at = len(mark), [], data.find(mark)
    while at >= 0:
        if at % width:
            at = data.find(mark, at + 1)
            continue
        ends.append(at + width)
        at = data.find(mark, at + width)
    return ends


def last_line_end(data: bytes, codec: str) -> int:
    """The offset behind the last line end of `data`; 0 when there is none."""
    mark = "\n".encode(codec)
    width, at = len(mark), data.rfind(mark)
    while at >= 0 and at % width:
        at = data.rfind(mark, 0, at + width - 1)
    return at + width if at >= 0 else 0


def count_lines(data: bytes, codec: str) -> int:
    """How many line ends stand in `data`."""
    return len(line_ends(data, codec)) if codec.startswith("utf-16") else data.count(b"\n")


class FilePieces:
    """A binary stream in pieces that end at line ends, with the encoding that they are in; to be gone through
    once.

    The encoding is settled by the first piece that is not plain ASCII. Raises `Unreadable` for what is no
    text, or text in another encoding, after the pieces before it were given.
    """

    def __init__(self, file: BinaryIO, path: str, size: int = BLOCK_SIZE) -> None:
        self._file = file
        self._path = path
        self._size = size
        self._lines = 0
        self._offset = 0
        self._codec: str | None = None
        self._bom = b""

    @property
    def encoding(self) -> Encoding:
        """The encoding as far as it is known: UTF-8 as long as all was ASCII."""
        return Encoding(self._codec or "utf-8", self._bom)

    def __iter__(self) -> Iterator[Piece]:
        data, wanted = self._open(self._file.read(self._size)), self._size
        while data:
            more = self._file.read(wanted)
            cut = last_line_end(data, self.encoding.codec) if more else len(data)
            wanted = self._size if cut else len(data)
            if cut:
                yield self._piece(data[:cut])
            data = data[cut:] + more

    def _piece(self, data: bytes) -> Piece:
        if self._codec is None:
            if not data.isascii():
                self._codec = _settle(data)
                if self._codec == "gb18030":
                    self._refuse_garbled(data)
            self._lines += data.count(b"\n")
        piece = Piece(data, self.encoding.codec, self._offset)
        self._offset += len(data)
        return piece

    def _open(self, head: bytes) -> bytes:
        """Looks at the beginning of the file, and gives it back without its BOM."""
        for magic, (zh, en) in _PACKED:
            if head.startswith(magic):
                message = say(f"这是 {zh}；请先解开", f"this is a {en}: unpack it first")
                raise Unreadable(Problem(self._path, message), unrecognised=True)
        for magic, (zh, en) in _BINARY:
            if head.startswith(magic):
                raise self._binary(say(f"这是 {zh}，不是文本", f"this is a file of type {en}, not text"))
        if head.startswith(_OTHER_BOMS):
            raise self._binary(say("这是 UTF-32 编码", "this is UTF-32"))
        for bom, codec in _BOMS:
            if head.startswith(bom):
                self._codec, self._bom, self._offset = codec, bom, len(bom)
                return head[len(bom) :]
        start = head[:_LOOK]
        if b"\0" in start:
            self._codec = _utf_16_without_bom(start)
        if self._codec is None and len(_CONTROL.findall(start)) > max(3, len(start) / 20):
            raise self._binary(say("这是二进制文件，不是文本", "this is a binary file, not text"))
        return head

    def _refuse_garbled(self, data: bytes) -> None:
        """Refuses what decodes as GB18030 by chance, such as Big5, Shift-JIS or Latin-1."""
        text = Piece(data, "gb18030", 0).decode(self._path)[0][:_LOOK]
        chinese = HAN.findall(text) + re.findall(_PRIVATE, text)
        common = len("".join(chinese).encode("gb2312", "ignore")) // 2
        rare = len(chinese) - common
        kana = len(re.findall(_KANA, text))
        garbled = rare > common or kana > common
        if not garbled and rare * 10 > common:
            garbled = _is_big5(data)
        if garbled:
            message = say(
                "不是 UTF-8，按 GB18030 解码会变成乱码（可能是 Big5、Shift-JIS 等）；请先把文件转成 UTF-8",
                "neither UTF-8 nor GB18030 (perhaps Big5, Shift-JIS or Latin-1); convert it to UTF-8 first",
            )
            raise unreadable(self._path, message, self._lines + data[: _first_wide(data)].count(b"\n") + 1)

    def _binary(self, found: str) -> Unreadable:
        message = say(
            f"{found}；能检查的是文本文件（UTF-8、UTF-16、GB18030）和 xlsx，别的表格请另存为 xlsx 或 CSV",
            f"{found}; text (UTF-8, UTF-16, GB18030) and xlsx can be checked, save other tables as xlsx",
        )
        return Unreadable(Problem(self._path, message), unrecognised=True)


def _utf_16_without_bom(head: bytes) -> str | None:
    """The byte order in which `head` is text; None when it is text in neither."""
    if head.isascii() and head.count(0) * 3 < len(head):
        return None
    head = head[: len(head) // 2 * 2]
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, "replace")
        chinese = "".join(HAN.findall(text))
        common = max(len(chinese.encode(table, "ignore")) for table in ("gb2312", "big5")) // 2
        if len(re.findall(_USUAL, text)) > 0.95 * len(text) and common >= 0.8 * len(chinese):
            return codec
    return None


def _settle(data: bytes) -> str:
    """UTF-8 or GB18030, judged by lines of which at least one is not ASCII; where the lines are neither, the
    one that they are closer to."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good > 4 * bad:
        return "utf-8"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "utf-8" if good > bad else "gb18030"
    return "gb18030"


def _is_big5(data: bytes) -> bool:
    """Whether `data` is Big5 text in its frequently used characters."""
    try:
        text = data[: data.rfind(b"\n", 0, _LOOK) + 1 or len(data)].decode("cp950")
    except UnicodeDecodeError:
        return False
    leads = [char.encode("cp950")[0] for char in HAN.findall(text)]
    frequent = [lead for lead in leads if 0xA4 <= lead <= 0xC6]
    return len(frequent) * 10 > len(leads) * 9


def _first_wide(data: bytes) -> int:
    return next((at for at, byte in enumerate(data) if byte > 0x7F), 0)
