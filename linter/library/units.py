"""Which templates make one library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from linter.library.base import Entry, Library
from linter.library.scope import Names
from linter.rules.program import Program

Key = tuple[object, ...]


def libraries(entries: Sequence[Entry], program: Program) -> list[Library]:
    """The libraries of a run, in the order in which each begins.

    `file`: each file is one. `folder`: all files of a folder together. `run`: everything. `auto`: files that
    are called after a part of a library (售前.md, 售后.csv) and stand together make one, for the same
    platform; any other file is one itself, for it may be that of another shop, trade or article.
    """
    unit = program.library.get("unit", "auto")
    paths = dict.fromkeys(entry.path for entry in entries)
    if unit == "run":
        return [Library(entries, program)]
    keys: dict[str, Key]
    if unit == "file":
        keys = {path: (path,) for path in paths}
    elif unit == "folder":
        keys = {path: (PurePath(path).parent,) for path in paths}
    else:
        names = Names(program)
        keys = {path: _by_name(PurePath(path), names) for path in paths}
    together: dict[Key, list[Entry]] = {}
    for entry in entries:
        together.setdefault(keys[entry.path], []).append(entry)
    return [Library(some, program) for some in together.values()]


def _by_name(path: PurePath, names: Names) -> Key:
    if names.of_what(path.stem, file=True):
        return (path,)
    folder = path.parent
    while folder.name and not names.of_what(folder.name, file=True):
        folder = folder.parent
    return folder, names.platforms(path.stem)
