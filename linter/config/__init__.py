"""Configurations: `replylint.yaml` or `[tool.replylint]`, found upward from each file that is checked,
laid over a profile and over what they extend; and what all this means for the rules."""

from __future__ import annotations

from linter.config.choose import Choice, check_names, choose, known
from linter.config.errors import UnknownProfile, UnknownRule
from linter.config.find import NAMES, find
from linter.config.governing import Configurations, Governs, excluding, matches
from linter.config.load import load, load_text
from linter.config.model import TRANSCRIPT_COLUMNS, Config, Layer, Suppression

__all__ = [
    "NAMES",
    "TRANSCRIPT_COLUMNS",
    "Choice",
    "Config",
    "Configurations",
    "Governs",
    "Layer",
    "Suppression",
    "UnknownProfile",
    "UnknownRule",
    "check_names",
    "choose",
    "excluding",
    "find",
    "known",
    "load",
    "load_text",
    "matches",
]
