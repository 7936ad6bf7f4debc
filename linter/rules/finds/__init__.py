"""What a rule finds: one module a kind, loaded when needed, each with the shape of its part of the rule.

find: { words: [保证, 肯定] }              # whole words
find: { lexicon: slang }
find: { pattern: '包(你|您)满意' }
find: { missing: apology }
find: { reply: { most: 3 } }
find: { density: { of: cute, least: 2 } }
find: { wait: answer, longer-than: 180 }         # a wait of the customer that ended here, in seconds
find: { unreturned: 900 }                 # asked to wait, and not back within 15 minutes
find: { again: { least: 10, alike: 0.9 } }
find: { unanswered: { asks: …, … } }      # a question of the customer that nobody takes up; see unanswered/
find: { any: [ …, … ] }                   # each may have when / unless of its own
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linter.i18n import say
from linter.rules import terms
from linter.rules.finds.base import Find
from linter.rules.schema import Case, Either, Later, Shape, having

if TYPE_CHECKING:
    from linter.rules.program import Program

_MODULE_OF: Mapping[str, str] = {
    **dict.fromkeys(terms.KINDS, "occurrence"),
    "missing": "missing",
    "reply": "whole_reply",
    "density": "density",
    "wait": "wait",
    "unreturned": "unreturned",
    "again": "again",
    "unanswered": "unanswered",
    "any": "anyof",
}
KINDS = tuple(_MODULE_OF)


@functools.cache
def _loaded(name: str) -> Any:
    return import_module(f"linter.rules.finds.{name}")


def _modules() -> Iterator[Any]:
    """All modules."""
    return map(_loaded, dict.fromkeys(_MODULE_OF.values()))


def _module(spec: Any) -> Any:
    if isinstance(spec, Mapping):
        for kind, name in _MODULE_OF.items():
            if kind in spec:
                return _loaded(name)
    return None


def find(spec: Mapping[str, Any], program: Program) -> Find:
    """The find that `spec` (already checked) describes."""
    made: Find = _module(spec).make(spec, program)
    return made


def shape() -> Shape:
    """The shape of `find`."""
    return Later(_shape, "find")


def shape_beside(others: Mapping[str, Shape]) -> Shape:
    """The shape of `find` with other keys beside its own."""
    cases = [Case(having(*module.KINDS), module.shape().beside(others)) for module in _modules()]
    return Either(
        cases,
        lambda: say(f"含 {' / '.join(KINDS)} 之一的映射", f"a mapping with one of {' / '.join(KINDS)}"),
    )


@functools.cache
def _shape() -> Shape:
    return shape_beside({})


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to by name."""
    names: list[str] = _module(spec).names_in(spec)
    return names
