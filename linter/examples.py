"""Runs the examples that rules and signals carry: every `bad` is found, every `ok` and `good` is not.

`good` is what the rule's own fixes make of the bad example. An example of a rule about libraries is a small
library, however few its templates are, and is judged by what the rulesets say of libraries: a shop that wants
other situations or limits breaks no example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from linter.data import rulesets_dir
from linter.engine import Engine, replies, turns
from linter.i18n import say
from linter.library.base import Entry
from linter.library.checks import Checks
from linter.model import Conversation, Customer, Finding, Message, Reply, Speaker, Template
from linter.repair.rewrite import Repair
from linter.rules.plan import Plan
from linter.rules.program import Program
from linter.rules.scene import Scene
from linter.source import LinePlace

_NOWHERE = LinePlace(1, 1, "")


class Failure(NamedTuple):
    """An example that does not hold: of which rule or signal, which text, and what happened instead."""

    id: str
    place: tuple[str, int, int]
    text: str
    reason: str

    def __str__(self) -> str:
        path, line, column = self.place
        return f"{path}:{line}:{column}: {self.id}: {self.reason}{say('：', ': ')}{self.text}"


class OwnExampleFails(Exception):
    """An example of a rule that does not come with replylint does not hold."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(
            say(f"{failure}；replylint test 列出全部", f"{failure}; replylint test lists them all")
        )


def disturbed(plan: Plan) -> str:
    """What to tell where words or numbers of the user's make an example of a shipped rule fail. Raises
    `OwnExampleFails` at the first example of the user's own rules that does not hold."""
    note = ""
    for failure in failures(plan):
        if not Path(failure.place[0]).is_relative_to(rulesets_dir()):
            raise OwnExampleFails(failure)
        note = note or say(
            f"注意：改过的词或数值（lexicons、numbers）让自带规则的例句不成立了：{failure}；"
            "词可以给词表写 except 避开，有意改的数值不必理会，replylint test 列出全部",
            f"note: changed words or numbers (lexicons, numbers) make an example of a shipped rule fail: "
            f"{failure}; `except` beside the words helps, numbers that are meant may stay, replylint test "
            "lists them all",
        )
    return note


def reply_of(example: Mapping[str, Any], text: str) -> Reply:
    """The reply of an example, in the conversation or template that the example describes."""
    if "named" in example:
        return next(replies(Template(text, _NOWHERE, name=example["named"])))
    before = [*example.get("context", ())]
    if "customer" in example:
        before.append({"customer": example["customer"]})
    if example.get("position") != "first" and not any("agent" in turn for turn in before):
        before.insert(0, {"agent": ""})
    said: list[tuple[Speaker, str]] = [
        ("agent" if "agent" in turn else "customer", next(iter(turn.values()))) for turn in before
    ]
    if said and said[-1][0] == "agent":
        said.append(("customer", ""))
    said.append(("agent", text))
    if example.get("position") != "last":
        said += [("customer", ""), ("agent", "")]
    messages = [Message(speaker, line, number, _NOWHERE) for number, (speaker, line) in enumerate(said)]
    chat = Conversation(None, messages, profile=_profile(example))
    judged = list(replies(chat))
    return judged[-1] if example.get("position") == "last" else judged[-2]


def _profile(example: Mapping[str, Any]) -> Customer | None:
    """What is known of the customer of an example."""
    told = [example.get(key, ()) for key in ("customer-is", "customer-value", "customer-tagged")]
    if not any(told):
        return None
    standings, tiers, tags = told
    return Customer("", tags=tuple(tags), standings=tuple(standings), tier=next(iter(tiers), None))


def failures(plan: Plan) -> Iterator[Failure]:
    """All examples of a plan that do not hold."""
    program = Program(plan.run, plan.docs["library"])
    for rule in plan.docs["rules"]:
        for example, place in zip(rule["examples"], rule["example_places"], strict=True):
            text, reason = _tried(example, rule, program)
            if reason:
                yield Failure(rule["id"], tuple(place), text, reason)
    for signal in plan.docs["signals"]:
        for expected, sentences in signal["examples"].items():
            for sentence in sentences:
                found = any(_finds(signal["id"], sentence, speaker, program) for speaker in _SPEAKERS)
                if found != (expected == "yes"):
                    yield Failure(
                        signal["id"],
                        tuple(signal["place"]),
                        sentence,
                        _too_much() if found else _too_little(),
                    )


