"""What a finding is known by from run to run: it stays the same when lines move, and no two are the same."""

from __future__ import annotations

import hashlib
from collections import Counter

from linter.model import Diagnostic
from linter.reports.base import hiding
from linter.reports.paths import relative


def likeness(diagnostic: Diagnostic, show_personal_data: bool) -> str:
    """32 hexadecimal digits that findings of one rule share where they stand in one reply of a file, about
    the same words. A reply is known by its template's name, else by its conversation and its text."""
    hide = hiding(diagnostic, show_personal_data)
    where = diagnostic.template or f"{diagnostic.conversation or ''}\n{hide(diagnostic.reply)}"
    finding = diagnostic.finding
    parts = (finding.rule, relative(diagnostic.path), where, hide(finding.match))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Fingerprints:
    """Tells findings apart that are alike: by how many of them came before. Holds a number for each."""

    def __init__(self) -> None:
        self._seen = Counter[int]()

    def of(self, likeness: str) -> str:
        """The fingerprint of the next finding: its likeness, and its number among those like it."""
        key = int(likeness, 16)
        self._seen[key] += 1
        return f"{likeness}:{self._seen[key]}"
