"""Suppressions written into a configuration file, its comments and all else left as they are."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Sequence
from pathlib import Path

import yaml

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
        path.write_text("\n".join([f"{_KEY}:", *_items("  ", lines), ""]), encoding="utf-8", newline="\n")
        return path
    before = path.read_bytes()
    text = before.decode("utf-8-sig")
    after = _with(text, lines)
    if after is None or not _adds(text, after, lines):
        told = say(f"加不进 {path}，请自己加在 {_KEY} 下：", f"{path} could not take them; add under {_KEY}:")
        raise NotKept("\n".join([told, *_items("  ", lines)]))
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


def _adds(before: str, after: str, lines: Sequence[str]) -> bool:
    """Whether `after` says what `before` says, and `lines` beside it."""
    old = yaml.safe_load(before) or {}
    try:
        new = yaml.safe_load(after)
    except yaml.YAMLError:
        return False
    return bool(new == {**old, _KEY: [*(old.get(_KEY) or []), *map(yaml.safe_load, lines)]})


def _with(text: str, lines: Sequence[str]) -> str | None:
    """The text of a configuration with more items in its list of suppressions; None where it is no list."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    listed = next((value for key, value in pairs if key.value == _KEY), None)
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    if listed is None:
        gap = "" if not text or text.endswith("\n") else end_of_line
        return text + gap + "".join(f"{line}{end_of_line}" for line in (f"{_KEY}:", *_items("  ", lines)))
    if not isinstance(listed, yaml.SequenceNode):
        return None
    if listed.flow_style:
        at = listed.end_mark.index - 1
        return f"{text[:at]}{', ' if listed.value else ''}{', '.join(lines)}{text[at:]}"
    begins = text.rfind("\n", 0, listed.value[0].start_mark.index) + 1
    indent = text[begins : text.index("-", begins)]
    at = _end(listed)
    at = len(text) if (found := text.find("\n", at)) < 0 else found - (text[found - 1] == "\r")
    return text[:at] + "".join(f"{end_of_line}{line}" for line in _items(indent, lines)) + text[at:]


def _items(indent: str, lines: Sequence[str]) -> list[str]:
    return [f"{indent}- {line}" for line in lines]


def _end(node: yaml.Node) -> int:
    """Where the last scalar of a node ends: block collections are said to end where the next thing begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)
