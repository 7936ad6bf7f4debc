"""Rulesets and configurations as they were in git."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import yaml

from linter import git
from linter.config.extends import PACKAGE, PROFILE, extended
from linter.i18n import say
from linter.model import Problem, Refused
from linter.rules.names import SHIPPED


def at_revision(path: Path, revision: str, folder: Path) -> Path:
    """The file `path` as it was in a revision, written below `folder`, with the rulesets that it names.
    Raises `Refused`, `OSError`."""
    path = path.resolve()
    root = Path(_git(path.parent, path, "rev-parse", "--show-toplevel").decode().strip()).resolve()
    if not path.is_relative_to(root):
        raise Refused(Problem(str(path), say("不在这个 git 仓库里", "not in this git repository")))
    return _written(root, path, revision, folder, set())


def _written(root: Path, path: Path, revision: str, folder: Path, done: set[Path]) -> Path:
    relative = path.relative_to(root)
    target = folder / relative
    if path in done:
        return target
    done.add(path)
    data = _git(root, path, "show", f"{revision}:{PurePosixPath(relative)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    try:
        named = yaml.safe_load(data)
    except yaml.YAMLError:
        return target
    if not isinstance(named, dict):
        return target
    for name in map(str, [*extended(named), *(named.get("rulesets") or ())]):
        other = (path.parent / name).resolve()
        if name not in SHIPPED and not name.startswith((PROFILE, PACKAGE)) and other.is_relative_to(root):
            _written(root, other, revision, folder, done)
    return target


def _git(folder: Path, path: Path, *arguments: str) -> bytes:
    try:
        done = git.run(folder, arguments)
    except OSError:
        raise Refused(Problem(str(path), say("没有 git 命令", "there is no git"))) from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        told = say(
            f"既没有这个文件，git 里也取不到：{reason[0] if reason else ''}",
            f"neither a file, nor found by git: {reason[0] if reason else ''}",
        )
        raise Refused(Problem(arguments[-1], told))
    return done.stdout
