"""`replylint rule new`: a rule of one's own, by questions or by options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from linter.authoring.known import Known
from linter.authoring.naming import slug
from linter.authoring.rulefile import Draft, store, tried, with_rule
from linter.authoring.wordlist import in_a_sentence
from linter.authoring.words import do_not_say, rule_of
from linter.commands import common, options
from linter.commands.rule.ours import enable, loaded, with_rulesets, without
from linter.config import Config
from linter.i18n import say
from linter.model import SEVERITIES, Refused
from linter.rules.errors import RulesetError
from linter.rules.language import RuleId
from linter.rules.names import SHIPPED
from linter.rules.source import Source

_FILE = "our-rules.yaml"


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "new",
        help=say(
            "新建一条规则，写进自己的规则集；例句成立才写。没给的会问。",
            "Make a rule and write it into a ruleset of yours, once its examples hold. What is not given is asked for.",
        ),
    )
    @click.option(
        "--id", "identifier", metavar="ID", help=say("编号，如 our.rival。", "Its id, such as our.rival.")
    )
    @click.option("--title", metavar="TEXT", help=say("标题。", "Its title."))
    @click.option(
        "--severity", type=click.Choice(SEVERITIES), help=say("级别（默认 warning）。", "Severity (warning).")
    )
    @click.option(
        "--word",
        multiple=True,
        metavar="WORD",
        help=say("要找的词（独立的词，可多次）。", "A word to find, as one of its own (repeatable)."),
    )
    @click.option(
        "--phrase",
        multiple=True,
        metavar="TEXT",
        help=say("要找的字串（哪里都算，可多次）。", "A phrase to find anywhere (repeatable)."),
    )
    @click.option(
        "--pattern",
        metavar="REGEX",
        help=say("要找的正则（见 docs/rules.zh-CN.md）。", "A pattern to find (docs/rules.md)."),
    )
    @click.option(
        "--message",
        metavar="TEXT",
        help=say("提示语；{match} 是命中的字。", "What to tell; {match} is what was found."),
    )
    @click.option(
        "--why", metavar="TEXT", help=say("为什么（默认同提示语）。", "Why (default: the message).")
    )
    @click.option(
        "--source",
        metavar="TEXT",
        help=say("出处，如 品牌手册 3.2。", "Where it is written, such as a handbook."),
    )
    @click.option(
        "--with",
        "instead",
        multiple=True,
        metavar="TEXT",
        help=say(
            "换成什么（可多次，最好的在前；空：删去）。",
            "What to write instead (repeatable, the best first; empty: it goes).",
        ),
    )
    @click.option(
        "--safe",
        is_flag=True,
        help=say("替换不改意思，--fix 可直接用。", "The replacement keeps the meaning: --fix applies it."),
    )
    @click.option(
        "--unless",
        multiple=True,
        type=click.Choice(["negated", "question", "quoted"]),
        help=say(
            "否定、问句、引用时不算（可多次）。", "Not where it is negated, asked or quoted (repeatable)."
        ),
    )
    @click.option(
        "--bad",
        multiple=True,
        metavar="TEXT",
        help=say("该报的例句（可多次）。", "An example that is found (repeatable)."),
    )
    @click.option(
        "--ok",
        multiple=True,
        metavar="TEXT",
        help=say("不该报的例句（可多次）。", "An example that is not (repeatable)."),
    )
    @click.option(
        "--file",
        "path",
        metavar="FILE",
        default=_FILE,
        show_default=True,
        help=say("写进哪个规则集（没有就新建）。", "The ruleset to write into (made when it is missing)."),
    )
    @click.option(
        "--no-input",
        is_flag=True,
        help=say("不提问，缺什么就报错。", "Ask nothing; what is missing is an error."),
    )
    @options.enable()
    @options.configuration()
    def new(**given: Any) -> None:
        sys.exit(_new(given))

    return new


def _new(given: dict[str, Any]) -> int:
    path = Path(given["path"])
    if given["path"] in SHIPPED:
        common.stop(say("自带的规则集不能改", "a shipped ruleset cannot be changed"))
    config = loaded(given)
    asked = _ask(given)
    known = _known(config, path)
    for kind in ("word", "phrase"):
        given[kind] = tuple(map(known.program.fold, given[kind]))
    while True:
        try:
            draft = with_rule(path, slug(path.stem, "our"), rule_of(**_rule(given)))
            failed = _failures(draft, given["identifier"], config)
        except OSError as error:
            common.stop(f"{error.filename or path}: {error.strerror}")
        except (RulesetError, Refused) as error:
            common.stop(error)
        if not failed:
            break
        if not asked:
            common.stop(say(f"没有写：{failed[0]}", f"nothing was written: {failed[0]}"))
        for failure in failed:
            click.echo(failure)
        given["bad"] = _several(_bad_question(), given["bad"])
        given["ok"] = _several(_ok_question(), given["ok"])
    words = (*given["word"], *given["phrase"])
    covered = [(word, found) for word in words if (found := known.rules(word, in_a_sentence(word)))]
    try:
        store(draft)
    except OSError as error:
        common.stop(f"{error.filename or path}: {error.strerror}")
    except Refused as error:
        common.stop(error)
    identifier, bad, ok = given["identifier"], len(given["bad"]), len(given["ok"])
    click.echo(
        say(
            f"已把 {identifier} 写进 {path}：{bad} 条 bad、{ok} 条 ok 例句都成立。",
            f"{identifier} is in {path}; its {bad} bad and {ok} ok examples hold.",
        )
    )
    for word, rules in covered:
        names = ", ".join(rules)
        click.echo(
            say(f"提示：“{word}” 已有规则会报：{names}", f"note: “{word}” is found already, by {names}")
        )
    enable(path, config, wanted=given["enable"])
    return 0


def _ask(given: dict[str, Any]) -> bool:
    """Asks for what is missing; whether anything was asked. Exits with 2 where nobody answers."""
    missing = _missing(given)
    if missing and given["no_input"]:
        common.stop(say(f"还缺 {', '.join(missing)}", f"missing: {', '.join(missing)}"))
    try:
        if given["identifier"] is None:
            given["identifier"] = click.prompt(
                say("编号（如 our.rival）", "Id (such as our.rival)"), value_proc=_identifier
            )
        else:
            _identifier(given["identifier"])
        if not missing:
            return False
        if given["title"] is None:
            given["title"] = click.prompt(say("标题", "Title"))
        if given["severity"] is None:
            given["severity"] = click.prompt(
                say("级别", "Severity"), type=click.Choice(SEVERITIES), default="warning"
            )
        if not (given["word"] or given["phrase"] or given["pattern"]):
            given["word"] = _several(
                say(
                    "要找的词（几个用逗号隔开；正则请直接回车）",
                    "Words to find (commas between; none for a pattern)",
                ),
                (),
            )
            if not given["word"]:
                given["pattern"] = click.prompt(say("要找的正则", "Pattern"))
        if given["message"] is None:
            given["message"] = click.prompt(say("提示语", "Message"), default=do_not_say())
        if not given["instead"]:
            given["instead"] = _several(
                say("换成什么（几种用逗号隔开；没有就回车）", "What to write instead (commas between; none)"),
                (),
            )
        if not given["bad"]:
            given["bad"] = (click.prompt(_bad_question()),)
        if not given["ok"]:
            given["ok"] = (click.prompt(_ok_question()),)
    except click.Abort:
        missing = _missing(given)
        common.stop(
            say(
                f"没有回答，什么也没写；还缺 {', '.join(missing)}",
                f"no answer, and nothing was written; missing: {', '.join(missing)}",
            )
        )
    except click.BadParameter as error:
        common.stop(error.message)
    return True


def _missing(given: dict[str, Any]) -> list[str]:
    """The options without which there is no rule."""
    missing = [] if given["identifier"] else ["--id"]
    if not (given["word"] or given["phrase"] or given["pattern"]):
        missing.append(say("--word（或 --phrase、--pattern）", "--word (or --phrase, --pattern)"))
    return missing + [f"--{name}" for name in ("bad", "ok") if not given[name]]


def _identifier(text: str) -> str:
    try:
        RuleId().check(text, (), Source("--id", None, {}))
    except RulesetError as error:
        raise click.BadParameter(
            say(
                f"--id：发现 {error.found}，应为 {error.expected}",
                f"--id: found {error.found}, expected {error.expected}",
            )
        ) from None
    return text


def _bad_question() -> str:
    return say("一句该报的话", "A sentence that is found")


def _ok_question() -> str:
    return say("一句有这个词却不该报的话", "A sentence that is fine, although it looks like it")


def _several(question: str, before: tuple[str, ...]) -> tuple[str, ...]:
    given: str = click.prompt(question, default=say("，", ", ").join(before), show_default=bool(before))
    if before:
        return (given,) if len(before) == 1 else tuple(_parts(given))
    return tuple(_parts(given))


def _parts(text: str) -> list[str]:
    wide = "\uff0c"
    return [part.strip() for part in text.replace(wide, ",").split(",") if part.strip()]


def _rule(given: dict[str, Any]) -> dict[str, Any]:
    keys = ("identifier", "title", "severity", "word", "phrase", "pattern", "message", "why", "source")
    return {key: given[key] for key in (*keys, "instead", "safe", "unless", "bad", "ok")}


def _failures(draft: Draft, identifier: str, config: Config) -> list[str]:
    """The examples of the rule that do not hold. Raises `RulesetError`, `OSError`."""
    _, failed = tried(draft, config)
    mine = (failure for failure in failed if failure.id == identifier)
    return [f"{one.id}: {one.reason}{say('：', ': ')}{one.text}" for one in mine]


def _known(config: Config, path: Path) -> Known:
    """The rules there are, those of the file aside."""
    run = with_rulesets(without(config, path), ())
    return Known(run.plan.run, run.choice.active)
