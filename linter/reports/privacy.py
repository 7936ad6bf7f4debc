"""Personal data masked in what is shown of chats. A mask is as long as what it hides: offsets hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import yaml

from linter.data import rulesets_dir

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}[Xx]?")
_HAN = "[\u4e00-\u9fff]"
_MOBILE = r"(?:\+?86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)"
_BESIDE = r"[\s,，、:：;；/|]{0,3}"
_WITHIN = r"[^\u3002\uff01!\uff1f?\uff1b;\n]"
"""What stands within a sentence."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, and those that turn the direction of a text; tabs and line ends stay."""


class _Patterns(NamedTuple):
    """What is masked: group `m` of `parts`, and of `addresses` what follows the last of the `regions`."""

    house_number: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    addresses: tuple[re.Pattern[str], ...]
    regions: re.Pattern[str]
    roads: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words: dict[str, list[str]] = {}
    for name in ("formats", "privacy"):
        text = (rulesets_dir() / f"{name}.yaml").read_text(encoding="utf-8")
        words.update(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    label, link = _any(words["name-labels"]), _any(words["name-links"])
    surname, roads = _any(words["surnames"]), _any(words["roads"])
    name = rf"{surname}{_HAN}{{1,2}}"
    number = rf"\d{{1,5}} ?{_any(words['numbered'])}"
    account = rf" ?(?:[:\uff1a]|{link}|id)? ?(?P<m>[a-z][-_a-z0-9]{{5,19}})(?![a-z0-9])"
    return _Patterns(
        re.compile(rf"\d{{1,5}}(?={_any(words['house-number-units'])})"),
        (
            re.compile(rf"{label} ?[:\uff1a] ?(?P<m>[\u4e00-\u9fff·]{{2,4}})"),
            re.compile(rf"{label} ?{link}?(?P<m>{name})(?!{_HAN})"),
            re.compile(rf"(?P<m>{surname})(?={_any(words['titles'])})"),
            re.compile(rf"(?<!{_HAN})(?P<m>{name})(?={_BESIDE}{_MOBILE})"),
            re.compile(rf"{_MOBILE}{_BESIDE}(?P<m>{name})(?!{_HAN})"),
            re.compile(_any(words["account-labels"]) + account, re.IGNORECASE),
        ),
        (
            re.compile(
                rf"{_any(words['address-labels'])} ?(?:[:\uff1a]|{_any(words['address-links'])}) ?"
                rf"(?={_WITHIN}{{0,60}}?(?:{roads}|{number}))(?P<m>{_WITHIN}{{6,60}})"
            ),
            re.compile(rf"(?P<m>(?P<run>{_HAN}{{2,40}}) ?{number}(?:[- ]{{0,2}}(?:{number}|\d{{1,5}}))*)"),
        ),
        re.compile(_any(words["regions"])),
        re.compile(rf"{_HAN}{roads}(?={_HAN}{{0,4}}$)"),
    )


def _any(words: Sequence[str]) -> str:
    longest_first = sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word))
    single = "".join(word for word in words if len(word) == 1)
    return (
        f"(?:{'|'.join([*map(re.escape, longest_first), *([f'[{re.escape(single)}]'] if single else [])])})"
    )


def mask(text: str) -> str:
    """`text` with what tells who somebody is hidden: e-mail addresses, numbers of seven digits or more
    (telephones, cards, identity and order numbers; the first three and last two digits stay), names beside
    their label, title or telephone number, addresses within their town, account names."""
    patterns = _patterns()
    for pattern in patterns.parts:
        text = pattern.sub(_mask_part, text)
    for pattern in patterns.addresses:
        text = pattern.sub(_mask_address, text)
    if "@" in text:
        text = _EMAIL.sub(lambda found: found.group()[0] + "*" * (len(found.group()) - 1), text)
    text = _NUMBER.sub(_mask_number, text)
    return patterns.house_number.sub(lambda found: "*" * len(found.group()), text)


def _mask_part(found: re.Match[str], stays: int = 0) -> str:
    whole, hidden = found.group(), found["m"]
    start = found.start("m") - found.start() + stays
    return whole[:start] + "*" * (len(hidden) - stays) + whole[start + len(hidden) - stays :]


def _mask_address(found: re.Match[str]) -> str:
    patterns = _patterns()
    named = found.groupdict().get("run", found["m"])
    road = patterns.roads.search(named)
    if "run" in found.groupdict() and road is None:
        return found.group()
    number = re.search(r"\d", named)
    limit = min(place.start() for place in (road, number) if place) if road or number else len(named)
    stays = max((region.end() for region in patterns.regions.finditer(named, 0, limit)), default=0)
    return _mask_part(found, stays)


def _mask_number(found: re.Match[str]) -> str:
    number = found.group()
    return number[:3] + re.sub(r"\d", "*", number[3:-2]) + number[-2:]


class Hide:
    """Makes texts fit to be shown in a report: nothing in them that cannot be seen, and, unless `show` says
    so, nothing that tells who the customer is."""

    def __init__(self, show: bool = False) -> None:
        self._show = show

    def text(self, text: str, *names: str | None) -> str:
        """What was said, as long as before; `names` are hidden in it too."""
        text = seen(text)
        if self._show:
            return text
        for name in names:
            if name and len(name) > 1:
                text = text.replace(name, name[0] + "*" * (len(name) - 1))
        return mask(text)

    def names(self, texts: Iterable[str]) -> list[str]:
        """The names that what was said gives away, for texts in which they stand without their label."""
        found = {
            hit["m"] for text in texts for pattern in _patterns().parts for hit in pattern.finditer(text)
        }
        return sorted((name for name in found if len(name) > 1), key=lambda name: (-len(name), name))

    def name(self, customer: str | None) -> str | None:
        """The name of a customer: its first character."""
        if customer is None or self._show:
            return None if customer is None else seen(customer)
        return f"{seen(customer)[:1]}***"

    def id(self, id: str | None, customer: str | None = None) -> str | None:
        """The id of a conversation. It stays, since it is needed to find the conversation again, unless it is
        a mobile number or an e-mail address or has the customer in it."""
        if id is None or self._show:
            return None if id is None else seen(id)
        if customer and customer in id:
            id = id.replace(customer, f"{customer[:1]}***")
        return seen(mask(id) if re.fullmatch(rf"{_MOBILE}|.*@.*", id) else id)


def seen(text: str) -> str:
    """`text` with a mark for every character that does not show itself."""
    return _UNSEEN.sub("\ufffd", text)
