"""Markdown libraries: fences, prose, names, situations, edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Template, Unwritable
from linter.readers.load import load
from linter.readers.vocabulary import default_options
from tests.readers.support import (
    ENCODINGS,
    MARKS,
    WORDS,
    check_positions,
    check_rewrite,
    load_text,
    odd_lines,
    replaced,
    templates,
    texts,
    verdict,
    words,
)

LIBRARY = """# 示例小店话术

说明文字，不是话术。

```bash
make 话术
```

## 1. 催发货
**适用场景：** 客户催单

```
亲，今天就发
  请您放心
```

```text
亲，已经发出
```

### 退货
适用场景: 客户要退货

> ~~~
> 亲，可以退的
> ~~~
"""


@st.composite
def libraries(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a library that holds them in fences of every kind."""
    wanted: list[str] = []
    source = "# 话术库\n\n"
    for number in range(draw(st.integers(1, 4))):
        lines = [draw(words), *draw(st.lists(odd_lines | st.just(""), max_size=3)), draw(words)]
        lines = [line.replace("\t", " ").replace("`", "").replace("~", "") for line in lines]
        wanted.append("\n".join(lines))
        fence = draw(st.sampled_from(("```", "````", "~~~")))
        info = draw(st.sampled_from(("", "text", " 话术")))
        margins = (("", ""), ("  ", "  "), ("> ", "> "), ("- ", "  "), ("1. ", "   "))
        first, rest = draw(st.sampled_from(margins))
        inside = "\n".join(rest + line if line or ">" in rest else "" for line in lines)
        source += f"## {number}. 标题\n\n**适用场景：** 场景{number}\n\n"
        source += f"{first}{fence}{info}\n{inside}\n{rest}{fence}\n\n"
    return wanted, source


@settings(max_examples=100, deadline=None)
@given(libraries(), st.sampled_from(("\n", "\r\n")))
def test_reads_what_was_put_in(library: tuple[list[str], str], line_end: str) -> None:
    assert texts(library[1].replace("\n", line_end), "markdown") == library[0]


@settings(max_examples=100, deadline=None)
@given(st.data(), libraries(), st.sampled_from(("\n", "\r\n")), st.sampled_from(ENCODINGS))
def test_edits_what_was_put_in(
    data: st.DataObject, library: tuple[list[str], str], line_end: str, encoding: str
) -> None:
    loaded = load_text(library[1].replace("\n", line_end), "markdown", encoding)
    marks = [mark for mark in MARKS if mark not in "`~\t"]
    check_rewrite(data, loaded, st.sampled_from([*WORDS, *marks, "\n", "亲\n\n亲"]))


@settings(max_examples=50, deadline=None)
@given(libraries())
def test_points_at_every_character(library: tuple[list[str], str]) -> None:
    check_positions(load_text(library[1], "markdown"))


def test_headings_are_names_and_labels_are_situations() -> None:
    assert [(one.text, one.name, one.situation) for one in templates(LIBRARY, "markdown")] == [
        ("亲，今天就发\n  请您放心", "1. 催发货", "客户催单"),
        ("亲，已经发出", "1. 催发货", "客户催单"),
        ("亲，可以退的", "退货", "客户要退货"),
    ]


def test_positions_in_a_quoted_fence() -> None:
    assert templates(LIBRARY, "markdown")[2].place.position(2) == (25, 5)


def test_every_line_keeps_a_margin_of_its_own() -> None:
    source = "# 售前\n   ```\n  亲，您好\n   在的\n 请稍等\n   ```\n"
    assert texts(source, "markdown") == ["亲，您好\n在的\n请稍等"]
    assert replaced(source, "markdown", "在的", "在呢") == source.replace("在的", "在呢")
    assert texts(replaced(source, "markdown", "在的", "  在的\n好"), "markdown") == [
        "亲，您好\n  在的\n好\n请稍等"
    ]


def test_spaces_before_a_line_with_a_narrow_margin_are_kept() -> None:
    source = "# 售前\n  ```\n  亲\n您好\n  ```\n"
    assert replaced(source, "markdown", "您好", " 您好") == source.replace("您好", "   您好")
    assert replaced(source.replace("  亲", "亲"), "markdown", "您", "  您").endswith("\n    您好\n  ```\n")


def test_a_quotation_mark_takes_no_space_of_the_text_along() -> None:
    source = "# 售前\n\n>```\n>亲\n>您好\n>```\n"
    assert replaced(source, "markdown", "您好", " 您好") == source.replace(">您好", ">  您好")
    blank = replaced(source, "markdown", "您好", "好的\n \n您好")
    assert blank == source.replace(">您好", ">好的\n>  \n>您好")


def test_a_margin_of_tabs_is_as_wide_as_its_columns() -> None:
    source = "-\t售前\n\n\t```\n\t亲，您好\n\t  在的\n\t```\n"
    assert texts(source, "markdown") == ["亲，您好\n  在的"]
    assert replaced(source, "markdown", "在的", "在呢") == source.replace("在的", "在呢")


