"""Diagnostics for the tests of reports."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from linter.model import Diagnostic, Edit, Finding, Fix, Problem, Replacement, Summary
from linter.reports import report
from linter.reports.base import About, Part, RuleText
from linter.reports.sheet import Sheet

TEXT = "亲，我们保证明天到"

CONTROLS = (
    "\x00\x07\x08\x1b\x7f\x85\x9b\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ud83d"
)

hostile = st.text(
    st.sampled_from("亲保证 a<>&%:,\"'\\[\t\n\r" + CONTROLS) | st.characters(), min_size=1, max_size=30
)
"""Whatever a stranger may have typed."""


def finding(text: str = TEXT, start: int = 4, end: int = 6, **changes: Any) -> Finding:
    """A finding in `text`."""
    made = Finding(
        "guarantee.pledge", "warning", start, end, text[start:end], f"“{text[start:end]}”是打包票。", ()
    )
    return made._replace(**changes)


def fix(
    text: str = TEXT, start: int = 4, end: int = 6, new: str = "尽量", applicability: str = "unsafe"
) -> Fix:
    """A fix with its result."""
    return Fix((Edit(start, end, new),), applicability, result=text[:start] + new + text[end:])  # type: ignore[arg-type]


def diagnostic(text: str = TEXT, start: int = 4, end: int = 6, **changes: Any) -> Diagnostic:
    """A finding in a template that stands alone on line 3 of its file."""
    values: dict[str, Any] = {
        "finding": finding(text, start, end),
        "rewrite": None,
        "needs_input": False,
        "reply": text,
        "path": "templates/售前.txt",
        "line": 3,
        "column": start + 1,
        "end_line": 3,
        "end_column": end + 1,
        "utf16": (start + 1, end + 1),
        "source_line": text,
        "conversation": None,
        "number": 0,
        "message_index": None,
        "speaker": None,
        "template": None,
        "private": False,
    }
    return Diagnostic(**{**values, **changes})


def chat(text: str = TEXT, start: int = 4, end: int = 6, **changes: Any) -> Diagnostic:
    """A finding in a transcript."""
    values: dict[str, Any] = {
        "conversation": "c-17",
        "message_index": 3,
        "speaker": "agent",
        "private": True,
        "path": "chats.jsonl",
    }
    return diagnostic(text, start, end, **{**values, **changes})


def summary(**changes: Any) -> Summary:
    """The counts of a run with two findings."""
    values: dict[str, Any] = {
        "files": 1,
        "replies": 40,
        "by_rule": {"slang.word": 1, "guarantee.pledge": 1},
        "by_severity": {"warning": 2},
        "safe": 1,
        "unsafe": 1,
    }
    return Summary(**{**values, **changes})


def raw_controls(text: str) -> set[str]:
    """Control, direction and other invisible characters, and halves of characters, line ends aside."""
    bidi = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return {
        character
        for character in text
        if character != "\n"
        and (
            unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(character) in bidi
            or character in "\u061c\u200b\u200e\u200f\ufeff\u00ad\u2060"
        )
    }


HOSTILE = (
    "]]></failure><script>alert(1)</script>",
    "a\x00\x08\x1b[31m\x9b\x85\u2028b",
    "\ud83d half of a character",
    "\ufffe\uffff\U0001fffe",
    "\"quotes' & <tags> %25 \\n ::error::x",
    "👨‍👩‍👧‍👦𠮷 beyond the BMP",
    "长" * 40_000,
    "=HYPERLINK(1)",
    "\r\n\r\n",
)
"""What a stranger may type to break a report."""


def broken(text: str, *, private: bool = False) -> Diagnostic:
    """A finding in which every text that may come from outside is `text`."""
    new = Replacement(3, 1, 3, 2, (1, 2), text)
    fixes = (Fix((Edit(0, 1, text),), "unsafe", why=text, result=text),)
    return diagnostic(
        text,
        0,
        1,
        finding=finding(text, 0, 1, message=text, fixes=fixes),
        rewrite=text,
        path=f"{text[:40]}.txt",
        template=None if private else text,
        conversation=text if private else None,
        message_index=2 if private else None,
        private=private,
        replacements=(new,),
    )


def made(
    name: str,
    parts: Sequence[Sequence[Diagnostic]],
    *,
    problems: Sequence[Problem] = (),
    about: About | None = None,
    show_personal_data: bool = False,
) -> str:
    """The report of that name over a run whose files have these findings; two replies a file."""
    stream = io.StringIO(newline="")
    sheet = Sheet(report(name, about=about, show_personal_data=show_personal_data), stream)
    worker = report(name, about=about, show_personal_data=show_personal_data)
    total = Summary()
    for number, diagnostics in enumerate(parts):
        text = worker.separator.join(worker.render(diagnostics))
        path = diagnostics[0].path if diagnostics else f"clean-{number}.txt"
        sheet.add(Part(path, text, 2))
        total.add(Summary(1, 2))
        for one in diagnostics:
            key = {one.finding.rule: 1}
            total.add(Summary(by_rule=key, by_severity={one.finding.severity: 1}))
    for problem in problems:
        sheet.add(Part("", "", 0, [problem]))
    sheet.end(total)
    return stream.getvalue()


RULES = {
    "guarantee.pledge": RuleText(
        "打包票", "做不到就失信。\n", "warning", "guarantee", ("保证明天到",), ("预计明天到\n再看",)
    )
}


def about(**changes: Any) -> About:
    """What is known of the rule of `finding`."""
    return About(lambda: RULES)._replace(**changes)
