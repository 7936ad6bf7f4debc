"""`words`, `phrases`, `lexicon`, `pattern`, `signal`: something that stands in the reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linter.rules import terms
from linter.rules.schema import Record
from linter.rules.terms import Term

if TYPE_CHECKING:
    from linter.rules.program import Program

KINDS = terms.KINDS


def shape() -> Record:
    """Any of the kinds; several in one mapping mean any of them."""
    return Record(optional=terms.TERM_KEYS)


def make(spec: Mapping[str, Any], program: Program) -> Term:
    """A term is a find as it is."""
    return terms.term(spec, program)


def names_in(spec: Mapping[str, Any]) -> list[str]:
    """The lexicons and signals that `spec` refers to."""
    return terms.names_in(spec)
