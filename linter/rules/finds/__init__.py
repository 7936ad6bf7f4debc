"""What a rule finds: one module a kind, each with the shape of its part of the rule.

find: { words: [保证, 肯定] }              # whole words
find: { lexicon: slang }
find: { pattern: '包(你|您)满意' }
find: { missing: apology }
find: { reply: { most: 3 } }
find: { density: { of: cute, least: 2 } }
find: { wait: answer, longer-than: 180 }         # a wait of the customer that ended here, in seconds
find: { unreturned: 900 }                 # asked to wait, and not back within 15 minutes
find: { again: { least: 10, alike: 0.9 } }
find: { any: [ …, … ] }                   # each may have when / unless of its own
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.i18n import say
from linter.rules.finds import again, anyof, density, missing, occurrence, unreturned, wait, whole_reply
from linter.rules.finds.base import Find
from linter.rules.schema import Either, Shape

if TYPE_CHECKING:
    from linter.rules.program import Program

_MODULES = (occurrence, missing, whole_reply, density, wait, unreturned, again, anyof)
KINDS: tuple[str, ...] = tuple(kind for module in _MODULES for kind in module.KINDS)


def _module(spec: Any) -> Any:
    if isinstance(spec, Mapping):
        for module in _MODULES:
            if any(kind in spec for kind in module.KINDS):
                return module
    return None


def find(spec: Mapping[str, Any], program: Program) -> Find:
    """The find that `spec` (already checked) describes."""
    made: Find = _module(spec).make(spec, program)
    return made


def shape() -> Shape:
    """The shape of `find`."""

    def choose(value: Any) -> Shape | None:
        module = _module(value)
        return module.shape() if module else None

    return Either(
        choose,
        lambda: say(f"含 {' / '.join(KINDS)} 之一的映射", f"a mapping with one of {' / '.join(KINDS)}"),
    )


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to by name."""
    names: list[str] = _module(spec).names_in(spec)
    return names
