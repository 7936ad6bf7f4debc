"""The calls for those who need no linter of their own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from linter.api.linter import Configuration, Context, Linter, Said
from linter.api.results import Finding, Report, Rewrite
from linter.config import find

_KEPT = 8
"""Linters that are kept for calls to come."""


def find_config(start: str | os.PathLike[str] | None = None) -> Path | None:
    """The `replylint.yaml` that holds for a folder (default: the working folder): the nearest one upward, no
    further than the repository, as the command line finds it."""
    return find(Path(start).absolute() if start is not None else Path.cwd())


def lint_text(
    text: str, *, after: Context = None, config: Configuration = None, profile: str | None = None
) -> list[Finding]:
    """The findings of one reply: `Linter.lint_text` of a linter with that configuration, which is kept."""
    return _linter(config, profile).lint_text(text, after=after)


def lint_conversation(
    messages: Iterable[Said],
    *,
    id: str | None = None,
    config: Configuration = None,
    profile: str | None = None,
) -> list[Finding]:
    """The findings of a whole chat: `Linter.lint_conversation`."""
    return _linter(config, profile).lint_conversation(messages, id=id)


def lint_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    config: Configuration = None,
    profile: str | None = None,
    jobs: int = 1,
) -> Report:
    """The findings of files and folders: `Linter.lint_paths`."""
    return _linter(config, profile).lint_paths(paths, jobs=jobs)


def fix_text(
    text: str,
    unsafe: bool = False,
    *,
    after: Context = None,
    config: Configuration = None,
    profile: str | None = None,
) -> str:
    """The reply with its fixes applied: `Linter.fix_text`."""
    return _linter(config, profile).fix_text(text, after=after, unsafe=unsafe)


def rewrite_text(
    text: str, *, after: Context = None, config: Configuration = None, profile: str | None = None
) -> Rewrite:
    """The whole better reply: `Linter.rewrite_text`."""
    return _linter(config, profile).rewrite_text(text, after=after)


def _linter(config: Configuration, profile: str | None) -> Linter:
    """A linter with that configuration: the one that there was, unless the file has changed."""
    if isinstance(config, Mapping):
        return _of_mapping(json.dumps(config, sort_keys=True, default=str), profile, str(Path.cwd()))
    if config is None:
        return _of_file(None, profile, 0, 0)
    path = Path(config).absolute()
    try:
        state = path.stat()
    except OSError:
        return Linter(path, profile=profile)
    return _of_file(str(path), profile, state.st_mtime_ns, state.st_size)


@lru_cache(_KEPT)
def _of_file(path: str | None, profile: str | None, changed: int, size: int) -> Linter:
    return Linter(path, profile=profile)


@lru_cache(_KEPT)
def _of_mapping(config: str, profile: str | None, folder: str) -> Linter:
    return Linter(json.loads(config), profile=profile)
