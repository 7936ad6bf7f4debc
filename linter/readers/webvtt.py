"""Transcripts of calls as WebVTT: cues with the time since the beginning, and who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.i18n import say
from linter.model import Conversation, Message
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample, unreadable
from linter.readers.charmap import CharMap
from linter.readers.people import People, name_sides
from linter.readers.problems import Problems, transcript_block
from linter.readers.roles import ChatRoles, known_speaker
from linter.readers.times import Times
from linter.source import SourceText

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t].*)?")
_TAG = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+(?P<voice>[^>]+)>|</?[a-z]*[^>]*>|&#?\w+;")
_NAMED = re.compile(r"[ \t]*(?P<name>[^\s：:<][^：:<\n]{0,29}?)[ \t]*[：:][ \t]*")
_OTHERS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")


class _Cue(NamedTuple):
    """Lines of text as offsets of their begin and end, and the milliseconds at which they are spoken."""

    begin: int
    number: int
    lines: list[tuple[int, int]]


class _Said(NamedTuple):
    """What one voice says in a cue; None where the cue names none."""

    voice: str | None
    chars: CharMap
    anchor: int


class WebVtt:
    """A WebVTT file, which is one conversation. A voice is named by `<v 客服>`, or with a colon before the
    text."""

    name = "webvtt"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "WebVTT 通话字幕", "en": "WebVTT"}
    known_by: Mapping[str, str] = {
        "zh": "首行 WEBVTT；00:00:01.000 --> 00:00:03.000 下面是 <v 客服>内容",
        "en": "begins with WEBVTT; <v agent>text below 00:00:01.000 --> 00:00:03.000",
    }

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where the first line says so."""
        if re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", sample.text):
            return Recognition("sure", say("首行是 WEBVTT", "begins with WEBVTT"))
        return Recognition("no", say("首行不是 WEBVTT", "does not begin with WEBVTT"))

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversation. A cue without a voice goes on with the one before. Raises `Unreadable` where the
        text is no WebVTT."""
        if not source.text.startswith("WEBVTT"):
            raise unreadable(path, say("首行应是 WEBVTT", "the first line must be WEBVTT"), 1)
        problems = Problems(path)
        roles, people, times = ChatRoles(options), People(options), Times(options)
        cues = list(_cues(source, problems))
        names = _names(source.text, cues, options)
        said = [(cue, one) for cue in cues for one in _voices(source.text, cue, names)]
        roles.meet(one.voice for _, one in said if one.voice)
        conversation, voice = Conversation("line-1", []), ""
        for cue, one in said:
            voice = voice if one.voice is None else one.voice
            place = one.chars.place(source, len(one.chars.starts))
            place.anchor = one.anchor
            speaker, author = roles.speaker(voice), people.author(roles.speaker(voice), voice)
            index, time = len(conversation.messages), times.offset(cue.begin)
            conversation.messages.append(Message(speaker, one.chars.text, index, place, time, author))
        name_sides(conversation)
        times.settle([conversation], problems)
        items = [conversation] if conversation.messages else []
        return transcript_block(path, [*items], problems, roles.seen, source)


def _cues(source: SourceText, problems: Problems) -> Iterator[_Cue]:
    """The cues of a file; lines that belong to none, outside notes and styles, are problems."""
    text, start = source.text, 0
    cue: _Cue | None = None
    above: tuple[int, str] | None = None
    passed_over, header = False, True
    for number, raw in enumerate([*text.split("\n"), ""], source.first_line):
        line = raw.rstrip("\r")
        timing = _TIMING.fullmatch(line)
        if not line.strip():
            if above is not None:
                _astray(problems, *above)
            if cue is not None:
                yield cue
            cue, above, passed_over, header = None, None, False, False
        elif header or passed_over:
            pass
        elif timing:
            if cue is not None:
                yield cue
            cue, above = _Cue(_milliseconds(timing), number, []), None
        elif cue is not None:
            cue.lines.append((start, start + len(line.rstrip())))
        elif above is None and _OTHERS.match(line):
            passed_over = True
        elif above is None:
            above = number, line
        else:
            _astray(problems, *above)
            above = number, line
        start += len(raw) + 1


def _astray(problems: Problems, number: int, line: str) -> None:
    shown = " ".join(line.split())[:40]
    shown = "".join(char if char.isprintable() else "?" for char in shown)
    message = say(
        f"这里应是 00:00:01.000 --> 00:00:03.000，发现的是 {shown!r}",
        f"expected 00:00:01.000 --> 00:00:03.000, found {shown!r}",
    )
    problems.add(message, number)


def _milliseconds(timing: re.Match[str]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in timing.groups()[:4])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _names(text: str, cues: Sequence[_Cue], options: ReadOptions) -> frozenset[str]:
    """The names that stand with a colon before the text of cues: known roles, and in a file without voices
    those that come more than once."""
    begun = (_NAMED.match(text, start, end) for cue in cues for start, end in cue.lines)
    counts = Counter(found["name"] for found in begun if found)
    voiced = "<v" in text
    return frozenset(
        name for name, count in counts.items() if known_speaker(name, options) or (count > 1 and not voiced)
    )


def _unescape(text: str) -> str:
    from html import unescape

    return unescape(text)


def _voices(text: str, cue: _Cue, names: Collection[str]) -> list[_Said]:
    """What each voice says in a cue, without markup."""
    said: list[_Said] = []
    for start, end in cue.lines:
        at = start
        named = _NAMED.match(text, start, end)
        if named and named["name"] in names:
            said.append(_Said(named["name"], CharMap(), named.end()))
            at = named.end()
        fresh = True
        while at < end:
            tag = _TAG.search(text, at, end)
            stop = tag.start() if tag else end
            if tag and tag["voice"] and not text[at:stop].strip():
                stop = at
            if stop > at:
                fresh = _run(said, text, at, stop, fresh)
            if tag is None:
                break
            if tag["voice"]:
                said.append(_Said(_unescape(tag["voice"].strip()), CharMap(), tag.end()))
                fresh = True
            elif tag[0].startswith("&"):
                meant = _unescape(tag[0])
                if len(meant) == 1:
                    fresh = _line_end(said, at, fresh)
                    said[-1].chars.atom(meant, tag.start(), tag.end())
                else:
                    fresh = _run(said, text, tag.start(), tag.end(), fresh)
            at = tag.end()
    return [one for one in said if one.chars.starts or one.voice]


def _run(said: list[_Said], text: str, start: int, stop: int, fresh: bool) -> bool:
    fresh = _line_end(said, start, fresh)
    said[-1].chars.run(text, start, stop)
    return fresh


def _line_end(said: list[_Said], at: int, fresh: bool) -> bool:
    """Joins the first text of a line to what was said on the line before."""
    if not said:
        said.append(_Said(None, CharMap(), at))
    chars = said[-1].chars
    if fresh and chars.starts:
        chars.atom("\n", chars.ends[-1], at)
    return False


READER = WebVtt()
