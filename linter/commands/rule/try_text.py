"""`replylint rule try`: why a rule finds something in a reply, or does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from linter.commands import common, options
from linter.commands.prepare import read_options
from linter.commands.rule.ours import loaded, with_rulesets
from linter.commands.rule.steps import shown
from linter.engine import replies, turns
from linter.i18n import choose, say
from linter.model import Conversation, Item, Message, Reply, Speaker, Template
from linter.pipeline.prepare import Run
from linter.pipeline.tasks import standard_input
from linter.readers.base import Unreadable
from linter.readers.load import load
from linter.reports.privacy import mask
from linter.rules.names import matching
from linter.rules.schema import suggestion
from linter.source import by_itself
from linter.tracing.trace import Tracer
from linter.tracing.wording import Wording

_MOST = 20
"""Replies of a file that are shown unless asked otherwise."""


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "try",
        help=say(
            "拿一句话试一条规则，一步一步说明为什么报、为什么不报。TEXT 为 - 时读标准输入。",
            "Try a rule on a sentence and see, step by step, why it finds something or not. - is standard input.",
        ),
    )
    @click.argument("rule")
    @click.argument("text", required=False)
    @click.option(
        "--after",
        metavar="TEXT",
        help=say("客户在这之前说的话。", "What the customer said before it."),
    )
    @click.option(
        "--then",
        metavar="TEXT",
        multiple=True,
        help=say(
            "这之后说的话（可多次；客户的话前面写“客户：”）。",
            "What is said after it (repeatable; customer: … for the customer's).",
        ),
    )
    @click.option(
        "--first", is_flag=True, help=say("是会话的第一条回复。", "It is the first reply of the chat.")
    )
    @click.option("--name", metavar="NAME", default="", help=say("话术的名称。", "The name of the template."))
    @click.option(
        "--file",
        metavar="PATH",
        help=say(
            "试文件里的每一条回复（只显示这条规则会看的）。",
            "Try every reply of a file (those that the rule looks at are shown).",
        ),
    )
    @click.option(
        "--limit",
        type=click.IntRange(1),
        default=_MOST,
        show_default=True,
        metavar="N",
        help=say("配合 --file：最多显示几条。", "With --file: show no more than N."),
    )
    @click.option(
        "--ruleset",
        multiple=True,
        metavar="FILE",
        help=say("另外加上这个规则集（还没写进配置的）。", "A ruleset besides those of the configuration."),
    )
    @options.reading()
    @options.configuration()
    @options.personal_data()
    def try_rule(rule: str, text: str | None, **given: Any) -> None:
        sys.exit(_try(rule, text, given))

    return try_rule


def _try(rule: str, text: str | None, given: dict[str, Any]) -> int:
    if (text is None) == (given["file"] is None):
        common.stop(say("请给一句话，或用 --file 给一个文件", "give a sentence, or a file with --file"))
    run = with_rulesets(loaded(given), given["ruleset"])
    document = next((one for one in run.plan.docs["rules"] if one["id"] == rule), None)
    if document is None:
        _unknown(rule, [one["id"] for one in run.plan.docs["rules"]])
    if document["kind"] == "library":
        common.stop(
            say(
                f"{rule} 看的是整个话术库，不能拿一句话试；用 replylint check 话术文件 --select {rule}",
                f"{rule} looks at whole libraries, not at a sentence: replylint check FILE --select {rule}",
            )
        )
    tracer = Tracer(run.plan.run, run.choice.active, run.choice.severities)
    title, wording = choose(document["title"]), Wording(_glossary(run))
    if text is not None:
        said = standard_input().decode("utf-8", "replace").rstrip("\r\n") if text == "-" else text
        reply = _reply(said, tracer.speaker(rule), given)
        if tracer.waits_for_chats(rule) and reply.conversation is None:
            click.echo(
                say(
                    "提示：这条规则只看聊天记录；用 --after、--then 或 --file 给出上下文。",
                    "note: this rule looks at chats only; give a context with --after, --then or --file.",
                ),
                err=True,
            )
        click.echo(shown(tracer.trace(rule, reply), title, wording))
        return 0
    return _try_file(rule, title, tracer, wording, run, given)


def _try_file(
    rule: str, title: str, tracer: Tracer, wording: Wording, run: Run, given: dict[str, Any]
) -> int:
    reading = read_options(run.config, given["role"])
    path = given["file"]
    try:
        data = standard_input() if path == "-" else Path(path).read_bytes()
        document = load(data, path, reading, given["input_format"]).document
    except OSError as error:
        common.stop(say(f"{path}: 读不了：{error.strerror}", f"{path}: cannot be read: {error.strerror}"))
    except Unreadable as error:
        common.stop(error)
    for problem in document.problems:
        common.tell(problem)
    looked = found = told = 0
    for item in document.items:
        for reply in _turns(item, tracer.speaker(rule)):
            looked += 1
            if not tracer.concerned(rule, reply):
                continue
            trace = tracer.trace(rule, reply)
            if not trace.findings and not any(part.candidates for part in trace.parts):
                continue
            found += bool(trace.findings)
            told += 1
            if told <= given["limit"]:
                hide = mask if reply.conversation and not given["show_personal_data"] else str
                click.echo(f"── {path}:{_line(reply)}")
                click.echo(hide(shown(trace, title, wording)))
                click.echo()
    click.echo(
        say(
            f"{looked} 条回复，这条规则细看了 {told} 条，报了 {found} 条"
            + (f"（只显示前 {given['limit']} 条，--limit 可改）" if told > given["limit"] else "")
            + "。",
            f"{looked} replies; the rule had a close look at {told} and reports {found}"
            + (f" (the first {given['limit']} are shown: --limit)" if told > given["limit"] else "")
            + ".",
        )
    )
    return 0


def _glossary(run: Run) -> dict[str, str]:
    """An example for each name: the first word of a lexicon, the first sentence of a signal."""
    words = {name: spec["words"][0] for name, spec in run.plan.run["lexicons"].items()}
    return words | {signal["id"]: signal["examples"]["yes"][0] for signal in run.plan.docs["signals"]}


def _turns(item: Item, speaker: Speaker) -> Iterator[Reply]:
    if isinstance(item, Template):
        if speaker == "agent":
            yield from replies(item)
        return
    yield from (reply for who, reply in turns(item) if who == speaker)


def _line(reply: Reply) -> int:
    place = reply.template.place if reply.template else reply.messages[0].place
    return place.position(0)[0]


def _reply(text: str, speaker: Speaker, given: dict[str, Any]) -> Reply:
    """The sentence as a template, or as a turn of the chat that the options tell of."""
    after, later, first = given["after"], given["then"], given["first"]
    if speaker == "agent" and after is None and not later and not first:
        return next(replies(Template(text, by_itself(text), name=given["name"])))
    said: list[tuple[Speaker, str]] = []
    if not first and speaker == "agent":
        said.append(("agent", ""))
    if speaker == "customer" and after is not None:
        said.append(("agent", after))
    elif after is not None or speaker == "agent":
        said.append(("customer", after or ""))
    own = len(said)
    said.append((speaker, text))
    for line in later:
        who, marked, rest = line.replace("：", ":", 1).partition(":")
        of_customer = bool(marked) and who.strip().lower() in (say("客户", "customer"), "customer")
        said.append(("customer", rest.strip()) if of_customer else ("agent", line))
    messages = [Message(who, line, number, by_itself(line)) for number, (who, line) in enumerate(said)]
    chat = Conversation(None, messages)
    return next(reply for _, reply in turns(chat) if any(one.index == own for one in reply.messages))


def _unknown(rule: str, known: list[str]) -> NoReturn:
    several = matching(rule, known)
    advice = (
        say(f"这一类有 {', '.join(several[:6])}", f"this category has {', '.join(several[:6])}")
        if several
        else suggestion(rule, known)
    )
    common.stop(
        say("；", "; ").join(
            part
            for part in (
                say(f"没有规则 {rule!r}", f"no rule {rule!r}"),
                advice,
                say(
                    "replylint rules 列出全部规则，还没写进配置的用 --ruleset 加上",
                    "replylint rules lists them all; --ruleset adds one that the configuration does not name",
                ),
            )
            if part
        )
    )