_SPEAKERS: tuple[Speaker, ...] = ("agent", "customer")


def _finds(name: str, sentence: str, speaker: Speaker, program: Program) -> bool:
    scene = Scene(program, program.view(sentence, speaker), None, speaker)
    return bool(program.signal_matches(name, scene))


def _tried(example: Mapping[str, Any], rule: Mapping[str, Any], program: Program) -> tuple[str, str]:
    """The text of an example, and why it does not hold; empty when it does."""
    what = example.get("bad", example.get("ok", ""))
    active = {rule["id"]}.__contains__
    if rule["kind"] != "library" and is_chat(what):
        return _told(what), _wrong_with_chat(example, what, Engine(program, active))
    if rule["kind"] != "library":
        return what, _wrong_with(example, reply_of(example, what), Engine(program, active))
    found = [finding.match for _, finding in Checks(program, active).findings(entries_of(example), least=1)]
    text = " / ".join(template["text"] for template in templates_of(what))
    if "ok" in example:
        return text, _too_much(found[0]) if found else ""
    return text, "" if found else _too_little()


def is_chat(what: Any) -> bool:
    """Whether an example is a chat: a list of what was said by whom."""
    return isinstance(what, list) and any("customer" in one or "agent" in one for one in what)


def templates_of(library: Sequence[Any]) -> list[Mapping[str, str]]:
    """The templates of an example, each as a mapping with its `text`."""
    return [{"text": one} if isinstance(one, str) else one for one in library]


def entries_of(example: Mapping[str, Any]) -> list[Entry]:
    """The library of an example. Templates stand in one file, where they name no other."""
    columns = tuple(name.lower() for name in example.get("columns", ()))
    entries = []
    for number, given in enumerate(templates_of(example.get("bad", example.get("ok", ())))):
        code = given.get("code", "")
        names = given.get("name", code), given.get("situation", ""), code, given.get("group", "")
        template = Template(given["text"], LinePlace(number + 1, 1, given["text"]), *names)
        entries.append(Entry(template, given.get("file", ""), number, columns=columns))
    return entries


def _wrong_with(example: Mapping[str, Any], reply: Reply, engine: Engine) -> str:
    """Why an example does not hold; empty when it does."""

    def judge(reply: Reply) -> list[Finding]:
        return [*engine.judge(reply), *(engine.ahead(reply) if reply.conversation else ())]

    findings = judge(reply)
    if "ok" in example:
        return _too_much(findings[0].match) if findings else ""
    if not findings:
        return _too_little()
    if "good" in example:
        made = Repair(engine, judge).rewrite(reply, findings)
        if made != example["good"]:
            return say(
                f"应改写成 {example['good']!r}，却得到 {made!r}",
                f"must become {example['good']!r}, became {made!r}",
            )
    return ""


def conversation_of(said: Sequence[Mapping[str, Any]]) -> Conversation:
    """The conversation of an example; `at` are seconds."""
    messages = [
        Message("agent" if "agent" in one else "customer", _text(one), number, _NOWHERE, one.get("at"))
        for number, one in enumerate(said)
    ]
    return Conversation(None, messages)


def _text(said: Mapping[str, Any]) -> str:
    return str(said.get("agent", said.get("customer", "")))


def _told(said: Sequence[Mapping[str, Any]]) -> str:
    return " / ".join(map(_text, said))


def _wrong_with_chat(example: Mapping[str, Any], said: Sequence[Mapping[str, Any]], engine: Engine) -> str:
    found = [
        finding
        for speaker, turn in turns(conversation_of(said))
        for finding in (*(engine.judge(turn) if speaker == "agent" else ()), *engine.ahead(turn, speaker))
    ]
    if "ok" in example:
        return _too_much(found[0].match) if found else ""
    return "" if found else _too_little()


def _too_much(match: str = "") -> str:
    return say(
        f"不该命中{match!r}" if match else "不该命中",
        f"must not be found {match!r}" if match else "must not be found",
    )


def _too_little() -> str:
    return say("应该命中", "must be found")
