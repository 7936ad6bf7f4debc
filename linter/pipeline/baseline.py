"""Old findings that are written down, so that only new ones count.

A line of the file is one kind of finding: the file it stands in, the rule, the matched text, the template's
name, the text of the reply as a hash, and how many there are. Line numbers are not part of it: what is moved
stays known. Of chats there is no word in it: rule, and hash of what was matched and said with personal data
masked.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from linter.i18n import say
from linter.model import Diagnostic, Problem, Refused
from linter.pipeline.outcome import Outcome

DEFAULT_NAME = "replylint.baseline"
VERSION = 1

_HEAD = {"replylint-baseline": VERSION}
_KEYS = ("path", "rule", "template", "match", "text")
_BY_POSITION = re.compile(r"\[\d+\]|^line-\d+")


class Key(NamedTuple):
    """What is the same of findings that are the same. `template` is empty where a template has no name but
    its number, and like `match` in chats."""

    path: str
    rule: str
    template: str
    match: str
    text: str


class Refusal(Refused):
    """A baseline that cannot be read or written."""


def key_of(diagnostic: Diagnostic, path: str) -> Key:
    """The key of a finding in the file `path`, as the baseline names it."""
    finding = diagnostic.finding
    if diagnostic.private:
        from linter.reports.privacy import mask

        said = f"{mask(finding.match)}\0{mask(diagnostic.reply)}"
        return Key(path, finding.rule, "", "", _hash(said))
    return Key(path, finding.rule, own_name(diagnostic.template), finding.match, _hash(diagnostic.reply))


def own_name(name: str | None) -> str:
    """The name of a template; none where it tells only the place among others."""
    return "" if not name or _BY_POSITION.search(name) else name


def _hash(text: str) -> str:
    """16 hexadecimal digits of a text without its white space, in Unicode's compatible form."""
    normal = "".join(unicodedata.normalize("NFKC", text).split())
    return blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Baseline:
    """The entries of a file, and how many of each are left to cover findings."""

    def __init__(self, file: Path, entries: Mapping[Key, int] | None = None) -> None:
        self.file = file
        self.entries: dict[Key, int] = dict(entries or {})
        self._left = Counter(self.entries)
        self._by_name: dict[Key, list[Key]] = {}
        self._anywhere: dict[Key, list[Key]] = {}
        self._by_text: dict[Key, list[Key]] = {}
        for key in sorted(self.entries):
            self._by_text.setdefault(key._replace(template=""), []).append(key)
            self._anywhere.setdefault(key._replace(template="", path=""), []).append(key)
            if key.template:
                self._by_name.setdefault(key._replace(text=""), []).append(key)
        self._renamed: dict[Key, list[Key]] | None = None

    def path_of(self, path: str) -> str:
        """A path as the file names it: from its folder, with slashes."""
        try:
            relative = os.path.relpath(os.path.realpath(path), os.path.realpath(self.file.parent))
        except ValueError:
            relative = os.path.realpath(path)
        return relative.replace(os.sep, "/")

    def covered_here(self, keys: Iterable[Key]) -> list[Key]:
        """Takes the findings of a file that stand in the baseline for that file: those in the same text, then
        those in the template of the same name. The others are given back."""
        rest = [key for key in keys if not self._take(self._by_text.get(key._replace(template=""), ()))]
        return [
            key
            for key in rest
            if not (key.template and self._take(self._by_name.get(key._replace(text=""), ())))
        ]

    def covered_elsewhere(self, key: Key) -> bool:
        """Takes a finding that stood in another file, when all files are done: in the same text, or in the
        template of the same name where that file is gone."""
        if self._take(self._anywhere.get(key._replace(template="", path=""), ())):
            return True
        if not key.template:
            return False
        if self._renamed is None:
            self._renamed = {}
            for old in sorted(self.entries):
                if old.template and not self.exists(old):
                    self._renamed.setdefault(old._replace(path="", text=""), []).append(old)
        return self._take(self._renamed.get(key._replace(path="", text=""), ()))

    def _take(self, keys: Iterable[Key]) -> bool:
        for key in keys:
            if self._left[key] > 0:
                self._left[key] -= 1
                return True
        return False

    def exists(self, key: Key) -> bool:
        """Whether the file of an entry is there."""
        return (self.file.parent / key.path).exists()

    def stale(self, paths: Collection[str], rules: Collection[str]) -> Counter[Key]:
        """What no longer occurs, of the entries that would have been found: in files that were read or are
        gone, of rules that were asked."""
        return Counter(
            {
                key: count
                for key, count in self._left.items()
                if count and key.rule in rules and (key.path in paths or not self.exists(key))
            }
        )

    def pruned(self, stale: Counter[Key], covered: Counter[Key]) -> dict[Key, int]:
        """The entries without those that are stale; what covered a finding says where that stands now."""
        return {**(self._left - stale + covered)}


