"""What the comments of a file suppress: `replylint: ignore[RULE, …] reason`, and its three sisters.

A comment holds for the templates on its own line; where there are none, for those on the next line that has
one. `ignore-start` holds until its `ignore-end`, `ignore-file` for all of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from linter.config import UnknownRule, known
from linter.i18n import say
from linter.model import Comment, Document, Finding, Problem, Template
from linter.rules.names import matching

COMMANDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")

_ADDRESSED = r"replylint\s*[:：]\s*([A-Za-z_-]*)\s*(?:[\[【［]([^\]】］]*)[\]】］])?\s*[:：]?\s*(.*)"
_COMMA = r"\s*[,，、;；]\s*"


class Terms(NamedTuple):
    """What comments may do: whether each must give a reason, and whether one may do without rules."""

    reasons: bool = False
    bare: bool = False


_STRICT = Terms()


class _Ignore(NamedTuple):
    """One comment: the rules and categories that it names (none: all of them), and the lines of the templates
    that it holds for, by where they begin."""

    comment: Comment
    command: str
    names: tuple[str, ...]
    first: int
    last: int


class Ignored(NamedTuple):
    """A name that a comment gives (empty: all rules), by the numbers of the comment and of the name."""

    comment: int
    name: str


class Waiting(NamedTuple):
    """A name in a comment of a file that suppresses nothing so far; `notice` is told if that stays so."""

    path: str
    ignored: Ignored
    notice: Problem


class Ignores:
    """The suppressions of one file. `problems` are the comments that cannot be followed, among them those
    that name none of the `rules` there are (None: any name will do)."""

    def __init__(self, document: Document, rules: Collection[str] | None, terms: Terms = _STRICT) -> None:
        self.problems: list[Problem] = []
        self._path, self._rules, self._terms = document.path, rules, terms
        self._all: list[_Ignore] = []
        self._lines: dict[int, tuple[int, int]] = {}
        if document.comments:
            for item in document.items:
                if isinstance(item, Template):
                    place, size = item.place, len(item.text)
                    self._lines[id(item)] = place.position(0)[0], place.position(size, end=True)[0]
            self._read(document.comments)

    def __bool__(self) -> bool:
        return bool(self._all)

    def at(self, template: Template) -> frozenset[Ignored]:
        """What is suppressed at a template of the file."""
        first, last = self._lines.get(id(template), (0, 0))
        return frozenset(
            Ignored(number, name)
            for number, one in enumerate(self._all)
            if one.first <= (last if one.command == "ignore" else first) and first <= one.last
            for name in one.names or ("",)
        )

    def all(self) -> list[Ignored]:
        """All names of all comments, in order."""
        return [Ignored(number, name) for number, one in enumerate(self._all) for name in one.names or ("",)]

    def unused(self, one: Ignored) -> Problem:
        """The notice that a name of a comment suppresses nothing."""
        comment, command = self._all[one.comment].comment, self._all[one.comment].command
        named = f"{command}[{one.name}]" if one.name else command
        message = say(f"{named} 没有放过任何问题，可以删掉", f"{named} suppresses nothing: it can go")
        return Problem(self._path, message, comment.line, comment.column, fatal=False)

    def _read(self, comments: Sequence[Comment]) -> None:
        starts = sorted({first for first, _ in self._lines.values()})
        taken = {line for first, last in self._lines.values() for line in range(first, last + 1)}
        open_blocks: list[_Ignore] = []
        for comment in comments:
            found = self._parsed(comment)
            if found is None:
                continue
            command, names = found
            if command == "ignore-end":
                self._close(comment, names, open_blocks)
            elif command == "ignore-start":
                open_blocks.append(_Ignore(comment, command, names, comment.line, comment.line))
            elif command == "ignore-file":
                self._all.append(_Ignore(comment, command, names, 0, _END))
            else:
                own = comment.line in taken and not comment.alone
                line = comment.line if own else next((line for line in starts if line > comment.line), 0)
                self._all.append(_Ignore(comment, command, names, line, line))
        for one in open_blocks:
            self._tell(
                one.comment,
                say("ignore-start 后面没有 ignore-end", "ignore-start without an ignore-end below it"),
            )

    def _close(self, comment: Comment, names: tuple[str, ...], open_blocks: list[_Ignore]) -> None:
        """Ends the block that began last, of those with these names where there are some."""
        for one in reversed(open_blocks):
            if not names or names == one.names:
                open_blocks.remove(one)
                self._all.append(one._replace(last=comment.line))
                return
        told = say("ignore-end 前面没有对应的 ignore-start", "ignore-end without its ignore-start above it")
        self._tell(comment, told)

    def _parsed(self, comment: Comment) -> tuple[str, tuple[str, ...]] | None:
        """The command of a comment and the names that it gives; None where it cannot be followed."""
        found = re.match(_ADDRESSED, comment.text, re.DOTALL)
        command = found[1] if found else ""
        if found is None or command not in COMMANDS:
            from linter.rules.schema import suggestion

            commands = ", ".join(COMMANDS)
            told = say(
                f"看不懂的注释 {comment.text[:40]!r}；可以写 replylint: 加 {commands} 之一",
                f"not understood: {comment.text[:40]!r}; expected replylint: and one of {commands}",
            )
            near = suggestion(command, COMMANDS)
            self._tell(comment, f"{told}{say('；', '; ')}{near}" if near else told)
            return None
        names = tuple(dict.fromkeys(name for name in re.split(_COMMA, (found[2] or "").strip()) if name))
        if command == "ignore-end":
            return command, names
        return (command, names) if self._may(comment, names, found[3].strip()) else None

    def _may(self, comment: Comment, names: tuple[str, ...], reason: str) -> bool:
        try:
            for name in names if self._rules is not None else ():
                known(name, self._rules or ())
        except UnknownRule as error:
            self._tell(comment, str(error))
            return False
        if not names and not self._terms.bare:
            told = say(
                "没有写明不报哪条规则；请写成 ignore[规则]（或在配置里写 bare-ignores: true）",
                "names no rule: write ignore[RULE] (or bare-ignores: true in the configuration)",
            )
            self._tell(comment, told)
            return False
        if self._terms.reasons and not reason:
            told = say(
                "没有写理由（配置里有 require-reasons）；请写在方括号后面",
                "gives no reason (require-reasons is on): write it behind the brackets",
            )
            self._tell(comment, told)
            return False
        return True

    def _tell(self, comment: Comment, message: str) -> None:
        self.problems.append(Problem(self._path, message, comment.line, comment.column))


_END = 1 << 60
"""A line behind every file's last."""


def rules_of(ignored: Iterable[Ignored], identifiers: Collection[str]) -> frozenset[str]:
    """The rules, of those that there are, that do not count."""
    found: set[str] = set()
    for one in ignored:
        found.update(matching(one.name, identifiers) if one.name else identifiers)
    return frozenset(found)


def used_by(ignored: Iterable[Ignored], findings: Iterable[Finding]) -> set[Ignored]:
    """Those that suppress one of the findings."""
    rules = {finding.rule for finding in findings}
    return {one for one in ignored if rules and (not one.name or matching(one.name, rules))}
