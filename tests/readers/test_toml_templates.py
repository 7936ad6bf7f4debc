"""TOML libraries."""

from __future__ import annotations

import pytest

from linter.model import Unwritable
from linter.readers.base import Unreadable
from tests.readers.support import check_positions, load_text, reader_for, replaced, templates, texts, verdict

LIBRARY = """# 话术
[[replies]]
name = "发货"
text = "亲，今\\u5929发"   # 常用

[other]
tags = ["a"]

[[replies]]
name = '退货'
text = '''
第一行
第二行
'''
"""


def test_replies_in_the_order_of_the_file() -> None:
    assert [(one.name, one.text) for one in templates(LIBRARY, "toml")] == [
        ("发货", "亲，今天发"),
        ("退货", "第一行\n第二行"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('"亲\\n\\"您\\"\\t\\U0001F600"', '亲\n"您"\t😀'),
        ("'C:\\亲'", "C:\\亲"),
        ('"""\n亲，\\\n   您好\n"""', "亲，您好"),
        ('"""亲""您好"""""', '亲""您好""'),
        ("'''亲''您好'''''", "亲''您好''"),
        ('["亲", {text = "您好"}, [1, "在的"]]', "亲|您好|在的"),
        ("{a = '亲', b.c = '您好'}", "亲|您好"),
    ],
)
def test_every_kind_of_string(value: str, text: str) -> None:
    assert texts(f"reply = {value}\n", "toml") == text.split("|")


def test_dotted_and_quoted_keys() -> None:
    source = '["售后".a]\n"话术" = "亲"\nb.\'c.d\'.reply = "您好"\n'
    assert [(one.name, one.text) for one in templates(source, "toml")] == [
        ("售后.a", "亲"),
        ("售后.a.b.c.d", "您好"),
    ]


def test_positions() -> None:
    check_positions(load_text(LIBRARY, "toml"))


@pytest.mark.parametrize(
    ("value", "old", "new", "expected"),
    [
        ('"你好"', "你", '您\n"', '"您\\n\\"好"'),
        ("'你好'", "你", "您", "'您好'"),
        ("'你好'", "你", "'您'", "\"'您'好\""),
        ("'''你好'''", "你", "'''您", '"""\n\'\'\'您好"""'),
        ('"""你\n好"""', "好", "好\n吗", '"""你\n好\n吗"""'),
        ('"""你好\n"""', "好", '"""', '"""\n你\\"\\"\\"\n"""'),
        ("'''\n你\n好'''", "好", "\x07", '"""\n你\n\\u0007"""'),
    ],
)
def test_edits_are_written_as_their_place_wants(value: str, old: str, new: str, expected: str) -> None:
    assert replaced(f"reply = {value} # 一\n", "toml", old, new) == f"reply = {expected} # 一\n"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Unwritable):
        replaced('reply = "你好"', "toml", "你", "\ud83d")


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ('reply = "亲\nx = 1', 1, 11),
        ("reply = 亲", 1, 9),
        ('reply "亲"', 1, 7),
        ('[a]\nreply = "亲"\nreply = "您"\n', 3, 12),
    ],
)
def test_broken_toml_tells_its_place(source: str, line: int, column: int) -> None:
    with pytest.raises(Unreadable) as caught:
        texts(source, "toml")
    assert (caught.value.problem.line, caught.value.problem.column) == (line, column)


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        (LIBRARY, "a.toml", "sure"),
        (LIBRARY, "a", "sure"),
        ('reply = "亲', "a.toml", "sure"),
        ('[reply]\n"退货" = "亲', "a.toml", "sure"),
        ('[[shop."话术"]]\na = "亲', "a.toml", "sure"),
        ('reply."退货" = "亲', "a.toml", "sure"),
        ('[replying]\n"退货" = "亲', "a.toml", "no"),
        ('message = "hi"', "a.toml", "plain"),
        ('[project]\nname = "x"\n', "pyproject.toml", "no"),
        ("亲，您好\n", "a", "no"),
        ('[rules]\ntext = "亲"\n', "a.toml", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "toml").trust == trust


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    loaded = load_text(LIBRARY, "toml", encoding)
    assert loaded.encoding.encode(loaded.text) == LIBRARY.encode(encoding)
    assert len(loaded.document.items) == 2


def test_it_is_found_among_all_readers() -> None:
    assert reader_for(LIBRARY, "a.toml") == "toml"
