"""Chats as 千牛 and 旺旺 export them: a line with a nick and a time in brackets, then what was said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from linter.i18n import say
from linter.model import Speaker
from linter.readers.base import Block, Kind, ReadOptions, Recognition, Sample
from linter.readers.roles import Roles, known_speaker, listed
from linter.readers.speeches import DATE, Speech, Speeches, rule
from linter.source import SourceText

_HEADER = re.compile(
    rf"[ \t]*(?P<name>[^\s(（\[【].{{0,59}}?)[ \t]*[(（\[【][ ]?(?P<time>{DATE})[ ]?[)）\]】]"
    r"[ \t]*(?:[：:][ \t]*|\Z)"
)
_DAY = re.compile(r"[ \t]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ \t]*\Z")
_ACCOUNT = re.compile(r"[：:]")
_SHARE = 0.2


def _header(line: str) -> Speech | None:
    found = _HEADER.match(line)
    return found and Speech(found["name"].strip(), found["time"], "", found.end())


class _Staff(NamedTuple):
    """Who of a file is the shop: nicks, and whether every account below another (店铺:小美) is."""

    nicks: frozenset[str]
    accounts: bool

    def speaker(self, name: str, options: ReadOptions) -> Speaker | None:
        known = _known(name, options)
        if known or not (self.nicks or self.accounts):
            return known
        is_agent = name in self.nicks or (self.accounts and _ACCOUNT.search(name))
        return "agent" if is_agent else "customer"


_NOBODY = _Staff(frozenset(), False)


def _known(name: str, options: ReadOptions) -> Speaker | None:
    """The speaker that a nick, or the shop whose account it is, is known to be."""
    return known_speaker(name, options) or known_speaker(_ACCOUNT.split(name, maxsplit=1)[0], options)


def _staff(parts: Iterable[Sequence[str]], options: ReadOptions) -> _Staff:
    """Who is the shop, by those who speak in each part of a file, in order: the nicks that are known, else
    accounts, else the one who speaks with the most others, if there are at least two."""
    beside: dict[str, set[str]] = defaultdict(set)
    for names in parts:
        for one, other in pairwise(names):
            if one != other:
                beside[one].add(other)
                beside[other].add(one)
        beside.update({name: beside[name] for name in names})
    known = frozenset(name for name in beside if _known(name, options) == "agent")
    if known:
        return _Staff(known, False)
    if any(_ACCOUNT.search(name) for name in beside):
        return _Staff(frozenset(), True)
    most = max(map(len, beside.values()), default=0)
    busiest = frozenset(name for name, others in beside.items() if len(others) == most)
    return _Staff(busiest, False) if most > 1 and len(busiest) == 1 else _NOBODY


class Wangwang:
    """A chat export. `staff` is who of the file is the shop; without it, the text that is read tells."""

    name = "wangwang"
    kind: Kind = "transcript"
    title: Mapping[str, str] = {"zh": "千牛、旺旺聊天记录（文本）", "en": "Qianniu / Wangwang chat export"}
    known_by: Mapping[str, str] = {
        "zh": "“昵称 (2024-01-01 10:00:00):”，下一行起是内容；子账号（店铺:小美）是客服",
        "en": "lines such as nick (2024-01-01 10:00:00): and the text below; sub-accounts are agents",
    }

    def __init__(self, staff: _Staff | None = None, options: ReadOptions | None = None) -> None:
        self._staff, self._options = staff, options

    def recognise(self, sample: Sample, options: ReadOptions) -> Recognition:
        """Sure where several lines are such headers, and either nothing stands behind them or the name of one
        is that of an account."""
        lines = [line.rstrip() for line in sample.text.split("\n") if line.strip()]
        headers = [(line, header) for line in lines if (header := _header(line))]
        reader = Wangwang(_staff(_parts(lines), options), options)
        bare = sum(header.text == len(line) for line, header in headers)
        accounts = any(_ACCOUNT.search(header.name) for _, header in headers)
        if len(headers) < max(2, len(lines) * _SHARE) or not (accounts or bare * 2 > len(headers)):
            reason = say("没有“昵称 (时间):”的行", "no lines with a nick and a time in brackets")
            return Recognition("no", reason, reader)
        shown = listed(dict.fromkeys(header.name for _, header in headers))
        return Recognition("sure", say(f"发言人：{shown}", f"speakers: {shown}"), reader)

    def read(self, source: SourceText, path: str, options: ReadOptions) -> Block:
        """The conversations. One ends at a rule, or where another customer begins to speak."""
        lines = source.text.split("\n")
        staff = self._staff or _staff(_parts(lines), options)
        roles = _StaffRoles(options, staff)
        reading = Speeches(source, path, options, roles)
        start, customer = 0, ""
        for number, raw in enumerate(lines, source.first_line):
            line = raw.rstrip()
            if header := _header(line):
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
            header = _header(line)
            if header and self._is_customer(header.name):
                if last not in ("", header.name):
                    return begins
                last, begins = header.name, start
            at = start
        return 0

    def _is_customer(self, name: str) -> bool:
        if self._staff is None or self._options is None:
            return False
        return self._staff.speaker(name, self._options) == "customer"


class _StaffRoles(Roles):
    """Tells speakers by who is the shop."""

    def __init__(self, options: ReadOptions, staff: _Staff) -> None:
        super().__init__(options)
        self._staff = staff

    def _find(self, name: str) -> Speaker | None:
        return self._staff.speaker(name, self._options)


def _parts(lines: Iterable[str]) -> list[list[str]]:
    """Who speaks, in order, between the rules of a text."""
    parts: list[list[str]] = [[]]
    for raw in lines:
        line = raw.rstrip()
        if header := _header(line):
            parts[-1].append(header.name)
        elif rule(line):
            parts.append([])
    return parts


READER = Wangwang()
