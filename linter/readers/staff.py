"""Who of a chat is the shop, where everybody goes by a nick."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from linter.model import Speaker
from linter.readers.base import ReadOptions
from linter.readers.roles import Roles, known_speaker

_ACCOUNT = re.compile(r"[：:]")


class Staff(NamedTuple):
    """Who of a file is the shop: nicks; with `accounts` every account below another (店铺:小美); with `words`
    whoever has a word of staff in the nick (小美客服)."""

    nicks: frozenset[str] = frozenset()
    accounts: bool = False
    words: bool = False

    def speaker(self, name: str, options: ReadOptions) -> Speaker | None:
        """The side that a nick speaks for; None where nobody of the file is known to be the shop."""
        known = _known(name, options)
        if known or self == NOBODY:
            return known
        staff = (
            name in self.nicks
            or (self.accounts and is_account(name))
            or (self.words and _has_word(name, options))
        )
        return "agent" if staff else "customer"


NOBODY = Staff()


class StaffRoles(Roles):
    """Tells speakers by who is the shop."""

    def __init__(self, options: ReadOptions, staff: Staff) -> None:
        super().__init__(options)
        self._staff = staff

    def _find(self, name: str) -> Speaker | None:
        return self._staff.speaker(name, self._options)


def staff_of(parts: Iterable[Sequence[str]], options: ReadOptions) -> Staff:
    """Who is the shop, by those who speak in each part of a file, in order: the nicks that are known, else
    accounts, else nicks with a word of staff where not all have one, else the one who speaks with the most
    others, if there are at least two."""
    beside: dict[str, set[str]] = defaultdict(set)
    for names in parts:
        for one, other in pairwise(names):
            if one != other:
                beside[one].add(other)
                beside[other].add(one)
        beside.update({name: beside[name] for name in names})
    known = frozenset(name for name in beside if _known(name, options) == "agent")
    if known:
        return Staff(known)
    if any(map(is_account, beside)):
        return Staff(accounts=True)
    named = sum(_has_word(name, options) for name in beside)
    if 0 < named < len(beside):
        return Staff(words=True)
    most = max(map(len, beside.values()), default=0)
    busiest = frozenset(name for name, others in beside.items() if len(others) == most)
    return Staff(busiest) if most > 1 and len(busiest) == 1 else NOBODY


def is_account(name: str) -> bool:
    """Whether a nick is that of an account below another."""
    return _ACCOUNT.search(name) is not None


def _known(name: str, options: ReadOptions) -> Speaker | None:
    """The speaker that a nick, or the shop whose account it is, is known to be."""
    return known_speaker(name, options) or known_speaker(_ACCOUNT.split(name, maxsplit=1)[0], options)


def _has_word(name: str, options: ReadOptions) -> bool:
    return any(word in name for word in options.staff_words)
