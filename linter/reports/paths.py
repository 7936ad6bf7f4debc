"""Paths as other tools want them: relative to the folder of the run, with slashes, or as addresses."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """A path as seen from the current folder, with `/`; as it is where it leads out of that."""
    try:
        seen = os.path.relpath(path) if Path(path).is_absolute() else os.path.normpath(path)
    except ValueError:
        return path.replace(os.sep, "/")
    if seen.startswith(os.pardir) and Path(path).is_absolute():
        seen = path
    return seen.replace(os.sep, "/")


def address(path: str) -> str:
    """A path as a URI reference: relative and percent-encoded, or `file:` where it leads out of the current
    folder."""
    seen = relative(path)
    if not (seen.startswith(f"{os.pardir}/") or Path(seen).is_absolute()):
        return _quoted(seen)
    whole = os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100 - links stay as they are
    return f"file://{'' if whole.startswith('/') else '/'}{_quoted(whole)}"


def _quoted(path: str) -> str:
    """A path percent-encoded, byte for byte as the system has it."""
    try:
        return quote(os.fsencode(path))
    except UnicodeEncodeError:
        return quote(path, errors="replace")
