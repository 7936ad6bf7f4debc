"""Packed files: each member of a zip archive, or the one file in a gzip, is read as a file of its own.

Nothing is written under a name that an archive tells. Large members are unpacked into a temporary folder that
only this user can read, and read from there block by block; small ones stay in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Literal, NamedTuple, Protocol

from linter.i18n import say
from linter.model import Problem
from linter.pipeline.discover import FileToRead, is_hidden, is_readable

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory
    from zipfile import ZipInfo

IN_MEMORY = 2_000_000
"""Bytes up to which a member is kept in memory."""

_CHUNK = 1 << 20
_MEGABYTE = 1_000_000
_UNSUSPICIOUS = 10 * _MEGABYTE
"""Bytes up to which it does not matter how well something was packed."""

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = (_GZIP, *_ZIP, b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_TAR, _TAR_AT = b"ustar", 257
_DOCUMENTS = ("[Content_Types].xml", "mimetype")
"""Members that tell a document that is a zip archive from an archive of files."""

_DOCUMENT_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".ods", ".odt")
_ARCHIVE_SUFFIXES = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar")
_LONGEST_NAME = 200
_UTF_8_NAME, _ENCRYPTED = 0x800, 0x1

Kind = Literal["gzip", "zip"]

MEMBER = "!"
"""Stands between the path of an archive and the name of what is packed in it."""


class Limits(NamedTuple):
    """What is unpacked of one archive at most: megabytes altogether, how many times its packed size, and how
    many members."""

    megabytes: int = 2000
    ratio: int = 200
    members: int = 1000


class Untold(NamedTuple):
    """Something in an archive that is not read. `passed_over`: it need not be replies."""

    problem: Problem
    passed_over: bool = False


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Refused(Exception):
    """Why an archive, or the rest of it, is not read."""


def kind(head: bytes, path: str) -> Kind | None:
    """What a file is packed as, that begins with `head`; None where it is no archive."""
    if head.startswith(_GZIP):
        return "gzip"
    if not head.startswith(_ZIP) or PurePosixPath(path).suffix.lower() in _DOCUMENT_SUFFIXES:
        return None
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            return None if any(name in archive.NameToInfo for name in _DOCUMENTS) else "zip"
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"


class Unpacker:
    """Unpacks archives, and keeps what is too large for memory until `close`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder: TemporaryDirectory[str] | None = None
        self._count = 0

    def members(self, file: FileToRead, kind: Kind) -> Iterator[FileToRead | Untold]:
        """The files in an archive, unpacked, and what is not read; a refusal ends them."""
        from zipfile import BadZipFile
        from zlib import error as broken

        try:
            yield from self._gzip(file) if kind == "gzip" else self._zip(file)
        except _Refused as refusal:
            yield Untold(Problem(file.path, str(refusal)))
        except (BadZipFile, EOFError, broken, NotImplementedError, ValueError) as error:
            yield Untold(Problem(file.path, _damaged(kind, error)))
        except OSError as error:
            unread = say(f"无法解压：{error.strerror}", f"cannot be unpacked: {error.strerror}")
            message = _damaged(kind, error) if error.errno is None else unread
            yield Untold(Problem(file.path, message))

    def discard(self, file: FileToRead) -> None:
        """Removes what was unpacked of a member that has been read."""
        if file.stored:
            with suppress(OSError):
                Path(file.stored).unlink()

    def close(self) -> None:
        """Removes all that was unpacked."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _gzip(self, file: FileToRead) -> Iterator[FileToRead | Untold]:
        import gzip

        with gzip.open(file.path) as stream:
            yield self._unpacked(file, stream, _Budget(self._limits, file.size))

    def _zip(self, file: FileToRead) -> Iterator[FileToRead | Untold]:
        from zipfile import ZipFile

        with ZipFile(file.path) as archive:
            infos = [info for info in archive.infolist() if _may_be_read(info)]
            if len(infos) > self._limits.members:
                raise _Refused(_too_many(len(infos), self._limits.members))
            if not infos:
                yield Untold(Problem(file.path, _nothing_in_it()), not file.named)
            budget, names = _Budget(self._limits, file.size), _Names()
            for info in infos:
                path = f"{file.path}{MEMBER}{names.shown(info)}"
                if PurePosixPath(path).suffix.lower() in _ARCHIVE_SUFFIXES:
                    yield Untold(_nested(path), not file.named)
                elif info.flag_bits & _ENCRYPTED:
                    message = say("加了密码，读不了；请先解开", "it has a password: unpack it first")
                    yield Untold(Problem(path, message))
                else:
                    named = file.named and len(infos) == 1
                    with archive.open(info) as stream:
                        yield self._unpacked(FileToRead(path, named), stream, budget)

    def _unpacked(self, file: FileToRead, stream: _Stream, budget: _Budget) -> FileToRead | Untold:
        """A member with what is in it. Raises `_Refused`."""
        data, stored, out, size = b"", None, None, 0
        try:
            while chunk := stream.read(_CHUNK):
                budget.take(len(chunk))
                if not size and _is_packed(file.path, chunk):
                    return Untold(_nested(file.path))
                size += len(chunk)
                if out is None and size > IN_MEMORY:
                    stored, out = self._temporary()
                    out.write(data)
                    data = b""
                if out is None:
                    data += chunk
                else:
                    out.write(chunk)
        finally:
            if out is not None:
                out.close()
        return file._replace(size=size, packed=True, data=None if stored else data, stored=stored)

    def _temporary(self) -> tuple[str, IO[bytes]]:
        if self._folder is None:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory(prefix="replylint-")
        self._count += 1
        path = Path(self._folder.name, str(self._count))
        return str(path), path.open("xb")


class _Budget:
    """How much may still be unpacked of an archive of `packed` bytes."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self._limits, self._packed, self._taken = limits, max(packed, 1), 0

    def take(self, size: int) -> None:
        """Counts `size` bytes. Raises `_Refused` where that is too much."""
        self._taken += size
        if self._taken > self._limits.megabytes * _MEGABYTE:
            raise _Refused(_too_large(self._limits.megabytes))
        if self._taken > max(_UNSUSPICIOUS, self._packed * self._limits.ratio):
            raise _Refused(_too_dense(self._limits.ratio))


