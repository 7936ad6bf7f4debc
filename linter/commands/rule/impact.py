"""`replylint rule impact`: what a ruleset or a configuration adds and takes away, on real chats."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from linter import config
from linter.authoring.revisions import at_revision
from linter.commands import common, options
from linter.commands.prepare import read_options
from linter.commands.rule.ours import absolute, lenient, loaded, names_with, prepared, without
from linter.commands.watch import Watch
from linter.config import Config, UnknownProfile, UnknownRule, excluding
from linter.examples import OwnExampleFails
from linter.i18n import say
from linter.impact import Change, Impact
from linter.model import Refused
from linter.pipeline.discover import Found, discover
from linter.pipeline.outcome import Outcome
from linter.pipeline.prepare import Run, settings_of
from linter.pipeline.run import outcomes, processes
from linter.reports.places import Placed
from linter.reports.terminal import indented_json, printable, width
from linter.rules.errors import RulesetError
from linter.rules.load import ruleset_path
from linter.rules.names import SHIPPED
from linter.rules.plan import plan_key

_REPLY = 60
"""Characters of a sample that are shown."""


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "impact",
        help=say(
            "在真实的话术、聊天记录上看一个规则集（或配置）带来的变化：哪些多报了，哪些不报了，各举几例。",
            "What a ruleset (or a configuration) changes on real replies and chats: what is found besides, what no longer, with samples.",
        ),
    )
    @click.argument("ruleset")
    @click.argument("corpus", nargs=-1, required=True)
    @click.option(
        "--against",
        metavar="REV|FILE",
        help=say(
            "和哪一版比：git 的版本（如 HEAD）或另一个文件；默认和没有它时比。",
            "The version to compare with: a git revision (HEAD) or another file; by default, none of it.",
        ),
    )
    @click.option(
        "--samples",
        type=click.IntRange(0),
        default=3,
        show_default=True,
        metavar="N",
        help=say("每条规则举几例。", "Samples for each rule."),
    )
    @options.text_or_json()
    @options.selection()
    @options.reading()
    @options.configuration()
    @options.jobs()
    @options.personal_data()
    def impact(ruleset: str, corpus: tuple[str, ...], **given: Any) -> None:
        sys.exit(_impact(ruleset, corpus, given))

    return impact


class _Sides(NamedTuple):
    """The rules before and after, and what each is called."""

    before: Run
    after: Run
    names: tuple[str, str]


def _impact(ruleset: str, corpus: tuple[str, ...], given: dict[str, Any]) -> int:
    if "-" in corpus:
        common.stop(say("rule impact 要读两遍，不能用标准输入", "rule impact reads twice: no standard input"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            sides = _sides(ruleset, given, Path(folder))
        except OSError as error:
            common.stop(f"{error.filename or ruleset}: {error.strerror}")
        except (Refused, RulesetError, UnknownRule, UnknownProfile, OwnExampleFails) as error:
            common.stop(error)
        found = Impact(given["samples"])
        with ExitStack() as stack:
            files = discover(corpus, excluding(sides.after.config))
            watch = Watch(sum(file.size for file in files.files))
            watch.show_progress(stack)
            streams = [_outcomes(run, files, given) for run in (sides.before, sides.after)]
            for before, after in zip(*streams, strict=True):
                watch.see(before)
                found.add(before.text, after.text)
        watch.end()
    new = {
        rule: severity
        for rule, severity in sides.after.choice.severities.items()
        if rule in sides.after.choice.active and rule not in sides.before.choice.active
    }
    changes = found.changes(new)
    if given["output_format"] == "json":
        click.echo(indented_json(_json(sides, watch.summary.replies, changes, found)))
    else:
        for line in _text(sides, watch.summary.replies, changes, found):
            click.echo(printable(line))
    return common.UNUSABLE if watch.failed else 0


def _outcomes(run: Run, found: Found, given: dict[str, Any]) -> Iterator[Outcome]:
    settings = settings_of(
        run,
        options=read_options(run.config, given["role"]),
        input_format=given["input_format"],
        output="places",
        show_personal_data=given["show_personal_data"],
        library="whole",
    )
    yield Outcome(problems=found.problems)
    made = {plan_key(settings.rulesets, settings.overlays): run.plan}
    yield from outcomes(found.files, [settings], processes(given["jobs"], found.files), made)


def _sides(ruleset: str, given: dict[str, Any], folder: Path) -> _Sides:
    """The rules before and after. Raises `Refused`, `RulesetError`, `UnknownRule`, `UnknownProfile`, `OSError`."""
    now = loaded(given)
    shipped = ruleset in SHIPPED and not Path(ruleset).exists()
    path = ruleset_path(ruleset) if shipped else Path(ruleset)
    against = given["against"]
    older = None
    if against is not None:
        older = Path(against) if Path(against).is_file() else at_revision(path, against, folder)
    if shipped or _is_ruleset(path):
        if older and path.resolve() == _shipped(path.stem):
            common.stop(
                say(
                    f"{path} 是自带的规则集，别的规则集要用它，不能只换这一份；--against 用于自己的规则集",
                    f"{path} is a shipped ruleset on which others build; --against is for rulesets of your own",
                )
            )
        before, after = _with_and_without(now, ruleset, path, older)
        name = say(f"没有 {ruleset}", f"without {ruleset}")
    else:
        before, after = _configurations(now, path, older, given["profile"])
        name = say("现在的配置", "the configuration as it is")
    names = (against or name, ruleset)
    chosen = common.split(given["select"]), common.split(given["ignore"])
    base = lenient(before)._replace(suppressions=())
    ahead = prepared(after, *chosen, cache=False)
    run = prepared(base, cache=older is None)
    layer = config.Layer(chosen[0] or None, chosen[1], strict=False)
    choice = config.choose(run.plan.severities, [*base.layers, layer], "hint")
    config_before = run.config._replace(suppressions=before.suppressions)
    return _Sides(run._replace(choice=choice, config=config_before), ahead, names)


def _is_ruleset(path: Path) -> bool:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return True
    return not isinstance(data, dict) or "ruleset" in data


def _with_and_without(now: Config, name: str, path: Path, older: Path | None) -> tuple[Config, Config]:
    """The configuration without a ruleset, or with an older version of it, and with it."""
    known = now.rulesets
    own = absolute(name)
    spelt = [own, str(path.resolve()), *([path.stem] if path.resolve() == _shipped(path.stem) else [])]
    place = next((known.index(one) for one in spelt if one in known), None)
    if place is None:
        base, after = now, names_with(now, [name])
        older_side = names_with(now, [str(older)]) if older else base
    else:
        after = now
        swapped = [*known[:place], *([str(older.resolve())] if older else []), *known[place + 1 :]]
        older_side = without(now, path)._replace(rulesets=tuple(swapped))
    return older_side, after


def _shipped(name: str) -> Path | None:
    return ruleset_path(name).resolve() if name in SHIPPED else None


def _configurations(
    now: Config, path: Path, older: Path | None, profile: str | None
) -> tuple[Config, Config]:
    """An older configuration, or the one that holds now (none where it is the same file), and another."""
    after = config.load(path, profile)
    if older is not None:
        return config.load(older, profile), after
    same = now.file is not None and now.file.resolve() == path.resolve()
    return (config.load(None, profile) if same else now), after


def _text(sides: _Sides, replies: int, changes: list[Change], found: Impact) -> Iterator[str]:
    added, removed = sum(one.added for one in changes), sum(one.removed for one in changes)
    severity = sum(one.severity for one in changes)
    before, after = sides.names
    yield say(
        f"{before} → {after}：{replies} 条回复，多报 {added} 处，少报 {removed} 处，"
        f"级别变 {severity} 处，改写变 {found.rewrites} 条。",
        f"{before} → {after}: {replies} replies; {added} findings more, {removed} fewer, "
        f"{severity} of another severity, {found.rewrites} replies rewritten otherwise.",
    )
    if not changes:
        return
    yield ""
    longest = max(len(one.rule) for one in changes)
    heads = say("之前 之后 多报 少报 级别变", "before after more fewer severity").split()
    yield " " * longest + "".join(" " * max(1, 9 - width(head)) + head for head in heads)
    for one in changes:
        counts = (one.before, one.after, one.added, one.removed, one.severity)
        yield f"{one.rule:{longest}}" + "".join(f"{count:9}" for count in counts)
    for one in changes:
        for title, samples in (
            (say("多报", "more"), one.samples_added),
            (say("少报", "fewer"), one.samples_removed),
        ):
            if samples:
                yield ""
                yield f"{title}  {one.rule}"
                yield from (f"  {sample.path}:{sample.line}  {_shown(sample)}" for sample in samples)
    if found.rewritten:
        yield ""
        yield say("改写变了", "rewritten otherwise")
        for reply in found.rewritten:
            yield f"  {reply.path}:{reply.line}  {reply.reply[:_REPLY]}"
            yield f"    - {reply.before or say('（没有）', '(none)')}"
            yield f"    + {reply.after or say('（没有）', '(none)')}"


def _shown(sample: Placed) -> str:
    """The reply around what was found, which is marked."""
    start = max(0, sample.start - _REPLY // 2)
    end = min(len(sample.reply), max(sample.end, start) + _REPLY // 2)
    marked = f"{sample.reply[start : sample.start]}[{sample.match}]{sample.reply[sample.end : end]}"
    return f"{'…' if start else ''}{marked if sample.match else sample.reply[start:end]}{'…' if end < len(sample.reply) else ''}"


def _json(sides: _Sides, replies: int, changes: list[Change], found: Impact) -> dict[str, Any]:
    return {
        "version": 1,
        "before": sides.names[0],
        "after": sides.names[1],
        "replies": replies,
        "rules": [
            {
                **{
                    key: getattr(one, key)
                    for key in ("rule", "before", "after", "added", "removed", "severity")
                },
                "samples": {
                    "added": [_sample(sample) for sample in one.samples_added],
                    "removed": [_sample(sample) for sample in one.samples_removed],
                },
            }
            for one in changes
        ],
        "rewrites": {"changed": found.rewrites, "samples": [one._asdict() for one in found.rewritten]},
    }


def _sample(sample: Placed) -> dict[str, Any]:
    return {key: getattr(sample, key) for key in ("path", "line", "severity", "match", "reply")}
