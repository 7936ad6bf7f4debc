"""What was seen lately."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values of the `most` keys that were kept last, and of as many before these at the most."""

    __slots__ = ("_most", "_older", "_recent")

    def __init__(self, most: int) -> None:
        self._most = most
        self._recent: dict[Key, Value] = {}
        self._older: dict[Key, Value] = {}

    def find(self, key: Key) -> Value | None:
        """The value of a key; None where it was not kept, or too long ago."""
        value = self._recent.get(key)
        return value if value is not None else self._older.get(key)

    def keep(self, key: Key, value: Value) -> Value:
        """Keeps a value, and gives it back."""
        if len(self._recent) >= self._most:
            self._older, self._recent = self._recent, {}
        self._recent[key] = value
        return value

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, or what is made for it now; it counts as seen."""
        value = self._recent.get(key)
        if value is not None:
            return value
        value = self._older.get(key)
        return self.keep(key, make() if value is None else value)
