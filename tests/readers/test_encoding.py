"""Bytes to text and back."""

from __future__ import annotations

import io
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Unwritable
from linter.readers.base import Unreadable
from linter.readers.encoding import Encoding, FilePieces, decode, last_line_end, line_ends

SHOP = "亲，您好！这款一开始就包邮，最晚明天发货，退换都可以的～\r\n请您放心😀\n"
TRADITIONAL = "親愛的顧客您好，這款運動鞋現在有貨，我們會盡快幫您安排發貨，請您放心\n"
JAPANESE = "お客様、ご注文ありがとうございます。商品は明日発送いたします。\n"

characters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from(
    "亲您好，。的了\n\r\t"
)
texts = st.text(characters, max_size=60)


def pieces(data: bytes, size: int) -> tuple[list[str], Unreadable | None]:
    """The texts of the pieces of a stream and what ended them."""
    found: list[str] = []
    line = 1
    for piece in FilePieces(io.BytesIO(data), "f", size):
        text, failure = piece.decode("f", line)
        found += [text] if text else []
        line += text.count("\n")
        if failure:
            return found, failure
    return found, None


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_shop_text_comes_back_as_it_was(codec: str) -> None:
    text = SHOP.replace("😀", "") if codec == "gbk" else SHOP
    text, encoding = decode(text.encode(codec), "f")
    assert (text, encoding.encode(text)) == (text, text.encode(codec))


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_back_as_it_was(text: str, codec: str) -> None:
    data = text.encode(codec)
    decoded, encoding = decode(data, "f")
    assert decoded == text
    assert encoding.encode(decoded) == data


@settings(max_examples=200, deadline=None)
@given(texts)
def test_chinese_in_gb18030_comes_back_as_it_was(text: str) -> None:
    data = (SHOP + text).encode("gb18030")
    decoded, encoding = decode(data, "f")
    assert (decoded, encoding.codec) == (SHOP + text, "gb18030")
    assert encoding.encode(decoded) == data


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), st.integers(2, 40))
def test_a_stream_gives_the_same_text(text: str, codec: str, size: int) -> None:
    text = SHOP + text
    found, error = pieces(text.encode(codec), size * 2)
    assert error is None
    assert "".join(found) == text
    assert all(piece.endswith("\n") for piece in found[:-1])


def test_a_byte_order_mark_of_gb18030() -> None:
    data = b"\x84\x31\x95\x33" + "亲，您好".encode("gb18030")
    text, encoding = decode(data, "f")
    assert (text, encoding.encode(text)) == ("亲，您好", data)


def test_an_empty_file() -> None:
    assert decode(b"", "f") == ("", Encoding("utf-8"))


def test_traditional_characters_in_gb18030() -> None:
    assert decode(TRADITIONAL.encode("gb18030"), "f")[0] == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift-jis"),
        (JAPANESE, "euc-jp"),
        ("Voilà, très bien, déjà vu, à bientôt\n", "latin-1"),
        (SHOP, "utf-32"),
    ],
)
def test_other_encodings_are_refused(text: str, codec: str) -> None:
    with pytest.raises(Unreadable):
        decode(text.encode(codec), "f")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00",
        random.Random(1).randbytes(2000),
        b"\x01\x02\x03\x04\x05" * 20,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "f")
    assert caught.value.unrecognised


def test_a_stray_nul_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        decode("亲，您好\n今天\0发货\n".encode(), "f")
    assert caught.value.problem.line == 2
    assert not caught.value.unrecognised


def test_a_stray_control_character_is_text() -> None:
    assert decode("亲，您好\x1b[0m\x07\n".encode(), "f")[0] == "亲，您好\x1b[0m\x07\n"


def test_a_bad_byte_in_utf_8_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        decode("亲，您好\n在的，今天发货".encode() + b"\xff\n", "话术.txt")
    assert caught.value.problem.line == 2
    assert "0xFF" in str(caught.value)
    assert "UTF-8" in str(caught.value)


def test_a_bad_byte_in_gb18030_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        decode("亲，您好\n在的\n今天发货".encode("gbk") + b"\xff\n", "f")
    assert caught.value.problem.line == 3
    assert "GB18030" in str(caught.value)


def test_a_cut_character_at_the_end_is_told() -> None:
    with pytest.raises(Unreadable):
        decode("亲，您好，今天发货".encode()[:-1], "f")


def test_half_a_character_of_utf_16_is_told() -> None:
    with pytest.raises(Unreadable):
        decode("亲，您好\n".encode("utf-16") + b"\n", "f")


def test_a_stream_of_ascii_may_turn_out_to_be_gb18030() -> None:
    text = "hello shop\n" * 50 + SHOP
    stream = FilePieces(io.BytesIO(text.encode("gb18030")), "f", 64)
    assert "".join(piece.decode("f")[0] for piece in stream) == text
    assert stream.encoding == Encoding("gb18030")


def test_lines_before_a_bad_byte_are_given() -> None:
    found, error = pieces(SHOP.encode() * 3 + b"good\nbad \xff\nmore\n", 32)
    assert "".join(found) == SHOP * 3 + "good\n"
    assert error is not None
    assert error.problem.line == 8


def test_the_offset_of_a_bad_byte_counts_from_one() -> None:
    _, error = pieces(b"\xef\xbb\xbf" + "亲，您好\n".encode() + b"ab\xff\n", 4)
    assert error is not None
    assert re.search(r"\b19\b", str(error))


@given(
    st.text(st.sampled_from("亲好ਊ\n\u0a00\u000a"), max_size=30),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_line_ends_are_those_of_the_text(text: str, codec: str) -> None:
    data = text.encode(codec)
    ends = [len(text[:at].encode(codec)) for at in range(1, len(text) + 1) if text[at - 1] == "\n"]
    assert line_ends(data, codec) == ends
    assert last_line_end(data, codec) == (ends[-1] if ends else 0)


def test_a_long_line_is_one_piece() -> None:
    found, _ = pieces(("亲" * 1000).encode(), 64)
    assert found == ["亲" * 1000]


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    with pytest.raises(Unwritable) as caught:
        Encoding("gbk").encode("亲\n您😀好", "f")
    assert (caught.value.problem.line, caught.value.problem.column) == (2, 2)
