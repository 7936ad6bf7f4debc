"""Fixes files of templates in memory: is every byte outside the edits as it was?

    python bench/roundtrip.py PATH...  [--every] [--variants]

Applies all fixes, the unsafe ones too, of all shipped rules to the template files under the paths; nothing is
written. What comes out is read again as bytes: an edited template may differ where its text differs, or, where
it had to be quoted anew, in its own scalar, cell or block; any other byte that differs is an error (exit code
1). Of a workbook, cells without a template and all parts without cells must be what they were. --every puts a
word into every template instead of fixing them. --variants does the same with every file of text in other
encodings and with other line ends.
"""

from __future__ import annotations

import argparse
import codecs
import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from linter.engine import replies
from linter.model import Template
from linter.pipeline.discover import discover
from linter.pipeline.judge import Judge
from linter.pipeline.mend import Mended, changed, mend
from linter.pipeline.settings import Settings
from linter.readers.base import Unreadable
from linter.readers.binary import opened
from linter.readers.encoding import Encoding, decode
from linter.readers.load import Loaded, load
from linter.readers.vocabulary import default_options
from linter.repair.writeback import edits_between
from linter.rules.names import DEFAULT_RULESETS
from linter.rules.plan import plan
from linter.source import MappedPlace, cell_of

OPTIONS = default_options()
_CELLS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
"""Parts of a workbook that hold the text of cells."""


def mixed(text: str) -> str:
    """`text` with line ends of both kinds, and none at the end."""
    ends = cycle(("\r\n", "\n", "\n"))
    return re.sub("\n", lambda _: next(ends), text.rstrip("\n"))


def windows(text: str) -> str:
    """`text` with the line ends of Windows."""
    return text.replace("\n", "\r\n")


class Variant(NamedTuple):
    """Another way of writing a file."""

    name: str
    line_ends: Callable[[str], str] = str
    codec: str = "utf-8"
    bom: bytes = b""


VARIANTS = (
    Variant("UTF-8, CRLF", windows),
    Variant("UTF-8, mixed line ends, none at the end", mixed),
    Variant("UTF-8 with BOM, CRLF", windows, bom=codecs.BOM_UTF8),
    Variant("GB18030", codec="gb18030"),
    Variant("GB18030, CRLF", windows, "gb18030"),
    Variant("GB18030 with BOM, mixed line ends", mixed, "gb18030", "\ufeff".encode("gb18030")),
    Variant("UTF-16 LE with BOM, CRLF", windows, "utf-16-le", codecs.BOM_UTF16_LE),
    Variant("UTF-16 BE with BOM, mixed line ends", mixed, "utf-16-be", codecs.BOM_UTF16_BE),
)


class Stretch(NamedTuple):
    """An edited template in the old file: where it stands with its quotes, and where it is edited; and what
    stands for it in the new file."""

    start: int
    end: int
    edits: list[tuple[int, int]]
    source: str


def all_rules() -> Judge:
    """All shipped rules, with unsafe fixes."""
    rules = plan(DEFAULT_RULESETS).run["rules"]
    severities = {rule["id"]: rule["severity"] for rule in rules}
    return Judge(
        Settings(
            rulesets=DEFAULT_RULESETS,
            overlays=(),
            active=frozenset(severities),
            severities=severities,
            options=OPTIONS,
            input_format=None,
            output="json",
            color=False,
            show_personal_data=False,
            language="en",
            mode="fix",
            unsafe=True,
        )
    )


Mend = Callable[[Loaded], Mended]


def mend_everywhere(loaded: Loaded) -> Mended:
    """Puts a word more into the middle of every template."""
    changes = []
    for item in loaded.document.items:
        half = len(item.text) // 2
        changes.append((next(replies(item)), f"{item.text[:half]}请{item.text[half:]}"))
    return changed(loaded, changes, OPTIONS)


def templates(loaded: Loaded) -> list[Template]:
    """The templates of a file."""
    return [item for item in loaded.document.items if isinstance(item, Template)]


def outer(template: Template) -> tuple[int, int]:
    """Where a template stands in its file, with its quotes where these belong to it."""
    place = template.place
    assert isinstance(place, MappedPlace)
    start, end = place.offset(0), place.offset(len(template.text), end=True)
    return (min(start, place.whole[0]), max(end, place.whole[1])) if place.whole else (start, end)


def stretches(before: Sequence[Template], after: Sequence[Template], text: str) -> Iterator[Stretch]:
    """The templates whose text is another now, in the order of the file; `text` is the new one."""
    for old, new in sorted(zip(before, after, strict=True), key=lambda pair: pair[0].place.position(0)):
        if old.text == new.text:
            continue
        place, spans = old.place, edits_between(old.text, new.text)
        assert isinstance(place, MappedPlace)
        edits = [
            (place.offset(start), place.offset(end, end=True) if start < end else place.offset(start))
            for start, end, _ in spans
        ]
        yield Stretch(*outer(old), edits, text[slice(*outer(new))])


