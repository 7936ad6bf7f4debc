"""`assert_reply_ok`, for the tests of those who write replies or a bot that does. Needs no test framework."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from linter.api.functions import find_config
from linter.api.linter import Configuration, Context, Linter
from linter.api.results import Finding, Severity
from linter.i18n import say
from linter.model import rank
from linter.reports.terminal import printable

__all__ = ["ReplyNotOk", "assert_reply_ok"]


class ReplyNotOk(AssertionError):
    """A reply in which something was found; `findings` tells what, and the message shows it."""

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


def assert_reply_ok(
    text: str,
    context: Context = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Severity | None = None,
    config: Configuration | Linter = None,
) -> None:
    """Fails with `ReplyNotOk`, an `AssertionError`, where something is found in a reply that is as severe as
    `severity` (default: what the configuration says under `fail-on`, else `warning`) or more.

    `context` is what was said before: the customer's words, or messages as for `Linter.lint_conversation`.
    `select` and `ignore` name rules or categories. `config` is a file, a mapping, or a `Linter`; by default
    the nearest `replylint.yaml` holds, as on the command line, or else the shipped rules. Raises
    `ReplylintError` where the configuration or an argument is wrong.
    """
    __tracebackhide__ = True
    linter = config if isinstance(config, Linter) else _kept(config)
    floor = rank(severity or linter.fail_on)
    wanted, unwanted = linter.ids(select), linter.ids(ignore)
    found = tuple(
        finding
        for finding in linter.lint_text(text, after=context)
        if rank(finding.severity) >= floor
        and finding.rule not in unwanted
        and (finding.rule in wanted or not wanted)
    )
    if found:
        raise ReplyNotOk(_told(text, found, linter), found)


_linters: dict[tuple[str, int], Linter] = {}


def _kept(config: Configuration) -> Linter:
    """The linter of the nearest configuration, kept while the file is as it was; else one for this call."""
    if config is not None:
        return Linter(config)
    path = find_config()
    key = (str(path), path.stat().st_mtime_ns if path else 0)
    if key not in _linters:
        _linters[key] = Linter(path)
    return _linters[key]


def _told(text: str, findings: Collection[Finding], linter: Linter) -> str:
    with linter.at_work():
        count = len(findings)
        lines = [say(f"这条回复有 {count} 处问题：{text}", f"{count} findings in this reply: {text}")]
        lines += [f"  {finding.severity} {finding.rule}: {finding.message}" for finding in findings]
        better = next((finding for finding in findings if finding.rewrite is not None), None)
        if better is not None:
            slots = say("（先填好【】再用）", " (fill in 【】 first)") if better.needs_input else ""
            lines.append(say("建议改成：", "better: ") + f"{better.rewrite}{slots}")
    return "\n".join(map(printable, lines))
