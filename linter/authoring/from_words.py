"""A ruleset made of a list of forbidden words, with examples that hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from linter.authoring.known import Known
from linter.authoring.naming import free, slug
from linter.authoring.rulefile import Draft, ruleset_text, tried
from linter.authoring.wordlist import Entry, WordList, in_a_sentence, vocabulary
from linter.authoring.words import both, do_not_say
from linter.config import Config
from linter.engine import Engine, replies
from linter.i18n import say
from linter.matching.automaton import WordFinder
from linter.matching.segment import segmenter
from linter.matching.view import TextView
from linter.model import Problem, Template
from linter.repair.rewrite import Repair
from linter.rules.program import Program
from linter.source import LinePlace

_MOST_SENTENCES = 40
"""Sentences among which one is looked for that holds a word and is fine."""
_MOST_LONGER = 3
_MOST_INSIDE = 40
"""Longer words that are no finding, of a word that is looked for anywhere."""
_SHORT = 3
"""Characters of a text that shows nothing as an example."""
_MOSTLY = 0.75
"""Share of the carrying sentences in which a word must be one of its own; those that the segmentation takes
apart more often would be missed."""


class Covered(NamedTuple):
    """A word that other rules find already."""

    entry: Entry
    rules: Sequence[str]


@dataclass(slots=True)
class _Word:
    """A word as it is looked for: `forms` are its spellings, folded; `whole`: as a word of its own; `bad` is
    a sentence with it, `longer` are words that hold it, `fine` sentences with such."""

    entry: Entry
    forms: list[str]
    whole: bool
    bad: str
    fine: list[str] = field(default_factory=list)
    longer: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Made:
    """What became of a list: the ruleset as a draft, how many rules and words it has, the words that other
    rules find already, those that are looked for anywhere, since no sentence has them as a word, and what
    could not be taken."""

    draft: Draft
    rules: int
    words: int
    covered: list[Covered]
    anywhere: list[str]
    problems: list[Problem]


class Maker:
    """Makes rulesets. `known` has the rules there are, `docs` their examples."""

    def __init__(self, known: Known, docs: Mapping[str, Any], config: Config) -> None:
        self._known, self._docs, self._config = known, docs, config

    def make(
        self,
        listed: WordList,
        path: Path,
        before: bytes | None,
        name: str,
        *,
        skip_covered: bool = False,
    ) -> Made:
        """The ruleset `name` of a list, as a draft of the file `path`. Raises `RulesetError`, `OSError`."""
        problems = list(listed.problems)
        words = list(self._ready_words(listed, problems))
        self._find_longer(words)
        covered = [
            Covered(word.entry, found)
            for word in words
            if (found := self._known.rules(word.entry.word, in_a_sentence(word.entry.word)))
        ]
        if skip_covered:
            gone = {one.entry.word for one in covered}
            words = [word for word in words if word.entry.word not in gone]
        groups = list(_groups(words))
        ids = _ids(groups, name)
        source = Path(listed.path).name
        head = {"ruleset": name, "title": both(Path(source).stem)}
        made_by = "replylint rule import"
        comment = say(f"由 {made_by} 从 {source} 生成", f"Made of {source} by {made_by}")
        rules = [_rule(id, group, source) for id, group in zip(ids, groups, strict=True)]
        if rules:
            plan, _ = tried(Draft(path, before, ruleset_text(head, rules)), self._config)
            program = Program(plan.run)
            for rule, group in zip(rules, groups, strict=True):
                rule["examples"] = list(self._examples(rule["id"], group, program))
        return Made(
            Draft(path, before, ruleset_text(head, rules, comment)),
            len(rules),
            len(words),
            covered,
            [word.entry.word for word in words if not word.whole],
            sorted(problems, key=lambda problem: problem.line or 0),
        )

    def _ready_words(self, listed: WordList, problems: list[Problem]) -> Iterator[_Word]:
        """The words as they are looked for, each spelling once."""
        first: dict[str, Entry] = {}
        for entry in listed.entries:
            for word in self._ready(entry, listed.path, problems):
                known = next((first[form] for form in word.forms if form in first), None)
                if known is None:
                    first.update(dict.fromkeys(word.forms, entry))
                    yield word
                    continue
                if known.row == entry.row:
                    continue
                message = say(
                    f"第 {entry.row} 行：“{entry.word}” 与第 {known.row} 行的“{known.word}”是同一个词，"
                    "以先出现的为准",
                    f"row {entry.row}: “{entry.word}” is the same as “{known.word}” in row {known.row}, "
                    "which holds",
                )
                problems.append(Problem(listed.path, message, entry.row, fatal=False))

    def _ready(self, entry: Entry, path: str, problems: list[Problem]) -> Iterator[_Word]:
        """The word as it is looked for; nothing, and a problem, where it can never be found."""
        program = self._known.program
        folded = program.fold(entry.word)
        forms = list(dict.fromkeys([folded, folded.lower(), folded.upper()])) if _latin(folded) else [folded]
        apart: list[str] = []
        spoken: list[str] = []
        for carrier in vocabulary().carriers:
            sentence = carrier.replace("{word}", entry.word)
            view = program.view(sentence, "agent")
            at = view.text.find(folded)
            if at >= 0 and not view.blank(at, at + len(folded)):
                spoken.append(sentence)
                apart += [sentence] if view.is_word(at, at + len(folded)) else []
        if spoken:
            whole = len(apart) >= len(spoken) * _MOSTLY
            yield _Word(entry, forms, whole, (apart if whole else spoken)[0])
            return
        message = say(
            f"第 {entry.row} 行：“{entry.word}” 在占位符、链接里，或标点特殊，查不到，跳过",
            f"row {entry.row}: “{entry.word}” is never found (a placeholder, a link); passed over",
        )
        problems.append(Problem(path, message, entry.row))

    @cached_property
    def _sentences(self) -> list[str]:
        """Sentences of the examples of all rules that are fine."""
        rules = (example for rule in self._docs["rules"] for example in rule["examples"])
        texts = [example[kind] for example in rules for kind in ("ok", "good") if kind in example]
        said = [
            text for signal in self._docs["signals"] for kind in signal["examples"].values() for text in kind
        ]
        return list(dict.fromkeys(text for text in (*texts, *said) if isinstance(text, str)))

    def _find_longer(self, words: Sequence[_Word]) -> None:
        """Gives each word the longer ones that hold it, the most frequent first, by jieba's dictionary; and
        sentences with such: of the shipped examples, else a plain one."""
        forms = [(word, form) for word in words for form in word.forms]
        finder = WordFinder([form for _, form in forms])
        for sentence in self._sentences:
            view = self._known.program.view(sentence, "agent")
            for number, start, end in finder.find(view.text):
                word = forms[number][0]
                if len(word.fine) < _MOST_SENTENCES and _is_part(view, start, end):
                    word.fine.append(sentence)
        longer: dict[int, list[tuple[int, str]]] = {}
        text = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
        for number, start, end in finder.find(text):
            begins, ends = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            whole, frequency, *_ = text[begins:ends].split(" ")
            rest = whole[end - begins :]
            plain = start == begins and rest in vocabulary().endings
            if len(whole) > end - start and end <= begins + len(whole) and not plain:
                longer.setdefault(number, []).append((-int(frequency), whole))
        for number, found in longer.items():
            word = forms[number][0]
            word.longer += [whole for _, whole in sorted(found)][:_MOST_INSIDE]
            word.fine += [vocabulary().longer.replace("{word}", one) for one in word.longer[:_MOST_LONGER]]

    def _examples(self, id: str, group: Sequence[_Word], program: Program) -> Iterator[dict[str, str]]:
        """A bad example for each word, with what the fixes of the rule make of it, and examples that are
        fine: for each word one where it is part of a longer one, or else one for the rule."""
        engine = Engine(program, {id}.__contains__)
        repair = Repair(engine)
        fine: list[str] = []
        better: list[str] = []
        for word in group:
            reply = _reply(word.bad)
            good = repair.rewrite(reply, engine.judge(reply))
            yield {"bad": word.bad, **({"good": good} if good else {})}
            better += [good] if good else []
            fine += [text for text in word.fine if not engine.judge(_reply(text))][:1]
        if not fine:
            quoting = vocabulary().quoting.replace("{word}", group[0].entry.word)
            fine = [text for text in (*_long(better), quoting) if not engine.judge(_reply(text))][:1]
        yield from ({"ok": text} for text in dict.fromkeys(fine))


def _is_part(view: TextView, start: int, end: int) -> bool:
    """Whether a span is a part of one longer word."""
    clause = view.clauses.at(start)
    at = clause.start
    for piece in segmenter()(view.text[clause.start : clause.end]):
        if at <= start and end <= at + len(piece):
            return len(piece) > end - start
        at += len(piece)
    return False


def _long(texts: Sequence[str]) -> list[str]:
    """Those that say more than a word."""
    return [text for text in texts if len(text) > _SHORT]


def _latin(text: str) -> bool:
    return any(character.isascii() and character.isalpha() for character in text)


def _reply(text: str) -> Any:
    return next(replies(Template(text, LinePlace(1, 1, text))))


def _groups(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words that one rule can tell of: of one category, equally severe, with the same remark. A list without
    categories and remarks becomes a rule a severity."""
    groups: dict[tuple[str, str, str], list[_Word]] = {}
    for word in words:
        entry = word.entry
        groups.setdefault((entry.category, entry.severity, entry.note), []).append(word)
    yield from groups.values()


