"""Edits of templates, written into the text of their file: everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from linter.i18n import say
from linter.model import Edit, Item, Problem, Template, Unwritable
from linter.repair.edits import apply, compatible
from linter.source import CannotEncode, MappedPlace

Pieces = Sequence[tuple[Template, Sequence[Edit]]]

_Span = tuple[int, int, str]


def write_back(text: str, pieces: Pieces, path: str = "") -> str:
    """The text of the file with the edits of its templates, and nothing else, changed.

    Raises `Unwritable` for a template that is read-only or cannot hold its new text; it tells which.
    """
    spans = sorted(span for template, edits in pieces for span in _spans(text, template, edits, path))
    for (_, end, _), (start, _, _) in pairwise(spans):
        if start < end:
            raise ValueError("templates share a place in the file")
    return _replaced(text, spans)


def verify(templates: Sequence[Template], pieces: Pieces, found: Iterable[Item], path: str = "") -> None:
    """Makes sure of a new text before it is written: `found`, read from it, must be `templates` with the
    edits of `pieces` made, the same number of them, under the same names. White space at the ends of an
    edited template does not count, nor where its lines are trimmed that at the ends of these. Raises
    `Unwritable` for the edited template at or above the difference.
    """
    edits_of = {id(template): edits for template, edits in pieces}
    after = [item for item in found if isinstance(item, Template)]
    edited: Template | None = None
    for before, now in zip_longest(templates, after):
        edits = edits_of.get(id(before), ())
        edited = before if edits else edited
        if before is None or now is None or not _as_meant(before, edits, now):
            message = not_as_meant()
            raise Unwritable(Problem(path, message)) if edited is None else _unwritable(path, edited, message)


def not_as_meant() -> str:
    """The message about an edit after which something else would stand in the file."""
    return say(
        "改写后重新读取，内容与预期不符，这一条没有改；请手工修改",
        "read again after the edit, the file is not what was meant; left alone, edit it by hand",
    )


def _as_meant(before: Template, edits: Sequence[Edit], now: Template) -> bool:
    wanted, found = apply(before.text, edits), now.text
    if edits:
        trim = _trimmed if isinstance(before.place, MappedPlace) and before.place.trimmed else str.strip
        wanted, found = trim(wanted), trim(found)
    return wanted == found and (now.name, now.situation) == (before.name, before.situation)


def _trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def edits_between(before: str, after: str) -> list[Edit]:
    """The edits that turn one text into the other, as few characters as can be."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Edit(start, end, after[first:last])
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _spans(text: str, template: Template, edits: Sequence[Edit], path: str) -> list[_Span]:
    """The edits of one template as replacements in the file."""
    place = template.place
    if not edits:
        return []
    if not isinstance(place, MappedPlace) or place.encode is None:
        reason = place.read_only if isinstance(place, MappedPlace) else ""
        reason = reason or say("这个格式不能改写", "this format cannot be edited")
        raise _unwritable(path, template, reason)
    if not compatible(edits):
        raise ValueError("edits overlap")
    wanted = apply(template.text, edits)
    if not wanted.strip():
        raise _unwritable(path, template, say("改写后话术就空了", "the edit would leave the template empty"))
    try:
        return _on_the_spot(text, place, edits, wanted, place.encode)
    except CannotEncode as error:
        refusal = error
    if place.whole:
        start, end, writer = place.whole
        try:
            return [(start, end, writer(wanted))]
        except CannotEncode as error:
            refusal = error
    message = say(f"新的文字放不进这里：{refusal}", f"the new text cannot stand here: {refusal}")
    raise _unwritable(path, template, message)


def _on_the_spot(
    text: str, place: MappedPlace, edits: Sequence[Edit], wanted: str, encode: Callable[[str], str]
) -> list[_Span]:
    """The edits where they are. Raises `CannotEncode` where the piece would not read as `wanted`."""
    spans = [_span(place, edit, encode) for edit in sorted(edits, key=lambda edit: (edit.start, edit.end))]
    if place.reads and place.whole:
        start, end, _ = place.whole
        shifted = [(first - start, last - start, new) for first, last, new in spans]
        if place.reads(_replaced(text[start:end], shifted)) != wanted:
            raise CannotEncode(say("写法会变", "it would read otherwise"))
    return spans


def _span(place: MappedPlace, edit: Edit, encode: Callable[[str], str]) -> _Span:
    start = place.offset(edit.start)
    end = start if edit.start == edit.end else place.offset(edit.end, end=True)
    return start, end, encode(edit.text) if edit.text else ""


def _replaced(text: str, spans: Iterable[_Span]) -> str:
    """`text` with spans replaced that are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for start, end, new in spans:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _unwritable(path: str, template: Template, message: str) -> Unwritable:
    return Unwritable(Problem(path, message, *template.place.position(0)), template)
