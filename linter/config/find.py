"""Which configuration file holds for a folder."""

from __future__ import annotations

import os
from pathlib import Path

NAMES = ("replylint.yaml", ".replylint.yaml", "replylint.yml")
PYPROJECT = "pyproject.toml"


class Finder:
    """Looks upward for the nearest configuration, no further than the repository; remembers every folder."""

    def __init__(self) -> None:
        self._found: dict[str, Path | None] = {}

    def find(self, folder: str) -> Path | None:
        """The configuration file that holds in `folder`, an absolute path."""
        passed = []
        found: Path | None = None
        while folder not in self._found:
            passed.append(folder)
            found = _in_folder(folder)
            parent = os.path.dirname(folder)  # noqa: PTH120 - plain strings: this is asked for every file
            if found or parent == folder or os.path.exists(f"{folder}/.git"):  # noqa: PTH110
                break
            folder = parent
        else:
            found = self._found[folder]
        self._found.update(dict.fromkeys(passed, found))
        return found


def find(start: Path) -> Path | None:
    """The configuration file that holds for `start`, an absolute path."""
    return Finder().find(str(start))


def _in_folder(folder: str) -> Path | None:
    for name in NAMES:
        if os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118
            return Path(folder, name)
    project = os.path.join(folder, PYPROJECT)  # noqa: PTH118
    if not os.path.isfile(project):  # noqa: PTH113
        return None
    path = Path(project)
    return path if _has_table(path) else None


def _has_table(path: Path) -> bool:
    """Whether a `pyproject.toml` configures this program; one that cannot be read is told when it is read, if
    it seems to."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    if b"replylint" not in data:
        return False
    from linter.config.toml import parse
    from linter.rules.errors import RulesetError

    try:
        return parse(data.decode("utf-8-sig"), str(path)) is not None
    except UnicodeDecodeError:
        return False
    except RulesetError:
        return b"tool.replylint" in data