def _ids(groups: Sequence[Sequence[_Word]], name: str) -> list[str]:
    """Ids that stay what they are while the list grows: of the category, or of the first word."""
    ids: list[str] = []
    for group in groups:
        entry = group[0].entry
        several = len(group) > 1
        what = entry.category or (entry.severity if several and not entry.note else entry.word)
        base = f"{name}.{slug(what, 'word')}"
        others = (base, f"{base}-{entry.severity}", f"{base}-{slug(entry.word, 'word')}")
        ids.append(next((one for one in others if one not in ids), free(base, ids)))
    return ids


def _rule(id: str, group: Sequence[_Word], source: str) -> dict[str, Any]:
    entry = group[0].entry
    words = [form for word in group if word.whole for form in word.forms]
    phrases = [form for word in group if not word.whole for form in word.forms]
    message = do_not_say() + (f"：{entry.note}" if entry.note else "")
    fixes = list(_fixes(group))
    inside = list(dict.fromkeys(longer for word in group if not word.whole for longer in word.longer))
    return {
        "id": id,
        "severity": entry.severity,
        "source": source,
        "title": both(entry.category or (entry.word if len(group) == 1 else say("禁语", "forbidden words"))),
        "message": both(message),
        "why": both(entry.note or say(f"列在 {source} 里。", f"It is listed in {source}.")),
        "find": {**({"words": words} if words else {}), **({"phrases": phrases} if phrases else {})},
        "unless": ["quoted", "negated", *([{"inside": inside}] if inside else [])],
        **({"fix": fixes} if fixes else {}),
        "examples": [{"bad": group[0].bad}, {"ok": vocabulary().quoting.replace("{word}", entry.word)}],
    }


def _fixes(group: Sequence[_Word]) -> Iterator[dict[str, Any]]:
    """The first replacement of each word, and the others behind it."""
    first = {form: word.entry.instead[0] for word in group for form in word.forms if word.entry.instead}
    if first:
        yield {"swap": first}
    for word in group:
        for other in word.entry.instead[1:]:
            why = both(say(f"也可以说“{other}”", f"“{other}” would do too"))
            yield {"with": other, "match": list(word.forms), "why": why}
