"""`length`: how much the reply says."""

from __future__ import annotations

import pytest

from tests.rules.support import MakeShop

FIND = "find: { phrases: [好] }\n"


@pytest.mark.parametrize(
    ("bounds", "text", "holds"),
    [
        ("most: 3", "好的呢", True),
        ("most: 3", "好的呢亲", False),
        ("most: 3", "好，的！呢～😀", True),
        ("most: 3", "好{buyer_nick}", True),
        ("least: 4", "好的呢亲", True),
        ("least: 4", "好的呢", False),
        ("least: 2, most: 3", "好的", True),
        ("least: 2, most: 3", "好", False),
        ("least: 0", "好", True),
    ],
)
def test_the_length_lies_between_the_bounds(shop: MakeShop, bounds: str, text: str, holds: bool) -> None:
    assert bool(shop(FIND + f"when: [ {{ length: {{ {bounds} }} }} ]").found(text)) is holds
