"""The rules of a configuration, with rulesets of the user's beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from linter import config
from linter.authoring.rulefile import enabled, is_enabled, store
from linter.commands import common
from linter.config import NAMES, Config, UnknownProfile, UnknownRule
from linter.examples import OwnExampleFails, disturbed
from linter.i18n import say
from linter.model import Refused
from linter.pipeline.prepare import Run, prepare
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED


def loaded(given: dict[str, Any]) -> Config:
    """The configuration that the options of a command name. Exits with 2 where it is wrong."""
    path = Path(given["config_path"]) if given["config_path"] else config.find(Path.cwd())
    try:
        return config.load(None if given["isolated"] else path, given["profile"])
    except (RulesetError, UnknownProfile) as error:
        common.stop(error)


def absolute(name: str) -> str:
    """A ruleset by its shipped name or absolute path."""
    return name if name in SHIPPED and not Path(name).exists() else str(Path(name).resolve())


def names_with(loaded: Config, rulesets: Sequence[str]) -> Config:
    """A configuration with more rulesets, those aside that it names already."""
    known = loaded.rulesets
    own = [path for path in dict.fromkeys(map(absolute, rulesets)) if path not in known]
    return loaded._replace(rulesets=(*known, *own))


def without(loaded: Config, path: Path) -> Config:
    """A configuration without a ruleset, and without complaint of what it says about rules of it."""
    own = str(path.resolve())
    rulesets = tuple(name for name in loaded.rulesets if name != own)
    return lenient(loaded)._replace(rulesets=rulesets)


def lenient(loaded: Config) -> Config:
    """A configuration that may name what no rule is called."""
    return loaded._replace(
        layers=tuple(layer._replace(strict=False) for layer in loaded.layers),
        parts=tuple(part._replace(strict=False) for part in loaded.parts),
    )


def with_rulesets(loaded: Config, rulesets: Sequence[str]) -> Run:
    """The rules of a configuration and of more rulesets; suppressions are left out. Exits with 2 where
    something is wrong."""
    try:
        return prepared(names_with(loaded._replace(suppressions=()), rulesets), cache=not rulesets)
    except (RulesetError, UnknownRule, UnknownProfile, OwnExampleFails) as error:
        common.stop(error)


def prepared(loaded: Config, select: Sequence[str] = (), ignore: Sequence[str] = (), *, cache: bool) -> Run:
    """The rules of a configuration; only a plan whose examples hold is kept. Raises `RulesetError`,
    `UnknownRule`, `OwnExampleFails`."""
    return prepare(loaded, select, ignore, check=disturbed if cache else None, cache=cache)


def enable(path: Path, config: Config, *, wanted: bool) -> None:
    """Names a ruleset in the configuration, or tells how. Exits with 2 where that cannot be done."""
    if is_enabled(path, config):
        return
    if not wanted:
        click.echo(
            say(
                f"要启用：在 replylint.yaml 的 rulesets 里加上它，或运行时加 --enable；先看效果：replylint rule impact {path} 聊天记录",
                f"To switch it on: add it to `rulesets` in replylint.yaml, or use --enable; to see what it would do: replylint rule impact {path} CHATS",
            )
        )
        return
    try:
        draft = enabled(path, config)
        store(draft)
    except OSError as error:
        common.stop(f"{error.filename or NAMES[0]}: {error.strerror}")
    except Refused as error:
        common.stop(error)
    click.echo(
        say(f"已写进 {draft.path} 的 rulesets，check 会用它。", f"Named in {draft.path}: `check` goes by it.")
    )
