"""What a branch has touched: the templates that are not as they were where it began.

Files are compared by what is read of them, not line by line: a template that only moved, within a file or to
another, was not touched, nor one whose file was renamed, re-indented or saved in another encoding. Of
templates, the text, name, situation, code and group count, and the comments that suppress something there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from linter import git
from linter.i18n import say
from linter.model import Document, Item, Problem, Refused, Template
from linter.pipeline.baseline import own_name
from linter.pipeline.discover import FileToRead, is_readable
from linter.pipeline.ignores import Ignores, Terms
from linter.pipeline.settings import Settings
from linter.pipeline.tasks import LARGE
from linter.readers.base import Unreadable
from linter.readers.load import load


class NoHistory(Refused):
    """A repository or revision that cannot be asked."""


class Touched(NamedTuple):
    """The files of a run that a branch touched; `items` has the numbers of the touched items of each that was
    there before (the others were touched as a whole)."""

    files: list[FileToRead]
    items: Mapping[str, frozenset[int]]


class _Changes(NamedTuple):
    """Paths from the top of the repository: those that are new or changed, with their old path where they had
    one, and the old paths of those that are gone."""

    top: Path
    base: str
    now: Mapping[str, str | None]
    gone: Sequence[str]


def touched(files: Sequence[FileToRead], revision: str, settings: Sequence[Settings]) -> Touched:
    """What was touched since the branch left `revision`, in the working tree as it is. `settings` are
    numbered as the groups of the files. Raises `NoHistory`."""
    if not files:
        return Touched([], {})
    start = Path(files[0].path).resolve().parent
    changes = _changes(start, revision)
    mine: list[tuple[FileToRead, str | None]] = []
    for file in files:
        name = _name(file, changes.top)
        if name in changes.now:
            mine.append((file, changes.now[name]))
    compared = [(file, old) for file, old in mine if old is not None and file.size < LARGE]
    if not mine:
        return Touched([], {})
    before = _contents(changes, [old for _, old in compared], changes.gone)
    return Touched([file for file, _ in mine], _items(compared, before, changes.gone, settings))


def _name(file: FileToRead, top: Path) -> str:
    real = Path(os.path.realpath(file.path))
    try:
        return real.relative_to(top).as_posix()
    except ValueError:
        message = say(
            f"不在仓库 {top} 里；--changed-since 只能检查一个仓库里的文件",
            f"not in the repository {top}: --changed-since looks at the files of one repository",
        )
        raise NoHistory(Problem(file.path, message)) from None


def _items(
    compared: Sequence[tuple[FileToRead, str]],
    before: Mapping[str, bytes],
    gone: Sequence[str],
    settings: Sequence[Settings],
) -> dict[str, frozenset[int]]:
    """The numbers of the touched items, for each file that can be read now and could before."""
    removed: Counter[Hashable] = Counter()
    for path in gone:
        removed.update(_identities(before.get(path), path, settings[0]) or ())
    added: dict[str, list[tuple[int, Hashable]]] = {}
    for file, old in compared:
        now = _identities(_bytes(file.path), file.path, settings[file.group])
        then = _identities(before.get(old), old, settings[file.group])
        if now is None or then is None:
            continue
        added[file.path] = []
        matcher = SequenceMatcher(None, then, now, autojunk=False)
        for kind, first, last, start, end in matcher.get_opcodes():
            if kind != "equal":
                removed.update(then[first:last])
                added[file.path] += [(number, now[number]) for number in range(start, end)]
    numbers: dict[str, frozenset[int]] = {}
    for path, items in added.items():
        left = []
        for number, identity in items:
            if removed[identity] > 0:
                removed[identity] -= 1
            else:
                left.append(number)
        numbers[path] = frozenset(left)
    return numbers


def _identities(data: bytes | None, path: str, settings: Settings) -> list[Hashable] | None:
    """What tells the items of a file from others; None where it cannot be read."""
    if data is None:
        return None
    try:
        document = load(data, path, settings.options, settings.input_format).document
    except Unreadable:
        return None
    ignores = Ignores(document, None, Terms(bare=True)) if document.comments else None
    return [_identity(item, document, ignores) for item in document.items]


def _identity(item: Item, document: Document, ignores: Ignores | None) -> Hashable:
    if isinstance(item, Template):
        parts = (item.text, own_name(item.name), item.situation, item.code, item.group)
        ignored = sorted({one.name for one in ignores.at(item)}) if ignores else ()
        return (*("\n".join(part.splitlines()) for part in parts), *ignored)
    return (item.id, *((message.speaker, message.text) for message in item.messages))


def _bytes(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError:
        return None


def _changes(start: Path, revision: str) -> _Changes:
    top = Path(
        os.fsdecode(_git(start, ["rev-parse", "--show-toplevel"], _no_repository(start)))[:-1]
    ).resolve()
    unknown = say(
        f"--changed-since {revision}：没有这个提交、分支或标签；在 CI 里请先取全历史（fetch-depth: 0）",
        f"--changed-since {revision}: no such commit, branch or tag; in CI, fetch the whole history first "
        "(fetch-depth: 0)",
    )
    commit = _git(
        top, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"], unknown
    )
    apart = say(
        f"--changed-since {revision}：和当前分支没有共同的历史；在 CI 里请先取全历史（fetch-depth: 0）",
        f"--changed-since {revision}: no history in common with this branch; in CI, fetch the whole history "
        "first (fetch-depth: 0)",
    )
    base = _git(top, ["merge-base", commit.decode().strip(), "HEAD"], apart).decode().split()[0]
    listed = _git(
        top, ["diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", base, "--"], unknown
    )
    now: dict[str, str | None] = {}
    gone: list[str] = []
    fields = iter(os.fsdecode(listed).split("\0"))
    for status in fields:
        if not status:
            continue
        path = next(fields)
        if status[0] in "RC":
            old, path = path, next(fields)
            now[path] = old
        elif status[0] == "D":
            gone += [path] if is_readable(path) else []
        else:
            now[path] = None if status[0] == "A" else path
    others = _git(top, ["ls-files", "--others", "--exclude-standard", "-z"], unknown)
    now.update((path, None) for path in os.fsdecode(others).split("\0") if path)
    return _Changes(top, base, now, gone)


def _no_repository(start: Path) -> str:
    return say(
        f"--changed-since：{start} 不在 git 仓库里；请在仓库里运行，或去掉 --changed-since",
        f"--changed-since: {start} is in no git repository; run it in one, or leave --changed-since out",
    )


def _contents(changes: _Changes, *paths: Sequence[str]) -> dict[str, bytes]:
    """The files as they were where the branch began; what is no file is left out."""
    wanted = list(dict.fromkeys(path for some in paths for path in some if "\n" not in path))
    asked = b"".join(os.fsencode(f"{changes.base}:{path}\n") for path in wanted)
    told = _git(changes.top, ["cat-file", "--batch"], "", asked)
    found: dict[str, bytes] = {}
    at = 0
    for path in wanted:
        end = told.index(b"\n", at)
        header, at = told[at:end].split(b" "), end + 1
        if header[-1].isdigit() and header[-2] == b"blob":
            size = int(header[-1])
            found[path] = told[at : at + size]
            at += size + 1
        elif header[-1].isdigit():
            at += int(header[-1]) + 1
    return found


def _git(folder: Path, arguments: Sequence[str], failure: str, data: bytes | None = None) -> bytes:
    """What git prints. Raises `NoHistory` with `failure` where it does not succeed."""
    try:
        done = git.run(folder, arguments, data)
    except OSError:
        message = say(
            "--changed-since 要用 git，没有找到它", "--changed-since needs git, which was not found"
        )
        raise NoHistory(Problem("replylint", message)) from None
    if done.returncode != 0:
        raise NoHistory(Problem("replylint", failure or os.fsdecode(done.stderr).strip().splitlines()[-1]))
    return done.stdout
