"""The same short code for two templates: whoever types it gets the one or the other."""

from __future__ import annotations

from collections.abc import Iterator

from linter.library.base import Entry, Hit, Library


def check(library: Library) -> Iterator[Hit]:
    """A hit for each template whose code an earlier one has."""
    first: dict[str, Entry] = {}
    for entry in library.entries:
        code = entry.template.code
        if not code:
            continue
        earlier = first.setdefault(code, entry)
        if earlier is not entry:
            yield Hit(entry, 0, 0, code, {"where": earlier.where})
