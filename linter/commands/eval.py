"""`replylint eval`: how well the rules agree with labelled replies, and how often each of them speaks."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import click

from linter.commands import common, inputs, options, prepare
from linter.commands.measures import Measured, Spoken, report_json, report_text
from linter.commands.watch import Watch
from linter.engine import Engine
from linter.evaluation import (
    LABELS,
    Gold,
    differences,
    judged,
    known_labels,
    read_floors,
    read_gold,
    scores,
    shortfalls,
    together,
)
from linter.i18n import say
from linter.model import SEVERITIES, Problem, Refused
from linter.pipeline.settings import Settings
from linter.rates import Rates
from linter.reports.terminal import indented_json, printable
from linter.rules.errors import RulesetError
from linter.rules.names import matching
from linter.rules.program import Program
from linter.rules.schema import suggestion

_ALL = "all"


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "eval",
        help=say(
            "衡量规则：与标注好的回复（GOLD，JSONL）对照，给出每个标签的精确率、召回率和 F1；--corpus 统计每条规则在没有标注的文件里多久报一次。",
            "Measure the rules: agreement with labelled replies (GOLD, JSONL) as precision, recall and F1 for each label; with --corpus, how often each rule finds something in files without labels.",
        ),
        epilog=say(
            "退出码：0 正常，1 低于 --floors 的下限，2 用法或输入有误。",
            "Exit codes: 0 fine, 1 the floors are not kept, 2 usage or unreadable input.",
        ),
    )
    @click.argument("gold", nargs=-1)
    @click.option(
        "--corpus",
        multiple=True,
        metavar="PATH",
        help=say(
            "没有标注的话术、聊天记录或文件夹（可多次）。", "Files or folders without labels (repeatable)."
        ),
    )
    @click.option(
        "--label",
        multiple=True,
        metavar="LABEL",
        help=say(
            f"只对照这些标签（可多次，或用逗号）；默认 {', '.join(LABELS)}。",
            f"Score these labels (repeatable) instead of {', '.join(LABELS)}.",
        ),
    )
    @click.option(
        "--min-severity",
        type=click.Choice(SEVERITIES),
        default="warning",
        show_default=True,
        help=say("从哪个级别起算数。", "Severity from which a finding counts."),
    )
    @click.option(
        "--errors",
        metavar="LABEL|all",
        help=say(
            "列出这个标签（或全部）的漏报和误报。", "List the misses and false alarms of a label, or of all."
        ),
    )
    @click.option(
        "--floors",
        metavar="FILE",
        help=say(
            "下限（YAML：labels 各标签的 F1，clean 没有问题的回复里有发现的比例）；达不到则退出码为 1。",
            "Floors (YAML: labels with their F1; clean, the largest share of clean replies with a finding); exit with 1 below.",
        ),
    )
    @click.option(
        "--samples",
        type=click.IntRange(0),
        default=0,
        metavar="N",
        help=say("配合 --corpus：每条规则列 N 个例子。", "With --corpus: N examples for each rule."),
    )
    @options.text_or_json()
    @options.selection()
    @options.reading()
    @options.configuration()
    @options.jobs()
    @options.personal_data()
    def evaluate(gold: tuple[str, ...], **given: Any) -> None:
        sys.exit(_eval(gold, given))

    return evaluate


def _eval(paths: Sequence[str], given: dict[str, Any]) -> int:
    _check_usage(paths, given)
    runs = prepare.Runs(given)
    run = runs.main
    try:
        known = known_labels(rule["id"] for rule in run.plan.run["rules"])
        labels = _known("--label", common.split(given["label"]), known) or list(LABELS)
        shown = _shown(given["errors"], labels)
        floors = None if given["floors"] is None else read_floors(given["floors"], labels)
        golds = [(path, read_gold(path, known)) for path in paths]
    except (RulesetError, Refused) as error:
        common.stop(printable(str(error)))
    if not given["label"]:
        _tell_unscored(golds)
    measured = list(_measured(golds, labels, shown, run, given))
    spoken, failed = _spoken(runs, given) if given["corpus"] else (None, False)
    if given["output_format"] == "json":
        data = report_json(measured, spoken, given["show_personal_data"], bool(given["samples"]))
        click.echo(indented_json(data))
    else:
        click.echo(report_text(measured, spoken, given["show_personal_data"]))
    short = list(shortfalls(together([one.scores for one in measured]), floors)) if floors else []
    for line in short:
        click.echo(line, err=True)
    return common.UNUSABLE if failed else int(bool(short))


def _check_usage(paths: Sequence[str], given: dict[str, Any]) -> None:
    if not paths and not given["corpus"]:
        common.stop(
            say(
                "请给出标注文件 GOLD，或用 --corpus 给出没有标注的文件",
                "name files of labelled replies, or others with --corpus",
            )
        )
    if given["samples"] and not given["corpus"]:
        common.stop(say("--samples 要和 --corpus 一起用", "--samples goes with --corpus"))
    for option in ("label", "errors", "floors"):
        if given[option] not in (None, ()) and not paths:
            common.stop(say(f"--{option} 要和标注文件一起用", f"--{option} goes with labelled files"))


def _known(option: str, names: Sequence[str], known: Collection[str]) -> list[str]:
    """`names`, each once. Exits with 2 where one is not among the `known`."""
    for name in names:
        if name not in known:
            advice = suggestion(name, sorted(known))
            common.stop(
                say(f"{option}：没有标签 {name!r}", f"{option}: no label {name!r}")
                + (say("；", "; ") + advice if advice else "")
            )
    return list(dict.fromkeys(names))


def _shown(errors: str | None, labels: Sequence[str]) -> Sequence[str] | None:
    """The labels whose misses and false alarms are listed; None where none are asked for."""
    if errors is None:
        return None
    return labels if errors == _ALL else _known("--errors", [errors], {_ALL, *labels})


def _tell_unscored(golds: Sequence[tuple[str, Sequence[Gold]]]) -> None:
    """Says which labels of the files are not among those that are scored by default."""
    for path, items in golds:
        names = {name for gold in items for name in (*gold.labels, *gold.optional)}
        others = ", ".join(
            sorted(name for name in names if not any(matching(label, [name]) for label in LABELS))
        )
        if others:
            message = say(
                f"没有计入标签 {others}；要对照请写 --label", f"not scored: {others}; --label scores them"
            )
            common.tell(Problem(path, message, fatal=False))


def _measured(
    golds: Sequence[tuple[str, Sequence[Gold]]],
    labels: Sequence[str],
    shown: Sequence[str] | None,
    run: prepare.Run,
    given: dict[str, Any],
) -> Iterator[Measured]:
    """The scores of each file, with the differences about the labels that are `shown`."""
    engine = Engine(Program(run.plan.run), run.choice.active.__contains__, run.choice.severities)
    for path, items in golds:
        found = list(judged(items, engine, labels, given["min_severity"]))
        told = None if shown is None else list(differences(found, shown))
        yield Measured(path, scores(found, labels), told)


def _spoken(runs: prepare.Runs, given: dict[str, Any]) -> tuple[Spoken, bool]:
    """How often the rules speak in the corpus, and whether some of it could not be read."""

    def settings_of(run: prepare.Run) -> Settings:
        return prepare.settings_of(
            run,
            options=prepare.read_options(run.config, given["role"]),
            input_format=given["input_format"],
            output="places",
            show_personal_data=given["show_personal_data"],
        )

    named = {**given, "text": None, "after": None}
    work = inputs.work(given["corpus"], named, runs, settings_of)
    rates, watch = Rates(given["min_severity"], given["samples"]), Watch(work.size)
    with ExitStack() as stack:
        watch.show_progress(stack)
        for outcome in work.outcomes:
            watch.see(outcome)
            rates.add(outcome.text)
    watch.end()
    active = {
        rule["id"]: run.choice.severities[rule["id"]]
        for run in reversed(runs.all)
        for rule in run.plan.run["rules"]
        if rule["id"] in run.choice.active
    }
    listed = rates.of(active, watch.summary.replies)
    return Spoken(watch.summary, listed, rates.with_finding, given["min_severity"]), watch.failed
