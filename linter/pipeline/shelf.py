"""The templates of a run, kept until all are read, for the rules that look at whole libraries."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace

from linter.i18n import say
from linter.model import Document, Problem, Template
from linter.source import MappedPlace, Place, VerbatimPlace

MOST = 20_000
"""Templates of a run that are compared. Nobody keeps so many by hand; it is a log, or a data set."""


class Shelf:
    """Keeps the documents with the templates of a run, in order; none where they are too many."""

    def __init__(self) -> None:
        self._lots: list[Callable[[], Document | None]] = []
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._lots)

    def add(self, document: Document) -> None:
        """One more document with templates."""
        self.add_later(len(document.items), lambda: document)

    def add_later(self, count: int, make: Callable[[], Document | None]) -> None:
        """One more document, with so many templates, that is made when somebody wants it."""
        self._count += count
        if self._count <= MOST:
            self._lots.append(make)
        else:
            self._lots = []

    @property
    def documents(self) -> list[Document]:
        """All of them."""
        made = (make() for make in self._lots)
        return [document for document in made if document is not None]

    @property
    def notice(self) -> Problem | None:
        """What to tell where nothing is compared."""
        if self._count <= MOST:
            return None
        message = say(
            f"话术超过 {MOST} 条，没有当作话术库来检查（重复、矛盾等）；请分开检查",
            f"more than {MOST} templates: not checked as a library (for duplicates …); check them in parts",
        )
        return Problem("replylint", message, fatal=False)


def templates_of(document: Document) -> Document | None:
    """A document as the shelf keeps it, as far as there may be so many; None where it has no templates of a
    library."""
    templates = [item for item in document.items if isinstance(item, Template)]
    if document.records or not templates:
        return None
    kept = [replace(template, place=_light(template.place)) for template in templates[: MOST + 1]]
    return Document(
        document.path, document.reader, [*kept], columns=document.columns, comments=document.comments
    )


def _light(place: Place) -> Place:
    """The place without what is only needed to write there, in little room."""
    if not isinstance(place, MappedPlace) or isinstance(place, VerbatimPlace):
        return place
    return MappedPlace(place.source, array("I", place.starts), array("I", place.ends), place.anchor)
