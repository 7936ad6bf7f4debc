"""What was found in files of templates, kept between runs for those that stay the same.

One SQLite file in the user's own cache folder. A row's key is made of everything that the result depends on:
the bytes of the file, its path, the rules and all settings of the run but the look of its output, and the
program itself. Several processes may use it at once. It may be deleted at any time; a file that is broken is
begun anew, a row that is broken is not used. Chats are never kept, nor plain text, which may be a chat that
nobody recognised.
"""

from __future__ import annotations

import io
import os
import pickle
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import linter
from linter.data import rulesets_dir
from linter.model import Document, Template
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.pipeline.shelf import templates_of
from linter.readers.load import load
from linter.reports import WITH_REPLACEMENTS
from linter.rules.plan_cache import cache_folder
from linter.source import LazyPlace, Place

MOST_BYTES = 200_000_000
"""Of results that are kept; the oldest go first."""

_LAYOUT = 1
_NAME = "results.sqlite"
_PATIENCE = 2.0
"""Seconds to wait for another process that writes."""
_FRESH = 86_400.0
"""Seconds for which the time of a row's last use need not be noted again."""
_MAY_BE_MADE = {
    "linter.model": {"Comment", "Diagnostic", "Edit", "Finding", "Fix", "Problem", "Replacement", "Summary"},
    "linter.pipeline.ignores": {"Waiting", "Ignored"},
    "linter.pipeline.outcome": {"Outcome"},
}
"""What rows hold: nothing else is made of what stands in them."""

_DECIDING = ("jieba", "rjieba", "PyYAML", "markdown-it-py", "rapidfuzz")
"""Libraries that results may depend on."""


class Kept(NamedTuple):
    """A result, and the templates of its file (`unpacked_templates`): how many there are of them."""

    outcome: Outcome
    templates: bytes
    many: int


class ResultsCache:
    """Results under keys. What goes wrong with the file makes it empty, and never fails a run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._database: sqlite3.Connection | None = None
        self._used: list[bytes] = []
        self._new: list[tuple[bytes, bytes, bytes, int, float]] = []
        with self._harmless():
            self._file = (folder or cache_folder()) / _NAME
            self._database = self._opened()

    def get(self, key: bytes) -> Kept | None:
        """What is kept under a key."""
        if self._database is None:
            return None
        with self._harmless():
            row = self._database.execute(
                "SELECT result, templates, count, used FROM results WHERE key = ?", (key,)
            ).fetchone()
            outcome = None if row is None else _unpacked(row[0])
            if isinstance(outcome, Outcome) and isinstance(row[1], bytes) and isinstance(row[2], int):
                if not isinstance(row[3], float) or row[3] < time.time() - _FRESH:
                    self._used.append(key)
                return Kept(outcome, row[1], row[2])
        return None

    def put(self, key: bytes, outcome: Outcome, templates: bytes = b"", count: int = 0) -> None:
        """Keeps a result; it is written by `close`."""
        self._new.append((key, _packed(outcome), templates, count, time.time()))

    def close(self) -> None:
        """Writes what is new in one transaction, and forgets what has not been used for longest."""
        if self._database is None:
            return
        with self._harmless(), self._database as database:
            now = time.time()
            if self._used:
                used = [(now, key) for key in self._used]
                database.executemany("UPDATE results SET used = ? WHERE key = ?", used)
            if self._new:
                database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", self._new)
                _forget_old(database)
        with suppress(sqlite3.Error):
            self._database.close()
        self._database = None

    def _opened(self) -> sqlite3.Connection:
        folder = self._file.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(self._file, timeout=_PATIENCE)
        try:
            if database.execute("PRAGMA user_version").fetchone()[0] not in (0, _LAYOUT):
                raise sqlite3.DatabaseError("another layout")
            database.execute("PRAGMA synchronous = OFF")
            database.execute(
                "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, result BLOB, templates BLOB,"
                " count INTEGER, used REAL) WITHOUT ROWID"
            )
            database.execute(f"PRAGMA user_version = {_LAYOUT}")
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        """A database that is broken is removed and begun anew; one that cannot be used is done without."""
        try:
            yield
        except sqlite3.OperationalError:
            self._give_up()
        except sqlite3.DatabaseError:
            self._give_up()
            with suppress(OSError, sqlite3.Error):
                for beside in ("", "-journal", "-wal", "-shm"):
                    Path(f"{self._file}{beside}").unlink(missing_ok=True)
                self._database = self._opened()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()


def _forget_old(database: sqlite3.Connection) -> None:
    size = "length(result) + length(templates)"
    total = database.execute(f"SELECT total({size}) FROM results").fetchone()[0]
    if total <= MOST_BYTES:
        return
    oldest = database.execute(f"SELECT key, {size} FROM results ORDER BY used").fetchall()
    gone: list[tuple[bytes]] = []
    for key, length in oldest:
        if total <= MOST_BYTES * 0.8:
            break
        total -= length or 0
        gone.append((key,))
    database.executemany("DELETE FROM results WHERE key = ?", gone)


class _Reader(pickle.Unpickler):
    """Makes plain data of the model, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _MAY_BE_MADE.get(module, ()):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(name)


