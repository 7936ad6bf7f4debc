"""`replylint explain RULE`: what a rule finds, why, from where, what is bad and good, how to silence it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from linter.commands import common, options, prepare
from linter.commands.rules import best_fix
from linter.examples import is_chat, templates_of
from linter.i18n import choose, say
from linter.rules.names import matching
from linter.rules.schema import suggestion


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command("explain", help=say("解释一条规则或一类规则。", "Explain a rule, or all of a category."))
    @click.argument("rule", required=False)
    @click.option(
        "--html",
        "folder",
        metavar="FOLDER",
        help=say(
            "写成网页，一条规则一页（不写 RULE：全部规则）。",
            "Write pages into a folder, one a rule (without RULE: of all rules).",
        ),
    )
    @options.configuration()
    def explain(rule: str | None, folder: str | None, **given: Any) -> None:
        run = prepare.Runs(given).main
        if rule is None and folder is None:
            common.stop(
                say(
                    "请写明规则或类别，例如 replylint explain guarantee；replylint rules 列出全部规则",
                    "name a rule or category, such as replylint explain guarantee; replylint rules lists them all",
                )
            )
        docs = run.plan.docs["rules"]
        ids = None if rule is None else _named(rule, docs)
        wanted = [doc for doc in docs if ids is None or doc["id"] in ids]
        if folder is not None:
            from linter.commands.handbook import write_site

            write_site(folder, wanted, run)
            return
        click.echo("\n\n".join(_text(doc, run) for doc in wanted))

    return explain


def _named(rule: str, docs: Sequence[dict[str, Any]]) -> list[str]:
    """The ids that a name stands for. Exits with 2 where there are none."""
    known = [doc["id"] for doc in docs]
    wanted = matching(rule, known)
    if not wanted:
        advice = suggestion(rule, known)
        common.stop(
            say(f"没有规则 {rule!r}", f"no rule {rule!r}")
            + (say("；", "; ") + advice if advice else "")
            + say("；replylint rules 列出全部规则", "; replylint rules lists them all")
        )
    return wanted


def _text(rule: dict[str, Any], run: prepare.Run) -> str:
    severity = run.choice.severities[rule["id"]]
    fix = {
        "safe": say("有安全的修改（--fix）", "safe (--fix)"),
        "unsafe": say("有，需要过目（--fix --unsafe-fixes）", "unsafe (--fix --unsafe-fixes)"),
        None: say("没有", "none"),
    }[best_fix(rule)]
    path, line, _ = rule["place"]
    lines = [
        f"{rule['id']}  {choose(rule['title'])}",
        "",
        f"{say('级别', 'Severity')}: {severity}    {say('出处', 'Source')}: {rule['source']}    {say('修改', 'Fix')}: {fix}",
        "",
        say("提示语", "Message"),
        f"  {choose(rule['message'])}",
        "",
        say("为什么", "Why"),
        *(f"  {text}" for text in choose(rule["why"]).splitlines()),
        "",
        say("不好的", "Bad"),
        *_bad(rule),
        "",
        say("没问题的", "Fine"),
        *(line for example in rule["examples"] if "ok" in example for line in shown(example, "ok")),
        "",
        say("不想要它", "To silence it"),
        "  " + say(f"命令行：--ignore {rule['id']}", f"command line: --ignore {rule['id']}"),
        "  " + say(f"配置 replylint.yaml：ignore: [{rule['id']}]", f"replylint.yaml: ignore: [{rule['id']}]"),
        "  "
        + say(
            f"只在一处：# replylint: ignore[{rule['id']}] 理由",
            f"at one place: # replylint: ignore[{rule['id']}] why",
        ),
        "  "
        + say(
            f"改级别：severity: {{{rule['id']}: hint}}", f"another severity: severity: {{{rule['id']}: hint}}"
        ),
        "",
        say(f"规则写在 {path}:{line}", f"Written in {path}:{line}"),
    ]
    return "\n".join(lines)


def _bad(rule: dict[str, Any]) -> list[str]:
    lines = []
    for example in rule["examples"]:
        if "bad" in example:
            better = f"  →  {example['good']}" if "good" in example else ""
            *others, last = shown(example, "bad")
            lines += [*others, f"{last}{better}"]
    return lines


def shown(example: dict[str, Any], kind: str) -> list[str]:
    """An example: a reply or a chat on a line, or the templates of a library, each on a line of its own."""
    if isinstance(example[kind], str):
        return [f"  {example[kind]}{_around(example)}"]
    if is_chat(example[kind]):
        return [f"  {_chat(example[kind])}"]
    shown = []
    for number, template in enumerate(templates_of(example[kind])):
        names = " · ".join(template[key] for key in ("file", "code", "group", "name") if key in template)
        label = f"{names}{say('：', ': ')}" if names else ""
        shown.append(f"  {'-' if number == 0 else ' '} {label}{template['text']}")
    return shown


def _chat(turns: list[dict[str, Any]]) -> str:
    """A chat, with the seconds at which things were said."""
    told = []
    for turn in turns:
        who = say("客户", "customer") if "customer" in turn else say("客服", "agent")
        at = f" {turn['at']}s" if "at" in turn else ""
        told.append(f"{who}{at}{say('：', ': ')}{turn.get('customer', turn.get('agent'))}")
    return " / ".join(told)


def _around(example: dict[str, Any]) -> str:
    told = []
    if "customer" in example:
        told.append(say("客户：", "customer: ") + example["customer"])
    if "context" in example:
        told += [
            (say("客户：", "customer: ") if "customer" in turn else say("客服：", "agent: "))
            + next(iter(turn.values()))
            for turn in example["context"]
        ]
    if "position" in example:
        told.append(
            say("第一条回复", "first reply")
            if example["position"] == "first"
            else say("最后一条回复", "last reply")
        )
    if "named" in example:
        told.append(say("话术名：", "template: ") + example["named"])
    return f"    （{'；'.join(told)}）" if told else ""
