"""Agreement with labelled replies: gold files read, judged and scored.

A line of a gold file is a reply with the labels that it deserves:

    {"id", "first", "last", "context": [{"role": "agent" or "customer", "text"}], "reply",
     "labels": [{"label"}], "optional": [label]}

`context` is what was said before. `first` and `last` tell whether the reply is the agent's first or last of
its conversation; where `first` is not given, it is the first when no agent speaks in the context. Labels in
`optional` may be found or not: they are not scored for that reply. Only of a first reply a greeting is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from linter.engine import Engine
from linter.i18n import say
from linter.model import Conversation, Finding, Message, Reply, Severity, Speaker, rank
from linter.readers.json_tree import loads
from linter.rules.errors import RulesetError
from linter.rules.names import CATEGORIES, matching
from linter.rules.schema import ListOf, OneOf, Record, Shape, Share, Switch, Text
from linter.rules.source import Source, parse
from linter.source import LinePlace

GREETING = "courtesy.greeting"
"""The label that is scored only where the reply is the agent's first."""

LABELS = (
    "negative",
    "guarantee",
    "slang",
    GREETING,
    "courtesy.please",
    "courtesy.apology",
    "courtesy.curt",
    "courtesy.pronoun",
    "tone",
    "compliance",
)
"""The labels that are scored when nothing else is asked for."""

_NOWHERE = LinePlace(1, 1, "")


class Gold(NamedTuple):
    """A labelled reply, and who said what before it."""

    id: str
    context: Sequence[tuple[Speaker, str]]
    reply: str
    first: bool
    last: bool
    labels: frozenset[str]
    optional: frozenset[str]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to find in it, in anybody's eyes."""
        return not self.labels and not self.optional

    @property
    def customer(self) -> str:
        """What the customer said last before it; empty where the customer said nothing."""
        turns = self.conversation().turns()
        return next((turn.text for turn in reversed(turns) if turn.speaker == "customer"), "")

    def conversation(self) -> Conversation:
        """Its conversation, up to the reply. What an agent said just before is a turn of its own."""
        said = [*self.context]
        if said and said[-1][0] == "agent":
            said.append(("customer", ""))
        said.append(("agent", self.reply))
        messages = [Message(speaker, text, number, _NOWHERE) for number, (speaker, text) in enumerate(said)]
        return Conversation(self.id, messages, continued=not self.first)

    def as_reply(self) -> Reply:
        """What the engine judges."""
        conversation = self.conversation()
        turns = conversation.turns()
        return Reply(
            self.reply,
            turns[-1].messages,
            None,
            conversation,
            turns,
            len(turns) - 1,
            first=self.first,
            last=self.last,
        )


# ---- reading -------------------------------------------------------------------------------------------


def known_labels(rules: Iterable[str]) -> frozenset[str]:
    """What may be a label: the ids of `rules`, and the categories that they belong to."""
    parts = [rule.split(".") for rule in rules]
    made = {".".join(part[: size + 1]) for part in parts for size in range(len(part))}
    return frozenset({*LABELS, *CATEGORIES, *made})


