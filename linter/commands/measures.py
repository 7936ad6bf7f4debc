"""What `replylint eval` measured, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from linter.evaluation import Difference, Score, Scores, together
from linter.i18n import say
from linter.model import Severity, Summary
from linter.rates import Rate
from linter.reports.privacy import mask
from linter.reports.terminal import printable, width


class Measured(NamedTuple):
    """The scores of one gold file, and the misses and false alarms that were asked for."""

    path: str
    scores: Scores
    differences: Sequence[Difference] | None


class Spoken(NamedTuple):
    """How often the rules found something in unlabelled files: by rule, and in how many replies of how many
    something of severity `least` or worse."""

    summary: Summary
    rates: Sequence[Rate]
    with_finding: int
    least: Severity

    @property
    def share(self) -> float:
        """The share of the replies in which something was found."""
        return self.with_finding / self.summary.replies if self.summary.replies else 0.0


VERSION = 1
"""Of the JSON."""


def report_text(measured: Sequence[Measured], spoken: Spoken | None, show_personal_data: bool) -> str:
    """All that was measured: a table for each gold file, one for all of them, one for the rules."""
    parts = [
        "\n".join(
            [_difference_text(one, show_personal_data) for one in file.differences or ()]
            + [_scores_text(file.path, file.scores)]
        )
        for file in measured
    ]
    if len(measured) > 1:
        title = say(f"全部 {len(measured)} 个文件", f"all {len(measured)} files")
        parts.append(_scores_text(title, together([file.scores for file in measured])))
    if spoken is not None:
        parts.append(_spoken_text(spoken))
    return "\n\n".join(parts)


def report_json(
    measured: Sequence[Measured], spoken: Spoken | None, show_personal_data: bool, samples: bool
) -> dict[str, Any]:
    """The same for programs; docs/json.md describes it. With `samples`, each rule has some."""
    data: dict[str, Any] = {
        "version": VERSION,
        "files": [_measured_json(file, show_personal_data) for file in measured],
    }
    if len(measured) > 1:
        data["all"] = _scores_json(together([file.scores for file in measured]))
    if spoken is not None:
        data["corpus"] = _spoken_json(spoken, samples)
    return data


# ---- labelled replies ----------------------------------------------------------------------------------


def _scores_text(title: str, scores: Scores) -> str:
    """The table of the labels, and what holds for all of them."""
    head = [say("标签", "label"), say("标注", "gold"), say("检出", "found")]
    head += [say("精确率", "precision"), say("召回率", "recall"), "F1"]
    rows = [_row(label, score) for label, score in scores.labels.items()]
    rows.append(_row(say("合计（micro）", "micro"), scores.micro))
    clean = f"{scores.clean_with_finding}/{scores.clean} ({scores.clean_share:.1%})"
    return "\n".join(
        [
            say(
                f"{printable(title)}：{scores.replies} 条回复",
                f"{printable(title)}: {scores.replies} replies",
            ),
            *_table(head, rows),
            say(f"宏平均 F1 {scores.macro_f1:.3f}", f"macro F1 {scores.macro_f1:.3f}"),
            say(f"没有问题的回复里有发现的：{clean}", f"clean replies with any finding: {clean}"),
        ]
    )


def _row(label: str, score: Score) -> list[str]:
    shares = (score.precision, score.recall, score.f1)
    return [label, str(score.gold), str(score.found), *(f"{share:.3f}" for share in shares)]


def _difference_text(difference: Difference, show_personal_data: bool) -> str:
    """A miss or false alarm on one line: the label, what was found, which reply, and what it answers."""
    hide = str if show_personal_data else mask
    finding, gold = difference.finding, difference.gold
    what = say("漏掉", "missed")
    if finding is not None:
        what = finding.rule + (
            say(f" “{hide(finding.match)}”", f" {hide(finding.match)!r}") if finding.match else ""
        )
    said = say("客户：", "customer: ") + hide(gold.customer) if gold.customer else ""
    parts = [difference.label, what, gold.id, said, say("客服：", "agent: ") + hide(gold.reply)]
    return "  ".join(printable(part) for part in parts if part)


def _scores_json(scores: Scores) -> dict[str, Any]:
    """The scores for programs."""
    return {
        "replies": scores.replies,
        "labels": {label: _score_json(score) for label, score in scores.labels.items()},
        "micro": _score_json(scores.micro),
        "macro_f1": scores.macro_f1,
        "clean": scores.clean,
        "clean_with_finding": scores.clean_with_finding,
    }


def _score_json(score: Score) -> dict[str, Any]:
    return {**score._asdict(), "precision": score.precision, "recall": score.recall, "f1": score.f1}


def _measured_json(measured: Measured, show_personal_data: bool) -> dict[str, Any]:
    """One gold file for programs."""
    data = {"path": measured.path, **_scores_json(measured.scores)}
    if measured.differences is not None:
        data["errors"] = [_difference_json(one, show_personal_data) for one in measured.differences]
    return data


def _difference_json(difference: Difference, show_personal_data: bool) -> dict[str, Any]:
    hide = str if show_personal_data else mask
    finding, gold = difference.finding, difference.gold
    return {
        "label": difference.label,
        "rule": finding.rule if finding else None,
        "match": hide(finding.match) if finding else None,
        "id": gold.id,
        "customer": hide(gold.customer),
        "reply": hide(gold.reply),
    }


# ---- unlabelled files ----------------------------------------------------------------------------------


def _spoken_text(spoken: Spoken) -> str:
    """The table of the rules, each with its samples, and the totals."""
    head = [
        say("规则", "rule"),
        say("级别", "severity"),
        say("发现", "findings"),
        say("每千条", "per thousand"),
    ]
    rows = [
        [rate.rule, rate.severity, str(rate.findings), f"{rate.per_thousand:.2f}"] for rate in spoken.rates
    ]
    first, *lines = _table(head, rows, texts=2)
    told = [first]
    for line, rate in zip(lines, spoken.rates, strict=True):
        told.append(line)
        told += [f"    {_sample(match, reply)}" for match, reply in rate.samples]
    return "\n".join([*told, _totals(spoken)])


def _sample(match: str, reply: str) -> str:
    found = say(f"“{printable(match)}”", repr(printable(match))) + "  " if match else ""
    return found + printable(reply)


def _totals(spoken: Spoken) -> str:
    files, replies, found = spoken.summary.files, spoken.summary.replies, spoken.with_finding
    return say(
        f"{files} 个文件、{replies} 条回复，其中 {found} 条有 {spoken.least} 及以上的问题（{spoken.share:.1%}）",
        f"{files} files, {replies} replies: {found} with a finding of severity {spoken.least} or worse ({spoken.share:.1%})",
    )


def _spoken_json(spoken: Spoken, samples: bool) -> dict[str, Any]:
    """The rules and totals for programs."""
    return {
        "files": spoken.summary.files,
        "replies": spoken.summary.replies,
        "replies_with_finding": spoken.with_finding,
        "rules": [
            {
                "rule": rate.rule,
                "severity": rate.severity,
                "findings": rate.findings,
                "per_thousand": rate.per_thousand,
                **({"samples": [sample._asdict() for sample in rate.samples]} if samples else {}),
            }
            for rate in spoken.rates
        ],
    }


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> list[str]:
    """Lines of columns: the first `texts` begin together, the others end together."""
    cells = [head, *rows]
    sizes = [max(width(row[column]) for row in cells) for column in range(len(head))]
    lines = []
    for row in cells:
        padded = [
            cell + _fill(cell, size) if column < texts else _fill(cell, size) + cell
            for column, (cell, size) in enumerate(zip(row, sizes, strict=True))
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def _fill(cell: str, size: int) -> str:
    return " " * (size - width(cell))