def gaps(text: str, spans: Sequence[tuple[int, int]], codec: str) -> re.Pattern[bytes]:
    """Matches the bytes of `text` with anything in the place of the spans."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return re.compile(b"(.*?)".join(re.escape(part.encode(codec)) for part in kept), re.DOTALL)


def check(data: bytes, path: str, mend_file: Mend, counts: Counter[str]) -> list[str]:
    """Fixes a file, counts what was done, and tells what is wrong with it."""
    loaded = load(data, path, OPTIONS)
    before = templates(loaded)
    mended = mend_file(loaded)
    counts.update(files=1, templates=len(before), edited=mended.replies, refused=len(mended.problems))
    if loaded.encoding.encode(loaded.text) != data:
        return ["does not come back as it was read"]
    new = loaded.encoding.encode(mended.text)
    try:
        after = templates(load(new, path, OPTIONS, loaded.reader.name))
    except Unreadable as error:
        return [f"cannot be read any more: {error}"]
    if [one.name for one in after] != [one.name for one in before]:
        return ["has other templates now"]
    if not isinstance(loaded.encoding, Encoding):
        return check_workbook(loaded, new, mended)
    edited = list(stretches(before, after, mended.text))
    codec, bom = loaded.encoding
    outside = gaps(loaded.text, [(one.start, one.end) for one in edited], codec).fullmatch(new[len(bom) :])
    if not new.startswith(bom) or outside is None:
        return ["has changed outside of its edited templates"]
    for one, now in zip(edited, outside.groups(), strict=True):
        old, inside = loaded.text[one.start : one.end], [(a - one.start, b - one.start) for a, b in one.edits]
        if not gaps(old, inside, codec).fullmatch(now):
            if not is_anew(old, one.source, now.decode(codec)):
                return [f"has changed beside {one.source!r}"]
            counts["anew"] += 1
    return []


def check_workbook(loaded: Loaded, new: bytes, mended: Mended) -> list[str]:
    """What is wrong with a mended workbook: cells that hold no template and parts that hold no cells must be
    what they were."""
    before, after = opened(loaded.data, loaded.path), opened(new, loaded.path)
    if before is None or after is None or after.tables.text != mended.text:
        return ["has other texts than were meant"]
    edited = {cell_of(one.place) for one in templates(loaded)}
    for key, text in before.tables.texts.items():
        if before.tables.cell(key) not in edited and after.tables.texts[key] != text:
            return [f"has changed in {before.tables.cell(key)}"]
    with ZipFile(io.BytesIO(loaded.data)) as old, ZipFile(io.BytesIO(new)) as now:
        if old.namelist() != now.namelist():
            return ["has other parts now"]
        for name in old.namelist():
            if not name.startswith(_CELLS) and old.read(name) != now.read(name):
                return [f"has changed in {name}"]
    return []


def is_anew(old: str, source: str, now: str) -> bool:
    """Whether `now` is the `source` of a template in the place of the `old` one: besides, there may be quotes,
    spaces that are no part of it, and the comment of a block."""
    before, _, behind = now.partition(source)
    if behind.startswith(" #"):
        return not before and behind in old
    return before.strip(" ") in ("", '"') and behind.strip(" ") in ("", '"')


def rewritten(data: bytes, path: str, variant: Variant) -> bytes:
    """The file in another encoding and with other line ends."""
    text = decode(data, path)[0].replace("\r\n", "\n")
    return variant.bom + variant.line_ends(text).encode(variant.codec)


def library_files(paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The files of templates among those that a run over the paths would read."""
    found = discover(paths)
    for problem in found.problems:
        sys.exit(str(problem))
    for file in found.files:
        data = Path(file.path).read_bytes()
        try:
            loaded = load(data, file.path, OPTIONS)
        except Unreadable:
            continue
        if loaded.reader.kind == "templates" and (file.named or loaded.recognition.trust == "sure"):
            yield file.path, data


def main() -> None:
    """Prints the counts of each variant."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--variants", action="store_true")
    given = parser.parse_args()
    files = list(library_files(given.paths))
    judge = all_rules()
    mend_file: Mend = mend_everywhere if given.every else lambda loaded: mend(loaded, judge, OPTIONS)
    if not files:
        sys.exit("no file of templates under these paths")
    failed = False
    print("files  templates  edited  quoted anew  refused  changed elsewhere")
    for variant in (None, *(VARIANTS if given.variants else ())):
        counts: Counter[str] = Counter()
        for path, data in files:
            if variant and opened(data, path):
                continue
            wrong = check(rewritten(data, path, variant) if variant else data, path, mend_file, counts)
            counts["wrong"] += bool(wrong)
            for problem in wrong:
                print(f"{path}: {problem}")
        failed = failed or counts["wrong"] > 0
        print(
            f"{counts['files']:5}  {counts['templates']:9}  {counts['edited']:6}  {counts['anew']:11}  "
            f"{counts['refused']:7}  {counts['wrong']:17}   {variant.name if variant else 'as they are'}"
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
