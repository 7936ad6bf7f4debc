"""The configuration of a run: `replylint.yaml`, found upward from the working folder and laid over a profile
where one is named; and what the two mean for the rules."""

from __future__ import annotations

from linter.config.choose import Choice, choose, known
from linter.config.errors import UnknownProfile, UnknownRule
from linter.config.find import NAMES, find
from linter.config.load import load
from linter.config.model import TRANSCRIPT_COLUMNS, Config, Layer, Suppression

__all__ = [
    "NAMES",
    "TRANSCRIPT_COLUMNS",
    "Choice",
    "Config",
    "Layer",
    "Suppression",
    "UnknownProfile",
    "UnknownRule",
    "choose",
    "find",
    "known",
    "load",
]
