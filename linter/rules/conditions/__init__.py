"""When a match counts: a small closed set of conditions, one module a family, loaded when it is needed.

when / unless:
  - negated | question | quoted | chat | template          # flags
  - apologises                                             # a signal or lexicon, anywhere in the reply
  - inside: [得到您的肯定]                                    # the match lies in such a phrase
  - before: { words: [到, 发货], within: 6 }                 # followed by, in the same clause
  - after: [我们, 这边]                                      # preceded by
  - clause: hypothetical      - sentence: asks      - reply: apologises     # in the same …
  - earlier: …       - later: offers-way                    # anywhere before, behind the match
  - customer: { signal: complaint, within: 2 }              # the customer's last two turns
  - agent: { signal: apologises, within: 3 }                # the agent's earlier turns
  - then: { signal: soothes, turns: 3 }                     # what is said after it; see then.py
  - taken-up: { but: common-character, turns: 2 }           # the other speaker speaks of the same matter
  - overdue: { 分钟: 60 }                                    # the time named goes by; see overdue.py
  - echoes: { within: 2, but: question }                    # a word of the customer's; see echoes.py
  - position: first           - named: [欢迎]      - length: { most: 4 }
  - customer-is: [old, big]   - customer-value: [high]      - customer-tagged: [VIP]
  - not: …       - any: [ … ]      - all: [ … ]
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linter.i18n import say
from linter.rules import terms
from linter.rules.conditions import context, nearby
from linter.rules.conditions.base import Condition
from linter.rules.schema import MAPPING, TEXT, Case, Either, Later, ListOf, Record, Shape, Text

if TYPE_CHECKING:
    from linter.rules.program import Program

OF_CUSTOMERS = ("customer-is", "customer-value", "customer-tagged")
"""Kinds that ask what a shop knows of the customer."""

_MODULE_OF: Mapping[str, str] = {
    "negated": "speech",
    **dict.fromkeys(nearby.KINDS, "nearby"),
    **dict.fromkeys(context.KINDS, "context"),
    **dict.fromkeys(OF_CUSTOMERS, "customers"),
    "then": "then",
    "taken-up": "taken_up",
    "overdue": "overdue",
    "echoes": "echoes",
    "length": "length",
    **dict.fromkeys(("not", "any", "all"), "logic"),
}
_MODULE_OF_FLAG: Mapping[str, str] = {
    **dict.fromkeys(("negated", "question", "quoted"), "speech"),
    **dict.fromkeys(context.FLAGS, "context"),
}
KINDS = tuple(_MODULE_OF)
FLAGS = tuple(_MODULE_OF_FLAG)


@functools.cache
def _loaded(name: str) -> Any:
    return import_module(f"linter.rules.conditions.{name}")


def condition(spec: Any, program: Program) -> Condition:
    """The condition that `spec` (already checked) describes."""
    if isinstance(spec, str):
        if spec in _MODULE_OF_FLAG:
            made: Condition = _loaded(_MODULE_OF_FLAG[spec]).flag(spec, program)
            return made
        return nearby.Nearby("reply", terms.term(spec, program), None)
    ((kind, value),) = spec.items()
    of_kind: Condition = _loaded(_MODULE_OF[kind]).make(kind, value, program)
    return of_kind


def conditions(specs: Any, program: Program) -> list[Condition]:
    """All conditions of a list."""
    return [condition(spec, program) for spec in specs or ()]


def shape() -> Shape:
    """The shape of one condition."""

    return Later(_shape, "condition")


@functools.cache
def _shape() -> Shape:
    shapes = {kind: _loaded(name).shape(kind) for kind, name in _MODULE_OF.items()}
    return Either(
        [Case(TEXT, Text()), Case(MAPPING, Record(optional=shapes, exactly_one=KINDS))],
        lambda: say(
            f"条件：{' / '.join(FLAGS)}、信号名，或键为 {' / '.join(KINDS)} 的映射",
            f"a condition: {' / '.join(FLAGS)}, the name of a signal, or a mapping with {' / '.join(KINDS)}",
        ),
    )


def list_shape() -> Shape:
    """The shape of `when` and `unless`."""
    return ListOf(shape())


def names_in(spec: Any) -> list[str]:
    """The lexicons and signals that a condition, or a rule's `when` and `unless`, refers to by name."""
    if isinstance(spec, str):
        return [] if spec in FLAGS else [spec]
    if isinstance(spec, list):
        return [name for item in spec for name in names_in(item)]
    names: list[str] = []
    for kind, value in spec.items():
        if kind in ("not", "any", "all", "when", "unless"):
            names += names_in(value)
        elif kind in (*nearby.KINDS, *context.TERM_KINDS, "then"):
            names += terms.names_in(value)
        elif kind in ("taken-up", "echoes"):
            names += _loaded(_MODULE_OF[kind]).names_in(value)
    return names
