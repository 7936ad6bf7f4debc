"""Comments of TOML files and gettext catalogues, and where new ones go."""

from __future__ import annotations

import pytest

from linter.model import Template
from linter.readers.load import load
from linter.readers.vocabulary import default_options

TOML = """\
# replylint: a
[[replies]] # replylint: b
text = "在的 # replylint: no" # replylint: c
[[replies]]
text = '''
您好
# replylint: no
'''
[x]
replies = [ # replylint: d
  "一", # replylint: e
  # replylint: f
  "二",
]
"""

PO = """\
# replylint: a
#. replylint: no
#: a.py:1 # replylint: no
#, fuzzy
msgid "x"
msgstr ""
"在的 "
"# replylint: no"

# replylint: b
msgctxt "c"
msgid "y"
msgstr "好的"
"""


def read(text: str, name: str) -> list[tuple[str, int, int, bool]]:
    found = load(text.encode(), name, default_options()).document.comments
    return [(one.text.removeprefix("replylint: "), one.line, one.column, one.alone) for one in found]


def test_comments_of_toml_have_their_places() -> None:
    assert read(TOML, "a.toml") == [
        ("a", 1, 1, True),
        ("b", 2, 13, False),
        ("c", 3, 29, False),
        ("d", 10, 13, False),
        ("e", 11, 8, False),
        ("f", 12, 3, True),
    ]


def test_comments_of_translators_have_their_places() -> None:
    assert read(PO, "a.po") == [("a", 1, 1, True), ("b", 10, 1, True)]


@pytest.mark.parametrize(
    ("text", "name", "lines"),
    [(TOML, "a.toml", [3, 5, 11, 13]), (PO, "a.po", [5, 11])],
)
def test_a_comment_goes_above_what_a_template_is_written_as(text: str, name: str, lines: list[int]) -> None:
    loaded = load(text.encode(), name, default_options())
    found = [item for item in loaded.document.items if isinstance(item, Template)]
    from linter.readers.base import CommentReader

    assert isinstance(loaded.reader, CommentReader)
    source = loaded.encoding.source(loaded.text)
    assert [source.position(loaded.reader.above(source, one)[0])[0] for one in found] == lines
