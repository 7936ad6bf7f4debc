"""`check --add-ignores`: suppresses what there is, by comments in the files or lines in the configuration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from linter.commands import common
from linter.commands.adoption import Adoption
from linter.commands.keep_suppressions import NotKept, keep
from linter.commands.prepare import Runs
from linter.commands.watch import Watch
from linter.config import Suppression
from linter.i18n import say
from linter.model import Diagnostic, Problem, Refused, Template
from linter.pipeline import archives
from linter.pipeline.add_ignores import Wanted, commented
from linter.pipeline.discover import FileToRead
from linter.pipeline.outcome import Outcome
from linter.pipeline.suppress import suppression_at
from linter.pipeline.tasks import FileTask, read_file
from linter.readers.load import Loaded
from linter.repair.files import replace_file

_ODD = ("\n", "\r", "-->")
"""What ends a comment."""


def add_ignores(
    outcomes: Iterable[Outcome], watch: Watch, part: Adoption, runs: Runs, reason: str, isolated: bool
) -> bool:
    """Suppresses every finding in templates; whether all could be. In an `isolated` run by comments alone,
    since it reads no configuration."""
    if any(odd in reason for odd in _ODD):
        common.stop(say("--reason 只能是一行，不能有 -->", "--reason is one line, without -->"))
    if part.settings.terms.reasons and not reason.strip():
        common.stop(
            say(
                "配置里有 require-reasons：--add-ignores 要用 --reason 写明理由",
                "require-reasons is on: --add-ignores needs a --reason",
            )
        )
    by_path: dict[str, list[Diagnostic]] = {}
    private = 0
    for outcome in outcomes:
        for diagnostic in outcome.diagnostics:
            private += diagnostic.private
            if not diagnostic.private:
                by_path.setdefault(diagnostic.path, []).append(diagnostic)
        outcome.diagnostics = []
        watch.see(outcome)
    added, suppressions, problems = _in_files(by_path, part, runs, reason.strip())
    if private:
        told = say(
            f"聊天记录里的 {private} 处没有加：聊天记录不用注释，也不用 suppressions",
            f"nothing was added for {private} findings in transcripts: suppressions are for templates",
        )
        problems.append(Problem("replylint", told, fatal=False))
    click.echo(say(f"加了 {added} 条注释。", f"Added {added} comments."))
    if isolated and suppressions:
        problems.append(Problem("replylint", _nowhere(len(suppressions))))
        suppressions = []
    ready = _in_configurations(suppressions, runs)
    for problem in problems:
        common.tell(problem)
    return ready and not any(problem.fatal for problem in problems)


def _nowhere(many: int) -> str:
    return say(
        f"{many} 处放不进注释，要记进配置，而 --isolated 不读配置；请去掉 --isolated 再运行",
        f"{many} findings need suppressions in a configuration, since no comment can hold them, and --isolated "
        "reads none: run it without",
    )


def _in_files(
    by_path: dict[str, list[Diagnostic]], part: Adoption, runs: Runs, reason: str
) -> tuple[int, list[Suppression], list[Problem]]:
    """Writes the comments. How many there are, what has to go into the configuration, and what went wrong."""
    added, suppressions, problems = 0, list[Suppression](), list[Problem]()
    for path, diagnostics in by_path.items():
        if archives.leads_into(path):
            problems.append(archives.read_only(path, "--add-ignores"))
            continue
        file = FileToRead(path, True, group=runs.number(path))
        settings = part.settings_at(file)
        loaded = read_file(FileTask(file), settings)
        if not isinstance(loaded, Loaded):
            problems += loaded.problems
            continue
        wanted = _wanted(loaded, diagnostics)
        made = commented(loaded, wanted, reason, settings.options)
        try:
            if made.text != loaded.text:
                replace_file(Path(path), loaded.data, loaded.encoding.encode(made.text, path))
                added += len(wanted) - len(made.left)
        except Refused as error:
            problems.append(error.problem)
            continue
        for one in made.left:
            template = loaded.document.items[one.number]
            assert isinstance(template, Template)
            suppressions += [
                suppression_at(loaded.document, template, template.text, rule, reason) for rule in one.rules
            ]
    return added, suppressions, problems


def _wanted(loaded: Loaded, diagnostics: Iterable[Diagnostic]) -> list[Wanted]:
    """The rules to suppress at each template in which something was found."""
    rules: dict[int, set[str]] = {}
    places: dict[tuple[str, int], list[int]] = {}
    for number, item in enumerate(loaded.document.items):
        if isinstance(item, Template):
            first, last = item.place.position(0)[0], item.place.position(len(item.text), end=True)[0]
            for line in range(first, last + 1):
                places.setdefault((item.text, line), []).append(number)
    for diagnostic in diagnostics:
        for number in places.get((diagnostic.reply, diagnostic.line), ()):
            rules.setdefault(number, set()).add(diagnostic.finding.rule)
    return [Wanted(number, tuple(sorted(rules[number]))) for number in sorted(rules)]


def _in_configurations(suppressions: list[Suppression], runs: Runs) -> bool:
    """Adds suppressions to the configuration of each file."""
    by_file: dict[Path | None, list[Suppression]] = {}
    for one in dict.fromkeys(suppressions):
        by_file.setdefault(runs.all[runs.number(one.path)].config.file, []).append(one)
    kept = [_in_configuration(some, file) for file, some in by_file.items()]
    return all(kept)


def _in_configuration(suppressions: list[Suppression], file: Path | None) -> bool:
    try:
        path = keep(suppressions, file)
    except Refused as error:
        common.tell(error.problem)
        return False
    except (NotKept, OSError) as error:
        click.echo(error, err=True)
        return False
    many = len(suppressions)
    click.echo(
        say(
            f"放不进注释的 {many} 处记进了 {path} 的 suppressions。",
            f"{many} that no comment can hold were added to the suppressions of {path}.",
        )
    )
    return True
