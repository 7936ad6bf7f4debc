"""Transcripts as text: lines that begin with who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from linter.i18n import say
from linter.model import Conversation, Message
from linter.readers.base import DATA_SUFFIXES, HAN, Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.charmap import CharMap
from linter.readers.people import People, name_sides
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import Roles, known_speaker, listed
from linter.readers.times import Times
from linter.source import LinePlace, Place, SourceText, within_a_line

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]+|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:,[ ]?|[ ]+)"
    rf"|\d{{4}}{HAN.pattern}\d{{1,2}}{HAN.pattern}\d{{1,2}}{HAN.pattern}[ ,，]*)"
)
_DATE = (
    rf"{_DAY}(?:{HAN.pattern}{{2}}[ ]?)?{_CLOCK}(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?"
)
_OPEN, _CLOSE = r"[\[(（【<]?[ ]?", r"[ ]?[\])）】>]?"
_STAMPED = re.compile(
    r"[ \t]*(?P<name>[^\s，。！？\[\]【】<>(（][^\n，。！？]{0,39}?)(?<![：:])[ \t]*"
    rf"{_OPEN}(?P<time>{_DATE}){_CLOSE}[ \t]*(?:(?P<colon>[：:])[ \t]*|\Z)"
)
_SPEECH = re.compile(
    rf"[ \t]*(?:{_OPEN}(?P<before>{_DATE}|{_CLOCK}){_CLOSE}[ \t,，-]*)?"
    r"(?P<name>[^\s：:，。！？,!?\[\]【】<>(（][^：:，。！？!?\n]{0,29}?)[ \t]*"
    rf"(?:{_OPEN}(?P<after>{_CLOCK}){_CLOSE}[ \t]*)?[：:][ \t]*"
)
_RULE = re.compile(r"[ \t]*(?:#{1,6}(?=[ \t])|[-=*_~—─]{3,})[ \t]*(?P<title>.*?)[ \t]*[-=*_~—─#]*[ \t]*\Z")

_LONGEST_RULE = 200
_SHARE = 0.4
"""How many of the lines must begin with a speaker."""


class _Speech(NamedTuple):
    """A line that may begin a message: who, when (as written), where in the line a time stands (empty: it has
    none), and the offset of the text."""

    name: str
    time: str | None
    form: str
    text: int


def _speech(line: str) -> _Speech | None:
    if found := _STAMPED.match(line):
        return _Speech(found["name"].strip(), found["time"], f"behind {found['colon']}", found.end())
    if found := _SPEECH.match(line):
        form = "before" if found["before"] else "behind" if found["after"] else ""
        return _Speech(found["name"].strip(), found["before"] or found["after"], form, found.end())
    return None


def _rule(line: str) -> re.Match[str] | None:
    """A line that parts conversations, perhaps with a title."""
    return _RULE.match(line) if len(line) <= _LONGEST_RULE else None


class DialogueText:
    """Text in which lines begin with a role name and a colon.

    `options` and `blank_parts` (whether a blank line begins a conversation) are those of one file; without
    them they are taken from the text, which is then read as a whole.
    """

    name = "dialogue"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "对话文本", "en": "dialogue text"}
    known_by: Mapping[str, str] = {
        "zh": "每行以“客服：”“客户：”开头（前后可带时间），空行、横线或标题行分开会话",
        "en": "lines that begin with a role name and a colon, perhaps a time; blank lines or rules between",
    }

    def __init__(self, options: ReadOptions | None = None, blank_parts: bool = False) -> None:
        self._options = options
        self._blank_parts = blank_parts

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where an agent and a customer speak, and where unknown names take turns; but keys with a colon
        are no names in a file of data."""
        lines = sample.text.split("\n")
        filled = [line for line in lines if line.strip()]
        names = _speakers(filled, options)
        spoken = [speech for speech in map(_speech, filled) if speech and speech.name in names]
        reader = DialogueText(options, _blank_lines_part(lines, names))
        if len(spoken) < len(filled) * _SHARE or len({speech.name for speech in spoken}) < 2:
            reason = say("多数行不以发言人开头", "most lines do not begin with a speaker")
            return Recognition("no", reason, reader)
        shown = listed(dict.fromkeys(speech.name for speech in spoken))
        if sample.path.suffix.lower() in DATA_SUFFIXES and not any(
            known_speaker(name, options) == "agent" for name in names
        ):
            reason = say(f"发言人 {shown} 里没有已知的客服", f"no known agent among the speakers {shown}")
            return Recognition("no", reason, reader)
        return Recognition("sure", say(f"发言人：{shown}", f"speakers: {shown}"), reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. A message goes on until the next speaker."""
        lines = source.text.split("\n")
        names = _speakers(lines, options)
        blank_parts = self._blank_parts if self._options else _blank_lines_part(lines, names)
        reading = _Reading(source, path, options)
        start, blank = 0, False
        for number, raw in enumerate(lines, source.first_line):
            line = raw.rstrip()
            speech = _speech(line)
            if not line:
                blank = True
            elif speech and speech.name in names:
                if blank and blank_parts:
                    reading.part("")
                reading.speak(speech, number, start, line)
                blank = False
            elif rule := _rule(line):
                reading.part(rule["title"])
                blank = False
            else:
                reading.go_on(number, start, line)
                blank = False
            start += len(raw) + 1
        return reading.block()

    def cut(self, text: str) -> int:
        """Before the last line that begins a conversation; never where the file is not known."""
        at = text.rfind("\n") + 1
        while at and self._options:
            start = text.rfind("\n", 0, at - 1) + 1
            line = text[start:at].rstrip()
            if _rule(line):
                return start
            speech = _speech(line) if self._blank_parts else None
            if speech and known_speaker(speech.name, self._options):
                before = text.rfind("\n", 0, max(start - 1, 0)) + 1
                if start and not text[before:start].strip():
                    return start
            at = start
        return 0


def _speakers(lines: Sequence[str], options: ReadOptions) -> set[str]:
    """The names that begin messages: known roles; names with a time, where all the known ones have one at the
    same place; and where no agent is known, whoever takes turns."""
    speeches = [speech for speech in map(_speech, lines) if speech]
    speakers = {speech.name: known_speaker(speech.name, options) for speech in speeches}
    known = {name for name, speaker in speakers.items() if speaker}
    if "agent" not in speakers.values():
        return known | _taking_turns([speech.name for speech in speeches], known)
    forms = {speech.form for speech in speeches if speech.name in known}
    if len(forms) == 1 and "" not in forms:
        return known | {speech.name for speech in speeches if speech.form in forms}
    return known


def _taking_turns(names: Sequence[str], known: set[str]) -> set[str]:
    """The names of a dialogue: at least two that come more than once, and not one after the other."""
    counts = Counter(names)
    often = {name for name, count in counts.items() if count > 1 or name in known}
    turns = sum(one != other for one, other in pairwise(name for name in names if name in often))
    return often if len(often) > 1 and turns > 2 else set()


def _blank_lines_part(lines: Sequence[str], names: set[str]) -> bool:
    """Whether blank lines part conversations: not where rules do, nor where they part single messages."""
    groups: list[int] = []
    inside = False
    for line in lines:
        speech = _speech(line)
        if not line.strip():
            inside = False
        elif speech and speech.name in names:
            if inside:
                groups[-1] += 1
            else:
                groups.append(1)
            inside = True
        elif _rule(line):
            return False
    return sum(size > 1 for size in groups) * 2 > len(groups)


class _Reading:
    """The conversations of one block, line by line. `_id` is that of the conversation which the next message
    begins, empty where nothing told it, and None while a conversation goes on."""

    def __init__(self, source: SourceText, path: str, options: ReadOptions) -> None:
        self._source = source
        self._path = path
        self._problems = Problems(path)
        self._roles = Roles(options)
        self._people = People(options)
        self._times = Times(options)
        labels = "|".join(map(re.escape, sorted(options.conversation_labels, key=len, reverse=True)))
        self._label = re.compile(rf"(?:{labels})[\s:：#]*(?=\S)", re.IGNORECASE)
        self._conversations: list[Conversation] = []
        self._id: str | None = ""
        self._speech: _Speech | None = None
        self._line = 0
        self._raw = ""
        self._spans: list[tuple[int, int]] = []

    def part(self, title: str) -> None:
        """Ends the conversation; `title` is what the rule between it and the next says."""
        self._close()
        self._id = self._label.sub("", title, count=1)

    def speak(self, speech: _Speech, number: int, start: int, line: str) -> None:
        """Begins a message on line `number`, which stands at offset `start`."""
        self._close()
        self._speech, self._line, self._raw = speech, number, line
        self._spans = [(start + speech.text, start + len(line))] if speech.text < len(line) else []

    def go_on(self, number: int, start: int, line: str) -> None:
        """Adds a line to the message."""
        if self._speech is None:
            message = say("发言人之前的文字没有读取", "text before any speaker is not read")
            self._problems.add(message, number, fatal=False)
        else:
            self._spans.append((start + len(line) - len(line.lstrip()), start + len(line)))

    def block(self) -> Block:
        """All that was read. Raises `Unreadable` where nobody in a whole file is an agent."""
        self._close()
        for conversation in self._conversations:
            name_sides(conversation)
        self._times.settle(self._conversations, self._problems)
        return transcript_block(
            self._path, [*self._conversations], self._problems, self._roles.seen, self._source
        )

    def _close(self) -> None:
        """Ends the message."""
        speech = self._speech
        if speech is None:
            return
        if self._id is not None:
            self._conversations.append(Conversation(self._id or f"line-{self._line}", []))
            self._id = None
        messages = self._conversations[-1].messages
        text, place = self._text(speech)
        speaker, time = self._roles.speaker(speech.name), self._times.seconds(speech.time, place)
        author = self._people.author(speaker, speech.name)
        messages.append(Message(speaker, text, len(messages), place, time, author))
        self._speech = None

    def _text(self, speech: _Speech) -> tuple[str, Place]:
        source = self._source.text
        if len(self._spans) == 1 and self._spans[0][0] + len(self._raw) - speech.text == self._spans[0][1]:
            return self._raw[speech.text :], LinePlace(self._line, speech.text + 1, self._raw)
        chars = CharMap()
        for start, end in self._spans:
            if chars.starts:
                chars.atom("\n", chars.ends[-1], start)
            chars.run(source, start, end)
        return chars.text, chars.place(self._source, len(chars.starts), within_a_line)


READER = DialogueText()
