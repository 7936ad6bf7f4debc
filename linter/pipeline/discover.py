"""Which files a run is about: files, folders and patterns, each file once, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from linter.config import NAMES
from linter.i18n import say
from linter.model import Problem

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "dist", "build"})
_SUFFIXES = frozenset(
    (
        *(".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"),
        *(".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".toml", ".po"),
        *(".md", ".markdown", ".txt", ".vtt"),
    )
)
_ARCHIVES = (".zip", ".gz")
_WILD = frozenset("*?[")


class FileToRead(NamedTuple):
    """A file, and whether it was named itself (else it was met in a folder, and may be no reply file).

    `packed`: it stands in an archive; `data` is what was unpacked, or it is `stored` in a file. `group` is
    the number of the settings that hold for it."""

    path: str
    named: bool
    size: int = 0
    packed: bool = False
    data: bytes | None = None
    stored: str | None = None
    group: int = 0


class Found:
    """The files of a run, and the paths that led to none."""

    __slots__ = ("files", "problems")

    def __init__(self) -> None:
        self.files: list[FileToRead] = []
        self.problems: list[Problem] = []


Excludes = Callable[[str], bool]
"""Whether a path is to be left out when it is met in a folder."""


def nothing(path: str) -> bool:
    """Excludes nothing."""
    return False


def discover(paths: Sequence[str], excludes: Excludes = nothing, skip_others: bool = False) -> Found:
    """Files named by `paths` (files, folders, glob patterns). What `excludes` says is left out when it is met
    in folders, or among the files of a pattern. With `skip_others` a named file is treated like one met in a
    folder: it is passed over when it holds no replies."""
    found = Found()
    seen: set[str] = set()
    for path in paths:
        for file in _files(path, excludes, found.problems):
            real = os.path.realpath(file.path)
            if real not in seen:
                seen.add(real)
                found.files.append(file._replace(named=file.named and not skip_others))
    return found


def _files(path: str, excludes: Excludes, problems: list[Problem]) -> Iterator[FileToRead]:
    place = Path(path)
    if place.is_dir():
        files = [FileToRead(str(file), False, _size(file)) for file in _walk(place, excludes, problems)]
        if not files:
            problems.append(Problem(path, _nothing_here()))
        yield from files
    elif place.exists():
        yield FileToRead(path, True, place.stat().st_size)
    elif _WILD.intersection(path):
        yield from _matching(path, excludes, problems)
    else:
        problems.append(
            Problem(path, say("没有这个文件或文件夹，请检查路径", "no such file or folder: check the path"))
        )


def is_readable(path: str) -> bool:
    """Whether a file is looked at when it is met in a folder, by its name."""
    return os.path.splitext(path)[1].lower() in _SUFFIXES  # noqa: PTH122 - asked of every file of a folder


def _nothing_here() -> str:
    kinds = " ".join(sorted({*_SUFFIXES, *_ARCHIVES}))
    return say(
        f"文件夹里没有可读的文件（看过的后缀：{kinds}）；请指向放话术或聊天记录的文件夹",
        f"a folder with nothing to read (suffixes looked for: {kinds}): name the folder of your replies",
    )


def _matching(pattern: str, excludes: Excludes, problems: list[Problem]) -> Iterator[FileToRead]:
    import glob

    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - the pattern may be absolute
    matched = [match for match in sorted(found) if Path(match).is_file()]
    if not matched:
        problems.append(Problem(pattern, say("没有文件匹配这个模式", "no file matches this pattern")))
    for match in matched:
        if not excludes(match):
            yield FileToRead(match, True, Path(match).stat().st_size)


def _size(file: Path) -> int:
    """0 for a link that leads nowhere: that it cannot be read is said when its turn comes."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _walk(folder: Path, excludes: Excludes, problems: list[Problem]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        problems.append(Problem(str(error.filename), say("打不开这个文件夹", "this folder cannot be opened")))

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        for name in sorted(names):
            path = Path(parent, name)
            if (
                (is_readable(name) or _is_archive(path))
                and not name.startswith((".", "~$"))
                and name not in NAMES
                and not excludes(str(path))
            ):
                yield path


def _is_archive(path: PurePath) -> bool:
    suffix, inner = path.suffix.lower(), PurePath(path.stem)
    return suffix in _ARCHIVES and (suffix != ".gz" or is_readable(inner.name) or not inner.suffix)


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether a path is of a file, or leads through a folder, that nobody keeps replies in."""
    *folders, name = parts
    return name.startswith((".", "~$")) or any(
        folder.startswith((".", "__MACOSX")) or folder in _PASSED_OVER for folder in folders
    )
