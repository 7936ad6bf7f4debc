"""Suppressions written into a configuration file, its comments and all else left as they are."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Sequence
from pathlib import Path

from linter.authoring.yaml_lists import lines as in_list
from linter.authoring.yaml_lists import with_items
from linter.config import NAMES, Suppression
from linter.i18n import say
from linter.repair.files import replace_file

_KEY = "suppressions"
_BOM = b"\xef\xbb\xbf"


class NotKept(Exception):
    """Suppressions that could not be written; carries what to tell, and the lines to write by hand."""


def keep(suppressions: Sequence[Suppression], file: Path | None) -> Path:
    """Adds suppressions to a configuration file, or to a new one in the working folder; gives its path.
    Raises `NotKept`, `Unwritable`, `OSError`."""
    path = file or Path(NAMES[0])
    if path.suffix.lower() == ".toml":
        return _keep_in_toml(suppressions, path)
    lines = [_line(one, path.parent) for one in suppressions]
    if not path.exists():
        path.write_text("\n".join([f"{_KEY}:", *in_list("  ", lines), ""]), encoding="utf-8", newline="\n")
        return path
    before = path.read_bytes()
    text = before.decode("utf-8-sig")
    after = with_items(text, _KEY, lines)
    if after is None:
        told = say(f"加不进 {path}，请自己加在 {_KEY} 下：", f"{path} could not take them; add under {_KEY}:")
        raise NotKept("\n".join([told, *in_list("  ", lines)]))
    replace_file(path, before, (_BOM if before.startswith(_BOM) else b"") + after.encode())
    return path


def _values(one: Suppression, folder: Path) -> dict[str, str]:
    """What is to be written of a suppression, quoted as YAML and TOML have it."""
    path = (
        os.path.relpath(Path(one.path).resolve(), folder.resolve()).replace(os.sep, "/") if one.path else ""
    )
    values = one._replace(path=glob.escape(path.replace("../", "")))._asdict()
    return {key: json.dumps(value, ensure_ascii=False) for key, value in values.items() if value}


def _line(one: Suppression, folder: Path) -> str:
    written = (f"{key}: {value}" for key, value in _values(one, folder).items())
    return f"{{ {', '.join(written)} }}"


def _keep_in_toml(suppressions: Sequence[Suppression], path: Path) -> Path:
    """Adds suppressions as tables at the end of a TOML file. Raises `NotKept`, `Unwritable`, `OSError`."""
    from linter.config.read import read
    from linter.config.toml import TABLE, parse
    from linter.rules.errors import RulesetError

    before = path.read_bytes()
    text = before.decode("utf-8-sig")
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    added = [_values(one, path.parent) for one in suppressions]
    lines = [
        line
        for values in added
        for line in (
            "",
            f"[[{'.'.join(TABLE)}.{_KEY}]]",
            *(f"{key} = {value}" for key, value in values.items()),
        )
    ]
    gap = "" if not text or text.endswith("\n") else end_of_line
    after = text + gap + "".join(f"{line}{end_of_line}" for line in lines)
    old = read(path).data
    wanted = [{key: json.loads(value) for key, value in values.items()} for values in added]
    try:
        new = parse(after, str(path))
    except RulesetError:
        new = None
    if new is None or new.data != {**old, _KEY: [*old.get(_KEY, []), *wanted]}:
        told = say(f"加不进 {path}，请自己加：", f"{path} could not take them; add:")
        raise NotKept("\n".join([told, *lines]))
    replace_file(path, before, (_BOM if before.startswith(_BOM) else b"") + after.encode())
    return path
