"""JSON and JSON lines of templates: texts, escapes, positions, edits, errors."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.readers.base import Unreadable
from linter.readers.json_templates import LINES
from linter.readers.load import load
from tests.readers.support import (
    ENCODINGS,
    MARKS,
    OPTIONS,
    WORDS,
    check_positions,
    check_rewrite,
    load_text,
    messages_of,
    odd_lines,
    read,
    replaced,
    templates,
    texts,
    verdict,
)

replies = st.lists(odd_lines, min_size=1, max_size=3).map("\n".join)
SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "/": "\\/"}


@st.composite
def strings(draw: st.DrawFn, text: str) -> str:
    """`text` as a JSON string, with characters escaped at random."""
    parts: list[str] = []
    for char in text:
        ways = [json.dumps(char)[1:-1].upper().replace("\\U", "\\u") if char > "~" else f"\\u{ord(char):04x}"]
        ways += [SHORT[char]] * 3 if char in SHORT else []
        ways += [char] * 9 if char not in '\n\t"\\' else []
        parts.append(draw(st.sampled_from(ways)))
    return '"' + "".join(parts) + '"'


@st.composite
def libraries(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a JSON document that holds them."""
    wanted = draw(st.lists(replies, min_size=1, max_size=5))
    items = []
    for number, text in enumerate(wanted):
        space = draw(st.sampled_from(("", " ", "\n    ")))
        string = draw(strings(text))
        content = f'{space}"content"{space}:{space}{string}'
        items.append(f'{{"short_code": "no{number}",{content}, "uses": [1, 2.5e3]}}')
    return wanted, '{"macros": [' + ",\n  ".join(items) + '], "version": 2}\n'


@settings(max_examples=150, deadline=None)
@given(libraries(), st.sampled_from(("\n", "\r\n")))
def test_reads_every_escape(library: tuple[list[str], str], line_end: str) -> None:
    assert texts(library[1].replace("\n", line_end), "json") == library[0]


@settings(max_examples=150, deadline=None)
@given(st.data(), libraries(), st.sampled_from(("\n", "\r\n")), st.sampled_from(ENCODINGS))
def test_edits_every_escape(
    data: st.DataObject, library: tuple[list[str], str], line_end: str, encoding: str
) -> None:
    loaded = load_text(library[1].replace("\n", line_end), "json", encoding)
    check_rewrite(data, loaded, st.sampled_from([*WORDS, *MARKS, "\n", "亲\n"]))


@settings(max_examples=50, deadline=None)
@given(libraries())
def test_points_at_every_character(library: tuple[list[str], str]) -> None:
    check_positions(load_text(library[1], "json"))


def test_a_surrogate_pair_is_one_character() -> None:
    (template,) = templates('{"content": "亲\\ud83d\\ude00好"}', "json")
    assert template.text == "亲😀好"
    assert template.place.position(2) == (1, 27)


def test_half_a_surrogate_pair_is_one_character() -> None:
    assert texts('{"content": "亲\\ud83d\\u4eb2"}', "json") == ["亲\ud83d亲"]


def test_canned_responses() -> None:
    source = (
        '[{"short_code": "hi", "content": "您好 {{contact.name}}"}, {"short_code": "bye", "content": "再见"}]'
    )
    assert [(one.name, one.text) for one in templates(source, "json")] == [
        ("hi", "您好 {{contact.name}}"),
        ("bye", "再见"),
    ]


def test_a_list_of_strings() -> None:
    assert texts('["亲，您好", "在的", 3, ""]', "json") == ["亲，您好", "在的"]


def test_twice_the_same_key() -> None:
    assert texts('{"reply": "亲", "reply": "您好"}', "json") == ["亲", "您好"]


def test_other_keys_are_no_replies() -> None:
    source = '{"shop": "示例小店", "替换": {"亲": "您"}, "replies": {"退货": "可以退的"}}'
    assert texts(source, "json") == ["可以退的"]


def test_new_text_in_an_ascii_file_is_ascii() -> None:
    source = '{"reply": "\\u4eb2, OK"}'
    assert replaced(source, "json", "OK", "好😀") == '{"reply": "\\u4eb2, \\u597d\\ud83d\\ude00"}'


def test_new_text_elsewhere_is_literal() -> None:
    assert replaced('{"reply": "亲, OK"}', "json", "OK", '好\n"在"') == '{"reply": "亲, 好\\n\\"在\\""}'


