"""Rulesets made into a plan: plain data that loads in milliseconds, and that a `Program` is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import linter
from linter.data import rulesets_dir
from linter.i18n import language
from linter.model import Severity
from linter.rules import conditions, finds, plan_cache
from linter.rules.alternatives import taken_apart
from linter.rules.finds.whole_reply import LONGEST_LOOK
from linter.rules.matcher import Matcher
from linter.rules.names import SHIPPED
from linter.rules.patterns import telling_part
from linter.rules.program import Program
from linter.rules.source import Source, parse

if TYPE_CHECKING:
    from linter.rules.load import Library

VARIANTS = "variants.yaml"
_NO_TRIGGERS: dict[str, Any] = {"words": "", "meaning_of": [], "meanings": [], "patterns": [], "also": []}
_MOST_ALSO = 150
"""Words that are looked for one by one, so that a pattern need not be compiled."""
_RUN_KEYS = ("id", "severity", "speaker", "find", "when", "unless", "fix", "message")
_LIBRARY_KEYS = ("id", "severity", "find", "message")
_DOC_KEYS = ("id", "ruleset", "severity", "speaker", "title", "why", "source", "message", "examples", "fix")


class Plan(NamedTuple):
    """`run` is what a `Program` is made of; `docs` tells people about rules and signals; `fresh` says that
    the rulesets were read just now, and not taken from the cache."""

    run: Mapping[str, Any]
    docs: Mapping[str, Any]
    fresh: bool

    @property
    def severities(self) -> dict[str, Severity]:
        """The severities that all rules have themselves, by id: those about replies, then those about
        libraries."""
        return {rule["id"]: rule["severity"] for key in ("rules", "library_rules") for rule in self.run[key]}


Check = Callable[[Plan], str]
"""Looks at a new plan; may raise. What it returns is told at every run that uses the plan."""


def plan(
    names: Sequence[str | Path],
    overlays: Sequence[Source] = (),
    *,
    cache: bool = True,
    check: Check | None = None,
) -> Plan:
    """The plan of the rulesets `names` and what `overlays` say of lexicons and libraries, later ones over
    earlier ones. A new plan is kept unless `check` raises; what it tells stands in `run["note"]`. Raises
    `RulesetError`."""
    key = plan_key(names, overlays)
    kept = plan_cache.kept(key) if cache else None
    if kept is not None:
        return Plan(*kept, fresh=False)
    from linter.rules.load import load

    library = load(names, overlays)
    run = _run(library)
    made = Plan(run, _docs(library, run), fresh=True)
    if check is not None:
        made = made._replace(run={**made.run, "note": check(made)})
    if cache:
        plan_cache.keep(key, made.run, made.docs, [*library.files, rulesets_dir() / VARIANTS])
    return made


def plan_key(names: Sequence[str | Path], overlays: Sequence[Source]) -> str:
    """What a plan is made of, apart from the content of the ruleset files: equal for equal plans."""
    changes = [overlay.data[key] for overlay in overlays for key in _CHANGES if overlay.data.get(key)]
    where = [str(rulesets_dir()), *map(str, names)]
    if any(str(name) not in SHIPPED and not Path(name).is_absolute() for name in names):
        where.append(str(Path.cwd()))
    return repr((linter.__version__, sys.version_info[:2], language(), where, changes))


def _run(library: Library) -> dict[str, Any]:
    variants = rulesets_dir() / VARIANTS
    table = parse(variants.read_text(encoding="utf-8"), str(variants)).data
    from linter.rules.library import is_library

    of_replies = [rule for rule in library.rules.values() if not is_library(rule["find"])]
    of_libraries = [rule for rule in library.rules.values() if is_library(rule["find"])]
    run: dict[str, Any] = {
        "lexicons": {
            name: {key: spec[key] for key in ("words", "except", "whole") if spec.get(key)}
            for name, spec in library.lexicons.items()
        },
        "signals": {name: _ready(spec, ("find", "when", "unless")) for name, spec in library.signals.items()},
        "rules": [_outline(rule) for rule in of_replies],
        "specs": [_ready(rule, _RUN_KEYS) for rule in of_replies],
        "library_rules": [{key: rule[key] for key in _LIBRARY_KEYS} for rule in of_libraries],
        "variants": {pair[0]: pair[1] for pair in table["simplified"].split()},
        "traditional": {pair[0]: pair[1] for pair in table["traditional"].split()},
        "triggers": _NO_TRIGGERS,
        "needs": {},
        "customer_triggers": _NO_TRIGGERS,
        "everywhere": [],  # rules that need no word
        "advising": [name for name, spec in library.signals.items() if "advice" in spec],
        "library_triggers": _NO_TRIGGERS,
        "note": "",
        "library": {},
    }
    _add_triggers(run)
    program = Program(run)
    run["library"] = _section(library.overlaid, program)
    facts = (*run["library"]["facts"], *_section(library.section, program)["facts"])
    told = dict.fromkeys(signal for fact in facts for signal in fact["signals"])
    run["library_triggers"] = _triggers({name: program.signal(name) for name in told}, program)
    return run


def _outline(rule: Mapping[str, Any]) -> dict[str, Any]:
    """What every run needs to know of a rule: whose turns it looks at, whether it looks `ahead`, at what is
    said after them or at how long things took, and whether it can find something in `chats` only."""
    speaker = rule.get("speaker", "agent")
    ahead = speaker == "customer" or _mentions([rule.get(key) for key in ("find", "when", "unless")], _AHEAD)
    chats = speaker == "customer" or _in_chats_only(rule)
    return {
        "id": rule["id"],
        "severity": rule["severity"],
        "speaker": speaker,
        "ahead": ahead,
        "chats": chats,
    }


def _in_chats_only(rule: Mapping[str, Any]) -> bool:
    kinds = [_condition_kinds(condition) for condition in rule.get("when", ())]
    return not _CHAT_FINDS.isdisjoint(rule["find"]) or any(found <= _CHAT_ONLY for found in kinds)


_CHANGES = ("lexicons", "numbers", "library")
"""What of an overlay makes another plan."""

_AHEAD = frozenset({"then", "taken-up", "overdue", "wait", "unreturned", "again", "unanswered"})


def _mentions(value: Any, keys: frozenset[str]) -> bool:
    """Whether one of `keys` stands in a specification."""
    if isinstance(value, Mapping):
        return not keys.isdisjoint(value) or any(_mentions(item, keys) for item in value.values())
    return isinstance(value, list) and any(_mentions(item, keys) for item in value)


def _section(section: Mapping[str, Any], program: Program) -> dict[str, Any]:
    """What the rules about libraries work with; a situation with the `words` of which it needs one (null
    where that cannot be said)."""
    situations, facts = [], []
    for name, spec in section.get("situations", {}).items():
        ready = _ready(spec, ("find", "when", "unless"))
        words = Matcher(ready["find"], ready, program).needed()
        told = {"name": name, "title": spec["title"], "named": spec.get("named", [])}
        situations.append({**told, **ready, "words": None if words is None else sorted(words)})
    for name, spec in section.get("facts", {}).items():
        signals = spec["says"] if "says" in spec else [spec["value"]]
        anywhere = any(program.signal(signal).needed() is None for signal in signals)
        told = {"name": name, "title": spec["title"], "signals": signals, "opposed": "says" in spec}
        facts.append({**told, "anywhere": anywhere})
    return {**section, "situations": situations, "facts": facts}


def _ready(spec: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """`keys` of a rule or signal, as they run."""
    return {key: taken_apart(spec[key]) if key == "find" else spec[key] for key in keys if key in spec}


def _add_triggers(run: dict[str, Any]) -> None:
    program = Program(run)
    asked: set[str] = {*run["advising"]}
    for spec in (*run["specs"], *run["signals"].values()):
        _customer_signals(spec, asked)
    rules: dict[str, dict[Any, Matcher]] = {"agent": {}, "customer": {}}
    for number, rule in enumerate(run["rules"]):
        rules[rule["speaker"]][number] = program.rule(number).matcher
    signals = {name: program.signal(name) for name in sorted(asked & run["signals"].keys())}
    run["everywhere"] = [
        {"rule": number, "speaker": speaker, **_templates_of_interest(run["specs"][number])}
        for speaker, own in rules.items()
        for number, matcher in own.items()
        if matcher.needed() is None
    ]
    run["triggers"] = _triggers(rules["agent"], program)
    run["customer_triggers"] = _triggers({**signals, **rules["customer"]}, program)
    run["reach"] = _reach([*run["specs"], *run["signals"].values()])
    run["needs"] = _needs(run, program)


_CHAT_ONLY = frozenset(
    {"customer", "agent", "echoes", "position", "then", "taken-up", "overdue", *conditions.OF_CUSTOMERS}
)
_CHAT_FINDS = frozenset({"wait", "unreturned", "again", "unanswered"})


def _templates_of_interest(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Which templates a rule that needs no word could find anything in: `none`, those that are `named`, or
    those of at most `most` characters (null: any length)."""
    kinds = [_condition_kinds(condition) for condition in spec.get("when", ())]
    return {
        "none": _in_chats_only(spec),
        "named": any(found <= _CHAT_ONLY | {"named"} for found in kinds),
        "most": _most(spec["find"]),
    }


