"""Situations for which a library has nothing: told once a run, at its first template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linter.i18n import choose, say
from linter.library.base import Hit, Library
from linter.model import Reply
from linter.rules.matcher import Matcher
from linter.rules.scene import Scene


def check(library: Library) -> Iterator[Hit]:
    """One hit that tells all that is missing."""
    situations = library.program.library.get("situations", ())
    missing = [choose(situation["title"]) for situation in situations if not _met(situation, library)]
    if missing:
        told = {"missing": say("、", ", ").join(missing), "count": str(len(library.entries))}
        yield Hit(library.entries[0], 0, 0, told=told)


def _met(situation: Mapping[str, Any], library: Library) -> bool:
    """Whether a template is named for the situation, or says what it calls for."""
    named = situation["named"]
    for entry in library.entries:
        template = entry.template
        told = (template.name, template.situation, template.group)
        if any(word in text for word in named for text in told):
            return True
    words = situation["words"]
    if words is not None and not any(word in library.all_texts for word in words):
        return False
    program = library.program
    matcher = Matcher(situation["find"], situation, program)
    for entry, text in zip(library.entries, library.folded, strict=True):
        if words is None or any(word in text for word in words):
            reply = Reply(entry.template.text, (), entry.template)
            scene = Scene(program, program.view(reply.text, "agent"), reply)
            if any(True for _ in matcher.matches(scene)):
                return True
    return False
