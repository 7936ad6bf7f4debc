"""`[tool.replylint]` of a `pyproject.toml`, read as plain data with the line and column of every value."""

from __future__ import annotations

import re
import sys
from typing import Any

from linter.config.toml_places import places
from linter.i18n import say
from linter.rules.errors import RulesetError
from linter.rules.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = ("tool", "replylint")
_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def parse(text: str, path: str) -> Source | None:
    """The table of a TOML file; None where it has none. Raises `RulesetError` where the file is no TOML."""
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(text, path, str(error)) from None
    for name in TABLE:
        data = data.get(name) if isinstance(data, dict) else None
    if data is None:
        return None
    depth = len(TABLE)
    marks = {at[depth:]: mark for at, mark in places(text).items() if at[:depth] == TABLE}
    return Source(path, data, {at: mark for at, mark in marks.items() if at != ("@key",)})


def _broken(text: str, path: str, message: str) -> RulesetError:
    where = _WHERE.search(message)
    if where and where[1]:
        line, column = int(where[1]), int(where[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    found = _WHERE.sub("", message).strip()
    return RulesetError(path, line, column, found, say("合法的 TOML", "valid TOML"))
