"""Comments of YAML files."""

from __future__ import annotations

import pytest

from linter.model import Comment
from linter.readers.load import load
from linter.readers.vocabulary import default_options


def comments(text: str, name: str = "a.yaml") -> list[tuple[str, int, int, bool]]:
    found = load(text.encode(), name, default_options()).document.comments
    assert all(isinstance(comment, Comment) for comment in found)
    return [(one.text.removeprefix("replylint: "), one.line, one.column, one.alone) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# replylint: a\ntext: 在的\n", [("a", 1, 1, True)]),
        ("text: 在的  # replylint: a\n", [("a", 1, 11, False)]),
        ("text: 在的  # replylint: a", [("a", 1, 11, False)]),
        ("texts: x\nreplies:\n  # replylint: a\n  - 在的\n", [("a", 3, 3, True)]),
        ("text: |  # replylint: a\n  在的\n", [("a", 1, 10, False)]),
        ("text: >-  # replylint: a\n  在的\n# replylint: b\n", [("a", 1, 11, False), ("b", 3, 1, True)]),
        ("replies: [在的,  # replylint: a\n  您好]\n", [("a", 1, 16, False)]),
        ("text: 在的\r\n# replylint: a\r\n", [("a", 2, 1, True)]),
        ("text: 在的\n--- # replylint: a\ntext: 好\n", [("a", 2, 5, False)]),
    ],
)
def test_comments_have_their_places(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    assert comments(text) == found


@pytest.mark.parametrize(
    "text",
    [
        'text: "在的 # replylint: a"\n',
        "text: '在的 # replylint: a'\n",
        "text: 在的#replylint:a\n",
        "text: |\n  在的\n  # replylint: a\n",
        "text: >\n  在的\n\n  # replylint: a\n",
        'text: "在的\n  # replylint: a"\n',
        "text: 在的 # 和 replylint 无关\n",
    ],
)
def test_what_stands_in_a_text_is_no_comment(text: str) -> None:
    assert comments(text) == []


def test_a_byte_order_mark_is_no_column() -> None:
    assert comments("\ufeff# replylint: a\ntext: 在的\n") == [("a", 1, 1, True)]
