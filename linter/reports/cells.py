"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

from linter.reports.privacy import seen

Cell = str | int | float | None

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
LONGEST_CELL = 32_000


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    cell = seen(cell)[:LONGEST_CELL]
    return f"'{cell}" if _FORMULA.match(cell) else cell