def _condition_kinds(condition: Any) -> set[str]:
    """The kinds of condition of which one must hold."""
    if isinstance(condition, str):
        return {"position"} if condition == "chat" else {"reply"}
    ((kind, value),) = condition.items()
    return set().union(*map(_condition_kinds, value)) if kind == "any" else {kind}


def _most(find: Mapping[str, Any]) -> int | None:
    if "reply" in find:
        most: int | None = find["reply"].get("most")
        return None if most is None else most * LONGEST_LOOK
    parts = [_most(part) for part in find.get("any", ())]
    return max(part for part in parts if part) if parts and all(parts) else None


def _triggers(matchers: Mapping[Any, Matcher], program: Program) -> dict[str, Any]:
    """For every word that a find needs, by its telling part, what may be found where it stands.

    `words` stand one a line; `meaning_of` has the number of each one's meaning, and `meanings` are pairs
    [names of matchers, numbers of patterns]. `patterns` are those that need words at all, and `also` all that
    each of them needs, as `_lists` has it.
    """
    names: dict[str, list[Any]] = {}
    for name, matcher in matchers.items():
        for part in _parts(matcher.needed(), program):
            names.setdefault(part, []).append(name)
    patterns: list[str] = []
    also: list[str] = []
    numbers: dict[str, list[int]] = {}
    for source in dict.fromkeys(source for matcher in matchers.values() for source in matcher.sources()):
        sets = program.required(source)
        if not sets:
            continue
        for part in _parts(sets[0], program):
            numbers.setdefault(part, []).append(len(patterns))
        patterns.append(source)
        also.append(_lists(sets, program))
    words = sorted({*names, *numbers})
    told = [[names.get(word, []), numbers.get(word, [])] for word in words]
    meanings = {repr(meaning): meaning for meaning in told}
    place = {shown: number for number, shown in enumerate(meanings)}
    return {
        "words": "\n".join(words),
        "meaning_of": [place[repr(meaning)] for meaning in told],
        "meanings": [*meanings.values()],
        "patterns": patterns,
        "also": also,
    }


