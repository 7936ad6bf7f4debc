"""Diagnostics for the tests of reports."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from linter.model import Diagnostic, Edit, Finding, Fix, Summary

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
