"""The language that the user is spoken to in: Chinese unless the locale or `--lang` says English."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["zh", "en"]

_language: Language = "zh"
_here: ContextVar[Language | None] = ContextVar("_here", default=None)


def language() -> Language:
    """The language in use."""
    return _here.get() or _language


def set_language(chosen: Language) -> None:
    """Speaks `chosen` from now on; inside `speaking`, no longer than that."""
    global _language
    if _here.get() is None:
        _language = chosen
    else:
        _here.set(chosen)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speaks `chosen` inside, in this thread or task alone."""
    token = _here.set(chosen)
    try:
        yield
    finally:
        _here.reset(token)


def language_of_locale(environ: Mapping[str, str] = os.environ) -> Language:
    """English where the locale names a language other than Chinese; Chinese else, since whoever keeps
    Chinese replies reads Chinese (so also for `C`, `POSIX` and no locale at all)."""
    for variable in ("REPLYLINT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(variable, "")
        if value:
            code = value.split(".")[0].split("_")[0].lower()
            return "zh" if code in {"zh", "c", "posix"} else "en"
    return "zh"


def say(zh: str, en: str) -> str:
    """The one of the two wordings that the user reads."""
    return zh if language() == "zh" else en


def choose(texts: Mapping[str, str]) -> str:
    """The text in the user's language, or in the one there is."""
    return texts.get(language()) or next(iter(texts.values()), "")
