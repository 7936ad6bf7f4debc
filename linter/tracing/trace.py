"""One rule tried on one reply, with every step that the engine took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from linter.engine import Engine
from linter.matching.segment import segmenter
from linter.matching.view import TextView
from linter.model import Finding, Reply, Severity, Speaker
from linter.repair.edits import apply
from linter.repair.rewrite import Refusal, Repair
from linter.rules import conditions, terms
from linter.rules.conditions import context, nearby
from linter.rules.conditions.speech import NEGATOR
from linter.rules.fixes import FixRule
from linter.rules.program import Program
from linter.rules.scene import Match, Scene
from linter.tracing.watch import Check, Watch, Work

Span = tuple[int, int]
_MOST_WORDS = 12


@dataclass(slots=True)
class Asked:
    """A condition and its answer; `seen` are the words that decided, where some did; `parts` the answers of
    those that it combines. `kind` is `when`, `unless`, or empty for a part."""

    kind: str
    spec: Any
    holds: bool
    cleared: bool
    seen: list[str]
    parts: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Candidate:
    """A span that the find found (empty where something is missing), and what was asked about it."""

    start: int
    end: int
    text: str
    asked: list[Asked]
    counts: bool


@dataclass(slots=True)
class Part:
    """A find of the rule: how it is written, and its candidates. `before` was asked before it looked."""

    spec: Mapping[str, Any]
    candidates: list[Candidate]
    before: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Miss:
    """A word of the rule that stands in the text without being found: `why` is `placeholder`, `within` (a
    part of the longer word `longer`) or `else` (an exception of its lexicon)."""

    start: int
    end: int
    text: str
    why: str
    longer: str = ""


@dataclass(slots=True)
class Tried:
    """A fix as it is written: the fix that it makes of the match, whether that is offered, or why it is not.

    `why` is `words` (it is meant for other words), `condition` (`asked` tells which), `change` (it would
    change nothing here), `nothing`, `facts`, `answer`, `worse` (`brings` tells the rules), or `later` (one
    before it is offered)."""

    spec: Mapping[str, Any]
    result: str = ""
    offered: bool = False
    why: str = ""
    asked: list[Asked] = field(default_factory=list)
    brings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Trace:
    """All steps. Offsets count characters of `folded`, the text as the rules see it.

    `anywhere`: the rule needs no word, and looks at every reply. `triggers` are the places of its words, and
    `words` some of those that it needs. `pieces` is how the text is parted into words around them.
    `finding` is what the rule alone would report, `hidden_by` the rule that reports the same place
    instead of it, `fixes` those of the finding.
    """

    rule: str
    severity: Severity
    speaker: Speaker
    text: str
    folded: str
    anywhere: bool
    triggers: list[Span]
    words: list[str]
    pieces: list[list[str]]
    parts: list[Part]
    misses: list[Miss]
    findings: list[Finding]
    hidden_by: str | None
    fixes: list[list[Tried]]
    rewrite: str | None


class Tracer:
    """Tries rules of a plan, among those that are `active`."""

    def __init__(
        self, plan: Mapping[str, Any], active: frozenset[str], severities: Mapping[str, Severity]
    ) -> None:
        self._watch = Watch()
        self._program = Program(plan, observer=self._watch)
        self._active, self._severities = active, severities

    def speaker(self, rule: str) -> Speaker:
        """Whose turns the rule looks at."""
        speaker: Speaker = self._program.rules[self._number(rule)]["speaker"]
        return speaker

    def waits_for_chats(self, rule: str) -> bool:
        """Whether the rule can find something in chats only."""
        return bool(self._program.rules[self._number(rule)]["chats"])

    def concerned(self, rule: str, reply: Reply) -> bool:
        """Whether the rule would be asked about a reply at all."""
        number = self._number(rule)
        return self._needs_no_word(number) or bool(self._program.triggers(number, reply.text))

    def trace(self, rule: str, reply: Reply) -> Trace:
        """What the rule does with a reply."""
        program, number = self._program, self._number(rule)
        alone = Engine(program, {rule}.__contains__, self._severities)
        matcher = program.rule(number).matcher
        program.view(reply.text, self.speaker(rule)).memo.clear()
        self._watch.begin()
        findings = self._judged(alone, reply, rule)
        work = self._watch.end().get(id(matcher))
        scene = Scene(program, None, reply, self.speaker(rule))
        triggers = program.triggers(number, reply.text)
        needed = matcher.needed()
        everyone = Engine(program, (self._active | {rule}).__contains__, self._severities)
        all_findings = self._judged(everyone, reply, rule)
        parts = list(self._parts(work, scene)) if work else []
        fixes, rewrite = self._fixes(rule, reply, findings, all_findings, everyone, scene)
        return Trace(
            rule=rule,
            severity=self._severities.get(rule, program.rules[number]["severity"]),
            speaker=self.speaker(rule),
            text=reply.text,
            folded=scene.view.text,
            anywhere=self._needs_no_word(number),
            triggers=triggers,
            words=sorted(needed, key=lambda word: (-len(word), word))[:_MOST_WORDS] if needed else [],
            pieces=_pieces(scene.view, triggers),
            parts=parts,
            misses=_misses(self._listed(program.spec(number)["find"]), parts, scene.view),
            findings=findings,
            hidden_by=_hidden(findings, all_findings, rule),
            fixes=fixes,
            rewrite=rewrite,
        )

    def _number(self, rule: str) -> int:
        return self._program.rule_ids.index(rule)

    def _needs_no_word(self, number: int) -> bool:
        return any(entry["rule"] == number for entry in self._program.everywhere)

    def _judged(self, engine: Engine, reply: Reply, rule: str) -> list[Finding]:
        speaker = self.speaker(rule)
        found = engine.judge(reply) if speaker == "agent" else []
        ahead = engine.ahead(reply, speaker) if reply.conversation else []
        return sorted([*found, *ahead], key=lambda finding: finding.start)

    def _listed(self, spec: Mapping[str, Any]) -> set[str]:
        """The words that a find lists, itself or in its lexicons."""
        words = {word for key in ("words", "phrases") for word in spec.get(key, ())}
        named = spec.get("lexicon", ())
        for name in [named] if isinstance(named, str) else named:
            words.update(self._program.words(name))
        return words.union(*(self._listed(part) for part in spec.get("any", ())))

    def _parts(self, work: Work, scene: Scene, outer: Sequence[Check] = ()) -> Iterator[Part]:
        """What the parts of a find did; `outer` are the conditions asked of what they found."""
        outer = [*work.checks, *outer]
        if work.parts:
            for part in work.parts:
                yield from self._parts(part, scene, outer)
            return
        found = work.found or []
        candidates = [
            self._candidate(match, [check for check in outer if check.match is match], scene)
            for match in found
        ]
        about = {id(match) for match in found}
        before = [self._asked(check, scene) for check in work.checks if id(check.match) not in about]
        yield Part(work.spec, candidates, before)

    def _candidate(self, match: Match, checks: Sequence[Check], scene: Scene) -> Candidate:
        asked = [self._asked(check, scene) for check in checks]
        text = scene.view.text[match.start : match.end]
        return Candidate(match.start, match.end, text, asked, not any(check.cleared for check in checks))

    def _asked(self, check: Check, scene: Scene) -> Asked:
        parts = self._combined(check.spec, scene, check.match)
        seen = self._seen(check.spec, scene, check.match) if check.holds else []
        return Asked(check.kind, check.spec, check.holds, check.cleared, seen, parts)

    def _combined(self, spec: Any, scene: Scene, match: Match) -> list[Asked]:
        """The answers of the conditions that `not`, `any` or `all` combines."""
        if not isinstance(spec, Mapping):
            return []
        ((kind, value),) = spec.items()
        if kind not in ("not", "any", "all"):
            return []
        return [self._part(part, scene, match) for part in ([value] if kind == "not" else value)]

    def _part(self, spec: Any, scene: Scene, match: Match) -> Asked:
        holds = conditions.condition(spec, self._program).holds(scene, match)
        seen = self._seen(spec, scene, match) if holds else []
        return Asked("", spec, holds, False, seen, self._combined(spec, scene, match))

    def _seen(self, spec: Any, scene: Scene, match: Match) -> list[str]:
        """The words by which a condition holds, where it is about words."""
        if spec == "negated" or (isinstance(spec, Mapping) and "negated" in spec):
            clause = scene.view.clauses.at(match.start)
            spans = scene.view.spans(NEGATOR)
            return [scene.view.text[s:e] for s, e in spans if clause.start <= s and e <= match.start][-1:]
        if isinstance(spec, str):
            return [] if spec in conditions.FLAGS else self._words(spec, [scene])
        ((kind, value),) = spec.items()
        if kind in nearby.KINDS:
            return self._words(value, [scene])
        if kind in context.TERM_KINDS:
            within = value.get("within", 1) if isinstance(value, Mapping) else 1
            return self._words(value, scene.earlier("customer" if kind == "customer" else "agent", within))
        return []

    def _words(self, spec: Any, scenes: Sequence[Scene]) -> list[str]:
        term = terms.term(spec, self._program)
        found = [scene.view.text[one.start : one.end] for scene in scenes for one in term.matches(scene)]
        return [text for text in dict.fromkeys(found) if text][:3]

    def _fixes(
        self,
        rule: str,
        reply: Reply,
        findings: Sequence[Finding],
        everything: Sequence[Finding],
        engine: Engine,
        scene: Scene,
    ) -> tuple[list[list[Tried]], str | None]:
        """The fixes of the rule for each finding, tried as `check` tries them."""
        spec = self._program.spec(self._number(rule))
        shown = [finding for finding in everything if finding.rule == rule]
        if not shown:
            return [[] for _ in findings], None
        refusals: dict[tuple[Any, ...], Refusal] = {}

        def refused(finding: Finding, refusal: Refusal) -> None:
            refusals.setdefault((finding.rule, finding.start, refusal.fix.edits), refusal)

        repair = Repair(engine, lambda again: self._judged(engine, again, rule), refused)
        advice = repair.advise(reply, list(everything))
        before = Counter(one.rule for one in everything)
        tried = []
        for finding in findings:
            advised = next((one for one in advice.findings if one[:4] == finding[:4]), None)
            match = self._match_of(finding, scene)
            tried.append(
                [
                    self._tried(one, match, scene, reply, finding, advised, refusals, before)
                    for one in spec.get("fix", ())
                ]
                if match
                else []
            )
        return tried, advice.rewrite

    def _match_of(self, finding: Finding, scene: Scene) -> Match | None:
        matches = self._program.rule(self._number(finding.rule)).matcher.matches(scene)
        spans = scene.view.folded.original_span
        return next(
            (one for one in matches if spans(one.start, one.end) == (finding.start, finding.end)), None
        )

    def _tried(
        self,
        spec: Mapping[str, Any],
        match: Match,
        scene: Scene,
        reply: Reply,
        finding: Finding,
        advised: Finding | None,
        refusals: Mapping[tuple[Any, ...], Refusal],
        before: Counter[str],
    ) -> Tried:
        made = FixRule(spec, self._program).fix(scene, match, reply.text)
        if made is None:
            return self._not_meant(spec, match, scene)
        for fix in advised.fixes if advised else ():
            if fix.edits == made.edits:
                return Tried(spec, fix.result, offered=True)
        refusal = refusals.get((finding.rule, finding.start, made.edits))
        if refusal is None:
            return Tried(spec, apply(reply.text, made.edits), why="later")
        left = Counter(one.rule for one in refusal.left)
        brings = list(left - before) or list(left)
        return Tried(spec, refusal.text, why=refusal.reason, brings=brings if refusal.left else [])

    def _not_meant(self, spec: Mapping[str, Any], match: Match, scene: Scene) -> Tried:
        text = scene.view.text[match.start : match.end]
        others = ("match" in spec and text not in spec["match"]) or (
            "swap" in spec and not match.all and text not in spec["swap"]
        )
        if others:
            return Tried(spec, why="words")
        asked = []
        for kind in ("when", "unless"):
            for one in spec.get(kind, ()):
                part = self._part(one, scene, match)
                part.kind, part.cleared = kind, part.holds == (kind == "unless")
                asked.append(part)
        cleared = [one for one in asked if one.cleared]
        return Tried(spec, why="condition" if cleared else "change", asked=cleared)


def _hidden(findings: Sequence[Finding], everything: Sequence[Finding], rule: str) -> str | None:
    """The rule that reports the place of a finding which `rule` would report by itself."""
    if not findings or any(one.rule == rule for one in everything):
        return None
    start, end = findings[0].start, findings[0].end
    return next((one.rule for one in everything if one.start <= end and start <= one.end), None)


def _pieces(view: TextView, spans: Sequence[Span]) -> list[list[str]]:
    """How the clauses that hold `spans` are parted into words."""
    clauses = dict.fromkeys(view.clauses.at(start) for start, _ in spans)
    return [list(segmenter()(view.text[clause.start : clause.end])) for clause in clauses]


def _misses(listed: Set[str], parts: Sequence[Part], view: TextView) -> list[Miss]:
    """Words of the rule that stand in the text, outside of every candidate."""
    spans = [(one.start, one.end) for part in parts for one in part.candidates]
    misses: list[Miss] = []
    for word in sorted(listed, key=lambda word: (-len(word), word)):
        at = view.text.find(word)
        while at >= 0:
            end = at + len(word)
            if not any(start <= at and end <= stop for start, stop in spans):
                spans.append((at, end))
                misses.append(_miss(word, at, end, view))
            at = view.text.find(word, at + 1)
    return sorted(misses, key=lambda miss: miss.start)


def _miss(word: str, start: int, end: int, view: TextView) -> Miss:
    if view.blank(start, end):
        return Miss(start, end, word, "placeholder")
    if view.is_word(start, end):
        return Miss(start, end, word, "else")
    clause = view.clauses.at(start)
    at = clause.start
    longer = ""
    for piece in segmenter()(view.text[clause.start : clause.end]):
        if at < end and start < at + len(piece):
            longer += piece
        at += len(piece)
    return Miss(start, end, word, "within", longer)
