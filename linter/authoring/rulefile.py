"""Ruleset files of the user's: made, added to with everything else byte for byte kept, and tried out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from linter.authoring.yaml_lists import lines, with_items
from linter.config import NAMES, Config
from linter.examples import Failure, failures
from linter.i18n import say
from linter.model import Problem, Refused
from linter.repair.files import replace_file
from linter.rules.errors import RulesetError
from linter.rules.plan import Plan, plan

_BOM = b"\xef\xbb\xbf"
_RULES, _RULESETS = "rules", "rulesets"
_WIDTH = 110


class Draft(NamedTuple):
    """A file as it shall be: `before` are its bytes now (None: there is none), `text` the new text."""

    path: Path
    before: bytes | None
    text: str


class _Indenting(yaml.SafeDumper):
    """Writes lists behind the margin of their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


def as_yaml(data: Mapping[str, Any]) -> str:
    """A rule as it is written into a ruleset."""
    text: str = yaml.dump(
        dict(data),
        Dumper=_Indenting,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=_WIDTH,
    )
    return text


def ruleset_text(head: Mapping[str, Any], rules: Sequence[Mapping[str, Any]], comment: str = "") -> str:
    """A ruleset file with rules, under a comment."""
    told = "".join(f"# {line}\n" for line in comment.splitlines())
    items = "\n\n".join("\n".join(lines("  ", [as_yaml(rule)])) for rule in rules)
    top = "".join(f"{key}: {_on_a_line(value)}\n" for key, value in head.items())
    return f"{told}{top}\nrules:\n{items}\n"


def with_rule(path: Path, name: str, rule: Mapping[str, Any]) -> Draft:
    """A ruleset file with one more rule; where there is no such file, a new one called `name`. Raises
    `Refused`, `OSError`."""
    if not path.exists():
        return Draft(path, None, ruleset_text({"ruleset": name}, [rule]))
    before = path.read_bytes()
    text = _decoded(before, path)
    if not _says_something(text):
        gap = "" if not text or text.endswith("\n") else "\n"
        return Draft(path, before, text + gap + ruleset_text({"ruleset": name}, [rule]))
    after = with_items(text, _RULES, [as_yaml(rule)])
    if after is None:
        told = say(
            f"没法把规则加进这个文件（rules 不是普通的列表），请自己加上：\n{as_yaml(rule)}",
            f"the rule cannot be added (`rules` is no plain list); add it by hand:\n{as_yaml(rule)}",
        )
        raise Refused(Problem(str(path), told))
    return Draft(path, before, after)


def tried(draft: Draft, config: Config) -> tuple[Plan, list[Failure]]:
    """The plan of a configuration with a draft, and the examples of the draft that do not hold. Writes
    nothing but a file beside it that is gone again. Raises `RulesetError`, `OSError`."""
    folder = draft.path.resolve().parent
    try:
        handle, name = tempfile.mkstemp(prefix=".replylint-", suffix=".yaml", dir=folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(draft.path)) from None
    trial = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(draft.text)
        others = [one for one in config.rulesets if one != str(draft.path.resolve())]
        try:
            made = plan([*others, name], config.overlays, cache=False)
        except RulesetError as error:
            where = str(draft.path) if error.path == name else error.path
            found = error.found.replace(name, str(draft.path))
            advice = error.advice.replace(name, str(draft.path))
            raise RulesetError(where, error.line, error.column, found, error.expected, advice) from None
        own = {
            "rules": [rule for rule in made.docs["rules"] if rule["place"][0] == name],
            "signals": [signal for signal in made.docs["signals"] if signal["place"][0] == name],
        }
        mine = made._replace(docs={**own, "library": made.docs["library"]})
        failed = [failure._replace(place=(str(draft.path), *failure.place[1:])) for failure in failures(mine)]
        return mine, failed
    finally:
        trial.unlink(missing_ok=True)


def store(draft: Draft) -> None:
    """Writes a draft. Raises `Unwritable`, `OSError`."""
    if draft.before is None:
        with draft.path.open("x", encoding="utf-8", newline="") as file:
            file.write(draft.text)
        return
    bom = _BOM if draft.before.startswith(_BOM) else b""
    replace_file(draft.path, draft.before, bom + draft.text.encode())


def is_enabled(path: Path, config: Config) -> bool:
    """Whether a configuration names a ruleset."""
    return str(path.resolve()) in config.rulesets


def enabled(path: Path, config: Config) -> Draft:
    """The configuration file (a new one where there is none) that names a ruleset besides. Raises `Refused`,
    `OSError`."""
    file = config.file or Path(NAMES[0])
    folder = file.resolve().parent
    relative = os.path.relpath(path.resolve(), folder).replace(os.sep, "/")
    item = relative if relative.startswith("../") else f"./{relative}"
    before = file.read_bytes() if file.exists() else None
    text = "" if before is None else _decoded(before, file)
    after = None
    if file.suffix != ".toml":
        named = (yaml.safe_load(text) or {}).get(_RULESETS)
        items = [item] if named else [*config.rulesets, item]
        after = with_items(text, _RULESETS, [_on_a_line(one) for one in items])
    if after is None:
        told = say(
            f"没法改这个配置，请自己在 rulesets 里加上 {item}",
            f"this configuration cannot be changed; add {item} to `rulesets` by hand",
        )
        raise Refused(Problem(str(file), told))
    return Draft(file, before, after)


def _on_a_line(value: Any) -> str:
    """A value as YAML on one line."""
    text: str = yaml.safe_dump(
        [value], allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    )
    return text.strip()[1:-1]


def _says_something(text: str) -> bool:
    """Whether a file holds more than comments."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = say("不是 UTF-8 文本；请先转成 UTF-8", "not UTF-8 text; convert it to UTF-8 first")
        raise Refused(Problem(str(path), told)) from None
