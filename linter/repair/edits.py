"""Edits joined into one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.model import Edit


def compatible(edits: Iterable[Edit]) -> bool:
    """Whether no two edits touch the same character or insert at the same place."""
    last = -1
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < last or (edit.start == last and edit.start == edit.end):
            return False
        last = edit.end
    return True


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with compatible `edits`."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)
