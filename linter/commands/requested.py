"""The reports that `--output-file` asks for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linter.commands import common
from linter.config import NAMES
from linter.i18n import say
from linter.reports import FORMATS
from linter.rules.schema import suggestion


def requested(given: Mapping[str, Any], paths: Sequence[str]) -> dict[str, str]:
    """The formats of the reports beside the one of `--format`, by their files. Exits with 2 and one line where
    something is wrong with them: two reports for one file, or a file that is to be checked itself."""
    formats: dict[str, str] = {}
    taken = {Path(path).resolve() for path in paths if path != "-" and Path(path).is_file()}
    if given["output"] is not None:
        _take(given["output"], taken, "--output")
    for one in given["output_files"]:
        name, equals, path = one.partition("=")
        if not (equals and path):
            common.stop(
                say(
                    f"--output-file {one!r}：应写成 格式=文件，例如 sarif=out.sarif",
                    f"--output-file {one!r}: expected FORMAT=FILE, such as sarif=out.sarif",
                )
            )
        if name not in FORMATS:
            advice = suggestion(name, FORMATS)
            common.stop(
                say(f"--output-file {one!r}：没有格式 {name!r}", f"--output-file {one!r}: no format {name!r}")
                + (say("；", "; ") + advice if advice else "")
                + say(f"；有 {', '.join(FORMATS)}", f"; there are {', '.join(FORMATS)}")
            )
        _take(path, taken, "--output-file")
        formats[path] = name
    if formats and (given["diff"] or given["interactive"]):
        common.stop(
            say(
                "--output-file 不能和 --diff 或 --interactive 一起用",
                "--output-file cannot go with --diff or --interactive",
            )
        )
    return formats


def _take(path: str, taken: set[Path], option: str) -> None:
    """Notes that a file is spoken for."""
    place = Path(path).resolve()
    if place in taken or place.name in NAMES:
        common.stop(
            say(
                f"{option} {path}: 这个文件要检查、正在用，或已另有报告写入；请换一个文件名",
                f"{option} {path}: this file is to be checked, is in use, or has another report; name another file",
            )
        )
    if place.is_file() or not place.exists():
        taken.add(place)


def literally(path: str) -> str:
    """A pattern of what is left out that stands for one path, as it is met in folders."""
    from glob import escape

    return escape(os.path.relpath(path).replace(os.sep, "/"))
