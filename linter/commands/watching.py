"""`check --watch`: checks again whenever something that matters has changed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from linter import config
from linter.commands import common
from linter.data import rulesets_dir
from linter.i18n import say
from linter.pipeline.discover import is_readable

_WAIT = 300
"""Milliseconds in which changes that come together are taken as one."""


def watching(paths: Sequence[str], given: Mapping[str, Any], check: Callable[[], int]) -> int:
    """Checks, waits for a change, and checks again until it is interrupted. The exit code: 1 where the last
    check found something or could not be done, else 0."""
    try:
        from watchfiles import watch
    except ImportError:
        common.stop(
            say(
                "--watch 要用 watchfiles 库：pip install 'replylint[watch]'",
                "--watch needs the library watchfiles: pip install 'replylint[watch]'",
            )
        )
    if "-" in paths:
        common.stop(say("--watch 不能和 - 一起用", "--watch cannot go with -"))
    gc.enable()
    code = 1
    try:
        while True:
            _clear()
            code = _once(check)
            click.echo(say("等待文件变化，Ctrl-C 退出……", "Waiting for changes; Ctrl-C ends."), err=True)
            sys.stdout.flush()
            matters = Matters(paths or (".",), given)
            changes = watch(
                *matters.places,
                watch_filter=matters.asked,
                debounce=_WAIT,
                raise_interrupt=True,
                recursive=True,
            )
            next(iter(changes), None)
    except KeyboardInterrupt:
        click.echo(err=True)
    return min(code, 1)


def _once(check: Callable[[], int]) -> int:
    """One check; one that ends the program, since a file of rules is broken for the moment, is over."""
    try:
        return check()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else common.UNUSABLE


def _clear() -> None:
    if sys.stdout.isatty():
        click.clear()


class Matters:
    """Tells whether a changed file has to do with the run: a file that is checked, the configuration, the
    rulesets and other files that it names."""

    def __init__(self, paths: Sequence[str], given: Mapping[str, Any]) -> None:
        self._checked = [Path(path).resolve() for path in paths]
        named = [given["config_path"], given["customers"], given["baseline"]]
        self._others = {Path(path).resolve() for path in named if path}
        self._output = Path(given["output"]).resolve() if given["output"] else None
        self._named: set[Path] = set()
        if not given["isolated"]:
            self._others |= {Path.cwd() / name for name in config.NAMES}
            for found in _configurations(self._checked, given["config_path"]):
                self._others.add(found.resolve())
                self._named |= _named_by(found)

    @property
    def places(self) -> list[str]:
        """What to look at: the folders and files of the run, and the other files that there are."""
        wanted = {path if path.exists() else _folder(path) for path in self._checked}
        wanted |= {path for path in (*self._others, *self._named) if path.exists()}
        return sorted(str(path) for path in wanted if not any(other in path.parents for other in wanted))

    def asked(self, change: object, path: str) -> bool:
        """Whether `path` matters."""
        changed = Path(path)
        if changed == self._output:
            return False
        if changed in self._others or changed in self._named:
            return True
        if changed.suffix in (".yaml", ".yml") and changed.is_relative_to(rulesets_dir()):
            return True
        return any(
            changed == one or (one.is_dir() and changed.is_relative_to(one) and is_readable(path))
            for one in self._checked
        ) or any("*" in str(one) and is_readable(path) for one in self._checked)


def _folder(path: Path) -> Path:
    """The nearest folder that there is, without wildcards."""
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path


def _configurations(checked: Sequence[Path], given: str | None) -> set[Path]:
    """The configuration that is `given`; else those that hold in the working folder and for what is checked."""
    if given:
        return {Path(given)}
    folders = {Path.cwd(), *map(_folder, checked)}
    return {found for folder in folders if (found := config.find(folder))}


def _named_by(configuration: Path) -> set[Path]:
    """The files that a configuration names: what it extends, rulesets, baseline, customers. Of one that is
    wrong, the file in which the mistake is."""
    from linter.rules.errors import RulesetError

    try:
        loaded = config.load(configuration)
    except RulesetError as error:
        return {Path(error.path).resolve()}
    except config.UnknownProfile:
        return set()
    files = [Path(part.source.path) for part in loaded.parts]
    files += [Path(name) for name in loaded.rulesets if os.sep in name]
    files += [loaded.baseline] if loaded.baseline else []
    files += [loaded.customers] if loaded.customers else []
    return {path.resolve() for path in files}
