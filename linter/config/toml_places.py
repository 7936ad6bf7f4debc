"""Where keys and values stand in a TOML file, which the TOML readers do not tell."""

from __future__ import annotations

import re
from bisect import bisect_right

Place = tuple[str | int, ...]

_SKIPPED = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LITERAL = re.compile(r"'''.*?'''+|'[^'\n]*'", re.DOTALL)
_BASIC = re.compile(r'"""(?:\\.|[^\\])*?"""+|"(?:\\.|[^"\\\n])*"', re.DOTALL)
_OTHER = re.compile(r"[^,\]}#\r\n]*")


def places(text: str) -> dict[Place, tuple[int, int]]:
    """The line and column, from 1, of every value by its path from the top; that of a key stands under its
    path followed by `"@key"`. `text` has to be valid TOML."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._places: dict[Place, tuple[int, int]] = {}
        self._tables: dict[Place, int] = {}

    def scan(self) -> dict[Place, tuple[int, int]]:
        table: Place = ()
        self._skip()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self._places

    def _skip(self) -> None:
        found = _SKIPPED.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _mark(self, place: Place, at: int) -> None:
        line = bisect_right(self._lines, at)
        self._places.setdefault(place, (line, at - self._lines[line - 1] + 1))

    def _header(self) -> Place:
        """`[a.b]` or `[[a.b]]`; gives the path of the table, numbers for tables of arrays included."""
        begin = self._at
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        table: Place = ()
        names = self._keys()
        for number, (name, at) in enumerate(names):
            table = (*table, name)
            self._mark((*table, "@key"), at)
            self._mark(table, begin)
            last = number == len(names) - 1
            if last and many:
                self._tables[table] = self._tables.get(table, -1) + 1
            if table in self._tables:
                table = (*table, self._tables[table])
                self._mark(table, begin)
        self._skip()
        self._at += 2 if many else 1
        return table

    def _keys(self) -> list[tuple[str, int]]:
        names = []
        while True:
            self._skip()
            names.append((self._key(), self._at))
            self._at = self._end_of_key
            self._skip()
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _key(self) -> str:
        text, at = self._text, self._at
        found = _BARE_KEY.match(text, at) or _LITERAL.match(text, at) or _BASIC.match(text, at)
        assert found is not None
        self._end_of_key = found.end()
        if found.re is _LITERAL:
            return found[0][1:-1]
        if found.re is _BASIC:
            import json

            return str(json.loads(re.sub(r"\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1], 16)), found[0])))
        return found[0]

    def _pair(self, table: Place) -> None:
        for name, at in self._keys():
            table = (*table, name)
            self._mark((*table, "@key"), at)
            self._mark(table, at)
        self._at += 1
        self._skip()
        del self._places[table]
        self._value(table)

    def _value(self, place: Place) -> None:
        self._mark(place, self._at)
        begins = self._text[self._at]
        if begins == "[":
            self._array(place)
        elif begins == "{":
            self._inline_table(place)
        else:
            strings = {'"': _BASIC, "'": _LITERAL}
            found = strings.get(begins, _OTHER).match(self._text, self._at)
            assert found is not None
            self._at = found.end()

    def _array(self, place: Place) -> None:
        self._at += 1
        number = 0
        while not self._ended("]"):
            self._value((*place, number))
            number += 1

    def _inline_table(self, place: Place) -> None:
        self._at += 1
        while not self._ended("}"):
            self._pair(place)

    def _ended(self, mark: str) -> bool:
        """Goes on to the next item; whether there is none."""
        self._skip()
        if self._text[self._at] == ",":
            self._at += 1
            self._skip()
        if self._text[self._at] != mark:
            return False
        self._at += 1
        return True
