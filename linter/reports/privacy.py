"""Personal data masked in what is shown of chats. A mask is as long as what it hides: offsets hold."""

from __future__ import annotations

import re
from functools import cache

import yaml

from linter.data import rulesets_dir

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}[Xx]?")


@cache
def _house_number() -> re.Pattern[str]:
    names: dict[str, list[str]] = yaml.safe_load(
        (rulesets_dir() / "formats.yaml").read_text(encoding="utf-8")
    )
    return re.compile(rf"\d{{1,5}}(?={'|'.join(names['house-number-units'])})")


def mask(text: str) -> str:
    """`text` with e-mail addresses, house numbers, and numbers of seven digits or more (telephones, cards,
    identity and order numbers) hidden; the first three and last two digits of a number stay."""
    if "@" in text:
        text = _EMAIL.sub(lambda found: found.group()[0] + "*" * (len(found.group()) - 1), text)
    text = _NUMBER.sub(_mask_number, text)
    return _house_number().sub(lambda found: "*" * len(found.group()), text)


def _mask_number(found: re.Match[str]) -> str:
    number = found.group()
    return number[:3] + re.sub(r"\d", "*", number[3:-2]) + number[-2:]
