"""Comments that stand behind a mark, and where a new one goes."""

from __future__ import annotations

from linter.model import Comment, Template
from linter.source import MappedPlace, SourceText


def comment_at(source: SourceText, start: int, text: str) -> Comment:
    """The comment whose mark stands at an offset of the source."""
    line, column = source.position(start)
    alone = not source.line(line)[: column - 1].strip()
    return Comment(text.strip(), line, column, alone)


def line_above(source: SourceText, template: Template) -> tuple[int, str]:
    """The offset of the line on which a value begins, quotes or header included, and its indentation."""
    place = template.place
    start = place.whole[0] if isinstance(place, MappedPlace) and place.whole else None
    line = place.position(0)[0] if start is None else source.position(start)[0]
    shown = source.line(line)
    return source.offset(line, 1), shown[: len(shown) - len(shown.lstrip(" \t"))]