def test_what_is_put_on_a_blank_line_stands_behind_the_margin() -> None:
    source = "# 售前\n\n- ```\n  亲\n\n  您好\n  ```\n"
    assert replaced(source, "markdown", "\n\n", "\n在的\n") == source.replace("\n\n  您", "\n  在的\n  您")


def test_a_new_line_keeps_the_margin() -> None:
    after = replaced(LIBRARY, "markdown", "可以退的", "可以退的\n请放心")
    assert "> ~~~\n> 亲，可以退的\n> 请放心\n> ~~~\n" in after


def test_a_fence_cannot_hold_its_own_end() -> None:
    with pytest.raises(Unwritable):
        replaced(LIBRARY, "markdown", "今天", "\n```\n")


def test_windows_line_ends_stay() -> None:
    source = LIBRARY.replace("\n", "\r\n")
    after = replaced(source, "markdown", "今天就发", "今天\n就发")
    assert after == source.replace("今天就发", "今天\r\n就发")


def test_without_fences_paragraphs_and_list_items_are_replies() -> None:
    source = (
        "---\ntitle: 话术\n---\n# 售前\n\n亲，您好\n请稍等\n\n- 在的\n- 有货的\n\n"
        "| 内容 |\n| --- |\n| 表格 |\n\n    代码\n"
    )
    assert texts(source, "markdown") == ["亲，您好\n请稍等", "在的", "有货的"]
    assert templates(source, "markdown")[1].place.position(0) == (9, 3)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_behind_front_matter(line_end: str) -> None:
    source = "---\ntitle: 话术\n---\n# 售前\n\n```\n亲，您好\n```\n".replace("\n", line_end)
    assert texts(source, "markdown") == ["亲，您好"]
    assert replaced(source, "markdown", "您好", "在的") == source.replace("您好", "在的")


def test_a_list_item_can_be_edited() -> None:
    assert replaced("# 售前\n\n- 在的\n- 有货\n", "markdown", "在的", "亲\n在的") == (
        "# 售前\n\n- 亲\n  在的\n- 有货\n"
    )


def test_an_edit_that_would_make_another_paragraph_is_refused() -> None:
    with pytest.raises(Unwritable):
        replaced("# 售前\n\n- 在的\n- 有货\n", "markdown", "在的", "亲\n\n- 在的")


def test_fences_without_chinese_and_situation_are_no_replies() -> None:
    assert texts("# 安装\n\n```\npip install x\n```\n\n亲，您好\n", "markdown") == ["亲，您好"]


def test_an_open_fence_goes_to_the_end() -> None:
    assert texts("# 售前\n\n```\n亲，您好\n", "markdown") == ["亲，您好"]


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        (LIBRARY, "a", "sure"),
        ("# 售前\n```\n亲，您好，在的\n```\n", "a.md", "sure"),
        ("# 安装\n```bash\n安装话术\n```\n亲\n", "README.md", "plain"),
        ("# 说明\n正文\n", "a.md", "plain"),
        ("# 售前\n\n- 亲，您好\n  - 在的\n", "a.md", "sure"),
        ("# 售前\n\n说明：\n\n- 亲，您好\n", "a.md", "plain"),
        ("- step one\n- step two\n", "a.md", "plain"),
        ("# 说明\n正文\n", "a.txt", "no"),
        ("# 说明\n", "a.md", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "markdown").trust == trust


def test_the_heading_above_the_name_is_the_group() -> None:
    headings = ("# 店\n## 售前\n### 面料", "### 尺寸", "## 售后", "# 附")
    text = "".join(f"{heading}\n```\n好的，亲\n```\n" for heading in headings)
    found = [(one.name, one.group) for one in templates(text, "markdown")]
    assert found == [("面料", "售前"), ("尺寸", "售前"), ("售后", "店"), ("附", "")]


MARKED = """\
---
title: replylint
---
# 库

<!-- replylint: a -->
```
在的
<!-- replylint: in the text -->
```

> <!-- replylint: b --> <!-- replylint: c -->
> ```
> 您好
> ```
"""


def test_html_comments_on_their_own_lines_are_comments() -> None:
    found = load(MARKED.encode(), "a.md", default_options()).document
    assert [(one.text, one.line, one.column) for one in found.comments] == [
        ("replylint: a", 6, 1),
        ("replylint: b", 12, 3),
        ("replylint: c", 12, 25),
    ]
    assert [item.text for item in found.items if isinstance(item, Template)] == [
        "在的\n<!-- replylint: in the text -->",
        "您好",
    ]


def test_a_comment_in_the_midst_of_a_paragraph_is_text() -> None:
    found = load("您好 <!-- replylint: a -->\n".encode(), "a.md", default_options(), "markdown").document
    assert found.comments == ()
