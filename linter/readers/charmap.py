"""A text put together from stretches of its source, with the source span of every character."""

from __future__ import annotations

from collections.abc import Callable

from linter.source import MappedPlace, SourceText

Whole = tuple[int, int, Callable[[str], str]]


class CharMap:
    """Collects a text from left to right. `starts[i]` and `ends[i]` bound the source of character i."""

    __slots__ = ("_parts", "ends", "starts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    @property
    def text(self) -> str:
        """What has been collected."""
        return "".join(self._parts)

    def run(self, source: str, start: int, end: int) -> None:
        """Adds `source[start:end]` as it stands."""
        if start < end:
            self._parts.append(source[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def atom(self, char: str, start: int, end: int) -> None:
        """Adds one character that is written as the source from `start` to `end`."""
        self._parts.append(char)
        self.starts.append(start)
        self.ends.append(end)

    def place(
        self,
        source: SourceText,
        length: int,
        encode: Callable[[str], str] | None = None,
        whole: Whole | None = None,
        reads: Callable[[str], str | None] | None = None,
    ) -> MappedPlace:
        """The place of the first `length` characters."""
        starts, ends = self.starts[:length], self.ends[:length]
        anchor = starts[0] if starts else 0
        return MappedPlace(source, starts, ends, anchor, encode, whole, reads=reads)


def line_end(text: str) -> str:
    """The line end that a text uses: that of its first line, `\\n` where there is only one line."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"
