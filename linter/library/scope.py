"""What a template is about, as far as its name tells: an article, a platform, or nothing in particular."""

from __future__ import annotations

import re
from functools import cached_property

from linter.library.base import Entry
from linter.rules.program import Program

TOPIC = "library-topic"
"""The lexicon of what any shop's templates are about, whatever it sells."""

_WORDS = r"[A-Za-z]+"
_NO_WORDS = r"[\W\d_]+"
_HAN = r"[\u3400-\u9fff]"


class Names:
    """Reads names of templates, groups and files."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[tuple[str, bool], str] = {}

    @cached_property
    def _topics(self) -> list[str]:
        return sorted(self._program.words(TOPIC), key=lambda word: (-len(word), word))

    @cached_property
    def _platforms(self) -> list[tuple[str, str]]:
        named = self._program.library.get("platforms", {})
        return [(word, platform) for platform, words in named.items() for word in words]

    def of_what(self, name: str, *, file: bool = False) -> str:
        """What is left of a name without topics, platforms, numbers and marks: the article that it is about.
        Words in Latin letters count among Chinese ones and in the names of files; else they are codes."""
        kept = self._known.get((name, file))
        if kept is None:
            kept = self._known[name, file] = self._left(name, file)
        return kept

    def _left(self, name: str, file: bool) -> str:
        left = self._program.fold(name).lower()
        if not file and not re.search(_HAN, left):
            return ""
        for word in (*(word for word, _ in self._platforms), *self._topics):
            left = _without(word.lower(), left)
        left = re.sub(_NO_WORDS, "", left)
        return left if file or len(left) > 1 else ""

    def platforms(self, *texts: str) -> frozenset[str]:
        """The platforms that are named in texts."""
        return frozenset(
            platform
            for text in texts
            for word, platform in self._platforms
            if _without(word.lower(), text.lower()) != text.lower()
        )

    def about(self, entry: Entry) -> tuple[object, ...]:
        """What has to be the same in two templates that are about the same thing."""
        template = entry.template
        name = "" if template.name == template.code else template.name
        platforms = self.platforms(name, template.situation, template.group)
        return self.of_what(template.group), self.of_what(name), platforms


def _without(word: str, text: str) -> str:
    """`text` without a word; of Latin letters only where it stands alone."""
    if word not in text:
        return text
    if not word.isascii():
        return text.replace(word, " ")
    return re.sub(_WORDS, lambda found: " " if found[0] == word else found[0], text)