def read(file: Path) -> Baseline:
    """Raises `Refusal` where the file cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _refused(
            file,
            say("没有这个基线文件；用 --write-baseline 生成", "no such baseline: --write-baseline makes one"),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else say("不是 UTF-8 文本", "not UTF-8 text")
        raise _refused(file, say(f"基线读不了：{reason}", f"cannot be read: {reason}")) from None
    entries: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            entry = _entry(file, number, line)
            if entry is not None:
                entries[entry[0]] = max(entries.get(entry[0], 0), entry[1])
    return Baseline(file, entries)


def _entry(file: Path, number: int, line: str) -> tuple[Key, int] | None:
    """One line; None for the first, which tells the version. The same entry twice, as a merge of two branches
    may leave it, counts as the larger one."""
    try:
        data = json.loads(line)
        if "replylint-baseline" in data:
            if data != _HEAD:
                raise _refused(
                    file,
                    say(
                        f"基线不是第 {VERSION} 版；请升级 replylint，或用 --write-baseline 重写",
                        f"not a baseline of version {VERSION}: update replylint, or use --write-baseline",
                    ),
                    number,
                )
            return None
        values = [data.get(key, "") for key in _KEYS]
        count = data.get("count", 1)
        whole = isinstance(count, int) and count > 0 and all(isinstance(value, str) for value in values)
        if not whole or not data["rule"] or not data["path"]:
            raise ValueError(line)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refused(
            file,
            say(
                f"这一行不是基线：{line[:40]!r}；合并冲突要先解决，也可以用 --write-baseline 重写",
                f"no line of a baseline: {line[:40]!r}; resolve merge conflicts, or write it anew "
                "with --write-baseline",
            ),
            number,
        ) from None
    return Key(*values), count


def write(file: Path, entries: Mapping[Key, int]) -> None:
    """Writes a baseline in one step, an entry a line, in a fixed order. Raises `Refusal`."""
    lines = [json.dumps(_HEAD)]
    for key in sorted(entries):
        told = {name: value for name, value in zip(_KEYS, key, strict=True) if value}
        if entries[key] > 1:
            told["count"] = entries[key]  # type: ignore[assignment]
        lines.append(json.dumps(told, ensure_ascii=False))
    data = "\n".join([*lines, ""]).encode("utf-8", "backslashreplace")
    try:
        target = file.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise _refused(
            file, say(f"写不了：{error.strerror}", f"cannot be written: {error.strerror}")
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(file: Path, message: str, line: int | None = None) -> Refusal:
    return Refusal(Problem(str(file), message, line))


@dataclass(slots=True)
class Sieve:
    """Lets new findings pass. Afterwards `found` has all that there were, `covered` those that did not pass,
    and `paths` the files read, as the baseline names them."""

    baseline: Baseline
    found: Counter[Key] = field(default_factory=Counter)
    covered: Counter[Key] = field(default_factory=Counter)
    paths: set[str] = field(default_factory=set)

    def sift(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes in order, without what the baseline covers. From the first finding on that may have
        stood in another file, they wait until all files are done."""
        waiting: list[tuple[Outcome, list[tuple[Key, Diagnostic]]]] = []
        for outcome in outcomes:
            open_ones = self._open(outcome)
            if waiting or open_ones:
                waiting.append((outcome, open_ones))
            else:
                yield outcome
        for outcome, open_ones in waiting:
            for key, diagnostic in open_ones:
                if self.baseline.covered_elsewhere(key):
                    self.covered[key] += 1
                    outcome.summary.covered += 1
                else:
                    outcome.diagnostics.append(diagnostic)
            yield outcome

    def note(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes without any findings, all of which are `found`."""
        for outcome in outcomes:
            self._keyed(outcome)
            yield outcome

    def _open(self, outcome: Outcome) -> list[tuple[Key, Diagnostic]]:
        """The findings that do not stand in the baseline for their own file."""
        keyed = self._keyed(outcome)
        left = Counter(self.baseline.covered_here(key for key, _ in keyed))
        rest: list[tuple[Key, Diagnostic]] = []
        for key, one in reversed(keyed):
            if left[key]:
                left[key] -= 1
                rest.append((key, one))
            else:
                self.covered[key] += 1
        outcome.summary.covered += len(keyed) - len(rest)
        return rest[::-1]

    def _keyed(self, outcome: Outcome) -> list[tuple[Key, Diagnostic]]:
        """The findings of an outcome with their keys; it is left without any."""
        if outcome.path:
            self.paths.add(self.baseline.path_of(outcome.path))
        mine, outcome.diagnostics = outcome.diagnostics, []
        names = {path: self.baseline.path_of(path) for path in {one.path for one in mine}}
        keyed = [(key_of(one, names[one.path]), one) for one in mine]
        self.found.update(key for key, _ in keyed)
        return keyed
