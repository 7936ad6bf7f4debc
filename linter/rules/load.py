"""Ruleset files read, checked, and joined into one: what extends what, what overrides what."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linter.data import rulesets_dir
from linter.i18n import say
from linter.rules import conditions, finds, fixes
from linter.rules.conditions.speech import NEGATOR, QUESTION
from linter.rules.errors import RulesetError
from linter.rules.fixes import SALUTATION
from linter.rules.language import ruleset_shape
from linter.rules.names import SHIPPED, matching
from linter.rules.patterns import RESERVED, expand, slots
from linter.rules.program import FREQUENT
from linter.rules.schema import shown, suggestion
from linter.rules.source import Path as Place
from linter.rules.source import Source, parse

_Origin = tuple[Source, Place]
_NAME_IN_CLASS = re.compile(rf"(?<!\\)\[(?:\\.|[^\]\\])*\{{(?:{'|'.join(RESERVED)})\}}")
_NUMBERS = frozenset({"longer-than", "unreturned", "least", "turns", "messages", "seconds"})
_NAMED = {"lexicon": ("词表",), "signal": ("信号",)}


@dataclass(slots=True)
class Library:
    """Rulesets joined: lexicons, signals, rules and numbers by name; and where they were written."""

    lexicons: dict[str, dict[str, Any]] = field(default_factory=dict)
    signals: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    origins: dict[tuple[str, str], _Origin] = field(default_factory=dict)
    rulesets: dict[str, dict[str, str]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def ruleset_path(name: str, beside: Path | None = None) -> Path:
    """The file of a ruleset: a shipped name, or a path (relative to the file that names it)."""
    if name in SHIPPED:
        return rulesets_dir() / f"{name}.yaml"
    path = Path(name)
    return path if path.is_absolute() or beside is None else beside / path


def load(names: Sequence[str | Path], overlays: Sequence[Source] = ()) -> Library:
    """Joins rulesets, all that they extend, and last the `lexicons` and `numbers` of overlays in their order
    (of a profile, then of a configuration file). Raises `RulesetError`."""
    library = Library()
    loaded: set[Path] = set()
    for name in ("core", *names):
        _add_file(ruleset_path(str(name)), library, loaded, ())
    for overlay in overlays:
        _add_lexicons(overlay, library)
        _set_numbers(overlay, library, known=True)
    _check_names(library)
    _put_numbers(library)
    return library


def _read(path: Path, origin: _Origin | None) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else say("不是 UTF-8 文本", "not UTF-8 text")
        expected = say("可读的规则集文件", "a ruleset file that can be read")
        advice = say(f"内置规则集有 {', '.join(SHIPPED)}", f"the shipped rulesets are {', '.join(SHIPPED)}")
        if origin is not None:
            source, at = origin
            raise source.error(at, f"{path}: {reason}", expected, advice) from None
        raise RulesetError(str(path), None, None, str(reason), expected, advice) from None


def _add_file(
    path: Path, library: Library, loaded: set[Path], chain: tuple[Path, ...], origin: _Origin | None = None
) -> None:
    """Adds a file and, before it, those that it extends. `origin` is where another file names it."""
    resolved = path.resolve()
    if resolved in chain and origin is not None:
        source, at = origin
        raise source.error(
            at,
            say("规则集互相 extends", "rulesets that extend each other"),
            say("没有循环", "no cycle"),
        )
    if resolved in loaded:
        return
    source = parse(_read(path, origin), str(path))
    ruleset_shape().check(source.data, (), source)
    for number, extended in enumerate(source.data.get("extends", ())):
        named = ruleset_path(extended, path.parent)
        _add_file(named, library, loaded, (*chain, resolved), (source, ("extends", number)))
    loaded.add(resolved)
    library.files.append(resolved)
    library.sources.append(source)
    library.rulesets[source.data["ruleset"]] = source.data.get("title", {})
    _add_lexicons(source, library)
    _set_numbers(source, library)
    _add_signals(source, library)
    _add_rules(source, library)
    _disable(source, library)


def _add_lexicons(source: Source, library: Library) -> None:
    for name, spec in source.data.get("lexicons", {}).items():
        at: Place = ("lexicons", name)
        spec = {"words": spec} if isinstance(spec, list) else dict(spec)
        known = library.lexicons.get(name)
        changes = "add" in spec or "remove" in spec
        if known is None and changes:
            raise source.error(
                at,
                say(f"没有词表 {name!r} 可改", f"no lexicon {name!r} to change"),
                say("已有的词表", "a lexicon that there is"),
                suggestion(name, library.lexicons),
                key=True,
            )
        if known is not None and not changes:
            raise source.error(
                at,
                say(f"第二个 {name!r}", f"a second {name!r}"),
                say("名字只用一次", "each name once"),
                say("增删词请写 add / remove", "use add / remove to change its words"),
                key=True,
            )
        if changes:
            for key in ("words", "include", "whole"):
                if key in spec:
                    raise source.error(
                        (*at, key),
                        say(f"与 add / remove 并列的 {key!r}", f"{key!r} beside add / remove"),
                        say("add、remove、except", "add, remove, except"),
                        key=True,
                    )
        if known is None:
            _free_name(name, at, source, library)
            library.lexicons[name] = {"words": [], **spec}
            library.origins["lexicons", name] = (source, at)
        else:
            gone = spec.get("remove", [])
            removed = known.setdefault("removed", set())
            for number, word in enumerate(gone):
                if word not in known["words"] and word not in removed:
                    raise source.error(
                        (*at, "remove", number),
                        repr(word),
                        say(f"{name} 里有的词", f"a word of {name}"),
                        suggestion(word, known["words"]),
                    )
            removed.update(gone)
            known["words"] = [word for word in known["words"] if word not in gone] + spec.get("add", [])
            known["except"] = [*known.get("except", []), *spec.get("except", [])]


def _free_name(name: str, at: Place, source: Source, library: Library) -> None:
    if name in conditions.FLAGS and name != QUESTION:
        raise source.error(
            at,
            repr(name),
            say("别的名字：这个名字是一种条件", "another name: a condition has this one"),
            key=True,
        )
    if name in RESERVED:
        raise source.error(
            at,
            say(f"名字 {name!r}", f"the name {name!r}"),
            say("别的名字", "another name"),
            say(f"{{{name}}} 在正则里另有意思", f"{{{name}}} means something else in patterns"),
            key=True,
        )
    if name in library.lexicons or name in library.signals:
        raise source.error(
            at,
            say(f"第二个 {name!r}", f"a second {name!r}"),
            say("词表与信号的名字各用一次", "each name of a lexicon or signal once"),
            key=True,
        )


def _set_numbers(source: Source, library: Library, *, known: bool = False) -> None:
    """Takes the numbers of a file; with `known`, only those that there are may be set."""
    for name, number in source.data.get("numbers", {}).items():
        if known and name not in library.numbers:
            raise source.error(
                ("numbers", name),
                say(f"没有叫 {name!r} 的数", f"no number {name!r}"),
                say("已定义的数", "a number that is defined"),
                suggestion(name, library.numbers),
                key=True,
            )
        library.numbers[name] = number


def _put_numbers(library: Library) -> None:
    """Puts numbers where rules and signals name them."""
    for kind in ("signals", "rules"):
        for name, spec in getattr(library, kind).items():
            source, at = library.origins[kind, name]
            for key in ("find", "when", "unless"):
                if key in spec:
                    spec[key] = _with_numbers(spec[key], (*at, key), source, library)


def _with_numbers(value: Any, at: Place, source: Source, library: Library) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _number(item, (*at, key), source, library)
            if key in _NUMBERS and isinstance(item, str)
            else _with_numbers(item, (*at, key), source, library)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_with_numbers(item, (*at, n), source, library) for n, item in enumerate(value)]
    return value


def _number(name: str, at: Place, source: Source, library: Library) -> int:
    if name not in library.numbers:
        raise source.error(
            at,
            say(f"没有叫 {name!r} 的数", f"no number {name!r}"),
            say("已定义的数", "a number that is defined"),
            suggestion(name, library.numbers),
        )
    return library.numbers[name]


def _add_signals(source: Source, library: Library) -> None:
    for name, spec in source.data.get("signals", {}).items():
        _free_name(name, ("signals", name), source, library)
        library.signals[name] = dict(spec)
        library.origins["signals", name] = (source, ("signals", name))


def _add_rules(source: Source, library: Library) -> None:
    defaults = source.data.get("defaults", {})
    for number, spec in enumerate(source.data.get("rules", ())):
        at: Place = ("rules", number)
        identifier = spec["id"]
        known = library.rules.get(identifier)
        if "find" not in spec:
            if known is None:
                raise source.error(
                    (*at, "id"),
                    repr(identifier),
                    say(
                        "已有规则的编号（或写全一条规则）",
                        "the id of a rule that there is (or a rule in full)",
                    ),
                    suggestion(identifier, library.rules),
                )
            known.update({key: value for key, value in spec.items() if key != "id"})
            continue
        if known is not None:
            first_source, first_at = library.origins["rules", identifier]
            line = first_source.marks[first_at][0]
            raise source.error(
                (*at, "id"),
                say(f"重复的编号 {identifier!r}", f"the id {identifier!r} again"),
                say("每个编号只用一次", "each id once"),
                say(f"第一次在 {first_source.path}:{line}", f"first at {first_source.path}:{line}"),
            )
        _check_examples(spec, at, source)
        rule = {"severity": defaults.get("severity", "warning"), **copy.deepcopy(spec)}
        for key in ("when", "unless"):
            joined = [*defaults.get(key, ()), *spec.get(key, ())]
            if joined:
                rule[key] = joined
        rule["ruleset"] = source.data["ruleset"]
        library.rules[identifier] = rule
        library.origins["rules", identifier] = (source, at)


def _check_examples(spec: Mapping[str, Any], at: Place, source: Source) -> None:
    for kind in ("bad", "ok"):
        if not any(kind in example for example in spec["examples"]):
            raise source.error(
                (*at, "examples"),
                say(f"没有 {kind} 例句", f"no {kind} example"),
                say("bad 和 ok 例句各至少一条", "at least one bad and one ok example"),
            )


def _disable(source: Source, library: Library) -> None:
    for number, name in enumerate(source.data.get("disable", ())):
        gone = matching(name, library.rules)
        if not gone:
            raise source.error(
                ("disable", number),
                repr(name),
                say("已有规则的编号或类别", "the id or category of a rule that there is"),
                suggestion(name, library.rules),
            )
        for identifier in gone:
            del library.rules[identifier]


def _check_names(library: Library) -> None:
    """Every name that something refers to is there, every pattern is one, includes have no cycle."""
    for needed, kind in (
        (NEGATOR, "lexicons"),
        (SALUTATION, "signals"),
        (FREQUENT, "lexicons"),
        (QUESTION, "signals"),
    ):
        assert needed in getattr(library, kind), f"the core ruleset has no {needed}"
    for name, lexicon in library.lexicons.items():
        parts = _included(name, library, ())
        for key in ("words", "except"):
            lexicon[key] = list(dict.fromkeys(word for part in parts for word in part.get(key, ())))
        if not lexicon["words"]:
            source, at = library.origins["lexicons", name]
            raise source.error(at, say("空词表", "an empty lexicon"), say("至少一个词", "at least one word"))
    for source in library.sources:
        for at, spec in _parts(source):
            _check_part(spec, at, source, library)
    for name, spec in library.signals.items():
        _check_no_loop(name, spec, library, ())


def _parts(source: Source) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """All of a file that may refer to names and hold patterns, with the place of each."""
    data = source.data
    yield ("defaults",), data.get("defaults", {})
    yield from ((("signals", name), spec) for name, spec in data.get("signals", {}).items())
    yield from ((("rules", number), spec) for number, spec in enumerate(data.get("rules", ())))


def _check_part(spec: Mapping[str, Any], at: Place, source: Source, library: Library) -> None:
    spec = {key: spec[key] for key in ("find", "when", "unless", "fix") if key in spec}
    _check_terms(spec, at, source, library)
    for used in (
        *(finds.names_in(spec["find"]) if "find" in spec else ()),
        *conditions.names_in(_own(spec)),
        *fixes.names_in(spec.get("fix")),
    ):
        if used not in library.lexicons and used not in library.signals:
            raise source.error(
                _place_of(used, spec, at) or at,
                say(f"没有叫 {used!r} 的词表或信号", f"no lexicon or signal {used!r}"),
                say("已定义的名字", "a name that is defined"),
                suggestion(used, (*library.lexicons, *library.signals, *conditions.FLAGS)),
            )


def _place_of(name: str, value: Any, at: Place) -> Place | None:
    """The first place in `value` where `name` stands."""
    if value == name:
        return at
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, Mapping):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    places = (_place_of(name, item, (*at, key)) for key, item in parts)
    return next((place for place in places if place is not None), None)


def _check_no_loop(name: str, spec: Mapping[str, Any], library: Library, chain: tuple[str, ...]) -> None:
    if name in chain:
        source, at = library.origins["signals", name]
        raise source.error(
            (*at, "find"),
            " → ".join((*chain, name)),
            say("不绕回自己的信号", "a signal that does not lead back to itself"),
        )
    for used in (*finds.names_in(spec["find"]), *conditions.names_in(_own(spec))):
        if used in library.signals:
            _check_no_loop(used, library.signals[used], library, (*chain, name))


def _own(spec: Mapping[str, Any]) -> dict[str, Any]:
    return {key: spec[key] for key in ("when", "unless") if key in spec}


def _included(name: str, library: Library, chain: tuple[str, ...]) -> list[dict[str, Any]]:
    """A lexicon and all that it includes; their words and exceptions are its own."""
    lexicon = library.lexicons[name]
    parts = [lexicon]
    for other in lexicon.get("include", ()):
        source, at = library.origins["lexicons", name]
        if other not in library.lexicons:
            raise source.error(
                (*at, "include"),
                repr(other),
                say("已有的词表", "a lexicon that there is"),
                suggestion(other, library.lexicons),
            )
        if other in chain or other == name:
            raise source.error(
                (*at, "include"), repr(other), say("不绕回自己的词表", "a lexicon that does not lead back")
            )
        parts += _included(other, library, (*chain, name))
    return parts


def _check_terms(value: Any, at: Place, source: Source, library: Library) -> None:
    """Checks all patterns, and the names that are said to be those of lexicons, or of signals."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            below = (*at, key)
            if key in _NAMED or key in ("pattern", "over"):
                one = isinstance(item, str)
                for number, text in enumerate([item] if one else item):
                    place = below if one else (*below, number)
                    if key in _NAMED:
                        _check_name(text, key, place, source, library)
                    else:
                        _check_pattern(text.replace(fixes.MATCH_SLOT, ""), place, source, library)
            else:
                _check_terms(item, below, source, library)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check_terms(item, (*at, number), source, library)


