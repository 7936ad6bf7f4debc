"""Which configuration governs which file: the nearest one upward, with those of its overrides that hold
there."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.config.find import Finder
from linter.config.load import config_of
from linter.config.model import Config

if TYPE_CHECKING:
    from linter.config.extends import Stack


class Governs(NamedTuple):
    """What holds for a file: the configuration `file`, and the numbers of its overrides."""

    file: Path | None
    overrides: tuple[int, ...] = ()


class Configurations:
    """The configurations of a run: `given` holds for all files where it is given, none where the run is
    `isolated`; `profile` takes the place of the profiles in them."""

    def __init__(
        self, given: Path | None = None, *, isolated: bool = False, profile: str | None = None
    ) -> None:
        self._given, self._isolated, self._profile = given, isolated, profile
        self._finder = Finder()
        self._stacks: dict[Path, Stack] = {}
        self._configs: dict[Governs, Config] = {}

    def governs(self, path: str | None) -> Governs:
        """What holds for a file or folder; for what is none (a sentence), what holds in the working folder.
        Raises `RulesetError`."""
        whole = os.path.abspath(path or ".")  # noqa: PTH100 - plain strings: this is asked for every file
        file = self._file(whole)
        if file is None:
            return Governs(None)
        overrides = self._stack(file).overrides
        if not overrides or path is None:
            return Governs(file)
        short = relative(whole, file.parent)
        return Governs(
            file, tuple(number for number, one in enumerate(overrides) if matches(short, one.paths))
        )

    def config(self, governs: Governs) -> Config:
        """The configuration that holds there. Raises `RulesetError`, `UnknownProfile`."""
        made = self._configs.get(governs)
        if made is None:
            stack = None if governs.file is None else self._stack(governs.file)
            made = config_of(governs.file, stack, governs.overrides, self._profile)
            self._configs[governs] = made
        return made

    def excludes(self, path: str) -> bool:
        """Whether a file that is met in a folder is to be passed over: the configuration says so, or it is a
        part of it. Raises `RulesetError`."""
        whole = os.path.abspath(path)  # noqa: PTH100
        file = self._file(whole)
        if file is None:
            return False
        if whole in {part.source.path for part in self._stack(file).parts}:
            return True
        patterns = self.config(Governs(file)).exclude
        return bool(patterns) and matches(relative(whole, file.parent), patterns)

    def _file(self, whole: str) -> Path | None:
        if self._isolated or self._given is not None:
            return None if self._isolated else self._given
        folder = whole if os.path.isdir(whole) else os.path.dirname(whole)  # noqa: PTH112, PTH120
        return self._finder.find(folder)

    def _stack(self, file: Path) -> Stack:
        made = self._stacks.get(file)
        if made is None:
            from linter.config.extends import stack

            made = self._stacks[file] = stack(file)
        return made


def excluding(config: Config) -> Callable[[str], bool]:
    """Whether a file that is met in a folder is to be passed over, by this configuration wherever it is."""

    def excludes(path: str) -> bool:
        whole = os.path.abspath(path)  # noqa: PTH100
        return bool(config.exclude) and matches(relative(whole, config.folder), config.exclude)

    return excludes


def relative(whole: str, folder: Path) -> str:
    """An absolute path as patterns see it: from the folder of the configuration where it lies in there."""
    above = os.path.abspath(folder)  # noqa: PTH100
    return os.path.relpath(whole, above) if whole.startswith(above.rstrip(os.sep) + os.sep) else whole


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether one of `patterns` stands for a path, for the end of it, or for a folder that it is in."""
    normal = path.replace(os.sep, "/")
    normal = normal.removeprefix("./")
    return any(
        fnmatch.fnmatch(normal, pattern)
        or fnmatch.fnmatch(normal, f"*/{pattern}")
        or f"/{pattern.strip('/')}/" in f"/{normal}/"
        for pattern in patterns
    )
