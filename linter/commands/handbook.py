"""`replylint explain --html`: the pages of the rules, written into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from linter.commands import common
from linter.commands.prepare import Run
from linter.commands.rules import best_fix
from linter.commands.targets import Target
from linter.examples import is_chat, templates_of
from linter.i18n import choose, say
from linter.reports.handbook import MARK, Example, RulePage, Said, site


def write_site(folder: str, rules: Sequence[dict[str, Any]], run: Run) -> None:
    """Writes the site about `rules`; pages of an older one that are not needed go. Exits with 2 and one line
    where the folder holds something else, or cannot be written."""
    place = Path(folder)
    older = _older(place)
    pages = [_page(rule, run) for rule in rules]
    active = sum(page.active for page in pages)
    intro = say(
        f"共 {len(pages)} 条规则，按当前配置启用 {active} 条。",
        f"{len(pages)} rules, {active} of them active by the configuration at hand.",
    )
    try:
        (place / "rules").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        common.stop(
            say(f"{folder}: 写不了：{error.strerror}", f"{folder}: cannot be written: {error.strerror}")
        )
    written = set()
    for name, text in site(pages, intro):
        with Target(str(place / name)) as target:
            target.stream.write(text)
        written.add(place / name)
    for path in older - written:
        path.unlink()
    click.echo(
        say(
            f"已写入 {len(pages)} 条规则的说明，请打开 {place / 'index.html'}",
            f"Wrote {len(pages)} rules: open {place / 'index.html'}",
        ),
        err=True,
    )


def _older(place: Path) -> set[Path]:
    """The pages of an older site. Exits with 2 where a page to be written is somebody else's."""
    found = set()
    for path in (place / "index.html", *sorted((place / "rules").glob("*.html"))):
        if path.is_file():
            if MARK not in path.read_text(encoding="utf-8", errors="replace"):
                common.stop(
                    say(
                        f"{path}: 不是 replylint 写的网页，没有覆盖；请换一个文件夹",
                        f"{path}: not a page of replylint, and left alone; name another folder",
                    )
                )
            found.add(path)
    return found


def _page(rule: dict[str, Any], run: Run) -> RulePage:
    return RulePage(
        id=rule["id"],
        title=choose(rule["title"]),
        severity=run.choice.severities[rule["id"]],
        active=rule["id"] in run.choice.active,
        group=choose(run.plan.docs["rulesets"].get(rule["ruleset"], {})) or rule["ruleset"],
        ruleset=rule["ruleset"],
        source=rule["source"],
        fix=best_fix(rule),
        message=choose(rule["message"]),
        why=choose(rule["why"]).strip(),
        bad=list(_examples(rule, "bad")),
        fine=list(_examples(rule, "ok")),
    )


def _examples(rule: dict[str, Any], kind: str) -> Iterator[Example]:
    for example in rule["examples"]:
        if kind in example:
            yield Example(list(_lines(example, example[kind])), example.get("good"), list(_notes(example)))


def _lines(example: dict[str, Any], shown: Any) -> Iterator[Said]:
    for turn in example.get("context", ()):
        yield _turn(turn)
    if "customer" in example:
        yield Said("customer", example["customer"])
    if isinstance(shown, str):
        yield Said("agent", shown)
    elif is_chat(shown):
        yield from map(_turn, shown)
    else:
        for template in templates_of(shown):
            names = (template[key] for key in ("file", "code", "group", "name") if key in template)
            yield Said(" · ".join(names), template["text"])


def _turn(turn: dict[str, Any]) -> Said:
    who = "customer" if "customer" in turn else "agent"
    at = say(f"（第 {turn['at']} 秒）", f" (at {turn['at']} s)") if "at" in turn else ""
    return Said(who, f"{turn[who]}{at}")


def _notes(example: dict[str, Any]) -> Iterator[str]:
    if "position" in example:
        first = example["position"] == "first"
        yield say("第一条回复", "first reply") if first else say("最后一条回复", "last reply")
    if "named" in example:
        yield say(f"话术名：{example['named']}", f"template: {example['named']}")
