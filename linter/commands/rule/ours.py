"""The rules of a configuration, with rulesets of the user's beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from linter import config
from linter.commands import common
from linter.config import Config, UnknownProfile, UnknownRule
from linter.pipeline.prepare import Run, prepare
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED


def loaded(given: dict[str, Any]) -> Config:
    """The configuration that the options of a command name. Exits with 2 where it is wrong."""
    try:
        return config.load(common.config_file(given["config_path"], given["isolated"]), given["profile"])
    except (RulesetError, UnknownProfile) as error:
        common.stop(error)


def absolute(name: str) -> str:
    """A ruleset by its shipped name or absolute path."""
    return name if name in SHIPPED and not Path(name).exists() else str(Path(name).resolve())


def names_with(loaded: Config, rulesets: Sequence[str]) -> Config:
    """A configuration with more rulesets, those aside that it names already."""
    known = loaded.ruleset_names
    own = [path for path in dict.fromkeys(map(absolute, rulesets)) if path not in known]
    return loaded._replace(rulesets=(*known, *own), folder=Path())


def with_rulesets(loaded: Config, rulesets: Sequence[str]) -> Run:
    """The rules of a configuration and of more rulesets. Exits with 2 where something is wrong."""
    try:
        return prepare(names_with(loaded, rulesets), cache=not rulesets)
    except (RulesetError, UnknownRule, UnknownProfile) as error:
        common.stop(error)
