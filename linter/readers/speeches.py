"""Text in which some lines begin a message: the parts that such formats share."""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.i18n import say
from linter.model import Conversation, Message, Speaker
from linter.readers.base import HAN, Block, ReadOptions
from linter.readers.charmap import CharMap
from linter.readers.people import People, name_sides
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import Roles
from linter.readers.times import Times
from linter.source import LinePlace, Place, SourceText, within_a_line

CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]+|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:,[ ]?|[ ]+)"
    rf"|\d{{4}}{HAN.pattern}\d{{1,2}}{HAN.pattern}\d{{1,2}}{HAN.pattern}[ ,，]*)"
)
DATE = rf"{DAY}(?:{HAN.pattern}{{2}}[ ]?)?{CLOCK}(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?"
OPEN, CLOSE = r"[\[(（【<]?[ ]?", r"[ ]?[\])）】>]?"
_RULE = re.compile(r"[ \t]*(?:#{1,6}(?=[ \t])|[-=*_~—─]{3,})[ \t]*(?P<title>.*?)[ \t]*[-=*_~—─#]*[ \t]*\Z")

_LONGEST_RULE = 200


class Speech(NamedTuple):
    """A line that may begin a message: who, when (as written), where in the line a time stands (empty: it has
    none), and the offset of the text."""

    name: str
    time: str | None
    form: str
    text: int


def rule(line: str) -> re.Match[str] | None:
    """A line that parts conversations, perhaps with a title."""
    return _RULE.match(line) if len(line) <= _LONGEST_RULE else None


class Speeches:
    """The conversations of one block, line by line. `_id` is that of the conversation which the next message
    begins, empty where nothing told it, and None while a conversation goes on."""

    def __init__(
        self, source: SourceText, path: str, options: ReadOptions, roles: Roles | None = None
    ) -> None:
        self._source = source
        self._path = path
        self._problems = Problems(path)
        self._roles = roles or Roles(options)
        self._people = People(options)
        self._times = Times(options)
        labels = "|".join(map(re.escape, sorted(options.conversation_labels, key=len, reverse=True)))
        self._label = re.compile(rf"(?:{labels})[\s:：#]*(?=\S)", re.IGNORECASE)
        self._conversations: list[Conversation] = []
        self._id: str | None = ""
        self._speech: Speech | None = None
        self._line = 0
        self._raw = ""
        self._spans: list[tuple[int, int]] = []

    def part(self, title: str) -> None:
        """Ends the conversation; `title` is what the rule between it and the next says."""
        self._close()
        self._id = self._label.sub("", title, count=1)

    def speak(self, speech: Speech, number: int, start: int, line: str) -> None:
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
        speaker: Speaker = self._roles.speaker(speech.name) if speech.name else "system"
        time = self._times.seconds(speech.time, place)
        author = self._people.author(speaker, speech.name)
        messages.append(Message(speaker, text, len(messages), place, time, author))
        self._speech = None

    def _text(self, speech: Speech) -> tuple[str, Place]:
        source = self._source.text
        if len(self._spans) == 1 and self._spans[0][0] + len(self._raw) - speech.text == self._spans[0][1]:
            return self._raw[speech.text :], LinePlace(self._line, speech.text + 1, self._raw)
        chars = CharMap()
        for start, end in self._spans:
            if chars.starts:
                chars.atom("\n", chars.ends[-1], start)
            chars.run(source, start, end)
        return chars.text, chars.place(self._source, len(chars.starts), within_a_line)
