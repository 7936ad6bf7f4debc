"""Where the shipped rulesets are: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def rulesets_dir() -> Path:
    """The folder of the shipped rulesets."""
    installed = _PACKAGE / "_rulesets"
    return installed if installed.is_dir() else _PACKAGE.parent / "rulesets"