class _Label(OneOf):
    """One of the known labels."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__(*sorted(known))

    def describe(self) -> str:
        return say(f"一个标签（{', '.join(LABELS)} 等）", f"a label ({', '.join(LABELS)} …)")


def _gold_shape(known: Collection[str]) -> Shape:
    label = _Label(known)
    turn = Record(required={"role": OneOf("agent", "customer"), "text": Text(empty=True)}, others=True)
    return Record(
        required={"reply": Text(), "labels": ListOf(Record(required={"label": label}, others=True), least=0)},
        optional={
            "context": ListOf(turn, least=0),
            "first": Switch(),
            "last": Switch(),
            "optional": ListOf(label, least=0),
        },
        others=True,
    )


def read_gold(path: str, known: Collection[str]) -> list[Gold]:
    """The labelled replies of a file, whose labels are `known`. Raises `RulesetError` or `Unreadable` where
    a line is not as it should be, and where there is none."""
    expected = say("一份标注好的回复（JSONL）", "a file of labelled replies (JSONL)")
    shape, items = _gold_shape(known), []
    for number, line in enumerate(_read(path, expected).split("\n"), 1):
        if line and not line.isspace():
            source = Source(path, loads(line, path, number), {(): (number, 1)})
            shape.check(source.data, (), source)
            items.append(_gold(source.data, number))
    if not items:
        raise RulesetError(path, None, None, say("空文件", "an empty file"), expected)
    return items


def _gold(data: Mapping[str, Any], number: int) -> Gold:
    context: list[tuple[Speaker, str]] = [(turn["role"], turn["text"]) for turn in data.get("context", ())]
    own = data.get("id")
    return Gold(
        id=f"line-{number}" if own is None else str(own),
        context=context,
        reply=data["reply"],
        first=data.get("first", all(speaker != "agent" for speaker, _ in context)),
        last=data.get("last", False),
        labels=frozenset(label["label"] for label in data["labels"]),
        optional=frozenset(data.get("optional", ())),
    )


def _read(path: str, expected: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise RulesetError(path, None, None, error.strerror or "", expected) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = say(f"字节 0x{data[error.start]:02X}", f"the byte 0x{data[error.start]:02X}")
        advice = say("请把文件转成 UTF-8", "convert the file to UTF-8")
        raise RulesetError(path, line, None, found, say("UTF-8 文本", "UTF-8 text"), advice) from None


# ---- judging -------------------------------------------------------------------------------------------


class Judged(NamedTuple):
    """A labelled reply beside what was found in it: the labels that are `scored` for it, those of them that
    are `wanted`, and those that were `found`, each with the first finding that counts for it."""

    gold: Gold
    scored: Sequence[str]
    wanted: frozenset[str]
    found: Mapping[str, Finding]


class Difference(NamedTuple):
    """A label on which gold and findings differ. Without a `finding` it was missed."""

    label: str
    finding: Finding | None
    gold: Gold


def judged(items: Iterable[Gold], engine: Engine, labels: Sequence[str], least: Severity) -> Iterator[Judged]:
    """Each labelled reply, judged. A finding counts for a label when it is of severity `least` or worse, and
    its rule is the label or begins with the label and a dot."""
    for gold in items:
        scored = [label for label in labels if _is_scored(label, gold)]
        deserved = [name for name in gold.labels if gold.first or not matching(GREETING, [name])]
        found: dict[str, Finding] = {}
        for finding in engine.judge(gold.as_reply()):
            if rank(finding.severity) >= rank(least):
                for label in scored:
                    if matching(label, [finding.rule]):
                        found.setdefault(label, finding)
        yield Judged(gold, scored, frozenset(label for label in scored if matching(label, deserved)), found)


def _is_scored(label: str, gold: Gold) -> bool:
    if not gold.first and matching(GREETING, [label]):
        return False
    return not any(matching(label, [name]) or matching(name, [label]) for name in gold.optional)


def differences(items: Iterable[Judged], labels: Collection[str]) -> Iterator[Difference]:
    """The misses and false alarms of some labels."""
    for item in items:
        for label in item.scored:
            if label in labels and (label in item.found) != (label in item.wanted):
                yield Difference(label, item.found.get(label), item.gold)


# ---- scoring -------------------------------------------------------------------------------------------


class Score(NamedTuple):
    """How many replies deserve a label (`gold`), were given it (`found`), and both (`right`)."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def plus(self, other: Score) -> Score:
        """Both counted together."""
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(slots=True, frozen=True)
class Scores:
    """The scores of all labels over a number of replies, and how many of these are clean, without and with a
    finding that counts for a label."""

    labels: Mapping[str, Score]
    replies: int = 0
    clean: int = 0
    clean_with_finding: int = 0

    @property
    def micro(self) -> Score:
        """All labels counted together."""
        together = Score()
        for score in self.labels.values():
            together = together.plus(score)
        return together

    @property
    def macro_f1(self) -> float:
        """The mean of the labels' F1."""
        return sum(score.f1 for score in self.labels.values()) / len(self.labels)

    @property
    def clean_share(self) -> float:
        """The share of the clean replies in which something was found."""
        return self.clean_with_finding / self.clean if self.clean else 0.0


def scores(items: Iterable[Judged], labels: Sequence[str]) -> Scores:
    """The scores of `labels` over judged replies."""
    counts = {label: [0, 0, 0] for label in labels}
    replies = clean = disturbed = 0
    for item in items:
        for label in item.scored:
            wanted, found = label in item.wanted, label in item.found
            count = counts[label]
            count[0] += wanted
            count[1] += found
            count[2] += wanted and found
        replies += 1
        clean += item.gold.clean
        disturbed += item.gold.clean and bool(item.found)
    return Scores({label: Score(*count) for label, count in counts.items()}, replies, clean, disturbed)


def together(several: Sequence[Scores]) -> Scores:
    """The scores over all replies of several scores, which are of the same labels."""
    made = several[0]
    for other in several[1:]:
        made = Scores(
            {label: score.plus(other.labels[label]) for label, score in made.labels.items()},
            made.replies + other.replies,
            made.clean + other.clean,
            made.clean_with_finding + other.clean_with_finding,
        )
    return made


# ---- floors --------------------------------------------------------------------------------------------


class Floors(NamedTuple):
    """The F1 that each label must reach, and the share of clean replies that may have a finding."""

    labels: Mapping[str, float]
    clean: float | None


def read_floors(path: str, labels: Sequence[str]) -> Floors:
    """The floors of a YAML file: `labels`, all of them scored, with their F1, and `clean`. Raises
    `RulesetError`."""
    expected = say("一份下限文件（YAML）", "a file of floors (YAML)")
    source = parse(_read(path, expected), path)
    shape = Record(
        optional={"labels": Record(optional={label: Share() for label in labels}), "clean": Share()},
        at_least_one=("labels", "clean"),
    )
    shape.check(source.data, (), source)
    return Floors(source.data.get("labels", {}), source.data.get("clean"))


def shortfalls(measured: Scores, floors: Floors) -> Iterator[str]:
    """What does not keep the floors, a line each."""
    for label, floor in floors.labels.items():
        f1 = measured.labels[label].f1
        if f1 < floor:
            yield say(f"{label}：F1 {f1:.4f}，低于下限 {floor:g}", f"{label}: F1 {f1:.4f} is below {floor:g}")
    share, most = measured.clean_share, floors.clean
    if most is not None and share > most:
        yield say(
            f"没有问题的回复里有 {share:.2%} 被报，高于上限 {most:.2%}",
            f"{share:.2%} of the clean replies have a finding, more than {most:.2%}",
        )
