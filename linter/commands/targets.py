"""Files that reports are written to: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import TextIO

from linter.commands import common
from linter.i18n import say


class Target:
    """A file to be written. Its text stands beside it until it is complete, and then takes its place; after an
    error the file is what it was. Devices and pipes are written as they are.

    Entering exits with 2 and one line where the file cannot be written.
    """

    stream: TextIO

    def __init__(self, path: str) -> None:
        self._given, self._path = path, Path(path)
        self._new: Path | None = None

    def __enter__(self) -> Target:
        try:
            self._open()
        except OSError as error:
            common.stop(
                say(
                    f"{self._given}: 写不了：{error.strerror}",
                    f"{self._given}: cannot be written: {error.strerror}",
                )
            )
        return self

    def _open(self) -> None:
        self._path = self._path.resolve()
        if self._path.exists():
            with self._path.open("a"):
                pass
            if not self._path.is_file():
                self.stream = self._path.open("w", encoding="utf-8", newline="")
                return
        self._new, handle = self._beside()
        self.stream = os.fdopen(handle, "w", encoding="utf-8", newline="", errors="backslashreplace")

    def _beside(self) -> tuple[Path, int]:
        """A new file in the same folder, or elsewhere where the file can be written and its folder cannot."""
        from tempfile import mkstemp

        start = f".{self._path.name[:80]}."
        try:
            handle, made = mkstemp(".tmp", start, self._path.parent)
        except OSError:
            if not self._path.exists():
                raise
            handle, made = mkstemp(".tmp", start)
        return Path(made), handle

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        new, self._new = self._new, None
        try:
            self.stream.close()
            if new is not None and error is None:
                self._take_place(new)
        finally:
            if new is not None:
                new.unlink(missing_ok=True)

    def _take_place(self, new: Path) -> None:
        if self._path.exists():
            new.chmod(stat.S_IMODE(self._path.stat().st_mode))
        else:
            new.chmod(0o666 & ~_umask())
        if new.parent == self._path.parent:
            with contextlib.suppress(OSError):
                new.replace(self._path)
                return
        from shutil import copyfile

        copyfile(new, self._path)


def _umask() -> int:
    """The mask of new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
