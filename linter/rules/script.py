"""Makes new words look like the reply they go into: its script, and its commas."""

from __future__ import annotations

from collections.abc import Mapping

_NARROW = str.maketrans({"，": ",", "！": "!", "？": "?", "；": ";", "：": ":"})


class Script:
    """`variants` maps traditional characters to simplified ones, `traditional` the other way round."""

    def __init__(self, variants: Mapping[str, str], traditional: Mapping[str, str]) -> None:
        self._variants = frozenset(variants)
        self._traditional = {ord(plain): full for plain, full in traditional.items()}

    def is_traditional(self, text: str) -> bool:
        """Whether `text` is written in traditional characters."""
        return not self._variants.isdisjoint(text)

    def match(self, text: str, model: str) -> str:
        """`text` in the script and with the marks of `model`."""
        if self.is_traditional(model):
            text = text.translate(self._traditional)
        if "，" not in model and "," in model:
            text = text.translate(_NARROW)
        return text
