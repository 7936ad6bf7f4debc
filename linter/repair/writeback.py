"""Edits of templates and messages, written into the text of their file: everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from linter.i18n import say
from linter.model import Edit, Item, Message, Passage, Problem, Template, Unwritable
from linter.repair.edits import apply, compatible
from linter.source import (
    CannotEncode,
    LazyPlace,
    LinePlace,
    MappedPlace,
    Place,
    SourceText,
    cell_of,
    verbatim,
    within_a_line,
)

Pieces = Sequence[tuple[Passage, Sequence[Edit]]]

_Span = tuple[int, int, str]


def write_back(text: str, pieces: Pieces, path: str = "") -> str:
    """The text of the file with the edits of its passages, and nothing else, changed.

    Raises `Unwritable` for a passage that is read-only or cannot hold its new text; it tells which.
    """
    source = SourceText(text)
    spans = sorted(span for passage, edits in pieces for span in _spans(source, passage, edits, path))
    for (_, end, _), (start, _, _) in pairwise(spans):
        if start < end:
            raise ValueError("passages share a place in the file")
    return _replaced(text, spans)


def passages(items: Iterable[Item]) -> list[Passage]:
    """The templates, and the messages of conversations, in order."""
    found: list[Passage] = []
    for item in items:
        if isinstance(item, Template):
            found.append(item)
        else:
            found += item.messages
    return found


def verify(before: Sequence[Passage], pieces: Pieces, found: Iterable[Item], path: str = "") -> None:
    """Makes sure of a new text before it is written: `found`, read from it, must be the passages `before`
    with the edits of `pieces` made, the same number of them, under the same names. White space at the ends
    of an edited passage does not count, nor where its lines are trimmed that at the ends of these. Raises
    `Unwritable` for the edited passage at or above the difference."""
    edits_of = {id(passage): edits for passage, edits in pieces}
    edited: Passage | None = None
    for old, new in zip_longest(before, passages(found)):
        edits = edits_of.get(id(old), ())
        edited = old if edits else edited
        if old is None or new is None or not _as_meant(old, edits, new):
            message = not_as_meant()
            raise Unwritable(Problem(path, message)) if edited is None else _unwritable(path, edited, message)


def not_as_meant() -> str:
    """The message about an edit after which something else would stand in the file."""
    return say(
        "改写后重新读取，内容与预期不符，这一条没有改；请手工修改",
        "read again after the edit, the file is not what was meant; left alone, edit it by hand",
    )


def _as_meant(before: Passage, edits: Sequence[Edit], now: Passage) -> bool:
    wanted, found = apply(before.text, edits), now.text
    if edits:
        trim = _trimmed if isinstance(before.place, MappedPlace) and before.place.trimmed else str.strip
        wanted, found = trim(wanted), trim(found)
    return wanted == found and _beside(now) == _beside(before)


def _beside(passage: Passage) -> tuple[object, ...]:
    """What must stay beside the text."""
    if isinstance(passage, Message):
        return passage.speaker, passage.index, passage.time
    return passage.name, passage.situation


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


def source_edits(passage: Passage, edits: Sequence[Edit]) -> tuple[SourceText, list[_Span]]:
    """The edits of a passage as replacements (start, end, text) in the text that it stands in, in order.

    Raises `Unwritable` for a passage that is read-only or cannot hold its new text.
    """
    place: Place = passage.place
    if isinstance(place, LazyPlace):
        place = place.made
    if not isinstance(place, MappedPlace):
        message = say("这个格式不能改写", "this format cannot be edited")
        raise _unwritable("", passage, message)
    return place.source, sorted(_spans(place.source, passage, edits, ""))


def _spans(source: SourceText, passage: Passage, edits: Sequence[Edit], path: str) -> list[_Span]:
    """The edits of one passage as replacements in the file."""
    place = _mapped(passage, source)
    if not edits:
        return []
    if place is None or place.encode is None:
        reason = "" if place is None else place.read_only
        raise _unwritable(path, passage, reason or say("这个格式不能改写", "this format cannot be edited"))
    if not compatible(edits):
        raise ValueError("edits overlap")
    wanted = apply(passage.text, edits)
    if not wanted.strip():
        raise _unwritable(path, passage, say("改写后这一条就空了", "the edit would leave nothing"))
    try:
        return _on_the_spot(source.text, place, edits, wanted, place.encode)
    except CannotEncode as error:
        refusal = error
    if place.whole:
        start, end, writer = place.whole
        try:
            return [(start, end, writer(wanted))]
        except CannotEncode as error:
            refusal = error
    message = say(f"新的文字放不进这里：{refusal}", f"the new text cannot stand here: {refusal}")
    raise _unwritable(path, passage, message)


def _mapped(passage: Passage, source: SourceText) -> MappedPlace | None:
    """The place of a passage with the way back into the file; None where there is none."""
    place: Place = passage.place
    if isinstance(place, LazyPlace):
        place = place.made
    if isinstance(place, LinePlace):
        start = source.offset(place.number, place.column)
        place = verbatim(source, start, start + len(passage.text), within_a_line)
    return place if isinstance(place, MappedPlace) else None


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


def _unwritable(path: str, passage: Passage, message: str) -> Unwritable:
    place = passage.place
    return Unwritable(Problem(path, message, *place.position(0), cell=cell_of(place) or ""), passage)
