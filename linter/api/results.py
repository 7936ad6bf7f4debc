"""What the API answers with: small frozen dataclasses with the names of docs/json.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal

Severity = Literal["error", "warning", "info", "hint"]
Applicability = Literal["safe", "unsafe"]
Speaker = Literal["agent", "customer", "system"]


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for the characters `start` to `end` (from 0) of the reply."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits applied together, and the `result`: the whole reply with them. `needs_input`: it has slots such
    as 【答复】 that somebody has to fill in."""

    applicability: Applicability
    why: str
    edits: tuple[Edit, ...]
    result: str
    needs_input: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and a place. Lines and columns count from 1, in characters (`utf16_…` in UTF-16 units, as
    editors count), in the file; in a text or a message that was given, in that text. `message_index` counts
    the messages of a conversation from 0. `cell` names the cell of a workbook. `rewrite` is the whole reply
    mended, None where there is no remedy.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    utf16_column: int
    utf16_end_column: int
    conversation: str | None
    message_index: int | None
    speaker: Speaker | None
    template: str | None
    cell: str | None
    match: str
    message: str
    fixes: tuple[Fix, ...]
    rewrite: str | None
    needs_input: bool

    def to_dict(self) -> dict[str, Any]:
        """The finding as `--format json` writes it."""
        return {
            **asdict(self),
            "fixes": [{**asdict(fix), "edits": [*map(asdict, fix.edits)]} for fix in self.fixes],
        }

    def __str__(self) -> str:
        place = self.cell or f"{self.line}:{self.column}"
        return f"{self.path}:{place}: {self.severity} {self.rule}: {self.message}"


_KEYS = tuple(key.name for key in fields(Finding))


def finding_of(data: Mapping[str, Any]) -> Finding:
    """The finding that an object of the JSON report tells of."""
    fixes = tuple(
        Fix(
            fix["applicability"],
            fix["why"],
            tuple(Edit(edit["start"], edit["end"], edit["text"]) for edit in fix["edits"]),
            fix["result"],
            fix["needs_input"],
        )
        for fix in data["fixes"]
    )
    return Finding(**{**{key: data[key] for key in _KEYS}, "fixes": fixes})


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The better reply: `text`, which is the old one where nothing was `changed`. `needs_input`: it has slots
    such as 【答复】 that somebody has to fill in before it is sent. `findings` are those of the old one."""

    text: str
    changed: bool
    needs_input: bool
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file that has to be told. `fatal`: it could not be read, all of it or in part."""

    path: str
    message: str
    line: int | None
    column: int | None
    fatal: bool

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files, replies and findings there were."""

    files: int
    replies: int
    findings: int
    by_rule: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    by_severity: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in files, in the order of the files and of the places in them."""

    findings: tuple[Finding, ...]
    summary: Summary
    problems: tuple[Problem, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it runs: `active` where it was chosen, with the severity that holds."""

    id: str
    title: str
    severity: Severity
    ruleset: str
    source: str
    active: bool
