"""Rulesets made into a plan: plain data that loads in milliseconds, kept between runs.

Reading and checking some thousand lines of YAML takes longer than checking a file, so the plan is cached in
the user's own cache folder. It is used only while every ruleset file it was made from is unchanged.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import linter
from linter.data import rulesets_dir
from linter.matching.segment import private_cache_dir
from linter.rules import conditions, finds
from linter.rules.matcher import Matcher
from linter.rules.patterns import required_words
from linter.rules.program import Program
from linter.rules.source import Source, parse

if TYPE_CHECKING:
    from linter.rules.load import Library

VARIANTS = "variants.yaml"
_NO_TRIGGERS: dict[str, Any] = {"words": {}, "patterns": []}
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


def plan(
    names: Sequence[str | Path],
    overlay: Source | None = None,
    *,
    cache: bool = True,
    check: Check | None = None,
) -> Plan:
    """The plan of the rulesets `names` and the lexicons of `overlay`. A new plan is kept only when `check`
    (which raises) accepts it. Raises `RulesetError`."""
    entry = _entry(names, overlay) if cache else None
    kept = _kept(entry, _key(names, overlay)) if entry else None
    if kept is not None:
        return kept
    from linter.rules.load import load

    library = load(names, overlay)
    made = Plan(_run(library), _docs(library), fresh=True)
    if check is not None:
        check(made)
    if entry:
        _keep(entry, _key(names, overlay), made, library)
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
        "triggers": _NO_TRIGGERS,
        "customer_triggers": _NO_TRIGGERS,
        "everywhere": [],
    }
    _add_triggers(run)
    return run


def _add_triggers(run: dict[str, Any]) -> None:
    program = Program(run)
    asked: set[str] = set()
    for spec in (*run["rules"], *run["signals"].values()):
        _customer_signals(spec, asked)
    rules = {number: program.rule(number).matcher for number in range(len(run["rules"]))}
    signals = {name: program.signal(name) for name in sorted(asked & run["signals"].keys())}
    run["everywhere"] = [
        {"rule": number, **_templates_of_interest(run["rules"][number])}
        for number, matcher in rules.items()
        if matcher.needed() is None
    ]
    run["triggers"] = _triggers(rules, program)
    run["customer_triggers"] = _triggers(signals, program)
    run["reach"] = _reach([*run["rules"], *run["signals"].values()])


_CHAT_ONLY = frozenset({"customer", "agent", "position"})
_LONGEST_LOOK = 12


def _templates_of_interest(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Which templates a rule that needs no word could find anything in: `none`, those that are `named`, or
    those of at most `most` characters (null: any length)."""
    kinds = [_condition_kinds(condition) for condition in spec.get("when", ())]
    return {
        "none": any(found <= _CHAT_ONLY for found in kinds),
        "named": any(found <= _CHAT_ONLY | {"named"} for found in kinds),
        "most": _most(spec["find"]),
    }


def _condition_kinds(condition: Any) -> set[str]:
    """The kinds of condition of which one must hold."""
    if isinstance(condition, str):
        return {"position"} if condition == "chat" else {condition}
    ((kind, value),) = condition.items()
    return set().union(*map(_condition_kinds, value)) if kind == "any" else {kind}


def _most(find: Mapping[str, Any]) -> int | None:
    if "reply" in find:
        most: int | None = find["reply"].get("most")
        return None if most is None else most * _LONGEST_LOOK
    parts = [_most(part) for part in find.get("any", ())]
    return max(part for part in parts if part) if parts and all(parts) else None


def _triggers(matchers: Mapping[Any, Matcher], program: Program) -> dict[str, Any]:
    """For every word that a find needs, what may be found where it stands: `words` gives the names of
    matchers and the numbers of patterns; `patterns` are those that need words at all."""
    words: dict[str, tuple[list[Any], list[int]]] = {}
    for name, matcher in matchers.items():
        for word in sorted(matcher.needed() or ()):
            words.setdefault(word, ([], []))[0].append(name)
    patterns: list[str] = []
    for source in dict.fromkeys(source for matcher in matchers.values() for source in matcher.sources()):
        needed = required_words(source, program.words, program.frequent)
        if needed is None:
            continue
        for word in sorted(needed):
            words.setdefault(word, ([], []))[1].append(len(patterns))
        patterns.append(source)
    return {"words": words, "patterns": patterns}


def _reach(value: Any) -> int:
    """How many turns of one speaker the rules look back, at the most."""
    if isinstance(value, Mapping):
        own = [
            item.get("within", 1) if isinstance(item, Mapping) else 1
            for key, item in value.items()
            if key in ("customer", "agent")
        ]
        return max([0, *own, *(_reach(item) for item in value.values())])
    return max([0, *map(_reach, value)]) if isinstance(value, list) else 0


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
                "example_places": [
                    _place(library, "rules", rule["id"], "examples", number)
                    for number in range(len(rule["examples"]))
                ],
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


def _place(library: Library, kind: str, name: str, *below: str | int) -> tuple[str, int, int]:
    source, at = library.origins[kind, name]
    line, column = source.marks[at + below]
    return source.path, line, column


def _entry(names: Sequence[str | Path], overlay: Source | None) -> Path | None:
    if os.environ.get("REPLYLINT_NO_CACHE"):
        return None
    try:
        return private_cache_dir() / f"plan-{zlib.crc32(_key(names, overlay).encode()):08x}"
    except OSError:
        return None


def _key(names: Sequence[str | Path], overlay: Source | None) -> str:
    """What a plan was made of, apart from the content of the files."""
    words = overlay.data.get("lexicons") if overlay else None
    where = [str(rulesets_dir()), *map(str, names), str(Path.cwd())]
    return json.dumps([linter.__version__, sys.version_info[:2], where, words])


def _stamp(path: Path) -> list[int]:
    """Changes when a file does, as Python's own cache of compiled modules has it."""
    state = path.stat()
    return [state.st_mtime_ns, state.st_size]


def _code_stamp() -> int:
    """Changes when the code that makes plans does (in a checkout; an installed version never changes)."""
    folder = Path(__file__).parent
    return max(path.stat().st_mtime_ns for path in (folder, *folder.glob("*.py"), *folder.glob("*/*.py")))


def _kept(entry: Path, key: str) -> Plan | None:
    try:
        run = json.loads(entry.with_suffix(".run.json").read_bytes())
        fresh = run["key"] == key and run["code"] == _code_stamp()
        if not fresh or any(_stamp(Path(path)) != stamp for path, stamp in run["files"].items()):
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


def _keep(entry: Path, key: str, made: Plan, library: Library) -> None:
    files = {str(path): _stamp(path) for path in (*library.files, rulesets_dir() / VARIANTS)}
    run = {**made.run, "key": key, "files": files, "code": _code_stamp()}
    try:
        _replace(entry.with_suffix(".docs.json"), made.docs)
        _replace(entry.with_suffix(".run.json"), run)
    except OSError:
        return


def _replace(path: Path, data: Any) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        json.dump(data, file, ensure_ascii=False)
    Path(file.name).replace(path)
