"""The loop: replies × rules → findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from linter.i18n import language
from linter.model import Finding, Item, Reply, Severity, Template
from linter.rules.patterns import compiled
from linter.rules.program import Program, Rule
from linter.rules.scene import Match, Scene


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
        self._active = {number for number, identifier in enumerate(program.rule_ids) if active(identifier)}
        looking = [entry for entry in program.everywhere if entry["rule"] in self._active]
        self._everywhere: list[int] = [entry["rule"] for entry in looking]
        self._at_templates = [entry for entry in looking if not entry["none"]]

    def pattern(self, source: str) -> re.Pattern[str]:
        """The compiled pattern, with the words of the lexicons that it names."""
        return compiled(source, self._program.words)

    def shows(self, signal: str, reply: Reply) -> bool:
        """Whether a signal finds something in a reply; never where the rulesets have no such signal."""
        if not self._program.is_signal(signal):
            return False
        return bool(self._program.signal_matches(signal, Scene(self._program, None, reply)))

    def judge(self, reply: Reply) -> list[Finding]:
        """The findings of one reply, by where they begin."""
        view = self._program.promising(reply.text)
        if view is None and not self._everywhere:
            return []
        scene = Scene(self._program, view, reply)
        found: list[tuple[Match, int]] = []
        for number in self._everywhere:
            found += [(match, number) for match in self._program.rule(number).matcher.matches(scene)]
        if view is not None:
            for number in view.candidates:
                if number in self._active:
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
            if match.start <= taken.get(rule.category, -1):
                continue
            taken[rule.category] = match.end
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
            message=self._program.message(number, matched, language()),
            fixes=tuple(rule.fixes(scene, match, reply.text)),
        )


def replies(item: Item) -> Iterator[Reply]:
    """The replies of a conversation, or the one that a template is."""
    if isinstance(item, Template):
        yield Reply(item.text, (), template=item)
        return
    turns = item.turns()
    agents = [number for number, turn in enumerate(turns) if turn.speaker == "agent"]
    for number in agents:
        turn = turns[number]
        yield Reply(
            turn.text,
            turn.messages,
            None,
            item,
            turns,
            number,
            first=number == agents[0] and not item.continued,
            last=number == agents[-1],
        )


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
