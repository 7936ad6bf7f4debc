"""Git, asked about a folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git sets for its hooks, as seen from another folder; the folder itself tells the repository."""


def run(
    folder: Path, arguments: Sequence[str], data: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Git run in `folder`, with `data` as its input: its exit code, what it printed, and its errors. Raises
    `OSError` where there is no git."""
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=data,
        env={name: value for name, value in os.environ.items() if name not in _OF_A_HOOK},
        capture_output=True,
        check=False,
    )
