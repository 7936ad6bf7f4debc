"""Comments written above templates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Template
from linter.pipeline.add_ignores import Wanted, commented
from linter.pipeline.ignores import Ignores
from linter.readers.load import load
from tests.pipeline.support import OPTIONS


def written(text: str, name: str, *numbers: int, reason: str = "合同") -> tuple[str, list[int]]:
    loaded = load(text.encode(), name, OPTIONS)
    made = commented(loaded, [Wanted(number, ("a.b", "c")) for number in numbers], reason, OPTIONS)
    return made.text, [one.number for one in made.left]


COMMENT = "replylint: ignore[a.b, c] 合同"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("replies:\n- 一\n- 二\n", f"replies:\n- 一\n# {COMMENT}\n- 二\n"),
        (
            "replies:\n  - 一\n  - name: x\n    text: 二  # 旧\n",
            f"replies:\n  - 一\n  - name: x\n    # {COMMENT}\n    text: 二  # 旧\n",
        ),
        ("- text: 一\r\n- text: |\r\n    二\r\n", f"- text: 一\r\n# {COMMENT}\r\n- text: |\r\n    二\r\n"),
        ("- text: 一\n- text: &a >-\n    二\n", f"- text: 一\n# {COMMENT}\n- text: &a >-\n    二\n"),
        ("- text: 一\n- text:\n    二\n", f"- text: 一\n- text:\n    # {COMMENT}\n    二\n"),
        ("replies: [一,\n  二]", f"replies: [一,\n  # {COMMENT}\n  二]"),
    ],
)
def test_all_else_of_a_yaml_file_stays(before: str, after: str) -> None:
    assert written(before, "a.yaml", 1) == (after, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# 库\n\n```\n一一\n```\n\n```text\n\n二二\n```\n",
            f"# 库\n\n```\n一一\n```\n\n<!-- {COMMENT} -->\n```text\n\n二二\n```\n",
        ),
        ("- 一一\n- 二二\n", f"- 一一\n<!-- {COMMENT} -->\n- 二二\n"),
        (
            "> ```\n> 一一\n> ```\n\n> ```\n> 二二\n> ```\n",
            f"> ```\n> 一一\n> ```\n\n> <!-- {COMMENT} -->\n> ```\n> 二二\n> ```\n",
        ),
    ],
)
def test_all_else_of_a_markdown_file_stays(before: str, after: str) -> None:
    assert written(before, "a.md", 1) == (after, [])


def test_where_a_comment_would_hold_for_others_too_it_is_not_written() -> None:
    before = "replies: [一, 二]\n"
    assert written(before, "a.yaml", 0) == (before, [0])


def test_a_format_without_comments_is_left_alone() -> None:
    before = '{"text": "一"}'
    assert written(before, "a.json", 0) == (before, [0])


_NAMES = st.sampled_from(
    ["- {text: %s}", "- name: n\n  text: '%s'", '- text: "%s"  # x', "- text: |\n    %s"]
)


@given(st.lists(_NAMES, min_size=1, max_size=6), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_comments_hold_where_they_were_asked_for_and_nowhere_else(
    shapes: list[str], data: st.DataObject, breaks: str
) -> None:
    lines = "".join(shape % f"第{number}句" + "\n" for number, shape in enumerate(shapes))
    before = lines.replace("\n", breaks)
    wanted = data.draw(st.sets(st.integers(0, len(shapes) - 1)))
    after, left = written(before, "a.yaml", *sorted(wanted))
    assert left == []
    kept = [line for line in after.split(breaks) if COMMENT not in line]
    assert breaks.join(kept) == before
    again = load(after.encode(), "a.yaml", OPTIONS).document
    ignores = Ignores(again, None)
    assert {
        number
        for number, item in enumerate(again.items)
        if isinstance(item, Template) and {one.name for one in ignores.at(item)} == {"a.b", "c"}
    } == wanted