def _packed(data: object) -> bytes:
    body = pickle.dumps(data, protocol=4)
    return zlib.crc32(body).to_bytes(4, "big") + body


def _unpacked(data: object) -> Any:
    """What was packed; None where it is not whole."""
    if not isinstance(data, bytes) or zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        return None
    try:
        return _Reader(io.BytesIO(data[4:])).load()
    except Exception:  # a row of another make may fail in any way
        return None


def context(settings: Settings) -> bytes:
    """A hash of what all results of a run depend on besides their files: the program, the rules, the settings
    but for the look of the output, and the working folder where suppressions go by paths."""
    options = settings.options
    told = (
        linter.__version__,
        _code_stamp(),
        [_version(name) for name in _DECIDING],
        os.environ.get("REPLYLINT_SEGMENTER"),
        settings.rulesets,
        _ruleset_stamps(settings),
        [(overlay.path, overlay.data) for overlay in settings.overlays],
        sorted(settings.active),
        sorted(settings.severities.items()),
        [_plain(value) for value in options],
        settings.input_format,
        settings.language,
        settings.source,
        settings.suppressions,
        settings.terms,
        settings.library,
        not WITH_REPLACEMENTS.isdisjoint((settings.output, *settings.outputs)),
        str(Path.cwd()) if any(one.path for one in settings.suppressions) else "",
    )
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _version(name: str) -> str | None:
    """The installed version of a library; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return sorted(value.items()) if hasattr(value, "items") else value


def _code_stamp() -> int:
    """Changes when the code does, in a checkout."""
    folder = Path(linter.__file__).parent
    return max(path.stat().st_mtime_ns for path in folder.rglob("*.py"))


def _ruleset_stamps(settings: Settings) -> list[tuple[str, int, int]]:
    files = {*rulesets_dir().glob("*.yaml"), *(Path(name) for name in settings.rulesets if os.sep in name)}
    states = [(str(path), path.stat()) for path in sorted(files) if path.exists()]
    return [(path, state.st_mtime_ns, state.st_size) for path, state in states]


def key_of(context: bytes, *parts: str) -> bytes:
    """The key of what depends on a context and some words."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), key=context, digest_size=16).digest()


def digest(data: bytes) -> str:
    """Tells the bytes of a file from others."""
    return blake2b(data, digest_size=16).hexdigest()


def packed_templates(document: Document | None) -> bytes:
    """The templates of a document that a library may be made of, without their places."""
    if document is None:
        return b""
    items = [
        (item.text, item.name, item.situation, item.code, item.group)
        for item in document.items
        if isinstance(item, Template)
    ]
    return _packed((document.reader, document.columns, document.comments, items))


def unpacked_templates(packed: bytes, path: str, data: bytes, settings: Settings) -> Document | None:
    """The document again. Its places are read from the bytes of the file when somebody asks for one; all of
    it is where the row is not whole."""
    file = _File(path, data, settings)
    made = _unpacked(packed)
    if made is None:
        return templates_of(file.document)
    reader, columns, comments, items = made
    templates = [
        Template(text, LazyPlace(partial(file.place, number)), name, situation, code, group)
        for number, (text, name, situation, code, group) in enumerate(items)
    ]
    return Document(path, reader, [*templates], columns=columns, comments=comments)


class _File:
    """A file that is read once more where somebody asks for it."""

    def __init__(self, path: str, data: bytes, settings: Settings) -> None:
        self._path, self._data, self._settings = path, data, settings

    @cached_property
    def document(self) -> Document:
        """What is read of it."""
        settings = self._settings
        return load(self._data, self._path, settings.options, settings.input_format).document

    def place(self, number: int) -> Place:
        """Where a template stands, by its number among the templates."""
        return [item for item in self.document.items if isinstance(item, Template)][number].place
