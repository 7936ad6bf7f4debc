"""Placeholders that nobody will fill: brackets that do not match, names that are misspelt, and two ways of
writing the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from linter.i18n import say
from linter.library.base import Hit, Library
from linter.library.brackets import Brackets
from linter.library.slips import slips
from linter.library.uses import Use, has_brackets, hit, uses_in

KNOWN = "placeholder-name"
"""The lexicon of names that are right wherever they stand."""


def check(library: Library) -> Iterator[Hit]:
    """The hits of all three kinds."""
    marked = [entry for entry in library.entries if has_brackets(entry.template.text)]
    uses = [use for entry in marked for use in uses_in(entry)]
    known = library.program.words(KNOWN)
    brackets = Brackets({*known, *(use.name for use in uses)})
    for entry in marked:
        yield from brackets.unbalanced(entry)
    yield from _mixed(uses)
    yield from slips(uses, known)


def _mixed(uses: Sequence[Use]) -> Iterator[Hit]:
    """The first use of each rarer way of writing a name, among the files of one format."""
    ways: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        ways.setdefault((use.entry.reader, use.name), []).append(use)
    for same in ways.values():
        counts = Counter(use.style for use in same)
        (usual, times), *others = counts.most_common()
        model = next(use for use in same if use.style == usual)
        for style, _ in others:
            first = next(use for use in same if use.style == style)
            problem = say(
                f"别处写作 {model.wording}（{times} 次）",
                f"elsewhere it is written {model.wording} ({times}×)",
            )
            yield hit(first.entry, first.start, first.end, problem)
