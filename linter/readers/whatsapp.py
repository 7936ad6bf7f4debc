"""Chats as WhatsApp exports them: a date, a time and a name before each message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linter.i18n import say
from linter.readers.base import Block, DateOrder, Kind, ReadOptions, Recognition, Sample
from linter.readers.roles import ChatRoles, listed
from linter.readers.speeches import Speech, Speeches
from linter.source import SourceText

_MARK = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = _MARK.pattern + "*"
_STAMP = (
    r"(?P<date{0}>\d{{1,4}}(?P<sep{0}>[./-])\d{{1,2}}(?P=sep{0})\d{{1,4}}),?[ ]+"
    r"(?P<clock{0}>(?:[\u3400-\u9fff]{{2}}[ ]?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?"
    r"(?:[ \u00a0\u202f]?[AaPp]\.?[ ]?[Mm]\.?)?)"
)
_LINE = re.compile(
    rf"{_MARKS}(?:\[{_STAMP.format(1)}\][ ]|{_STAMP.format(2)} - ){_MARKS}"
    rf"(?:(?P<name>[^:\n]{{1,60}}?):(?:[ ]{_MARKS}|\Z))?"
)
_ORDERED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")
_DOT = re.compile(r"(?<=\d)\.(?=\d)")
_LOOK = 400


class _Line(NamedTuple):
    """A line that begins a message; who (empty: the app itself) and when, as a date and a time."""

    speech: Speech
    date: str


def _line(line: str) -> _Line | None:
    found = _LINE.match(line)
    if found is None:
        return None
    date, mark = found["date1"] or found["date2"], found["sep1"] or found["sep2"]
    clock = _DOT.sub(":", found["clock1"] or found["clock2"])
    comma = "" if len(date.split(mark)[0]) == 4 else ","
    time = f"{date}{comma} {clock}"
    return _Line(Speech((found["name"] or "").strip(), time, "", found.end()), date)


class WhatsApp:
    """A chat export, which is one conversation. Where no setting says so, its dates tell whether the day or
    the month comes first."""

    name = "whatsapp"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "WhatsApp 聊天导出", "en": "WhatsApp chat export"}
    known_by: Mapping[str, str] = {
        "zh": "“31/10/19, 16:16 - 名字: 内容”或“[31/10/19, 16:16:20] 名字: 内容”",
        "en": "lines such as 31/10/19, 16:16 - Name: text or [31/10/19, 16:16:20] Name: text",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where the first line that is not empty begins a message, and another one has a name."""
        lines = [line for line in sample.text.split("\n", _LOOK)[:_LOOK] if line.strip()]
        found = [begun for line in lines if (begun := _line(line))]
        named = [begun.speech.name for begun in found if begun.speech.name]
        if not lines or _line(lines[0]) is None or len(named) < 2:
            return Recognition(
                "no", say("不以“日期, 时间 - 名字:”开头", "no date, time and name at its beginning")
            )
        shown = listed(dict.fromkeys(named))
        return Recognition("sure", say(f"发言人：{shown}", f"speakers: {shown}"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversation. A message goes on until the next one; one without a name is the app's own."""
        rows = source.text.split("\n")
        begun = [_line(raw) for raw in rows]
        options = options._replace(
            date_order=options.date_order or _order([one.date for one in begun if one])
        )
        roles = ChatRoles(options)
        roles.meet(one.speech.name for one in begun if one and one.speech.name)
        reading = Speeches(source, path, options, roles)
        start = 0
        for number, (raw, one) in enumerate(zip(rows, begun, strict=True), source.first_line):
            line = raw[: _end_of_text(raw, one.speech.text if one else 0, options)]
            if one:
                reading.speak(one.speech, number, start, line)
            elif line:
                reading.go_on(number, start, line)
            start += len(raw) + 1
        return reading.block()


def _end_of_text(raw: str, begin: int, options: ReadOptions) -> int:
    """Where the text of a line ends that begins at `begin`: before the mark of a change, and at once where it
    only stands for a picture or a deleted message."""
    line = raw.rstrip()
    folded = line.lower()
    for mark in options.edited_marks:
        if folded.endswith(mark):
            line = re.sub(_MARKS + r"\Z", "", line[: -len(mark)]).rstrip()
    said = _MARK.sub("", line[begin:]).strip(" <>.。").lower()
    return begin if said in options.nothing_said else max(len(line), begin)


def _order(dates: Sequence[str]) -> DateOrder:
    """What the dates of a file tell about their order: the day first, unless some have a second number that
    can only be a day."""
    found = [(int(one[1]), int(one[2])) for date in dates if (one := _ORDERED.fullmatch(date))]
    first, second = (max((pair[at] for pair in found), default=0) for at in (0, 1))
    return "month-day" if second > 12 >= first else "day-month"


READER = WhatsApp()
