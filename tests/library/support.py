"""Small libraries, and what is found in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from linter.library.base import Entry, Library
from linter.library.checks import Checks
from linter.model import Template
from linter.rules.program import Program
from linter.source import LinePlace
from tests.rules.support import shipped

FILE = "话术.yaml"


class Found(NamedTuple):
    """A finding: in which template (counted from 0), what was matched, and what is said of it."""

    number: int
    match: str
    message: str


def program(**section: Any) -> Program:
    """The shipped rulesets, with other entries in the section `library`."""
    made = shipped().plan
    return Program(made.run, {**made.run["library"], **section})


def entry(text: str, name: str = "", file: str = FILE, **more: Any) -> Entry:
    """A template in a file; `situation`, `code`, `group` are the template's, the rest is the file's."""
    own = {key: more.pop(key) for key in ("situation", "code", "group") if key in more}
    return Entry(Template(text, LinePlace(1, 1, text), name or own.get("code", ""), **own), file, 0, **more)


def library(*entries: Entry, **section: Any) -> Library:
    """Entries as one library."""
    return Library(entries, program(**section))


def found(rule: str, entries: Sequence[Entry], *, whole: bool = True, **section: Any) -> list[Found]:
    """What a rule about libraries finds in the templates of a run, however few they are."""
    numbered = [
        one._replace(template=_on_line(one.template, number + 1)) for number, one in enumerate(entries)
    ]
    at = {id(one): number for number, one in enumerate(numbered)}
    checks = Checks(program(**section), {rule}.__contains__)
    return [
        Found(at[id(one)], finding.match, finding.message)
        for one, finding in checks.findings(numbered, whole=whole, least=1)
    ]


def _on_line(template: Template, line: int) -> Template:
    names = template.name, template.situation, template.code, template.group
    return Template(template.text, LinePlace(line, 1, template.text), *names)


def named(*pairs: tuple[str, str]) -> list[Entry]:
    """Templates of one file: name and text."""
    return [entry(text, name) for name, text in pairs]
