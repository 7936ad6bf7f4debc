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
    if seen.startswith(f"{os.pardir}/") or Path(seen).is_absolute():
        return Path(path).absolute().as_uri()
    return quote(os.fsencode(seen))
