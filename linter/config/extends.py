"""What a configuration file extends: other files, shipped profiles, and files of installed packages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from linter.config.find import NAMES
from linter.config.model import Override, Part
from linter.config.read import read
from linter.i18n import say
from linter.rules.names import PROFILES
from linter.rules.schema import suggestion
from linter.rules.source import Path as At
from linter.rules.source import Source

PROFILE, PACKAGE = "profile:", "package:"


class Stack(NamedTuple):
    """Everything that a configuration file brings with it: the `profile` that it wants under all else, the
    `parts`, the lowest first and the file itself last, and the `overrides`, in the order in which they are
    laid over these."""

    profile: str | None = None
    parts: tuple[Part, ...] = ()
    overrides: tuple[Override, ...] = ()


def stack(path: Path, source: Source | None = None) -> Stack:
    """Reads a configuration file (or takes the `source` for what it says) and all that it extends. Raises
    `RulesetError`."""
    building = _Building()
    building.add(path, (), source)
    return Stack(building.profile, tuple(building.parts), tuple(building.overrides))


class _Building:
    def __init__(self) -> None:
        self.profile: str | None = None
        self.parts: list[Part] = []
        self.overrides: list[Override] = []
        self._read: set[Path] = set()

    def add(self, path: Path, chain: tuple[Path, ...], source: Source | None = None) -> None:
        """Adds what a file extends, and then the file. One that several extend is added where it is met
        first."""
        resolved = path.resolve()
        if resolved in self._read:
            return
        source = source or read(path)
        profiles: dict[str, At] = {}
        for number, name in enumerate(extended(source.data)):
            at: At = ("extends",) if isinstance(source.data["extends"], str) else ("extends", number)
            if name.startswith(PROFILE):
                self._extend_profile(name.removeprefix(PROFILE), at, source, profiles)
            else:
                self._extend_file(name, at, source, path.parent, (*chain, path))
        self._read.add(resolved)
        self.profile = source.data.get("profile", self.profile)
        if source.data:
            self.parts.append(Part("extended" if chain else "file", source, path.parent))
        for number, data in enumerate(source.data.get("overrides", ())):
            own = Part("override", _below(source, ("overrides", number)), path.parent)
            self.overrides.append(Override(tuple(data["paths"]), own, data.get("profile")))

    def _extend_profile(self, name: str, at: At, source: Source, met: dict[str, At]) -> None:
        if name not in PROFILES:
            raise source.error(at, repr(name), " / ".join(PROFILES), suggestion(name, PROFILES))
        met[name] = at
        if len(met) > 1:
            raise source.error(
                at,
                say(f"第二个方案 {name!r}", f"a second profile, {name!r}"),
                say("一个方案：方案是打底的，只有一个", "one profile: it lies under all else"),
            )
        self.profile = name

    def _extend_file(self, name: str, at: At, source: Source, folder: Path, chain: tuple[Path, ...]) -> None:
        if name.startswith(PACKAGE):
            path = _in_package(name.removeprefix(PACKAGE), at, source)
        else:
            path = Path(os.path.normpath(folder / name))
        resolved = [link.resolve() for link in chain]
        if path.resolve() in resolved:
            ring = [*chain[resolved.index(path.resolve()) :], path]
            raise source.error(
                at,
                say("互相 extends 的配置：", "configurations that extend each other: ")
                + " → ".join(link.name if link.parent == path.parent else str(link) for link in ring),
                say("没有循环", "no cycle"),
            )
        if not path.is_file():
            raise source.error(
                at,
                say(f"没有文件 {str(path)!r}", f"no file {str(path)!r}"),
                say(
                    "配置文件（相对于这个文件）、profile:名字 或 package:包名",
                    "a configuration file (relative to this one), profile:NAME or package:NAME",
                ),
                _meant(name),
            )
        self.add(path, chain)


def extended(data: Mapping[str, Any]) -> list[str]:
    """What a configuration or ruleset names under `extends`, which may be one name or a list."""
    named = data.get("extends") or []
    return [named] if isinstance(named, str) else list(named)


def _meant(name: str) -> str:
    return say(f"方案写 profile:{name}", f"a profile is written profile:{name}") if name in PROFILES else ""


def _in_package(name: str, at: At, source: Source) -> Path:
    """The configuration in the resources of an installed package."""
    from importlib.resources import files

    try:
        folder = files(name)
    except (ImportError, ValueError, TypeError):
        raise source.error(
            at,
            say(f"没有装包 {name!r}", f"no installed package {name!r}"),
            say("装在同一环境里的包的导入名", "the import name of a package of this environment"),
            say("先装它（pip install）", "install it first (pip install)"),
        ) from None
    for candidate in NAMES:
        found = folder.joinpath(candidate)
        if isinstance(found, Path) and found.is_file():
            return found
    raise source.error(
        at,
        say(f"包 {name!r} 里没有 {NAMES[0]}", f"no {NAMES[0]} in the package {name!r}"),
        say(f"带 {NAMES[0]} 的包", f"a package with a {NAMES[0]}"),
    )


def _below(source: Source, at: At) -> Source:
    """What stands at a place of a file, as a source of its own."""
    data = source.data
    for step in at:
        data = data[step]
    depth = len(at)
    marks = {place[depth:]: mark for place, mark in source.marks.items() if place[:depth] == at}
    return Source(source.path, data, marks)