def test_half_a_surrogate_pair_is_written_escaped() -> None:
    assert replaced('{"reply": "亲, OK"}', "json", "OK", "\ud83d") == '{"reply": "亲, \\ud83d"}'


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\x7f"])
def test_json_lines_end_with_a_line_feed_only(odd: str) -> None:
    source = f'{{"content": "亲{odd}您好"}}\n{{"content": "在的"}}\n'
    assert texts(source, "json") == [f"亲{odd}您好", "在的"]


def test_json_lines() -> None:
    source = '{"content": "亲，您好"}\n\n{"content": "在的", "title": "问候"}\n'
    found = templates(source, "json")
    assert [(one.text, one.name, one.place.position(0)) for one in found] == [
        ("亲，您好", "line-1", (1, 14)),
        ("在的", "问候", (3, 14)),
    ]


def test_a_broken_line_is_a_problem_and_the_others_are_read() -> None:
    block = read('{"content": "亲"}\n{"content": 亲}\n{"content": "在"}\n', "json")
    assert messages_of(block.problems) == [(2, True)]
    assert len(block.items) == 2


def test_json_lines_are_cut_behind_a_line() -> None:
    assert LINES.cut('{"content": "亲"}\n{"cont') == 17


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ('{"reply": "亲"\n "x": 1}', 2, 2),
        ('{"reply": "亲', 1, 11),
        ('{"reply": 亲}', 1, 11),
        ('["亲"] x', 1, 7),
    ],
)
def test_broken_json_tells_its_place(source: str, line: int, column: int) -> None:
    with pytest.raises(Unreadable) as caught:
        texts(source, "json")
    assert (caught.value.problem.line, caught.value.problem.column) == (line, column)


def test_deep_nesting_is_read() -> None:
    assert texts('{"reply": ' + '[{"a": ' * 400 + '"亲"' + "}]" * 400 + "}", "json") == ["亲"]


def test_far_too_deep_nesting_is_an_error() -> None:
    with pytest.raises(Unreadable):
        texts('{"reply": ' + "[" * 100_000 + "]" * 100_000 + "}", "json")


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        ('{"reply": "亲"}', "a", "sure"),
        ('{"reply": "亲"', "a.json", "sure"),
        ('{"reply": "亲"', "a", "no"),
        ('{"message": "ok"}', "a.json", "plain"),
        ('{"name": "pkg"}', "package.json", "no"),
        ('{"content": "亲"}\n{"content": "在"}\n', "a", "sure"),
        ('[{"role": "user", "content": "在吗"}]', "a.json", "no"),
        ("亲，您好", "a", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "json").trust == trust


def test_a_long_file_is_recognised_by_its_beginning() -> None:
    source = json.dumps([{"content": "亲，您好"}] * 9000, ensure_ascii=False)
    assert verdict(source, "a.json", "json").trust == "sure"


@pytest.mark.skipif(not hasattr(sys, "set_int_max_str_digits"), reason="this Python reads any number")
def test_an_absurdly_long_number_is_told() -> None:
    text = f'{{"reply": "亲，在的", "n": {"9" * 5000}}}'
    with pytest.raises(Unreadable):
        load(text.encode(), "a.json", OPTIONS, "json")
    lines = '{"reply": "亲，在的"}\n' * 2 + text
    problems = load(lines.encode(), "a.jsonl", OPTIONS, "json").document.problems
    assert [(problem.line, problem.fatal) for problem in problems] == [(3, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"short_code": "fh", "content": "今天发"}]', [("fh", "")]),
        ('{"group": "物流", "templates": [{"code": "fh", "text": "今天发"}]}', [("fh", "物流")]),
        ('[{"code": "fh", "text": ["今天发", "明天发"]}]', [("", ""), ("", "")]),
        ('[{"code": "fh", "text": "今天发", "reply": "明天发"}]', [("fh", ""), ("", "")]),
        ('[{"id": "fh", "text": "今天发", "category": "物流"}]', [("", "物流")]),
    ],
)
def test_a_code_belongs_to_one_text_and_a_group_to_all(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.code, one.group) for one in templates(text, "json")] == expected


def test_lines_are_records() -> None:
    assert read('{"text": "今天发"}\n{"text": "明天发"}\n', "json").records
    assert not read('[{"text": "今天发"}]', "json").records
