"""Names of placeholders that are misspelt against the others of the library, or against the known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from linter.i18n import say
from linter.library.base import Hit
from linter.library.uses import Use, hit
from linter.matching.segment import segmenter

_OFTEN = 3
"""Times that a name stands in a library before another one can be taken for a slip of it."""
_RARE = 5
"""A slip is at least so many times rarer than what was meant."""
_LABELS = "lenticular"
"""【 】 is for emphasis as often as for placeholders: not every name in it is one."""
_PARTS = re.compile(r"[._]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD, _WHOLE, _CHINESE = 4, 6, 4
"""Characters of a part of a name, of a name of one part, of a Chinese name, in which a slip can be told."""


def slips(uses: Sequence[Use], known: Collection[str]) -> Iterator[Hit]:
    """Every use of a name that is a slip of a known one, or of one that the library has far more often."""
    counts = Counter(use.name for use in uses if use.style != _LABELS)
    meant: dict[str, str] = {}
    for name, times in counts.items():
        often = [other for other, count in counts.most_common() if count >= max(_OFTEN, _RARE * times)]
        right = next((other for other in often if _is_slip(name, other) or _is_same(name, other)), None)
        if right is None and times < _OFTEN:
            right = next((other for other in known if _is_slip(name, other)), None)
        if right is not None and name not in known:
            meant[name] = right
    for use in uses:
        if use.style != _LABELS and use.name in meant:
            right = meant[use.name]
            shown = use.wording.replace(use.name, right)
            times = counts[right]
            problem = (
                say(f"是不是 {shown}（别处用了 {times} 次）？", f"did you mean {shown} (used {times}×)?")
                if times
                else say(f"是不是 {shown}？", f"did you mean {shown}?")
            )
            yield hit(use.entry, use.start, use.end, problem)


def _is_slip(name: str, right: str) -> bool:
    """Whether `name` is `right` with a slip: one character more, less, or another; two in the other order."""
    if _HAN.search(name):
        longer, shorter = sorted((name, right), key=len, reverse=True)
        return (
            len(shorter) >= _CHINESE - 1 < len(longer)
            and shorter not in longer
            and _one_apart(name, right)
            and _loose(name) > _loose(right)
        )
    parts, meant = _PARTS.split(name), _PARTS.split(right)
    different = [pair for pair in zip(parts, meant, strict=False) if pair[0] != pair[1]]
    if len(parts) != len(meant) or len(different) != 1:
        return False
    one, other = different[0]
    least = _WORD if len(parts) > 1 else _WHOLE
    return max(len(one), len(other)) >= least and not _is_numbered(one, other) and _one_apart(one, other)


def _is_same(name: str, right: str) -> bool:
    """Whether two names differ in capitals and separators alone."""
    return name != right and _PARTS.sub("", name).lower() == _PARTS.sub("", right).lower()


def _is_numbered(one: str, other: str) -> bool:
    """Whether two words differ as item1, item2 and items do, and not by a slip."""
    stems = {re.sub(r"(?:\d+|s)$", "", word) for word in (one, other)}
    return len(stems) == 1 or any(character.isdigit() for character in {*one} ^ {*other})


def _one_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or (Counter(one) - Counter(other)).total() > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


def _loose(name: str) -> int:
    """Characters of a name that belong to no word."""
    return sum(len(word) == 1 for word in segmenter()(name))
