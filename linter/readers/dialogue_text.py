"""Transcripts as text: lines that begin with who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from linter.i18n import say
from linter.readers.base import DATA_SUFFIXES, Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.roles import known_speaker, listed
from linter.readers.speeches import CLOCK, CLOSE, DATE, OPEN, Speech, Speeches, rule
from linter.source import SourceText

_STAMPED = re.compile(
    r"[ \t]*(?P<name>[^\s，。！？\[\]【】<>(（][^\n，。！？]{0,39}?)(?<![：:])[ \t]*"
    rf"{OPEN}(?P<time>{DATE}){CLOSE}[ \t]*(?:(?P<colon>[：:])[ \t]*|\Z)"
)
_SPEECH = re.compile(
    rf"[ \t]*(?:{OPEN}(?P<before>{DATE}|{CLOCK}){CLOSE}[ \t,，-]*)?"
    r"(?P<name>[^\s：:，。！？,!?\[\]【】<>(（][^：:，。！？!?\n]{0,29}?)[ \t]*"
    rf"(?:{OPEN}(?P<after>{CLOCK}){CLOSE}[ \t]*)?[：:][ \t]*"
)
_SHARE = 0.4
"""How many of the lines must begin with a speaker."""


def _speech(line: str) -> Speech | None:
    if found := _STAMPED.match(line):
        return Speech(found["name"].strip(), found["time"], f"behind {found['colon']}", found.end())
    if found := _SPEECH.match(line):
        form = "before" if found["before"] else "behind" if found["after"] else ""
        return Speech(found["name"].strip(), found["before"] or found["after"], form, found.end())
    return None


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
        reading = Speeches(source, path, options)
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
            elif parted := rule(line):
                reading.part(parted["title"])
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
            if rule(line):
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
        elif rule(line):
            return False
    return sum(size > 1 for size in groups) * 2 > len(groups)


READER = DialogueText()
