"""Fixtures of the tests of rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.rules.support import MakeShop, Shop, ruleset, written


@pytest.fixture
def shop(tmp_path: Path) -> MakeShop:
    """Makes a shop with rules of its own: `shop("find: …", lexicons={…}, signals={…})`."""

    def make(
        *rules: str,
        lexicons: Mapping[str, str] | None = None,
        signals: Mapping[str, str] | None = None,
        top: str = "",
    ) -> Shop:
        return Shop(written(tmp_path, ruleset(*rules, lexicons=lexicons, signals=signals, top=top)))

    return make
