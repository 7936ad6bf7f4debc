"""Chats as 千牛, 旺旺 and other clients export them: a line with a nick and a time, then what was said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from linter.i18n import say
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.roles import known_speaker, listed
from linter.readers.speeches import DATE, Speech, Speeches, rule
from linter.readers.staff import NOBODY, Staff, StaffRoles, is_account, staff_of
from linter.source import SourceText

_BRACKETED = re.compile(
    rf"[ \t]*(?P<name>[^\s(（\[【].{{0,59}}?)[ \t]*[(（\[【][ ]?(?P<time>{DATE})[ ]?[)）\]】]"
    r"[ \t]*(?:[：:][ \t]*|\Z)"
)
_BARE = re.compile(
    r"[ \t]*(?!\d{1,3}[.)、]?[ \t])(?P<name>[^\s，。！？；、,!?(（\[【<>][^，。！？；、,!?<>]{0,39}?)"
    rf"(?<![：:\s])[ \t]+(?P<time>(?=\d{{4}}){DATE})[ \t]*\Z"
)
_DAY = re.compile(r"[ \t]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ \t]*\Z")
_SHARE = 0.2
"""How many of the lines must be headers."""


class Wangwang:
    """A chat export with the times in brackets. `staff` is who of the file is the shop; without it, the text
    that is read tells."""

    name = "wangwang"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "千牛、旺旺聊天记录（文本）", "en": "Qianniu / Wangwang chat export"}
    known_by: Mapping[str, str] = {
        "zh": "“昵称 (2024-01-01 10:00:00):”或“昵称 2024-01-01 10:00:00”，下一行起是内容；"
        "子账号（店铺:小美）、名字带“客服”的是客服",
        "en": "lines such as nick (2024-01-01 10:00:00): or nick 2024-01-01 10:00:00 and the text below; "
        "sub-accounts are agents",
    }

    def __init__(self, staff: Staff | None = None, options: ReadOptions | None = None) -> None:
        self._staff, self._options = staff, options

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where several lines are headers with the time in brackets, and either nothing stands behind
        them or the name of one is that of an account; and where headers without brackets make a chat."""
        lines = [line.rstrip() for line in sample.text.split("\n") if line.strip()]
        reader = Wangwang(options=options)
        found = [(line, header) for line in lines if (header := reader.header(line))]
        alone = sum(header.text == len(line) for line, header in found)
        accounts = any(is_account(header.name) for _, header in found)
        enough = len(found) >= max(2, len(lines) * _SHARE)
        sure = enough and (accounts or alone * 2 > len(found))
        if not sure and not found:
            bare = BareWangwang(options=options)
            sure, reader = bare.is_chat(lines, options), bare
        reader = type(reader)(staff_of(reader.parts(lines), options), options)
        if not sure:
            reason = say("没有“昵称 (时间):”的行", "no lines with a nick and a time in brackets")
            return Recognition("no", reason, reader)
        names = listed(dict.fromkeys(name for part in reader.parts(lines) for name in part))
        return Recognition("sure", say(f"发言人：{names}", f"speakers: {names}"), reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. One ends at a rule, or where another customer begins to speak."""
        lines = source.text.split("\n")
        staff = self._staff or staff_of(self.parts(lines), options)
        roles = StaffRoles(options, staff)
        reading = Speeches(source, path, options, roles)
        start, customer = 0, ""
        for number, raw in enumerate(lines, source.first_line):
            line = raw.rstrip()
            if header := self.header(line):
                if roles.speaker(header.name) == "customer":
                    if customer and customer != header.name:
                        reading.part("")
                    customer = header.name
                reading.speak(header, number, start, line)
            elif parted := rule(line):
                reading.part(parted["title"])
                customer = ""
            elif line and not _DAY.match(line):
                reading.go_on(number, start, line)
            start += len(raw) + 1
        return reading.block()

    def cut(self, text: str) -> int:
        """Before the last rule, or the last customer that begins to speak behind another."""
        at = text.rfind("\n") + 1
        last, begins = "", 0
        while at:
            start = text.rfind("\n", 0, at - 1) + 1
            line = text[start:at].rstrip()
            if rule(line):
                return start
            header = self.header(line)
            if header and self._is_customer(header.name):
                if last not in ("", header.name):
                    return begins
                last, begins = header.name, start
            at = start
        return 0

    def header(self, line: str) -> Speech | None:
        """The message that a line begins; None where it is none of the file's headers."""
        found = _BRACKETED.match(line)
        return found and Speech(found["name"].strip(), found["time"], "", found.end())

    def parts(self, lines: Iterable[str]) -> list[list[str]]:
        """Who speaks, in order, between the rules of a text."""
        parts: list[list[str]] = [[]]
        for raw in lines:
            line = raw.rstrip()
            if header := self.header(line):
                parts[-1].append(header.name)
            elif rule(line):
                parts.append([])
        return parts

    def _is_customer(self, name: str) -> bool:
        if self._staff is None or self._options is None:
            return False
        return self._staff.speaker(name, self._options) == "customer"


class BareWangwang(Wangwang):
    """A chat export whose times stand in no brackets: a nick, a date and a time on a line of their own."""

    def header(self, line: str) -> Speech | None:
        """The message that a line begins; not what tells the time of something (发货时间 2024-…)."""
        found = _BARE.match(line)
        labels = self._options.time_labels if self._options else ()
        if found is None or found["name"].endswith(labels):
            return None
        return Speech(found["name"], found["time"], "", found.end())

    def is_chat(self, lines: Sequence[str], options: ReadOptions) -> bool:
        """Whether filled lines are a chat: a header comes first, text stands below most of them, and two take
        turns, of whom one is known to be the shop, or who both come again. Where all go by the names of
        roles, it is dialogue text."""
        spoken = [line for line in lines if not (rule(line) or _DAY.match(line))]
        if not (spoken and self.header(spoken[0])):
            return False
        headers = [self.header(line) for line in spoken]
        names = [header.name for header in headers if header]
        if len(names) < len(lines) * _SHARE or all(known_speaker(name, options) for name in names):
            return False
        filled = sum(bool(one) and other is None for one, other in pairwise(headers))
        turns = sum(one != other for one, other in pairwise(names))
        if filled * 2 <= len(names) or not turns:
            return False
        if staff_of(self.parts(lines), options) != NOBODY:
            return True
        return turns > 2 and sum(count > 1 for count in Counter(names).values()) > 1


READER = Wangwang()
