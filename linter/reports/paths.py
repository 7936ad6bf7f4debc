"""Paths as other tools want them: relative to the folder of the run, with slashes, or as addresses."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """A path as seen from the current folder, with `/`; as it is where it leads out of that."""
    return _relative(path, _here())


def address(path: str) -> str:
    """A path as a URI reference: relative and percent-encoded, or `file:` where it leads out of the current
    folder."""
    return _address(path, _here())


def _here() -> str:
    """The current folder; empty where it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109 - asked for each finding
    except OSError:
        return ""


@lru_cache(256)
def _relative(path: str, folder: str) -> str:
    try:
        seen = os.path.relpath(path, folder or None) if Path(path).is_absolute() else os.path.normpath(path)
    except (OSError, ValueError):
        return path.replace(os.sep, "/")
    if seen.startswith(os.pardir) and Path(path).is_absolute():
        seen = path
    return seen.replace(os.sep, "/")


@lru_cache(256)
def _address(path: str, folder: str) -> str:
    seen = _relative(path, folder)
    if not (seen.startswith(f"{os.pardir}/") or Path(seen).is_absolute()):
        return _quoted(seen)
    whole = os.path.normpath(Path(folder, path)).replace(os.sep, "/")
    return f"file://{'' if whole.startswith('/') else '/'}{_quoted(whole)}"


def _quoted(path: str) -> str:
    """A path percent-encoded, byte for byte as the system has it."""
    try:
        return quote(os.fsencode(path))
    except UnicodeEncodeError:
        return quote(path, errors="replace")
