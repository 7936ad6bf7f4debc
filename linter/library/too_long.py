"""Texts, codes and groups that are longer than the client of the shop takes."""

from __future__ import annotations

from collections.abc import Iterator

from linter.i18n import say
from linter.library.base import Hit, Library


def check(library: Library) -> Iterator[Hit]:
    """A hit for each part of a template that is too long; of a text it is what is beyond the limit."""
    for limit in library.program.library["limits"].values():
        columns = tuple(name.lower() for name in limit.get("columns", ()))
        for entry in library.entries:
            if columns and columns != entry.columns:
                continue
            template = entry.template
            parts = {
                "text": (template.text, say("话术", "the text")),
                "code": (template.code, say("编码", "the code")),
                "group": (template.group, say("分组名", "the group")),
            }
            for key, (part, called) in parts.items():
                most = limit.get(key)
                if most is None or len(part) <= most:
                    continue
                told = {"part": called, "size": str(len(part)), "most": str(most)}
                if key == "text":
                    yield Hit(entry, most, len(part), part[most:], told)
                else:
                    yield Hit(entry, 0, 0, part, told)
