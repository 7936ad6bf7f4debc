"""Readers of other packages: entry points of the group `replylint.readers`, loaded when they are needed.

docs/readers.md tells how to write one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from linter.i18n import say
from linter.model import Problem, Refused
from linter.readers.base import (
    Block,
    Kind,
    Reader,
    ReadOptions,
    Recognition,
    Sample,
    StreamReader,
    Unreadable,
    unreadable,
)
from linter.source import SourceText

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "replylint.readers"
_KINDS = ("templates", "transcript")
_T = TypeVar("_T")


class BrokenPlugin(Unreadable):
    """A plug-in that cannot be used; carries the one line that says so."""


def plugins(taken: frozenset[str]) -> tuple[Reader, ...]:
    """The readers of other packages, by name. `taken` are names that no plug-in may have. Raises
    `BrokenPlugin`."""
    return tuple(_loaded(point, taken) for point in _entry_points())


@cache
def _entry_points() -> tuple[EntryPoint, ...]:
    if not any(map(_mentions_readers, sys.path)):
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)))


def _mentions_readers(folder: str) -> bool:
    """Whether a package in a folder of the module path has such an entry point. This takes a millisecond,
    where `importlib.metadata` takes thirty; what is no folder is left to it."""
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except NotADirectoryError:
        return True
    except OSError:
        return False
    return any(f"[{GROUP}]".encode() in _bytes(Path(name, "entry_points.txt")) for name in names)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@cache
def _loaded(point: EntryPoint, taken: frozenset[str]) -> Reader:
    """The reader of an entry point. Raises `BrokenPlugin`."""
    if point.name in taken or sum(other.name == point.name for other in _entry_points()) > 1:
        raise _broken(point, say(f"已经有叫 {point.name} 的格式", f"there is a format {point.name} already"))
    try:
        reader = point.load()
    except Exception as error:  # a plug-in may raise anything
        raise _broken(point, f"{type(error).__name__}: {error}") from None
    lacking = [name for name in ("name", "kind", "title", "known_by") if not hasattr(reader, name)]
    lacking += [name for name in ("recognise", "read") if not callable(getattr(reader, name, None))]
    if lacking:
        raise _broken(point, say(f"没有 {', '.join(lacking)}", f"it has no {', '.join(lacking)}"))
    if reader.name != point.name:
        message = say(f"它的 name 是 {reader.name!r}", f"its name is {reader.name!r}")
        raise _broken(point, message)
    if reader.kind not in _KINDS:
        message = say(f"它的 kind 是 {reader.kind!r}，应是", f"its kind is {reader.kind!r}, expected")
        raise _broken(point, f"{message} templates / transcript")
    return guarded(reader)


def _broken(point: EntryPoint, why: str) -> BrokenPlugin:
    package = getattr(getattr(point, "dist", None), "name", None) or point.value
    why = _on_one_line(why)
    message = say(
        f"格式插件 {point.name}（{package}）不能用：{why}；请更新或卸载这个包",
        f"the reader plug-in {point.name} ({package}) cannot be used: {why}; update or uninstall it",
    )
    return BrokenPlugin(Problem(GROUP, message))


def _on_one_line(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))[:200]


def guarded(reader: Reader) -> Reader:
    """A reader of another package, whose mistakes are told in one line."""
    return _GuardedStream(reader) if isinstance(reader, StreamReader) else _Guarded(reader)


class _Guarded:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name: str = reader.name
        self.kind: Kind = reader.kind
        self.title: Mapping[str, str] = reader.title
        self.known_by: Mapping[str, str] = reader.known_by

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """As the reader says."""
        verdict = self._told(lambda: self._reader.recognise(sample, options), str(sample.path))
        return verdict._replace(reader=guarded(verdict.reader or self._reader))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """What the reader reads. Raises `Unreadable`."""
        return self._told(lambda: self._reader.read(source, path, options), path)

    def _told(self, act: Callable[[], _T], path: str) -> _T:
        try:
            return act()
        except Refused:
            raise
        except Exception as error:  # a plug-in may raise anything
            why = _on_one_line(f"{type(error).__name__}: {error}")
            message = say(
                f"格式插件 {self.name} 出错：{why}；请告诉它的作者，或用 --input-format 指定别的格式",
                f"the reader plug-in {self.name} failed: {why}; tell its author, "
                "or choose another format with --input-format",
            )
            raise unreadable(path, message) from None


class _GuardedStream(_Guarded):
    def cut(self, text: str) -> int:
        """As the reader says."""
        assert isinstance(self._reader, StreamReader)
        reader = self._reader
        return self._told(lambda: reader.cut(text), self.name)


def named(name: str, taken: frozenset[str]) -> Iterator[Reader]:
    """The plug-in of that name, whatever is wrong with others. Raises `BrokenPlugin`."""
    for point in _entry_points():
        if point.name == name:
            yield _loaded(point, taken)


def names() -> tuple[str, ...]:
    """The names of all plug-ins, loaded or not."""
    return tuple(dict.fromkeys(point.name for point in _entry_points()))
