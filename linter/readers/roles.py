"""Who speaks: role names and the speakers that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from linter.i18n import say
from linter.model import Problem, Speaker
from linter.readers.base import ReadOptions, unreadable

_SHOWN = 8
_LENGTH = 40
_NUMBERED = r"(?s)(.+?)\s*(?:[-_#]?\s*[0-9]{1,6}|[-_#]\s*[a-z0-9]{1,8}|[(（\[].*[)）\]])"


def known_speaker(name: str, options: ReadOptions) -> Speaker | None:
    """The speaker that a role name stands for, also when it is numbered or has a name in brackets behind it;
    None when nobody knows."""
    name = name.strip().lower()
    if name in options.roles:
        return options.roles[name]
    numbered = re.fullmatch(_NUMBERED, name) if len(name) <= _LENGTH else None
    return options.roles.get(numbered[1]) if numbered else None


class Roles:
    """Tells speakers by role names, and keeps account of the names met."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self.seen: dict[str, Speaker | None] = {}

    def speaker(self, name: str) -> Speaker:
        """The speaker; `system` when nobody knows, since such a message is nobody's reply."""
        found = self.seen.get(name)
        if found is None:
            found = self.seen[name] = self._find(name)
        return found or "system"

    def _find(self, name: str) -> Speaker | None:
        """Who a name stands for; asked again as long as nobody knows."""
        return known_speaker(name, self._options)


class ChatRoles(Roles):
    """Tells speakers where everybody goes by a name of their own: as soon as an agent is known, whoever is
    nobody else is a customer."""

    def __init__(self, options: ReadOptions) -> None:
        super().__init__(options)
        self._others: Speaker | None = None

    def meet(self, names: Iterable[str]) -> None:
        """Looks for an agent among the names of those who speak."""
        if self._others is None and any(known_speaker(name, self._options) == "agent" for name in names):
            self._others = "customer"

    def _find(self, name: str) -> Speaker | None:
        return super()._find(name) or self._others


def role_problems(path: str, seen: Mapping[str, Speaker | None]) -> list[Problem]:
    """A notice of the names that nobody knows. Raises `Unreadable` when none of the names is an agent's."""
    if not seen:
        return []
    unknown = [name for name, speaker in seen.items() if speaker is None]
    if "agent" not in seen.values():
        raise unreadable(path, no_agent(seen, next(iter(unknown), None)))
    if not unknown:
        return []
    names = listed(unknown)
    message = say(
        f"不认识的发言人 {names}，已按系统消息处理；可用 --role agent=… 或 --role customer=… 指定",
        f"unknown speakers {names} are taken for system messages; "
        "name them with --role agent=… or --role customer=…",
    )
    return [Problem(path, message, fatal=False)]


def no_agent(names: Iterable[str], candidate: str | None) -> str:
    """The message that nobody among `names` is known to be an agent."""
    found = listed(names)
    example = _shown(candidate or "…")
    return say(
        f"分不清谁是客服：发言人有 {found}；请用 --role agent={example} 指定客服",
        f"nobody is known to be an agent: the speakers are {found}; say who is with --role agent={example}",
    )


def listed(names: Iterable[str]) -> str:
    """Names from a file, for a message: the first few of them, safe to print."""
    every = [_shown(name) for name in names]
    shown = say("、", ", ").join(every[:_SHOWN])
    return shown + " …" if len(every) > _SHOWN else shown


def _shown(name: str) -> str:
    """A name on one line, not too long, without control characters."""
    short = " ".join(name.split())[:_LENGTH]
    return "".join(char if char.isprintable() else "?" for char in short) or '""'
