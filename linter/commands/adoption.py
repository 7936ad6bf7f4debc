"""What helps with many old templates: a baseline, comments that suppress, only what a branch touched, and
results kept between runs. The options of `check` for these, and what they do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from linter.commands import common
from linter.config import Config
from linter.i18n import say
from linter.model import Problem, Refused
from linter.pipeline.discover import FileToRead
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings

if TYPE_CHECKING:
    from linter.pipeline.baseline import Baseline, Key, Sieve
    from linter.pipeline.memory import Memory

WORTH_REMEMBERING = (12, 400_000)
"""Files, or bytes, from which results are kept without being asked: fewer are judged as fast as looked up."""

_AT_WORK = ("fix", "diff", "interactive", "text", "watch")
"""Options that go with a report, or with changes of files, and with nothing else."""

_OF_A_REPORT = {
    "output_format": "--format",
    "output": "--output",
    "output_files": "--output-file",
    "statistics": "--statistics",
}
"""Options about a report, which is not made where a baseline or suppressions are written."""


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    return [
        click.option(
            "--baseline",
            metavar="FILE",
            help=say(
                "基线：文件里记着的老问题不再报，只报新的（配置里的 baseline 也可以）。",
                "Findings that are written down in FILE are not reported, only new ones (also: baseline in the configuration).",
            ),
        ),
        click.option(
            "--write-baseline",
            is_flag=True,
            help=say(
                "把现在的问题全部记进基线（默认 replylint.baseline）。",
                "Write all present findings into the baseline (default: replylint.baseline).",
            ),
        ),
        click.option(
            "--baseline-prune",
            is_flag=True,
            help=say(
                "检查完，从基线里去掉已经没有的问题。",
                "Afterwards, drop from the baseline what no longer occurs.",
            ),
        ),
        click.option(
            "--no-baseline", is_flag=True, help=say("这一次不用基线。", "Without the baseline, this time.")
        ),
        click.option(
            "--add-ignores",
            is_flag=True,
            help=say(
                "给现在的每处问题加一条不再报的注释（没有注释的格式记进配置）。",
                "Suppress each present finding by a comment (where there are none: in the configuration).",
            ),
        ),
        click.option(
            "--reason",
            metavar="TEXT",
            help=say("配合 --add-ignores：理由。", "With --add-ignores: why."),
        ),
        click.option(
            "--changed-since",
            metavar="REV",
            help=say(
                "只检查这个分支从 REV（如 origin/main）分出来以后动过的话术。",
                "Only templates touched since the branch left REV (such as origin/main).",
            ),
        ),
        click.option(
            "--watch",
            is_flag=True,
            help=say(
                "文件一改就重新检查，直到 Ctrl-C。", "Check again whenever a file changes, until Ctrl-C."
            ),
        ),
        click.option(
            "--no-cache",
            is_flag=True,
            help=say(
                "不用上次的结果（也可设 REPLYLINT_NO_CACHE=1）。",
                "Do without the results of earlier runs (also REPLYLINT_NO_CACHE=1).",
            ),
        ),
        click.option(
            "--cache-dir",
            metavar="DIR",
            help=say("结果缓存放在哪里。", "Where the results of earlier runs are kept."),
        ),
    ]


def sensible(given: Mapping[str, Any], paths: Sequence[str]) -> None:
    """Exits with 2 where the options do not go together."""
    alone = [name for name in ("write_baseline", "add_ignores", "baseline_prune") if given[name]]
    others = [name for name in _AT_WORK if given[name]]
    if given["changed_since"] is not None and "add_ignores" not in alone:
        others.append("changed_since")
    if given["no_baseline"] and not given["add_ignores"]:
        others.append("no_baseline")
    if given["write_baseline"] or given["add_ignores"]:
        others += [name for name in _OF_A_REPORT if _is_given(name)]
    clashing = [*alone[1:], *others]
    if alone and clashing:
        _apart(alone[0], clashing[0])
    if given["add_ignores"] and "-" in paths:
        common.stop(
            say(
                "--add-ignores 要写进文件，不能和 - 一起用",
                "--add-ignores writes into files: it cannot go with -",
            )
        )
    if given["watch"]:
        for name in ("fix", "diff", "interactive", "text"):
            if given[name]:
                _apart("watch", name)
    if given["changed_since"] is not None and (given["text"] is not None or "-" in paths):
        common.stop(
            say(
                "--changed-since 用于文件，不能和 --text、- 一起用",
                "--changed-since is for files; it cannot go with --text or -",
            )
        )
    if given["baseline"] is not None and given["no_baseline"]:
        _apart("baseline", "no_baseline")
    if given["reason"] is not None and not given["add_ignores"]:
        common.stop(say("--reason 要和 --add-ignores 一起用", "--reason goes with --add-ignores"))


def _is_given(name: str) -> bool:
    """Whether an option stands on the command line."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _apart(first: str, second: str) -> None:
    one, other = (_OF_A_REPORT.get(name, f"--{name.replace('_', '-')}") for name in (first, second))
    common.stop(say(f"{one} 不能和 {other} 一起用", f"{one} cannot go with {other}"))


