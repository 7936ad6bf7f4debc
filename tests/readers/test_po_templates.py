"""gettext catalogues."""

from __future__ import annotations

import pytest

from linter.model import Unwritable
from linter.readers.base import Unreadable
from tests.readers.support import check_positions, load_text, reader_for, replaced, templates, texts, verdict

CATALOGUE = """# 译文
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.py:3
#, fuzzy, python-format
#| msgid "old"
msgctxt "ship"
msgid "Hello %(name)s"
msgstr "您好 %(name)s，\\"今天\\"发"

msgid ""
"two\\n"
"lines\\n"
msgstr ""
"今天"
"发\\n"
"在的\\n"

msgid "%d item"
msgid_plural "%d items"
msgstr[0] "%d 件"
msgstr[1] ""

msgid "untranslated"
msgstr ""

#~ msgid "gone"
#~ msgstr "没了"
"""


def test_translations_and_their_names() -> None:
    assert [(one.name, one.situation, one.text) for one in templates(CATALOGUE, "po")] == [
        ("Hello %(name)s", "ship", '您好 %(name)s，"今天"发'),
        ("two lines", "", "今天发\n在的"),
        ("%d item[0]", "", "%d 件"),
    ]


def test_positions() -> None:
    check_positions(load_text(CATALOGUE, "po"))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ('"今天"', "\\明天\t", '\\"今天\\"', "\\\\明天\\t"),
        ("今天发", "明儿发", '"今天"\n"发\\n"', '"明儿发\\n"'),
        ("在的", "在\n的", '"在的\\n"', '"在\\n的\\n"'),
        ("%d 件", "%d 件哦", '"%d 件"', '"%d 件哦"'),
    ],
)
def test_edits_keep_the_layout(old: str, new: str, before: str, after: str) -> None:
    assert replaced(CATALOGUE, "po", old, new) == CATALOGUE.replace(before, after)


@pytest.mark.parametrize("odd", ["\x07", "\u2028"])
def test_what_tools_would_misread_is_refused(odd: str) -> None:
    with pytest.raises(Unwritable):
        replaced(CATALOGUE, "po", "%d", odd)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('msgid "a"\nmsgstr "您"好"\n', 2),
        ('msgid "a"\nmsgstr "您好\n', 2),
        ('msgid "a"\nmsgstr 您好\n', 2),
        ('msgid "a"\nmsgstr "您好"\n您好\n', 3),
        ('msgstr "您好"\nmsgid "a"\n"x', 3),
    ],
)
def test_a_broken_catalogue_tells_the_line(source: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        texts(source, "po")
    assert caught.value.problem.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "trust"),
    [(CATALOGUE, "sure"), ('msgid "您好"\nmsgstr "Hi"\n', "plain"), ("msgid\n", "no"), ("亲，您好\n", "no")],
)
def test_recognition(source: str, trust: str) -> None:
    assert verdict(source, "a", "po").trust == trust


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    loaded = load_text(CATALOGUE, "po", encoding)
    assert loaded.encoding.encode(loaded.text) == CATALOGUE.encode(encoding)
    assert len(loaded.document.items) == 3


def test_it_is_found_among_all_readers() -> None:
    assert reader_for(CATALOGUE, "zh.po") == "po"
