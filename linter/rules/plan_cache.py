"""Plans kept between runs.

Reading and checking some thousand lines of YAML takes longer than checking a file, so a plan is kept in the
user's own cache folder, never in a shared one. It is used only while every ruleset file that it was made from
is as it was. The folder may be deleted at any time; REPLYLINT_NO_CACHE=1 does without it.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from linter.matching.segment import private_cache_dir

_KEPT = 20
"""Plans that are kept; each is about 2.5 MB."""
_LATER = ("specs", "signals", "needs", "traditional", "customer_triggers", "library", "library_triggers")
"""Parts of what runs that many runs do without. They stand behind the rest, one after another."""

_LENGTH = 8
"""Bytes at the beginning of a file that tell how many follow before those parts."""


def cache_folder() -> Path:
    """The folder in which plans are kept, this user's own. Raises `OSError`."""
    return private_cache_dir()


def kept(key: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """What was kept under `key`: what runs, and what tells people about it."""
    entry = _entry(key)
    if entry is None:
        return None
    docs = entry.with_suffix(".docs")
    try:
        data = memoryview(entry.with_suffix(".run").read_bytes())
        behind = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        kept = marshal.loads(data[_LENGTH:behind])
        fresh = kept["key"] == key and kept["code"] == _code_stamp() and docs.exists()
        if not fresh or any(_stamp(Path(path)) != stamp for path, stamp in kept["files"].items()):
            return None
        run = _Parts(kept["run"])
        run.later = {
            name: data[behind + start : behind + end] for name, (start, end) in kept["later"].items()
        }
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None
    return run, _LaterDocs(docs)


def keep(key: str, run: Mapping[str, Any], docs: Mapping[str, Any], files: Sequence[Path]) -> None:
    """Keeps a plan that was made of `files`; does nothing where that cannot be done."""
    entry = _entry(key)
    if entry is None:
        return
    stamps = {str(path): _stamp(path) for path in files}
    try:
        _replace(entry.with_suffix(".docs"), marshal.dumps({**docs}))
        now = {name: part for name, part in run.items() if name not in _LATER}
        parts = {name: marshal.dumps(run[name]) for name in _LATER if name in run}
        ends = accumulate(map(len, parts.values()))
        later = {name: (end - len(parts[name]), end) for name, end in zip(parts, ends, strict=True)}
        about = {"key": key, "code": _code_stamp(), "files": stamps}
        first = marshal.dumps({**about, "run": now, "later": later})
        _replace(
            entry.with_suffix(".run"), b"".join((len(first).to_bytes(_LENGTH, "big"), first, *parts.values()))
        )
        _forget_old(entry.parent)
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    """Removes all but the newest plans."""
    plans = sorted(folder.glob("plan-*.run"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in plans[_KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".docs").unlink(missing_ok=True)


class _Parts(dict[str, Any]):
    """What runs; some of it is read when somebody asks."""

    later: Mapping[str, memoryview]

    def __missing__(self, key: str) -> Any:
        self[key] = marshal.loads(self.later[key])
        return dict.__getitem__(self, key)


class _LaterDocs(dict[str, Any]):
    """Docs that are read when somebody asks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def __missing__(self, key: str) -> Any:
        self.update(marshal.loads(self._path.read_bytes()))
        return dict.__getitem__(self, key)


def _entry(key: str) -> Path | None:
    if os.environ.get("REPLYLINT_NO_CACHE"):
        return None
    try:
        return cache_folder() / f"plan-{zlib.crc32(key.encode()):08x}"
    except OSError:
        return None


def _stamp(path: Path) -> tuple[int, int]:
    """Changes when a file does, as Python's own cache of compiled modules has it."""
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _code_stamp() -> int:
    """Changes when the code that makes plans does (in a checkout; an installed version never changes)."""
    return _newest(os.path.dirname(__file__))  # noqa: PTH120 - plain strings: this is asked at every start


def _newest(folder: str) -> int:
    """When a module of a package was last changed."""
    with os.scandir(folder) as entries:
        return max(
            (
                _newest(entry.path) if entry.is_dir() else entry.stat().st_mtime_ns
                for entry in entries
                if entry.is_dir() or entry.name.endswith(".py")
            ),
            default=0,
        )


def _replace(path: Path, data: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
