"""`replylint check`: finds, and with --fix mends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

import click

from linter.commands import adoption, common, inputs, options, prepare
from linter.commands.printer import Printer
from linter.commands.requested import literally, requested
from linter.commands.watch import Watch
from linter.config import Config
from linter.i18n import say
from linter.model import SEVERITIES
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.reports import FORMATS
from linter.reports.base import About, RuleText


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "check",
        help=say(
            "检查话术文件、聊天记录或文件夹（默认：当前文件夹；- 读标准输入）。",
            "Check template files, transcripts or folders (default: the current folder; - is standard input).",
        ),
    )
    @click.argument("paths", nargs=-1)
    @options.sentence(say("只检查这一句。", "Check this one sentence."))
    @click.option("--fix", is_flag=True, help=say("应用安全的修改。", "Apply safe fixes."))
    @click.option(
        "--unsafe-fixes",
        is_flag=True,
        help=say("配合 --fix 或 --diff：也应用需要过目的修改。", "With --fix or --diff: unsafe fixes too."),
    )
    @click.option(
        "--diff",
        is_flag=True,
        help=say("只显示 --fix 会改什么，不写文件。", "Show what --fix would change; write nothing."),
    )
    @click.option(
        "--interactive",
        "-i",
        is_flag=True,
        help=say("逐处过目：采用、换一种、自己改、跳过、不再报。", "Go through the findings one by one."),
    )
    @click.option(
        "--allow-transcripts",
        is_flag=True,
        help=say(
            "配合 --fix、--diff 或 --interactive：聊天记录也改（默认不动历史）。",
            "With --fix, --diff or --interactive: transcripts too (they are history, and left alone).",
        ),
    )
    @click.option(
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help=say("输出格式（replylint formats 逐个说明）。", "Output format (replylint formats tells more)."),
    )
    @click.option("-o", "--output", metavar="FILE", help=say("写到文件。", "Write to a file."))
    @click.option(
        "--output-file",
        "output_files",
        multiple=True,
        metavar="FORMAT=FILE",
        help=say(
            "另外再写一份这种格式的报告（可多次），例如 --output-file sarif=out.sarif。",
            "Also write a report of this format (repeatable): --output-file sarif=out.sarif.",
        ),
    )
    @options.choice()
    @click.option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        help=say(
            "从哪个级别起退出码为 1（默认 warning）。",
            "Severity from which the exit code is 1 (default: warning).",
        ),
    )
    @click.option(
        "--exit-zero", is_flag=True, help=say("有问题也返回 0。", "Exit with 0 in spite of findings.")
    )
    @click.option("--statistics", is_flag=True, help=say("只给各规则的数量。", "Only the counts by rule."))
    @options.reading()
    @options.customers()
    @options.configuration()
    @click.option(
        "--skip-others",
        is_flag=True,
        help=say(
            "写明的文件若不是话术或聊天记录，跳过而不报错（给 pre-commit 用）。",
            "Pass over named files that hold no replies (for pre-commit).",
        ),
    )
    @options.jobs()
    @click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help=say("颜色。", "Colour."),
    )
    @options.personal_data()
    @options.quiet(say("只输出问题，不要总结和提示。", "Findings only: no summary, no notes."))
    @adoption.options
    def check(paths: tuple[str, ...], **given: Any) -> None:
        adoption.sensible(given, paths)
        if given["watch"]:
            from linter.commands.watching import watching

            sys.exit(watching(paths, given, lambda: _check(paths, given)))
        sys.exit(_check(paths, given))

    return check


def _in_use(given: dict[str, Any], config: Config) -> list[str]:
    """Files of the run besides those that are checked, and the one for which standard input stands."""
    named = given["baseline"] or config.baseline, given["customers"] or config.customers
    files = (*(part.source.path for part in config.parts), *named, given["stdin_filename"])
    return [str(file) for file in files if file]


def _check(paths: Sequence[str], given: dict[str, Any]) -> int:
    runs = prepare.Runs(given, paths, severity=given["severity"])
    mode = "diff" if given["diff"] else "fix" if given["fix"] else "check"
    reading = prepare.read_options(runs.main.config, given["role"])
    customers, problems = prepare.customers_of(runs.main.config, given["customers"], reading)
    to_terminal = given["output"] is None and sys.stdout.isatty()
    beside = requested(given, [*paths, *_in_use(given, runs.main.config)])

    def settings_of(run: prepare.Run) -> Settings:
        made = prepare.settings_of(
            run,
            options=prepare.read_options(run.config, given["role"]),
            customers=customers,
            input_format=given["input_format"],
            output=given["output_format"],
            outputs=tuple(beside.values()),
            color=given["color"] == "always" or (given["color"] == "auto" and to_terminal),
            show_personal_data=given["show_personal_data"],
            mode=mode,
            unsafe=given["unsafe_fixes"],
            transcripts=given["allow_transcripts"],
            library="none" if mode == "diff" else "part" if given["skip_others"] else "whole",
        )
        return made._replace(fail_on=given["fail_on"]) if given["fail_on"] else made

    if given["unsafe_fixes"] and mode == "check":
        common.stop(
            say("--unsafe-fixes 要和 --fix 或 --diff 一起用", "--unsafe-fixes goes with --fix or --diff")
        )
    if given["interactive"]:
        return _review(paths, given, runs, settings_of)
    if given["allow_transcripts"] and mode == "check":
        common.stop(
            say(
                "--allow-transcripts 要和 --fix、--diff 或 --interactive 一起用",
                "--allow-transcripts goes with --fix, --diff or --interactive",
            )
        )
    part = adoption.Adoption(given, runs.main.config, settings_of(runs.main))
    written = [literally(path) for path in (given["output"], *beside) if path]
    work = inputs.work(paths, given, runs, settings_of, part=part, left_out=written)
    if given["write_baseline"] or given["add_ignores"]:
        return _written(part, work, runs, given)
    printer = Printer(
        settings_of(runs.main),
        work,
        given["output"],
        given["statistics"],
        given["quiet"],
        may_be_nothing=given["skip_others"] or given["changed_since"] is not None,
        beside=list(beside),
        about=About(lambda: _rule_texts(runs.main), settings_of(runs.main).fail_on),
    )
    with printer:
        printer.show(Outcome(problems=[*problems, *part.notices()]))
        for outcome in work.outcomes:
            printer.show(outcome)
        if customers is not None and (note := prepare.strangers(customers, printer.summary)):
            printer.show(Outcome(problems=[note]))
        printer.show(Outcome(problems=[*part.end()]))
    return _verdict(printer, given["exit_zero"])


def _rule_texts(run: prepare.Run) -> dict[str, RuleText]:
    from linter.commands.rule_texts import rule_texts

    return rule_texts(run)


def _review(
    paths: Sequence[str],
    given: dict[str, Any],
    runs: prepare.Runs,
    settings_of: Callable[[prepare.Run], Settings],
) -> int:
    if given["text"] is not None or "-" in paths or given["fix"] or given["diff"]:
        common.stop(
            say(
                "--interactive 用于文件，不能和 --text、-、--fix、--diff 一起用",
                "--interactive is for files; it cannot go with --text, -, --fix or --diff",
            )
        )
    from linter.commands.review import review
    from linter.pipeline.discover import discover
    from linter.pipeline.groups import Groups

    found = inputs.in_groups(discover(paths or (".",), runs.excludes, given["skip_others"]), runs)
    part = adoption.Adoption(
        {**given, "baseline": None, "no_baseline": True}, runs.main.config, settings_of(runs.main)
    )
    settings = [part.adjusted(settings_of(run)) for run in runs.all]
    found.files, settings = part.narrow(found.files, settings)
    may_be_nothing = given["skip_others"] or given["changed_since"] is not None
    return review(found, Groups(settings, runs.plans), runs, may_be_nothing)


def _written(part: adoption.Adoption, work: inputs.Work, runs: prepare.Runs, given: dict[str, Any]) -> int:
    """Writes what was found into a baseline, or suppressions of it into its files."""
    watch = Watch(work.size, quiet=True, may_be_nothing=given["skip_others"])
    with ExitStack() as stack:
        watch.show_progress(stack)
        if given["add_ignores"]:
            from linter.commands.add_ignores import add_ignores

            ready = add_ignores(work.outcomes, watch, part, runs, given["reason"] or "", given["isolated"])
        else:
            for outcome in work.outcomes:
                watch.see(outcome)
            ready = True
    watch.end()
    if given["write_baseline"]:
        part.write_baseline()
    return 0 if ready and not watch.failed else common.UNUSABLE


def _verdict(printer: Printer, exit_zero: bool) -> int:
    """The exit code: 2 for input that could not be read, 1 for findings or a diff, 0 else."""
    if printer.failed:
        return common.UNUSABLE
    if exit_zero:
        return 0
    return int(printer.differs or printer.summary.failing > 0)