class Adoption:
    """What of a run counts, and what it remembers. `narrow` and `sift` are for the files and the outcomes;
    `end` is for when all are shown."""

    def __init__(self, given: Mapping[str, Any], config: Config, settings: Settings) -> None:
        self._given, self._config = given, config
        self.sieve: Sieve | None = None
        self._memory: Memory | None = None
        self._whole = given["text"] is None
        if self.baseline_file is not None and settings.mode != "diff":
            from linter.pipeline.baseline import Sieve

            self.sieve = Sieve(self._baseline(self.baseline_file))
        self.settings = self.adjusted(settings)
        self._all = [self.settings]

    def adjusted(self, settings: Settings) -> Settings:
        """The settings of some files of the run, as it works with them."""
        if self._given["changed_since"] is not None and settings.library != "none":
            settings = settings._replace(library="part")
        if self.sieve is not None or self._given["add_ignores"]:
            settings = settings._replace(deferred="all")
        return settings

    @property
    def baseline_file(self) -> Path | None:
        """The baseline of the run: the one of the command line, else of the configuration; one by its usual name
        where it is written and no other is named."""
        if self._given["no_baseline"]:
            return None
        if self._given["baseline"]:
            return Path(self._given["baseline"])
        if self._config.baseline is None and (self._given["write_baseline"] or self._given["baseline_prune"]):
            from linter.pipeline.baseline import DEFAULT_NAME

            return self._config.folder / DEFAULT_NAME
        return self._config.baseline

    def _baseline(self, file: Path) -> Baseline:
        from linter.pipeline.baseline import Baseline, read

        if self._given["write_baseline"] and not file.exists():
            return Baseline(file)
        try:
            return read(file)
        except Refused as error:
            if self._given["write_baseline"]:
                return Baseline(file)
            common.stop(error)

    def narrow(
        self, files: list[FileToRead], settings: list[Settings]
    ) -> tuple[list[FileToRead], list[Settings]]:
        """The files that the run reads, and its settings for them, numbered as their groups."""
        if self.baseline_file is not None:
            own = os.path.realpath(self.baseline_file)
            files = [file for file in files if os.path.realpath(file.path) != own]
        if self._given["changed_since"] is not None:
            from linter.pipeline.changed import touched

            try:
                files, items = touched(files, self._given["changed_since"], settings)
            except Refused as error:
                common.stop(error.problem.message if error.problem.path == "replylint" else error)
            settings = [one._replace(touched=items) for one in settings]
        elif self._remembers(files):
            from linter.pipeline.memory import Memory

            folder = self._given["cache_dir"]
            settings = [
                one._replace(remember=True, deferred="templates" if one.deferred == "none" else one.deferred)
                for one in settings
            ]
            self._memory = Memory(settings, None if folder is None else Path(folder))
        self._all = settings or self._all
        return files, settings

    def settings_at(self, file: FileToRead) -> Settings:
        """The settings of a file."""
        return self._all[file.group]

    def _remembers(self, files: list[FileToRead]) -> bool:
        if self._given["no_cache"] or os.environ.get("REPLYLINT_NO_CACHE") or self.settings.mode != "check":
            return False
        many, much = WORTH_REMEMBERING
        if self._given["interactive"]:
            return False
        large = len(files) >= many or sum(file.size for file in files) >= much
        return large or self._given["cache_dir"] is not None or self._given["watch"]

    @property
    def memory(self) -> Memory | None:
        """What the run remembers of earlier ones, once it is known which files it reads."""
        return self._memory

    def sift(self, outcomes: Iterable[Outcome], settings_at: Callable[[str], Settings]) -> Iterator[Outcome]:
        """The outcomes with what counts of their findings, rendered."""
        from linter.pipeline.telling import told

        if self._given["write_baseline"] and self.sieve is not None:
            yield from self.sieve.note(outcomes)
            return
        sifted = outcomes if self.sieve is None else self.sieve.sift(outcomes)
        yield from sifted if self._given["add_ignores"] else told(sifted, self.settings, settings_at)

    def notices(self) -> Iterator[Problem]:
        """What to tell before anything else."""
        active = self.settings.library != "none" and any(
            rule.startswith("library.") for rule in self.settings.active
        )
        if self._given["changed_since"] is not None and active:
            yield Problem(
                "replylint",
                say(
                    "--changed-since：话术库规则（library）只比对动过的文件，不报缺了什么；要查整个话术库请去掉它",
                    "--changed-since: rules about libraries compare the touched files only, and tell nothing missing; "
                    "check without it for the whole library",
                ),
                fatal=False,
            )

    def end(self) -> Iterator[Problem]:
        """Prunes the baseline where that was asked, and tells what of it no longer occurs."""
        if self.sieve is None or self.settings.mode == "diff" or not self._whole:
            return
        if self._given["changed_since"] is not None:
            return
        stale = self.sieve.baseline.stale(self.sieve.paths, self._asked())
        many, file = sum(stale.values()), self.sieve.baseline.file
        if self._given["baseline_prune"]:
            yield self._pruned(many)
        elif many:
            message = say(
                f"基线里有 {many} 处已经不再出现；--baseline-prune 会去掉它们",
                f"{many} findings of the baseline no longer occur: --baseline-prune drops them",
            )
            yield Problem(str(file), message, fatal=False)

    def _asked(self) -> frozenset[str]:
        """The rules that were asked in full, of all files."""
        active = frozenset.intersection(*(one.active for one in self._all))
        if self.settings.library == "whole":
            return active
        return frozenset(rule for rule in active if not rule.startswith("library."))

    def _looked_at(self, key: Key) -> bool:
        """Whether the run would have found what an entry tells of, or its file is gone."""
        assert self.sieve is not None
        here = key.path in self.sieve.paths or not self.sieve.baseline.exists(key)
        return here and key.rule in self._asked()

    def _pruned(self, many: int) -> Problem:
        from linter.pipeline.baseline import write

        assert self.sieve is not None
        baseline = self.sieve.baseline
        stale = baseline.stale(self.sieve.paths, self._asked())
        left = baseline.pruned(stale, self.sieve.covered)
        try:
            write(baseline.file, left)
        except Refused as error:
            return error.problem
        message = say(
            f"从基线里去掉了 {many} 处，还剩 {sum(left.values())} 处",
            f"dropped {many} findings from the baseline; {sum(left.values())} are left",
        )
        return Problem(str(baseline.file), message, fatal=False)

    def write_baseline(self) -> None:
        """Writes what was found, beside what the run did not look at. Exits with 2 where it cannot be written."""
        from linter.pipeline.baseline import write

        assert self.sieve is not None
        baseline, found = self.sieve.baseline, self.sieve.found
        kept = {key: count for key, count in baseline.entries.items() if not self._looked_at(key)}
        entries = {**kept, **found}
        try:
            write(baseline.file, entries)
        except Refused as error:
            common.stop(error)
        many, files = sum(found.values()), len({key.path for key in found})
        click.echo(
            say(
                f"{baseline.file}：记下 {many} 处问题，在 {files} 个文件里。以后只报新的。",
                f"{baseline.file}: wrote down {many} findings in {files} files. From now on only new ones count.",
            )
        )
        if self._config.baseline is None:
            click.echo(
                say(
                    f"用法：replylint check --baseline {baseline.file}，或在 replylint.yaml 里写 baseline: {baseline.file.name}",
                    f"Use it: replylint check --baseline {baseline.file}, or baseline: {baseline.file.name} in replylint.yaml",
                )
            )

    def close(self) -> None:
        """Keeps what is to be remembered."""
        if self._memory is not None:
            self._memory.close()