def _check_name(name: str, kind: str, at: Place, source: Source, library: Library) -> None:
    named, others = library.lexicons, library.signals
    if kind == "signal":
        named, others = others, named
    if name in named:
        return
    advice = suggestion(name, named)
    if name in others:
        other = "signal" if kind == "lexicon" else "lexicon"
        advice = say(f"{name!r} 要写在 {other} 下", f"{name!r} goes under {other}")
    raise source.error(
        at,
        say(f"没有叫 {name!r} 的{_NAMED[kind][0]}", f"no {kind} {name!r}"),
        say(f"已定义的{_NAMED[kind][0]}", f"a {kind} that is defined"),
        advice,
    )


def _check_pattern(pattern: str, at: Place, source: Source, library: Library) -> None:
    for slot in slots(pattern):
        if slot not in library.lexicons:
            raise source.error(
                at,
                say(f"没有叫 {{{slot}}} 的词表", f"no lexicon {{{slot}}}"),
                say("已定义的词表", "a lexicon that is defined"),
                suggestion(slot, library.lexicons),
            )
    if _NAME_IN_CLASS.search(pattern):
        raise source.error(
            at,
            say("{han} 或 {end} 写在 […] 里", "{han} or {end} inside […]"),
            say("写在 […] 外面，用 | 相连", "outside, joined with |"),
        )
    try:
        re.compile(f"(?:{expand(pattern, lambda name: library.lexicons[name]['words'])})")
    except (re.error, OverflowError, RecursionError) as error:
        raise source.error(
            at,
            say(
                f"错误的正则 {shown(pattern)}：{error}", f"a bad regular expression {shown(pattern)}: {error}"
            ),
            say("Python re 认得的正则", "a regular expression that Python's re understands"),
        ) from None
