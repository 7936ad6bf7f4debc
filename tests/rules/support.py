"""What the tests of rules share: small rulesets written in the test, and replies to judge with them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent, indent

import pytest

from linter.engine import Engine, replies, turns
from linter.model import Conversation, Finding, Message, Reply, Speaker, Template
from linter.repair.rewrite import Repair
from linter.rules.errors import RulesetError
from linter.rules.names import SHIPPED
from linter.rules.plan import Plan, plan
from linter.rules.program import Program
from linter.rules.scene import Match, Scene
from linter.source import LinePlace

_numbers = itertools.count()

_RULE = """\
id: {id}
source: 店规
title: {{ zh: 店规, en: house rule }}
message: {{ zh: '“{{match}}”不合店规', en: '“{{match}}” is against the rules of the house' }}
why: {{ zh: 店规, en: house rule }}
examples: [ {{ bad: 反例 }}, {{ ok: 正例 }} ]
"""


def rule(body: str, id: str = "shop.rule") -> str:
    """A rule as an item of `rules`: `body` (`find`, conditions, `fix`), and what else it must have."""
    text = _RULE.format(id=id) + dedent(body).strip()
    return "- " + indent(text, "  ")[2:] + "\n"


def ruleset(
    *rules: str,
    lexicons: Mapping[str, str] | None = None,
    signals: Mapping[str, str] | None = None,
    top: str = "",
) -> str:
    """A ruleset file. `rules` are items of its list or bodies of rules; `lexicons` and `signals` are YAML by
    name, a signal without its examples; `top` is more that stands at the top."""
    text = "ruleset: shop\n" + (dedent(top).strip() + "\n" if top else "")
    if lexicons:
        text += "lexicons:\n" + "".join(f"  {name}: {spec}\n" for name, spec in lexicons.items())
    if signals:
        text += "signals:\n"
        for name, body in signals.items():
            text += f"  {name}:\n    examples: {{ yes: [是], no: [否] }}\n"
            text += indent(dedent(body).strip(), "    ") + "\n"
    if rules:
        items = [item if item.startswith("- ") else rule(item) for item in rules]
        text += "rules:\n" + indent("".join(items), "  ")
    return text


def written(folder: Path, text: str, name: str = "") -> Path:
    """A file in `folder` with `text` in it."""
    path = folder / (name or f"shop-{next(_numbers)}.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def template(text: str, name: str = "", situation: str = "") -> Reply:
    """A template as a reply."""
    return next(replies(Template(text, LinePlace(1, 1, text), name, situation)))


def conversation(*turns: tuple[Speaker, str], continued: bool = False) -> Conversation:
    """A conversation of messages, each on a line of its own."""
    messages = [
        Message(speaker, text, number, LinePlace(number + 1, 1, text))
        for number, (speaker, text) in enumerate(turns)
    ]
    return Conversation("c-1", messages, continued)


def agent(text: str) -> tuple[Speaker, str]:
    """A message of the agent."""
    return "agent", text


def customer(text: str) -> tuple[Speaker, str]:
    """A message of the customer."""
    return "customer", text


def system(text: str) -> tuple[Speaker, str]:
    """A message of the system."""
    return "system", text


def timed(*said: tuple[float, Speaker, str]) -> Conversation:
    """A conversation of messages with their times in seconds."""
    messages = [
        Message(speaker, text, number, LinePlace(1, 1, text), at)
        for number, (at, speaker, text) in enumerate(said)
    ]
    return Conversation(None, messages)


def last_reply(*turns: tuple[Speaker, str]) -> Reply:
    """The last reply of a conversation."""
    return list(replies(conversation(*turns)))[-1]


class Shop:
    """Rulesets, ready to judge with."""

    def __init__(self, *names: str | Path) -> None:
        self.plan: Plan = plan(names, cache=False)

    @cached_property
    def program(self) -> Program:
        """The rules, compiled."""
        return Program(self.plan.run)

    @cached_property
    def engine(self) -> Engine:
        """The engine with all rules."""
        return Engine(self.program)

    @cached_property
    def repair(self) -> Repair:
        """What mends with all rules."""
        return Repair(self.engine)

    def findings(self, reply: Reply | str) -> list[Finding]:
        """What is found in a reply, or in a template with that text."""
        return self.engine.judge(template(reply) if isinstance(reply, str) else reply)

    def found(self, reply: Reply | str) -> list[str]:
        """The texts that were found."""
        return [finding.match for finding in self.findings(reply)]

    def ahead(self, chat: Conversation) -> list[tuple[int, str]]:
        """The turns of a conversation in which the rules that look ahead found something, and what."""
        return [
            (number, finding.match)
            for number, (speaker, turn) in enumerate(turns(chat))
            for finding in self.engine.ahead(turn, speaker)
        ]

    def mended(self, reply: Reply | str) -> str | None:
        """The rewrite of a reply; None where nothing could be mended."""
        reply = template(reply) if isinstance(reply, str) else reply
        return self.repair.rewrite(reply, self.engine.judge(reply))

    def fixes(self, reply: Reply | str) -> list[list[tuple[tuple[int, int, str], ...]]]:
        """The edits of the fixes of each finding."""
        return [
            [tuple(tuple(edit) for edit in fix.edits) for fix in finding.fixes]
            for finding in self.findings(reply)
        ]

    def signal(self, name: str, text: str, speaker: Speaker = "agent") -> list[str]:
        """What a signal finds in a text."""
        scene = self.scene(text, speaker)
        return [scene.view.text[match.start : match.end] for match in self.signal_matches(name, scene)]

    def signal_matches(self, name: str, scene: Scene) -> Sequence[Match]:
        """The matches of a signal in a scene."""
        return self.program.signal_matches(name, scene)

    def scene_of(self, turn: Reply) -> Scene:
        """An agent's turn of a conversation under judgement."""
        return Scene(self.program, None, turn)

    def scene(self, text: str, speaker: Speaker = "agent") -> Scene:
        """A text under judgement, by itself."""
        return Scene(self.program, self.program.view(text, speaker), None, speaker)


def of_replies(program: Program, speaker: Speaker | None = None) -> list[int]:
    """The numbers of the rules that look at turns (of `speaker`)."""
    return [number for number, rule in enumerate(program.rules) if speaker in (None, rule["speaker"])]


@cache
def shipped() -> Shop:
    """The shipped rulesets."""
    return Shop(*SHIPPED[1:])


MakeShop = Callable[..., Shop]


def mistake(folder: Path, text: str, *others: str | Path) -> RulesetError:
    """The error that a ruleset gives, after checking that it names the file; `others` are loaded before."""
    path = written(folder, text)
    with pytest.raises(RulesetError) as caught:
        plan([*others, path], cache=False)
    assert caught.value.path == str(path)
    assert str(caught.value).startswith(f"{path}:")
    return caught.value


def place(error: RulesetError) -> tuple[int | None, int | None]:
    """Line and column of a mistake."""
    return error.line, error.column


def place_of(text: str, piece: str, nth: int = 0) -> tuple[int, int]:
    """Line and column at which `piece` stands in `text` (with `nth`, not for the first time)."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(piece, at + 1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
