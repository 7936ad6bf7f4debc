"""The loop: replies × rules → findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from linter.matching.view import TextView
from linter.model import Conversation, Finding, Item, Reply, Severity, Speaker, Template
from linter.rules.patterns import compiled
from linter.rules.program import Program, Rule
from linter.rules.scene import Match, Scene


class _Choice:
    """Rules that are asked together: their numbers, and which of them need no word."""

    def __init__(self, numbers: Set[int], everywhere: Iterable[int]) -> None:
        self.numbers = frozenset(numbers)
        self.everywhere = [number for number in everywhere if number in self.numbers]


class Engine:
    """Applies the `active` rules of a program. `severities` overrides those of the rules, by id."""

    def __init__(
        self,
        program: Program,
        active: Callable[[str], bool] = lambda identifier: True,
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        self._program = program
        self._severities = severities or {}
        chosen = {number: rule for number, rule in enumerate(program.rules) if active(rule["id"])}
        looking = [entry for entry in program.everywhere if entry["rule"] in chosen]
        self._at_templates = [entry for entry in looking if not entry["none"] and entry["speaker"] == "agent"]
        everywhere = [entry["rule"] for entry in looking]
        mine = {number for number, rule in chosen.items() if rule["speaker"] == "agent"}
        ahead = {number for number, rule in chosen.items() if rule["ahead"]}
        self._alone = _Choice({n for n in mine if not chosen[n]["chats"]}, everywhere)
        self._in_chats = _Choice(mine - ahead, everywhere)
        self._ahead: dict[Speaker, _Choice] = {
            "agent": _Choice(mine & ahead, everywhere),
            "customer": _Choice(chosen.keys() - mine, everywhere),
        }

    def pattern(self, source: str) -> re.Pattern[str]:
        """The compiled pattern, with the words of the lexicons that it names."""
        return compiled(source, self._program.words)

    def shows(self, signal: str, reply: Reply) -> bool:
        """Whether a signal finds something in a reply; never where the rulesets have no such signal."""
        return self._program.signal_shown(signal, Scene(self._program, None, reply))

    def judge(self, reply: Reply) -> list[Finding]:
        """The findings of one reply, by where they begin; in a chat those of what was said so far (`ahead`
        gives the others)."""
        view = self._program.promising(reply.text)
        rules = self._alone if reply.template else self._in_chats
        if view is None and not rules.everywhere:
            return []
        return self._found(rules, Scene(self._program, view, reply), view)

    def ahead(self, reply: Reply, speaker: Speaker = "agent") -> list[Finding]:
        """The findings of the rules that look ahead, at what is said after a turn of a chat, or at how long
        things took. The turn may be the customer's."""
        rules = self._ahead[speaker]
        if not rules.numbers:
            return []
        view = self._program.view(reply.text, speaker)
        return self._found(rules, Scene(self._program, view, reply, speaker), view)

    def looks_ahead_at(self, speaker: Speaker) -> bool:
        """Whether there are such rules for the turns of a speaker."""
        return bool(self._ahead[speaker].numbers)

    def _found(self, rules: _Choice, scene: Scene, view: TextView | None) -> list[Finding]:
        found: list[tuple[Match, int]] = []
        for number in rules.everywhere:
            found += [(match, number) for match in self._program.rule(number).matcher.matches(scene)]
        if view is not None:
            for number in rules.numbers.intersection(view.candidates):
                found += [(match, number) for match in self._matches(number, scene)]
        return self._findings(found, scene) if found else []

    def interesting(self, templates: Sequence[Template]) -> Iterable[int]:
        """The numbers of the templates in which something may be found, in order. The others need not be
        judged; with a file of many lines that is most of them."""
        if any(not entry["named"] and entry["most"] is None for entry in self._at_templates):
            return range(len(templates))
        found = self._program.promising_among([template.text for template in templates])
        for entry in self._at_templates:
            if entry["named"]:
                found.update(n for n, template in enumerate(templates) if template.name or template.situation)
            else:
                most = entry["most"]
                found.update(n for n, template in enumerate(templates) if len(template.text) <= most)
        return sorted(found)

    def _matches(self, number: int, scene: Scene) -> Sequence[Match]:
        rule = self._program.rule(number)
        if rule.contextual:
            return list(rule.matcher.matches(scene))
        kept = scene.view.memo.get(number)
        if kept is None:
            kept = scene.view.memo[number] = list(rule.matcher.matches(scene))
        return kept

    def _findings(self, found: list[tuple[Match, int]], scene: Scene) -> list[Finding]:
        found.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[1]))
        findings: list[Finding] = []
        taken: dict[str, int] = {}
        for match, number in found:
            rule = self._program.rule(number)
            kind = rule.id if self._program.rules[number]["ahead"] else rule.category
            if match.start <= taken.get(kind, -1):
                continue
            taken[kind] = match.end
            findings.append(self._finding(rule, number, match, scene))
        return findings

    def _finding(self, rule: Rule, number: int, match: Match, scene: Scene) -> Finding:
        reply = scene.reply
        assert reply is not None
        start, end = scene.view.folded.original_span(match.start, match.end)
        matched = reply.text[start:end]
        return Finding(
            rule=rule.id,
            severity=self._severities.get(rule.id, rule.severity),
            start=start,
            end=end,
            match=matched,
            message=self._program.message(number, matched, match.groups),
            fixes=tuple(rule.fixes(scene, match, reply.text)),
        )


def turns(conversation: Conversation) -> Iterator[tuple[Speaker, Reply]]:
    """All turns of a conversation as if they were replies."""
    said = conversation.turns()
    places = {speaker: [n for n, turn in enumerate(said) if turn.speaker == speaker] for speaker in _SPEAKERS}
    for number, turn in enumerate(said):
        own = places[turn.speaker]
        yield (
            turn.speaker,
            Reply(
                turn.text,
                turn.messages,
                None,
                conversation,
                said,
                number,
                first=number == own[0] and not conversation.continued,
                last=number == own[-1] and not conversation.open,
            ),
        )


_SPEAKERS: tuple[Speaker, ...] = ("agent", "customer")


def replies(item: Item) -> Iterator[Reply]:
    """The replies of a conversation, or the one that a template is."""
    if isinstance(item, Template):
        yield Reply(item.text, (), template=item)
        return
    yield from (reply for speaker, reply in turns(item) if speaker == "agent")


def with_text(reply: Reply, text: str) -> Reply:
    """The same reply, as if it had been worded `text`."""
    return Reply(
        text,
        reply.messages,
        reply.template,
        reply.conversation,
        reply.turns,
        reply.turn,
        reply.first,
        reply.last,
    )
