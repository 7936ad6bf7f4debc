"""`replylint config`: the configuration that holds for a file, and where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from linter.commands import common, options, prepare
from linter.config.effective import DEFAULT, OPTION, Origin, Value, effective
from linter.config.merge import nested
from linter.i18n import say
from linter.reports.terminal import indented_json, printable


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "config",
        help=say(
            "一个文件（默认：当前文件夹）实际用的配置，每个值从哪里来。",
            "The configuration that holds for a file (default: the current folder), and where each value comes from.",
        ),
    )
    @click.argument("path", required=False)
    @options.text_or_json()
    @options.selection()
    @options.configuration()
    def config(path: str | None, **given: Any) -> None:
        if path is not None and not (Path(path).exists() or Path(path).parent.is_dir()):
            common.stop(say(f"{path}: 没有这个文件夹", f"{path}: there is no such folder"))
        run = prepare.Runs(given, [path] if path else ()).main
        values = effective(run.config, _options(given))
        if given["output_format"] == "json":
            click.echo(indented_json(_json(path, run, values)))
        else:
            click.echo("\n".join(_text(run, values)))

    return config


def _options(given: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    """What the command line says instead of a configuration, by key."""
    said = {
        "profile": ("--profile", given["profile"]),
        "select": ("--select", list(common.split(given["select"]))),
        "ignore": ("--ignore", list(common.split(given["ignore"]))),
    }
    return {key: (name, value) for key, (name, value) in said.items() if value}


def _text(run: prepare.Run, values: Sequence[Value]) -> Iterator[str]:
    """YAML that says the same, with the origin of each value beside it."""
    file = run.config.file
    yield "# " + (
        say("配置文件：", "configuration: ") + _short(str(file))
        if file
        else say("没有配置文件", "no configuration file")
    )
    above: tuple[str, ...] = ()
    for value in values:
        path = value.at if value.item else value.at[:-1]
        shared = 0
        while shared < min(len(path), len(above)) and path[shared] == above[shared]:
            shared += 1
        for depth in range(shared, len(path)):
            yield f"{'  ' * depth}{_plain(path[depth])}:"
        above = path
        indent = "  " * len(path)
        begins = f"{indent}- " if value.item else f"{indent}{_plain(value.at[-1])}: "
        yield f"{begins}{_plain(value.value)}  # {_told(value.origin)}"


def _plain(value: Any) -> str:
    """A value as YAML has it, on one line."""
    import yaml

    text: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, width=10**9, sort_keys=False
    )
    return printable(text.removesuffix("\n").removesuffix("\n...").removesuffix("\n"))


def _told(origin: Origin) -> str:
    if origin.kind == DEFAULT:
        return say("默认", "default")
    if origin.kind == OPTION:
        return origin.option
    if origin.kind == "profile":
        place = f"{Path(origin.path).stem}:{origin.line}"
        return say(f"方案 {place}", f"profile {place}")
    place = f"{_short(origin.path)}:{origin.line}"
    return f"{place} (overrides)" if origin.kind == "override" else place


def _short(path: str) -> str:
    """A path as seen from the working folder, where that is shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:
        return printable(path)
    return printable(min(near, path, key=len))


def _json(path: str | None, run: prepare.Run, values: Sequence[Value]) -> dict[str, Any]:
    file = run.config.file
    return {
        "version": 1,
        "path": path or ".",
        "file": str(file) if file else None,
        "parts": [
            {"kind": part.kind, "path": part.source.path, "line": part.source.marks.get((), (1, 1))[0]}
            for part in run.config.parts
        ],
        "config": nested(values),
        "values": [
            {"at": list(value.at), "item": value.item, "value": value.value, "from": _origin(value.origin)}
            for value in values
        ],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    if origin.kind == DEFAULT:
        return {"kind": origin.kind}
    if origin.kind == OPTION:
        return {"kind": origin.kind, "option": origin.option}
    return {"kind": origin.kind, "path": origin.path, "line": origin.line, "column": origin.column}
