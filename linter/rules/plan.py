"""Rulesets made into a plan: plain data that loads in milliseconds, kept between runs.

Reading and checking some thousand lines of YAML takes longer than checking a file, so the plan is cached in
the user's own cache folder. It is used only while every ruleset file it was made from is unchanged.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import linter
from linter.data import rulesets_dir
from linter.matching.segment import private_cache_dir
from linter.rules import conditions, finds
from linter.rules.load import Library, load
from linter.rules.program import Program
from linter.rules.source import parse

VARIANTS = "variants.yaml"
_RUN_KEYS = ("id", "severity", "find", "when", "unless", "fix", "message")
_DOC_KEYS = ("id", "ruleset", "severity", "title", "why", "source", "message", "examples", "fix")


@dataclass(slots=True, frozen=True)
class Plan:
    """`run` is what a `Program` is made of; `docs` tells people about rules and signals; `fresh` says that
    the rulesets were read just now, and not taken from the cache."""

    run: Mapping[str, Any]
    docs: Mapping[str, Any]
    fresh: bool


Check = Callable[[Plan], None]


def plan(names: Sequence[str | Path], *, cache: bool = True, check: Check | None = None) -> Plan:
    """The plan of the rulesets `names`. A new plan is kept only when `check` (which raises) accepts it.
    Raises `RulesetError`."""
    entry = _entry(names) if cache else None
    kept = _kept(entry) if entry else None
    if kept is not None:
        return kept
    library = load(names)
    made = Plan(_run(library), _docs(library), fresh=True)
    if check is not None:
        check(made)
    if entry:
        _keep(entry, made, library)
    return made


def _run(library: Library) -> dict[str, Any]:
    variants = rulesets_dir() / VARIANTS
    table = parse(variants.read_text(encoding="utf-8"), str(variants)).data
    run: dict[str, Any] = {
        "lexicons": {
            name: {key: spec[key] for key in ("words", "except", "whole") if spec.get(key)}
            for name, spec in library.lexicons.items()
        },
        "signals": {
            name: {key: spec[key] for key in ("find", "when", "unless") if key in spec}
            for name, spec in library.signals.items()
        },
        "rules": [{key: rule[key] for key in _RUN_KEYS if key in rule} for rule in library.rules.values()],
        "variants": {pair[0]: pair[1] for pair in table["simplified"].split()},
        "traditional": {pair[0]: pair[1] for pair in table["traditional"].split()},
        "triggers": {},
        "customer_triggers": {},
        "everywhere": [],
    }
    _add_triggers(run)
    return run


def _add_triggers(run: dict[str, Any]) -> None:
    program = Program(run)
    triggers: dict[str, list[int]] = {}
    customer: dict[str, list[str]] = {}
    asked_of_customers: set[str] = set()
    for spec in (*run["rules"], *run["signals"].values()):
        _customer_signals(spec, asked_of_customers)
    for number in range(len(run["rules"])):
        words = program.rule(number).matcher.needed()
        if words is None:
            run["everywhere"].append(number)
        for word in sorted(words or ()):
            triggers.setdefault(word, []).append(number)
    for name in sorted(asked_of_customers & run["signals"].keys()):
        for word in sorted(program.signal(name).needed() or ()):
            customer.setdefault(word, []).append(name)
    run["triggers"], run["customer_triggers"] = triggers, customer


def _customer_signals(value: Any, found: set[str]) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "customer":
                found.update(conditions.names_in({key: item}))
            _customer_signals(item, found)
    elif isinstance(value, list):
        for item in value:
            _customer_signals(item, found)


def _docs(library: Library) -> dict[str, Any]:
    return {
        "rules": [
            {
                **{key: rule[key] for key in _DOC_KEYS if key in rule},
                "place": _place(library, "rules", rule["id"]),
                "kind": next(kind for kind in finds.KINDS if kind in rule["find"]),
            }
            for rule in library.rules.values()
        ],
        "signals": [
            {"id": name, "examples": spec["examples"], "place": _place(library, "signals", name)}
            for name, spec in library.signals.items()
        ],
        "rulesets": library.rulesets,
    }


def _place(library: Library, kind: str, name: str) -> tuple[str, int, int]:
    source, at = library.origins[kind, name]
    return (source.path, *source.marks[at])


def _entry(names: Sequence[str | Path]) -> Path | None:
    if os.environ.get("REPLYLINT_NO_CACHE"):
        return None
    key = json.dumps([linter.__version__, sys.version_info[:2], str(rulesets_dir()), [str(name) for name in names], os.getcwd()])
    try:
        return private_cache_dir() / f"plan-{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}"
    except OSError:
        return None


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _code_digest() -> str:
    """Changes when the code that makes plans does (in a checkout; an installed version never changes)."""
    folder = Path(__file__).parent
    stamps = sorted((path.name, path.stat().st_mtime_ns) for path in folder.rglob("*.py"))
    return hashlib.blake2b(repr(stamps).encode(), digest_size=16).hexdigest()


def _kept(entry: Path) -> Plan | None:
    try:
        run = json.loads(entry.with_suffix(".run.json").read_bytes())
        if run["code"] != _code_digest() or any(_digest(Path(path)) != digest for path, digest in run["files"].items()):
            return None
    except (OSError, ValueError, KeyError):
        return None
    return Plan(run, _LaterDocs(entry.with_suffix(".docs.json")), fresh=False)


class _LaterDocs(dict[str, Any]):
    """Docs that are read when somebody asks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def __missing__(self, key: str) -> Any:
        self.update(json.loads(self._path.read_bytes()))
        return dict.__getitem__(self, key)


def _keep(entry: Path, made: Plan, library: Library) -> None:
    files = {str(path): _digest(path) for path in (*library.files, rulesets_dir() / VARIANTS)}
    run = {**made.run, "files": files, "code": _code_digest()}
    try:
        _replace(entry.with_suffix(".docs.json"), made.docs)
        _replace(entry.with_suffix(".run.json"), run)
    except OSError:
        return


def _replace(path: Path, data: Any) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        json.dump(data, file, ensure_ascii=False)
    os.replace(file.name, path)