class _Names:
    """Names of members as they are shown: no way out of the archive, nothing that a terminal would obey, and
    none twice."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def shown(self, info: ZipInfo) -> str:
        """The name of one of them."""
        parts = [part for part in re.split(r"[/\\]", _name(info)) if part not in ("", ".")]
        parts = ["__" if part == ".." else part.replace(":", "_") for part in parts]
        name = "".join(char if char.isprintable() else "?" for char in "/".join(parts))
        if len(name) > _LONGEST_NAME:
            name = f"…{name[-_LONGEST_NAME:]}"
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else f"{name}#{count}"


def _name(info: ZipInfo) -> str:
    """The name of a member; Chinese Windows writes it in GB18030 and does not say so."""
    if info.flag_bits & _UTF_8_NAME:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(codec)
    return info.filename


def _may_be_read(info: ZipInfo) -> bool:
    path = PurePosixPath(*(part for part in re.split(r"[/\\]", _name(info)) if part.strip(".")))
    known = is_readable(path.name) or path.suffix.lower() in _ARCHIVE_SUFFIXES
    return not info.is_dir() and known and not is_hidden(path.parts)


def _is_packed(path: str, head: bytes) -> bool:
    """Whether what was unpacked is itself packed, going by its first bytes."""
    if PurePosixPath(path.removesuffix(".gz")).suffix.lower() in _DOCUMENT_SUFFIXES:
        return False
    return head.startswith(_PACKED) or head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def _nested(path: str) -> Problem:
    """That an archive stands in another, or is one of a kind that is not read."""
    message = say(
        "压缩包里还是压缩包（或 tar），不再往里读；请先解开",
        "what is packed is an archive again (or a tar); unpack it first",
    )
    return Problem(path, message)


def leads_into(path: str) -> bool:
    """Whether the path of something that was read leads into an archive."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_GZIP)) == _GZIP
    except OSError:
        return any(Path(path[:at]).is_file() for at, sign in enumerate(path) if sign == MEMBER)


def read_only(path: str, option: str = "--fix") -> Problem:
    """That nothing is written into an archive, though an option asks for it."""
    message = say(
        f"压缩包只读，没有改动；请解开后再 {option}",
        f"an archive is not written to: unpack it, then {option}",
    )
    return Problem(path, message)


def _nothing_in_it() -> str:
    return say("压缩包里没有可读的文件", "nothing in this archive can be read")


def _setting(name: str) -> str:
    return say(
        f"确实需要就在配置里调大 archives: {{ {name}: … }}",
        f"where that is right, raise archives: {{ {name}: … }} in the configuration",
    )


def _too_many(found: int, most: int) -> str:
    return say(
        f"压缩包里有 {found} 个文件，超过上限 {most}，没有读；{_setting('members')}",
        f"{found} files in this archive, more than {most}, so it is not read; {_setting('members')}",
    )


def _too_large(megabytes: int) -> str:
    return say(
        f"解压后超过 {megabytes} MB，后面的没有读；{_setting('megabytes')}",
        f"more than {megabytes} MB when unpacked, so the rest is not read; {_setting('megabytes')}",
    )


def _too_dense(ratio: int) -> str:
    return say(
        f"解压后超过原来的 {ratio} 倍，像是压缩炸弹，没有再读；{_setting('ratio')}",
        f"more than {ratio} times as large when unpacked, as a bomb would be, so it is not read on; "
        f"{_setting('ratio')}",
    )


def _damaged(kind: Kind, error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    reason = "".join(char if char.isprintable() else "?" for char in reason)[:80]
    return say(
        f"{kind} 压缩包已损坏或没有传完（{reason}）；请重新导出",
        f"the {kind} archive is damaged or cut short ({reason}): export it again",
    )
