"""`replylint report`: a service report of transcripts: scores, times, the conversations that need
attention."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from linter.commands import common, inputs, options, prepare
from linter.commands.watch import Watch
from linter.i18n import choose, say
from linter.model import Problem
from linter.pipeline.outcome import Outcome
from linter.pipeline.settings import Settings
from linter.readers.base import ReadOptions
from linter.reports.quality.data import About, RuleText, report_data
from linter.reports.quality.scores import ScoreTable, score_table
from linter.reports.terminal import indented_json
from linter.rules.errors import RulesetError
from linter.scoring.card import Scorecard
from linter.scoring.load import load_scorecard
from linter.scoring.tally import Tally

FORMATS = ("html", "md", "json")
_SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json"}


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "report",
        help=say(
            "给聊天记录出一份服务质量报告：按评分卡打分（会话、客服、全队）、响应时间、最需要关注的会话。",
            "Make a service report of transcripts: scores by a scorecard (conversations, agents, the team), response times, the conversations that most need attention.",
        ),
        epilog=say(
            "退出码：0 正常，2 用法、配置或输入有误。",
            "Exit codes: 0 fine, 2 usage, configuration or unreadable input.",
        ),
    )
    @click.argument("paths", nargs=-1)
    @click.option(
        "-o",
        "--output",
        metavar="FILE",
        help=say(
            "写到文件；.html、.md、.json 的后缀决定格式。",
            "Write to a file; .html, .md or .json says the format.",
        ),
    )
    @click.option(
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        help=say("输出格式（默认看 --output，否则 md）。", "Format (default: that of --output, else md)."),
    )
    @click.option(
        "--scorecard",
        metavar="FILE",
        help=say(
            "用这份评分卡（默认：配置里的，或内置的）。",
            "Use this scorecard instead of the configuration's or the shipped one.",
        ),
    )
    @click.option(
        "--scores",
        metavar="FILE",
        help=say("另外导出得分表：.csv 或 .xlsx。", "Also write the scores as a table: .csv or .xlsx."),
    )
    @click.option(
        "--worst",
        type=click.IntRange(0, 2000),
        default=200,
        show_default=True,
        metavar="N",
        help=say("列出最需要关注的 N 个会话。", "List the N conversations that most need attention."),
    )
    @options.personal_data()
    @options.selection()
    @options.reading()
    @options.customers()
    @options.configuration()
    @options.jobs()
    @options.quiet(say("不要提示。", "No notes."))
    def report(paths: tuple[str, ...], **given: Any) -> None:
        sys.exit(_report(paths, given))

    return report


def _report(paths: Sequence[str], given: dict[str, Any]) -> int:
    made, target = _format(given), given["output"]
    runs = prepare.Runs(given, paths)
    card = _card(given["scorecard"], runs.main)
    reading = prepare.read_options(runs.main.config, given["role"])
    customers, problems = prepare.customers_of(runs.main.config, given["customers"], reading)

    def settings_of(run: prepare.Run) -> Settings:
        return prepare.settings_of(
            run,
            options=prepare.read_options(run.config, given["role"]),
            customers=customers,
            input_format=given["input_format"],
            show_personal_data=given["show_personal_data"],
            scorecard=card,
            worst=given["worst"],
        )

    _check_writable(target)
    zone = _zone(settings_of(runs.main).options)
    work = inputs.work(paths, {**given, "text": None, "after": None}, runs, settings_of)
    texts = _rule_texts(runs)
    table = _table(given["scores"], card, texts, given["show_personal_data"], zone)
    tally, watch = Tally(card, given["worst"], zone), Watch(work.size, quiet=given["quiet"])
    with ExitStack() as stack:
        watch.show_progress(stack)
        watch.see(Outcome(problems=problems))
        for outcome in work.outcomes:
            watch.see(outcome)
            for record in outcome.records:
                tally.add(record)
                if table:
                    table.add(record)
    if customers is not None and (note := prepare.strangers(customers, watch.summary)):
        watch.see(Outcome(problems=[note]))
    watch.end()
    _tell_templates(watch.summary.replies - tally.replies, given["quiet"])
    if not tally.conversations:
        if watch.failed:
            return common.UNUSABLE
        common.stop(_no_conversations())
    if table:
        _write(given["scores"], lambda: table.write(tally))
    about = About(paths or (".",), texts, watch.summary.files, given["show_personal_data"])
    text = _rendered(made, report_data(tally, about))
    if target is None:
        click.echo(text, nl=False)
    else:
        _write(target, lambda: Path(target).write_text(text, encoding="utf-8"))
        if not given["quiet"]:
            _tell_done(target, tally)
    return common.UNUSABLE if watch.failed else 0


def _format(given: dict[str, Any]) -> str:
    """The format that is asked for. A page goes to a file."""
    target, named = given["output"], given["output_format"]
    suffix = Path(target).suffix.lower() if target else ""
    if target and not named and suffix not in _SUFFIXES:
        common.stop(
            say(
                f"--output {target!r}：后缀应是 .html、.md 或 .json，或者写明 --format",
                f"--output {target!r}: the suffix should be .html, .md or .json; or name the --format",
            )
        )
    made: str = named or _SUFFIXES.get(suffix, "md")
    if made == "html" and target is None:
        common.stop(say("网页要写到文件：加上 -o report.html", "a page goes to a file: add -o report.html"))
    return made


def _card(own: str | None, run: prepare.Run) -> Scorecard:
    try:
        return load_scorecard(Path(own) if own else run.config.scorecard, list(run.choice.severities))
    except RulesetError as error:
        common.stop(error)


def _rule_texts(runs: prepare.Runs) -> dict[str, RuleText]:
    """Of all rules that run somewhere; a severity is that of the main configuration, where it has one."""
    return {
        rule["id"]: RuleText(choose(rule["title"]), run.choice.severities[rule["id"]])
        for run in reversed(runs.all)
        for rule in run.plan.docs["rules"]
        if rule["id"] in run.choice.active
    }


def _zone(options: ReadOptions) -> tzinfo:
    """The zone of the shop's clocks, where the readers know one; else times are shown as the files have
    them."""
    name = getattr(options, "timezone", "UTC")
    return timezone.utc if name == "UTC" else ZoneInfo(name)


def _table(
    target: str | None, card: Scorecard, texts: Mapping[str, RuleText], show_personal_data: bool, zone: tzinfo
) -> ScoreTable | None:
    """The table of scores that is asked for."""
    if target is None:
        return None
    titles = {rule: text.title for rule, text in texts.items()}
    suffix = Path(target).suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        common.stop(
            say(
                f"--scores {target!r}：后缀应是 .csv 或 .xlsx",
                f"--scores {target!r}: the suffix should be .csv or .xlsx",
            )
        )
    _check_writable(target)
    return score_table(Path(target), card, titles, show_personal_data, zone)


def _check_writable(target: str | None) -> None:
    """Exits with 2 where a file cannot be written, before all the work is done."""
    if target is not None:
        _write(target, lambda: Path(target).open("a").close())


def _write(target: str, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        common.stop(
            say(f"{target}: 写不了：{error.strerror}", f"{target}: cannot be written: {error.strerror}")
        )


def _rendered(made: str, data: dict[str, Any]) -> str:
    if made == "json":
        return indented_json(data, 1) + "\n"
    if made == "md":
        from linter.reports.quality.markdown import markdown

        return markdown(data)
    from linter.reports.quality.page import page

    return page(data)


def _no_conversations() -> str:
    return say(
        "没有读到会话：报告看的是聊天记录；话术文件请用 replylint check",
        "no conversations were read: a report is about transcripts; replylint check is for templates",
    )


def _tell_templates(count: int, quiet: bool) -> None:
    if count and not quiet:
        message = say(
            f"{count} 条话术没有计入：报告只看聊天记录",
            f"{count} templates were left out: a report is about transcripts",
        )
        common.tell(Problem("replylint", message, fatal=False))


def _tell_done(target: str, tally: Tally) -> None:
    click.echo(
        say(
            f"已写入 {target}：{tally.conversations} 个会话、{tally.replies} 条回复。",
            f"Wrote {target}: {tally.conversations} conversations, {tally.replies} replies.",
        ),
        err=True,
    )