def _needs(run: Mapping[str, Any], program: Program) -> dict[str, str]:
    """What the patterns need that no trigger stands for, as `_lists` has it: those of conditions, mostly."""
    triggered = {*run["triggers"]["patterns"], *run["customer_triggers"]["patterns"]}
    sources = set(_patterns([*run["specs"], *run["signals"].values()])) - triggered
    found = {source: _lists(program.required(source), program) for source in sorted(sources)}
    return {source: lists for source, lists in found.items() if lists}


def _patterns(value: Any) -> Iterator[str]:
    """All patterns in specifications."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "pattern":
                yield from [item] if isinstance(item, str) else item
            else:
                yield from _patterns(item)
    elif isinstance(value, list):
        for item in value:
            yield from _patterns(item)


def _lists(sets: Iterable[frozenset[str]], program: Program) -> str:
    """Lists of words, of which a text needs one each: a word a line, and an empty line between two lists. For
    words that are too many to go through stand their first characters, their last ones, and their telling
    parts."""
    lists: list[Collection[str]] = []
    for words in sets:
        if len(words) <= _MOST_ALSO:
            lists.append(words)
        else:
            lists += ({word[0] for word in words}, {word[-1] for word in words}, _parts(words, program))
    few = dict.fromkeys("\n".join(sorted(words)) for words in lists if len(words) <= _MOST_ALSO)
    return "\n\n".join(few)


def _parts(words: frozenset[str] | None, program: Program) -> list[str]:
    return sorted({telling_part(word, program.frequent) for word in words or ()})


def _reach(value: Any) -> int:
    """How many turns of one speaker the rules look back, at the most."""
    if isinstance(value, Mapping):
        own = [
            item.get("within", 1) if isinstance(item, Mapping) else 1
            for key, item in value.items()
            if key in ("customer", "agent", "echoes")
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


def _docs(library: Library, run: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "library": _section(library.section, Program(run)),
        "rules": [
            {
                **{key: rule[key] for key in _DOC_KEYS if key in rule},
                "place": _place(library, "rules", rule["id"]),
                "example_places": [
                    _place(library, "rules", rule["id"], "examples", number)
                    for number in range(len(rule["examples"]))
                ],
                "kind": next(kind for kind in (*finds.KINDS, "library") if kind in rule["find"]),
            }
            for rule in library.rules.values()
        ],
        "signals": [
            {
                "id": name,
                **{key: spec[key] for key in ("examples", "advice") if key in spec},
                "place": _place(library, "signals", name),
            }
            for name, spec in library.signals.items()
        ],
        "rulesets": library.rulesets,
    }


def _place(library: Library, kind: str, name: str, *below: str | int) -> tuple[str, int, int]:
    source, at = library.origins[kind, name]
    line, column = source.marks[at + below]
    return source.path, line, column
