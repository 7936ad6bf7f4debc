"""The templates of a run, kept until all are read, for the rules that look at whole libraries."""

from __future__ import annotations

from array import array
from dataclasses import replace

from linter.i18n import say
from linter.model import Document, Problem, Template
from linter.source import MappedPlace, Place, VerbatimPlace

MOST = 20_000
"""Templates of a run that are compared. Nobody keeps so many by hand; it is a log, or a data set."""


class Shelf:
    """Keeps the documents with the templates of a run, in order; none where they are too many."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self._count = 0

    def add(self, document: Document) -> None:
        """One more document with templates."""
        self._count += len(document.items)
        if self._count <= MOST:
            self.documents.append(document)
        else:
            self.documents = []

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
