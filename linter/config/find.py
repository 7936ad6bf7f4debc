"""Which configuration file holds."""

from __future__ import annotations

from pathlib import Path

NAMES = ("replylint.yaml", ".replylint.yaml", "replylint.yml")


def find(start: Path) -> Path | None:
    """The configuration file that holds for `start`: the nearest one, no further up than the repository."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        if (folder / ".git").exists():
            return None
    return None
