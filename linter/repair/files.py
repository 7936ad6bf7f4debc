"""Files replaced in one step, and only when they are what they were when they were read."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from linter.i18n import say
from linter.model import Problem, Unwritable

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replaces a file that holds `before` by `after`, atomically, keeping its mode; a link stays a link.

    Raises `Unwritable`, with the file as it was, when the file is read-only, is no longer what was read, or
    cannot be written.
    """
    try:
        _replace(path, path.resolve(strict=True), before, after)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refused(path, say(f"无法写入：{reason}", f"cannot be written: {reason}")) from error


def _replace(path: Path, target: Path, before: bytes, after: bytes) -> None:
    state = target.stat()
    if not stat.S_ISREG(state.st_mode):
        raise _refused(path, say("不是普通文件，不能改写", "not a regular file"))
    if not state.st_mode & _WRITABLE:
        raise _refused(path, say("文件是只读的，没有改动", "the file is read-only and was left alone"))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(stat.S_IMODE(state.st_mode))
        _keep_owner(new, state)
        if target.read_bytes() != before:
            raise _refused(
                path,
                say(
                    "replylint 处理期间文件被别人改过，没有覆盖；请重新运行",
                    "changed while replylint was working, and left alone; run it again",
                ),
            )
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _keep_owner(new: Path, state: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, state.st_uid, state.st_gid)


def _sync_folder(folder: Path) -> None:
    """Makes the replacement last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(path: Path, message: str) -> Unwritable:
    return Unwritable(Problem(str(path), message))
