"""Brackets of placeholders that lack their other half."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from linter.i18n import say
from linter.library.base import Entry, Hit
from linter.library.uses import BRACKET, NAME, PAIRS, hit

_BEHIND = re.compile(rf"[{{【\[｛]+[ \t]*(?P<name>{NAME})")
_ALONE = re.compile(rf"\s*{NAME}\s*")
_LATIN = re.compile(r"(?P<name>[A-Za-z_.]{2,})")
_LATIN_TAIL = re.compile(r"[A-Za-z_.]{2,}\Z")
_LONGEST, _SHOWN = 24, 8
"""Characters that are looked at before a bracket, and shown behind one where nobody knows the name."""


class Brackets:
    """Finds brackets without their other half. `names` are those that placeholders have."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = sorted(names, key=lambda name: (-len(name), name))

    def unbalanced(self, entry: Entry) -> Iterator[Hit]:
        """Brackets with a name behind or before them that nothing closes or opens, or another kind does."""
        text = entry.template.text
        open_at: list[int] = []
        for found in BRACKET.finditer(text):
            at, mark = found.start(), found[0]
            if mark in PAIRS:
                open_at.append(at)
                continue
            fitting = [number for number, start in enumerate(open_at) if PAIRS[text[start]] == mark]
            if fitting:
                yield from self._unclosed(entry, open_at[fitting[-1] + 1 :])
                del open_at[fitting[-1] :]
            elif open_at and _ALONE.fullmatch(text, open_at[-1] + 1, at):
                yield hit(entry, open_at.pop(), at + 1, say("左右括号不是一对", "the brackets are no pair"))
            else:
                yield from self._unopened(entry, at)
        yield from self._unclosed(entry, open_at)

    def _unclosed(self, entry: Entry, open_at: Sequence[int]) -> Iterator[Hit]:
        text = entry.template.text
        for start in open_at:
            name = _BEHIND.match(text, start)
            if name:
                long = name["name"]
                known = next((one for one in self._names if long.startswith(one)), "")
                short = known or (_LATIN.match(long) or name)["name"][:_SHOWN]
                closing = PAIRS[text[start]]
                problem = say(f"后面没有 {closing}", f"there is no {closing} behind it")
                yield hit(entry, start, name.start("name") + len(short), problem)

    def _unopened(self, entry: Entry, at: int) -> Iterator[Hit]:
        """Before 】 and ] only what is a name elsewhere counts: lists are numbered 1】."""
        text = entry.template.text
        before = text[max(0, at - _LONGEST) : at].rstrip(" \t")
        name = next((one for one in self._names if before.endswith(one)), "")
        if not name and text[at] in "}｝":
            tail = _LATIN_TAIL.search(before)
            name = tail[0] if tail else ""
        if name:
            opening = next(opening for opening, closing in PAIRS.items() if closing == text[at])
            problem = say(f"前面没有 {opening}", f"there is no {opening} before it")
            yield hit(entry, text.rindex(name, 0, at), at + 1, problem)
