"""The text of HTML fragments, and edits that keep to it."""

from __future__ import annotations

import json

import pytest

from linter.model import Template, Unwritable
from linter.readers.html_text import Fragment
from tests.readers.support import check_positions, load_text, replaced


def macro(html: str) -> str:
    action = {"field": "comment_value_html", "value": html}
    return json.dumps({"macros": [{"title": "发货", "actions": [action]}]}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("亲，您好", "亲，您好"),
        ("<p>亲</p><p>您好</p>", "亲\n您好"),
        ("亲<br>您好<br/>在的", "亲\n您好\n在的"),
        ("<ul>\n <li>一</li>\n <li>二</li>\n</ul>", "一\n二"),
        ("亲<b>，您</b>好", "亲，您好"),
        ("亲 \n 您好", "亲 您好"),
        ("&lt;亲&gt;&nbsp;&amp;&#20320;&#x597D;&quot;", '<亲>\xa0&你好"'),
        ("A&B &nosuch; < 3", "A&B &nosuch; < 3"),
        ("<style>p{}</style><script>'你好'</script>亲<!-- 你好 -->", "亲"),
        ('<a href="https://a.cn/你好">这里</a>', "这里"),
        ("<p></p>", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert Fragment(html).text == text


def test_places_are_those_of_the_file() -> None:
    loaded = load_text(macro("<p>亲&nbsp;您好</p>\n<p>在的</p>"), "zendesk")
    check_positions(loaded)
    (one,) = loaded.document.items
    assert isinstance(one, Template)
    line, column = one.place.position(one.text.index("您"))
    assert loaded.text.split("\n")[line - 1][column - 1] == "您"


@pytest.mark.parametrize(
    ("html", "old", "new", "expected"),
    [
        ('<p class="a">你好</p>', "你", "您", '<p class="a">您好</p>'),
        ("<p>亲</p><p>你好</p>", "你", "<您>&", "<p>亲</p><p>&lt;您&gt;&amp;好</p>"),
        ("<p>亲，<b>你</b>好</p>", "你", "您", "<p>亲，<b>您</b>好</p>"),
        ("<p>在的</p>", "的", "的\n您好", "<p>在的<br>您好</p>"),
        ("&lt;你&gt;", "<你", "您", "您&gt;"),
    ],
)
def test_edits_keep_the_tags(html: str, old: str, new: str, expected: str) -> None:
    assert replaced(macro(html), "zendesk", old, new) == macro(expected)


@pytest.mark.parametrize(
    ("html", "old"),
    [("<p>亲，<b>你</b>好</p>", "，你好"), ("<p>亲</p><p>你好</p>", "亲\n你"), ("亲<br>你", "\n")],
)
def test_an_edit_that_would_change_tags_is_refused(html: str, old: str) -> None:
    with pytest.raises(Unwritable, match="HTML"):
        replaced(macro(html), "zendesk", old, "。")
