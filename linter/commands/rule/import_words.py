"""`replylint rule import`: a list of forbidden words becomes a ruleset."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from linter.authoring.from_words import Made, Maker
from linter.authoring.known import Known
from linter.authoring.naming import slug
from linter.authoring.rulefile import store, tried
from linter.authoring.wordlist import PARTS, read
from linter.commands import common, options
from linter.commands.rule.ours import enable, loaded, with_rulesets, without
from linter.i18n import say
from linter.model import Refused
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED

_SHOWN = 20


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "import",
        help=say(
            "把质检的禁语表（xlsx、csv；列如 禁语、替换、级别、说明、类别）变成规则集。",
            "Make a ruleset of a list of forbidden words (xlsx, csv; columns such as word, replacement, level, note, category).",
        ),
        epilog=say(
            "退出码：0 全部导入，1 有的行没有导入，2 用法或文件有误。",
            "Exit codes: 0 all was imported, 1 some rows were not, 2 usage or unreadable input.",
        ),
    )
    @click.argument("table")
    @click.option(
        "--output",
        metavar="FILE",
        help=say("写到哪个文件（默认：表名.yaml）。", "The file to write (default: NAME.yaml)."),
    )
    @click.option(
        "--name",
        metavar="NAME",
        help=say(
            "规则集的名字，也是规则编号的开头（默认由文件名来）。",
            "Name of the ruleset, with which its ids begin.",
        ),
    )
    @click.option(
        "--column",
        multiple=True,
        metavar="word=NAME",
        help=say(
            f"列名不同时指明：{'、'.join(PARTS)}=列名（可多次）。",
            f"What a column is called: {', '.join(PARTS)}=NAME (repeatable).",
        ),
    )
    @click.option(
        "--skip-covered",
        is_flag=True,
        help=say("已有规则会报的词不再导入。", "Leave out words that other rules find already."),
    )
    @click.option("--force", is_flag=True, help=say("覆盖已有的文件。", "Overwrite an existing file."))
    @options.enable()
    @options.configuration()
    def import_words(table: str, **given: Any) -> None:
        sys.exit(_import(table, given))

    return import_words


def _import(table: str, given: dict[str, Any]) -> int:
    columns = _columns(given["column"])
    name = given["name"] or slug(Path(table).stem, "words")
    path = Path(given["output"] or f"{Path(table).stem}.yaml")
    if name in SHIPPED:
        common.stop(
            say(
                f"规则集 {name} 是自带的；请用 --name 另起名字", f"{name} is a shipped ruleset: give a --name"
            )
        )
    if path.exists() and not given["force"]:
        common.stop(
            say(f"{path} 已经有了；--force 覆盖它", f"{path} is there already; --force overwrites it")
        )
    config = loaded(given)
    others_only = without(config, path)
    run = with_rulesets(others_only, ())
    try:
        listed = read(Path(table).read_bytes(), table, columns)
        before = path.read_bytes() if path.exists() else None
        maker = Maker(Known(run.plan.run, run.choice.active), run.plan.docs, others_only)
        made = maker.make(listed, path, before, name, skip_covered=given["skip_covered"])
        if not made.rules:
            for problem in made.problems:
                common.tell(problem)
            common.stop(say(f"{table}：没有可导入的词", f"{table}: no words to import"))
        _, failed = tried(made.draft, others_only)
        if failed:
            common.stop(say(f"没有写：{failed[0]}", f"nothing was written: {failed[0]}"))
        store(made.draft)
    except OSError as error:
        common.stop(f"{error.filename or table}: {error.strerror}")
    except (Refused, RulesetError) as error:
        common.stop(error)
    _tell(made)
    enable(path, config, wanted=given["enable"])
    return int(any(problem.fatal for problem in made.problems))


def _tell(made: Made) -> None:
    for problem in made.problems:
        common.tell(problem._replace(line=None))
    click.echo(
        say(
            f"已写好 {made.draft.path}：{made.words} 个词，{made.rules} 条规则，例句都成立。",
            f"Wrote {made.draft.path}: {made.words} words, {made.rules} rules; their examples hold.",
        )
    )
    if made.anywhere:
        words = say("、", ", ").join(made.anywhere[:_SHOWN])
        click.echo(
            say(
                f"这些词分词认不出来，按原字查找（可能误报，请留意）：{words}",
                f"No words of their own by segmentation, so they are looked for anywhere: {words}",
            )
        )
    if made.covered:
        click.echo(
            say(
                f"{len(made.covered)} 个词已有规则会报（--skip-covered 可不导入）：",
                f"{len(made.covered)} words are found by other rules already (--skip-covered leaves them out):",
            )
        )
        for entry, rules in made.covered[:_SHOWN]:
            click.echo(
                say(f"  第 {entry.row} 行 “{entry.word}”：", f"  row {entry.row} “{entry.word}”: ")
                + ", ".join(rules)
            )
        if len(made.covered) > _SHOWN:
            click.echo(f"  … {len(made.covered) - _SHOWN}")


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for one in given:
        part, _, column = one.partition("=")
        if part not in PARTS or not column:
            common.stop(
                say(
                    f"--column {one!r}：应写成 {'、'.join(PARTS)} 之一=列名",
                    f"--column {one!r}: expected one of {', '.join(PARTS)}, =, and the column's name",
                )
            )
        columns[part] = column.lower()
    return columns
