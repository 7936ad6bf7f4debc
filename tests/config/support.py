"""What the tests of configurations share."""

from __future__ import annotations

from pathlib import Path


def tree(folder: Path, files: dict[str, str]) -> Path:
    """Files by path below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
