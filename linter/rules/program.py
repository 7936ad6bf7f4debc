"""A compiled set of rules: what runs.

Everything is built when it is first needed. A file without candidates costs two passes of an automaton;
patterns are compiled and word boundaries looked up only where there is something to decide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from linter.i18n import choose
from linter.matching.automaton import WordFinder
from linter.matching.fold import Folded, Folder
from linter.matching.lexicon import Lexicon, Vocabulary
from linter.matching.marked import Span
from linter.matching.view import TextView
from linter.model import Fix, Severity, Speaker, Turn
from linter.recent import Recent
from linter.rules.matcher import Matcher
from linter.rules.names import category_of
from linter.rules.scene import Match, Scene
from linter.rules.script import Script

if TYPE_CHECKING:
    from linter.rules.fixes import FixRule
    from linter.rules.observer import Observer
    from linter.rules.waits import Wait

FREQUENT = "frequent-character"
_REMEMBERED = 300
"""Texts whose views are kept; twice as many at the most."""


class Rule:
    """One rule, ready to run."""

    def __init__(self, spec: Mapping[str, Any], program: Program) -> None:
        self.id: str = spec["id"]
        self.category = category_of(self.id)
        self.severity: Severity = spec["severity"]
        self.matcher = Matcher(spec["find"], spec, program)
        self.contextual = self.matcher.contextual
        self._fix_specs = spec.get("fix", ())
        self._program = program

    @cached_property
    def _fixes(self) -> list[FixRule]:
        from linter.rules.fixes import FixRule

        return [FixRule(spec, self._program) for spec in self._fix_specs]

    def fixes(self, scene: Scene, match: Match, original: str) -> list[Fix]:
        """The fixes that apply to a match, the best first."""
        made = (fix.fix(scene, match, original) for fix in self._fixes)
        return list(dict.fromkeys(fix for fix in made if fix is not None))


class Program:
    """The rules of a run. `plan` is what `linter.rules.plan` made of the rulesets; `library` is what the
    rules about libraries work with, where that is not what the plan says. An `observer` is shown every
    matcher when it is made."""

    def __init__(
        self,
        plan: Mapping[str, Any],
        library: Mapping[str, Any] | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._plan = plan
        self._library = library
        self.observer = observer
        self.vocabulary: Vocabulary = {
            name: Lexicon(spec["words"], spec.get("except", ()), spec.get("whole", False))
            for name, spec in plan["lexicons"].items()
        }
        self._folder = Folder(plan["variants"])
        self.rules: Sequence[Mapping[str, Any]] = plan["rules"]
        self._rules: dict[int, Rule] = {}
        self._required: dict[str, Sequence[frozenset[str]]] = {}
        self._signals: dict[str, Matcher] = {}
        self._waited: tuple[Sequence[Turn], Sequence[Wait]] | None = None
        self._agents = _Views(self._folder, self.vocabulary, plan["triggers"])
        self.everywhere: Sequence[Mapping[str, Any]] = plan["everywhere"]

    @property
    def reach(self) -> int:
        """How many turns of one speaker the rules look back, at the most."""
        reach: int = self._plan["reach"]
        return reach

    @property
    def rule_ids(self) -> list[str]:
        """The ids of all rules about replies, in the order of the rulesets."""
        return [rule["id"] for rule in self.rules]

    @property
    def all_ids(self) -> list[str]:
        """The ids of all rules: those about replies, then those about libraries."""
        return [*self.rule_ids, *(rule["id"] for rule in self.library_rules)]

    @property
    def library_rules(self) -> Sequence[Mapping[str, Any]]:
        """The rules about libraries, in the order of the rulesets."""
        rules: Sequence[Mapping[str, Any]] = self._plan["library_rules"]
        return rules

    def fold(self, text: str) -> str:
        """A text as the rules see it."""
        return self._folder.fold(text).text

    def rule(self, number: int) -> Rule:
        """Rule `number` of the plan."""
        made = self._rules.get(number)
        if made is None:
            made = self._rules[number] = Rule(self.spec(number), self)
        return made

    def spec(self, number: int) -> Mapping[str, Any]:
        """What the plan says of rule `number`."""
        spec: Mapping[str, Any] = self._plan["specs"][number]
        return spec

    def waits(self, turns: Sequence[Turn]) -> Sequence[Wait]:
        """The waits of a conversation; kept until another is asked about."""
        if self._waited is None or self._waited[0] is not turns:
            from linter.rules.waits import waits

            self._waited = turns, waits(turns, self)
        return self._waited[1]

    def shows(self, signal: str, text: str, speaker: Speaker) -> bool:
        """Whether a signal finds something in a text by itself; never where there is no such signal."""
        return self.signal_shown(signal, Scene(self, self.view(text, speaker), None, speaker))

    def signal_shown(self, signal: str, scene: Scene) -> bool:
        """Whether a signal finds something in a scene; never where there is no such signal."""
        return self.is_signal(signal) and bool(self.signal_matches(signal, scene))

    @property
    def library(self) -> Mapping[str, Any]:
        """What the rules about libraries work with."""
        section: Mapping[str, Any] = self._plan["library"] if self._library is None else self._library
        return section

    @cached_property
    def script(self) -> Script:
        """The script of replies."""
        return Script(self._plan["variants"], self._plan["traditional"])

    @cached_property
    def _customers(self) -> _Views:
        return _Views(self._folder, self.vocabulary, self._plan["customer_triggers"])

    @cached_property
    def _templates(self) -> _Views:
        return _Views(self._folder, self.vocabulary, self._plan["library_triggers"])

    @cached_property
    def _guarded(self) -> frozenset[str]:
        meanings = self._plan["customer_triggers"]["meanings"]
        return frozenset(name for names, _ in meanings for name in names)

    @cached_property
    def frequent(self) -> frozenset[str]:
        """Characters that stand in very many texts."""
        return frozenset(self.words(FREQUENT))

    def words(self, lexicon: str) -> Sequence[str]:
        """The words of a lexicon."""
        return self.vocabulary[lexicon].words

    def required(self, source: str) -> Sequence[frozenset[str]]:
        """The sets of words of which a pattern needs one each, those with the rarest words first."""
        sets = self._required.get(source)
        if sets is None:
            from linter.rules.patterns import required_sets

            sets = self._required[source] = required_sets(source, self.words, self.frequent)
        return sets

    def may_match(self, source: str, text: str) -> bool:
        """Whether a text has what a pattern needs, as far as the plan knows."""
        return _has_one_each(self._plan["needs"].get(source, ""), text)

    def is_signal(self, name: str) -> bool:
        """Whether `name` is a signal (and not a lexicon)."""
        return name in self._plan["signals"]

    def signal(self, name: str) -> Matcher:
        """The matcher of a signal."""
        made = self._signals.get(name)
        if made is None:
            spec = self._plan["signals"][name]
            made = self._signals[name] = Matcher(spec["find"], spec, self)
        return made

    def signal_matches(self, name: str, scene: Scene) -> list[Match]:
        """What a signal finds in a scene; kept, unless it depends on more than the text."""
        view = scene.view
        found = view.memo.get(name)
        if found is not None:
            return found
        if scene.speaker == "customer" and name in self._guarded and name not in view.candidates:
            return []
        matcher = self.signal(name)
        found = list(matcher.matches(scene))
        if not matcher.contextual:
            view.memo[name] = found
        return found

    def view(self, text: str, speaker: Speaker) -> TextView:
        """The view of a text, the same one when the text comes again."""
        return (self._customers if speaker == "customer" else self._agents).get(text)

    def library_view(self, text: str) -> TextView:
        """The view of a template among others; its `candidates` are the signals of facts that may be told."""
        return self._templates.get(text)

    def promising(self, text: str) -> TextView | None:
        """The view of a reply in which a word of some rule stands; None for any other."""
        return self._agents.promising(text)

    def triggers(self, number: int, text: str) -> list[Span]:
        """Where words stand in a text, as it is folded, for which rule `number` is asked."""
        of_customers = self.rules[number]["speaker"] == "customer"
        return (self._customers if of_customers else self._agents).triggers(number, text)

    def promising_among(self, texts: Sequence[str]) -> set[int]:
        """The numbers of the texts in which a word of some rule may stand, found in one pass over all."""
        return self._agents.promising_among(texts)

    def style(self, text: str, original: str) -> str:
        """`text` in the script and with the punctuation of the reply that it goes into."""
        return self.script.match(text, original)

    def message(self, number: int, match: str, groups: Mapping[str, str | None] | None = None) -> str:
        """What rule `number` says of a match, and of the groups of what found it."""
        wording = choose(self.spec(number)["message"])
        for name, text in {**(groups or {}), "match": match}.items():
            wording = wording.replace(f"{{{name}}}", text or "")
        return wording


@cache
def _parted(lists: str) -> Sequence[Sequence[str]]:
    return [words.split("\n") for words in lists.split("\n\n")] if lists else []


def _has_one_each(lists: str, text: str) -> bool:
    """Whether a text has one word of each list; a word a line, an empty line between two lists."""
    for words in _parted(lists):
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


class _Views:
    """Views of recent texts, and for each the rules or signals, and the patterns, whose words stand in it.
    `triggers` tells what a word may mean.

    Replies of a shop repeat themselves, so a view is kept until twice `_REMEMBERED` other texts came by.
    """

    def __init__(self, folder: Folder, vocabulary: Vocabulary, triggers: Mapping[str, Any]) -> None:
        self._folder, self._vocabulary = folder, vocabulary
        self._triggers = triggers
        self._guarded = frozenset(triggers["patterns"])
        self._meanings: Sequence[tuple[list[Any], list[int]]] = triggers["meanings"]
        self._meaning_of: Sequence[int] = triggers["meaning_of"]
        self._views: Recent[str, TextView] = Recent(_REMEMBERED)

    @cached_property
    def _finder(self) -> WordFinder:
        words = self._triggers["words"]
        return WordFinder(words.split("\n") if words else [])

    def triggers(self, name: Any, text: str) -> list[Span]:
        """Where the words stand for which a rule or signal is asked."""
        hits = self._scan(text)[1]
        return [
            (start, end) for number, start, end in hits if name in self._meanings[self._meaning_of[number]][0]
        ]

    def get(self, text: str) -> TextView:
        """The view of a text."""
        view = self._views.find(text)
        return view if view is not None else self._keep(text, *self._scan(text))

    def promising(self, text: str) -> TextView | None:
        """The view of a text in which a word of some rule stands; None for any other."""
        view = self._views.find(text)
        if view is not None:
            return view
        folded, hits = self._scan(text)
        return self._keep(text, folded, hits) if hits else None

    def promising_among(self, texts: Sequence[str]) -> set[int]:
        """The numbers of the texts in which a trigger may stand."""
        folded, moved = self._folder.fold_all(texts)
        ends = list(accumulate(len(text) + 1 for text in texts))
        found = {bisect_right(ends, start) for _, start, _ in self._finder.find(folded)}
        return found | moved

    def _scan(self, text: str) -> tuple[Folded, list[tuple[int, int, int]]]:
        folded = self._folder.fold(text)
        return folded, self._finder.find(folded.text)

    def _keep(self, text: str, folded: Folded, hits: list[tuple[int, int, int]]) -> TextView:
        view = TextView(folded, self._vocabulary)
        view.guarded = self._guarded
        if hits:
            candidates: set[Any] = set()
            present: set[int] = set()
            for meaning in {self._meaning_of[number] for number, _, _ in hits}:
                names, patterns = self._meanings[meaning]
                candidates.update(names)
                present.update(patterns)
            view.candidates = candidates
            sources, also = self._triggers["patterns"], self._triggers["also"]
            view.present = {sources[n] for n in present if _has_one_each(also[n], folded.text)}
        return self._views.keep(text, view)
