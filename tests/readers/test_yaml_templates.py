"""YAML: texts, names, positions, edits, errors."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.model import Unwritable
from linter.readers.base import Unreadable
from linter.readers.charmap import CharMap
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

SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\x07": "\\a", "\u2028": "\\L", "\xa0": "\\_"}


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether PyYAML reads `text` as a plain scalar."""
    try:
        return bool(yaml.safe_load(f"[{text}]" if flow else f"- {text}\n") == [text])
    except yaml.YAMLError:
        return False


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("!note 亲，您好", "亲，您好"),
        ('!note "亲"', "亲"),
        ("!note |\n  亲\n", "亲"),
        ("!!binary 5Lqy", None),
    ],
)
def test_a_string_under_a_tag_of_ones_own_is_a_string(value: str, text: str | None) -> None:
    source = f"reply: {value}\ntext: 您\n"
    assert texts(source, "yaml") == ([text, "您"] if text else ["您"])
    check_positions(load_text(source, "yaml"))


def test_the_tag_of_a_string_stays() -> None:
    assert replaced("text: !note 亲，您好\n", "yaml", "您", "你") == "text: !note 亲，你好\n"


@st.composite
def double_quoted(draw: st.DrawFn, text: str, margin: str) -> str:
    """`text` in double quotes, with characters escaped and lines broken at random."""
    parts: list[str] = []
    for char in text:
        ways = [f"\\U{ord(char):08x}"]
        if ord(char) < 0x10000:
            ways.append(f"\\u{ord(char):04X}")
        if ord(char) < 0x100:
            ways.append(f"\\x{ord(char):02x}")
        if char in SHORT:
            ways += [SHORT[char]] * 3
        elif char.isprintable():
            ways += [char] * 9
        part = draw(st.sampled_from(ways))
        if char not in " \t" and draw(st.integers(0, 30)) == 0:
            part = f"\\\n{margin}{part}"
        parts.append(part)
    return '"' + "".join(parts) + '"'


@st.composite
def folded_spaces(draw: st.DrawFn, text: str, margin: str) -> str:
    """`text` with some of its single spaces written as line breaks."""
    parts = text.split(" ")
    joined = parts[0]
    for before, after in pairwise(parts):
        fold = before[-1:].strip() and after[:1].strip() and draw(st.booleans())
        joined += (f"\n{margin}" if fold else " ") + after
    return joined


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> tuple[str, str]:
    """A text and the source of a scalar that stands for it, for a key at column `indent`."""
    margin = " " * (indent + draw(st.integers(1, 4)))
    style = draw(st.sampled_from(("plain", "single", "double", "literal", "folded")))
    line = draw(odd_lines.filter(lambda text: text == text.strip()))
    lines = [line, *draw(st.lists(odd_lines | st.just(""), max_size=3)), draw(words)]
    lines = [line.rstrip() for line in lines]
    if style == "plain":
        if not is_plain(line):
            line = draw(words.filter(is_plain))
        source = draw(folded_spaces(line, margin)) if "#" not in line and ":" not in line else line
        return line, source
    if style == "single":
        return line, "'" + draw(folded_spaces(line.replace("'", "''"), margin)) + "'"
    if style == "double":
        text = "\n".join(lines)
        return text, draw(double_quoted(text, margin))
    lines = [line.replace("\t", "") for line in lines]
    chomping = draw(st.sampled_from(("", "-", "+")))
    digits = draw(st.sampled_from(("", str(len(margin) - indent))))
    note = draw(st.sampled_from(("", "  # 常用")))
    more = draw(st.sampled_from(("", "\n", "\n\n"))) if chomping else ""
    breaks = "\n" if style == "literal" else "\n\n"
    mark = "|" if style == "literal" else ">"
    source = lines[0]
    for before, after in pairwise(lines):
        source += ("\n" if not before and style == "folded" else breaks) + after
    body = "\n".join(margin + line if line else "" for line in source.split("\n"))
    return "\n".join(lines), f"{mark}{digits}{chomping}{note}\n{body}{more}"


@st.composite
def libraries(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts and a YAML file that holds them in every style."""
    count = draw(st.integers(1, 4))
    nested = draw(st.booleans())
    wanted: list[str] = []
    source = "# 话术库\nshop: 示例小店\n" + ("templates:\n" if nested else "groups:\n  - replies_of_day:\n")
    indent = 2 if nested else 4
    for number in range(count):
        text, scalar = draw(scalars(indent + 2))
        wanted.append(text)
        margin = " " * indent
        source += f"{margin}- id: no-{number}\n{margin}  text: {scalar}\n"
        if draw(st.booleans()):
            source += f"{margin}  # 备注：节日使用\n{margin}  weight: {number}\n"
    flow = draw(words.filter(lambda text: is_plain(text, True)))
    wanted.append(flow)
    return wanted, source + f"last: {{text: {flow}, weight: 3}}\n"


@settings(max_examples=150, deadline=None)
@given(libraries(), st.sampled_from(("\n", "\r\n")))
def test_reads_every_scalar_style(library: tuple[list[str], str], line_end: str) -> None:
    wanted, source = library
    assert texts(source.replace("\n", line_end), "yaml") == wanted


@settings(max_examples=150, deadline=None)
@given(st.data(), libraries(), st.sampled_from(("\n", "\r\n")), st.sampled_from(ENCODINGS))
def test_edits_every_scalar_style(
    data: st.DataObject, library: tuple[list[str], str], line_end: str, encoding: str
) -> None:
    loaded = load_text(library[1].replace("\n", line_end), "yaml", encoding)
    check_rewrite(data, loaded, st.sampled_from([*WORDS, *MARKS, "\n", "\n\n", "好的\n亲", " \n"]))


@settings(max_examples=50, deadline=None)
@given(libraries())
def test_points_at_every_character(library: tuple[list[str], str]) -> None:
    check_positions(load_text(library[1], "yaml"))


def test_every_string_under_a_text_key_is_a_reply() -> None:
    source = "replies:\n  早安:\n    - 亲，早上好\n    - 您好，在的\n  晚安: 亲，晚安\nnote: 内部使用\n"
    assert texts(source, "yaml") == ["亲，早上好", "您好，在的", "亲，晚安"]


def test_name_and_situation_stand_beside_the_text() -> None:
    source = "templates:\n  - name: 催发货\n    situation: 客户催单\n    text: 亲，今天就发\n"
    (template,) = templates(source, "yaml")
    assert (template.text, template.name, template.situation) == ("亲，今天就发", "催发货", "客户催单")


def test_without_a_name_the_path_is_the_name() -> None:
    source = "responses:\n  utter_ship:\n    - text: 亲，今天发货\n      channel: web\n    - text: 明天发货\n"
    assert [template.name for template in templates(source, "yaml")] == [
        "responses.utter_ship[0]",
        "responses.utter_ship[1]",
    ]


def test_names_and_situations_are_no_replies() -> None:
    source = "templates:\n  - title: 退货\n    scene: 售后\n    话术: 亲，可以退的\n"
    assert texts(source, "yaml") == ["亲，可以退的"]


def test_a_list_at_the_top_is_a_list_of_replies() -> None:
    assert texts("- 亲，您好\n- 在的\n", "yaml") == ["亲，您好", "在的"]


def test_numbers_and_empty_texts_are_no_replies() -> None:
    assert texts("replies: [12, true, null, '', '  ', 亲在的]\n", "yaml") == ["亲在的"]


def test_an_alias_is_read_once() -> None:
    source = "common:\n  hi: &hi 亲，您好\nreplies:\n  - *hi\n  - *hi\n  - 再见\n"
    found = templates(source, "yaml")
    assert [template.text for template in found] == ["亲，您好", "再见"]
    assert found[0].place.position(0) == (2, 11)


def test_a_node_that_holds_itself_ends() -> None:
    assert texts("replies: &all [亲在的, *all]\n", "yaml") == ["亲在的"]


def test_several_documents() -> None:
    assert texts("---\nreply: 亲，您好\n---\nreply: 再见\n", "yaml") == ["亲，您好", "再见"]


def test_line_ends_behind_a_block_are_no_part_of_the_reply() -> None:
    assert texts("reply: |+\n  亲，您好\n\n\nnote: x\n", "yaml") == ["亲，您好"]


@pytest.mark.parametrize("new", ["价格: 面议", "亲 # 您好", "- 亲", "好的\n亲", "[亲]", "@亲", "null", " 亲"])
def test_a_plain_scalar_is_quoted_where_it_must_be(new: str) -> None:
    after = replaced("reply: 在的   # 常用\nnote: x\n", "yaml", "在的", new)
    assert yaml.safe_load(after)["reply"] == new
    assert after.endswith("   # 常用\nnote: x\n")
    assert after.startswith('reply: "')


def test_a_plain_scalar_stays_plain_where_it_can() -> None:
    assert replaced("reply: 在的 # 常用\n", "yaml", "在", "您好在") == "reply: 您好在的 # 常用\n"


def test_what_is_left_of_a_plain_scalar_is_quoted_where_it_must_be() -> None:
    assert replaced("reply: 亲[订单号]已发\n", "yaml", "亲", "") == 'reply: "[订单号]已发"\n'


def test_a_block_keeps_its_indentation() -> None:
    source = "reply: |\n    亲，您好\n    请稍等\nnote: x\n"
    assert replaced(source, "yaml", "您好", "您好\n在的") == (
        "reply: |\n    亲，您好\n    在的\n    请稍等\nnote: x\n"
    )


def test_a_folded_block_keeps_its_lines() -> None:
    source = "reply: >-\n  亲，您好\n  今天发货\n"
    assert replaced(source, "yaml", "今天", "明天") == "reply: >-\n  亲，您好\n  明天发货\n"


def test_windows_line_ends_stay() -> None:
    source = "reply: |\r\n  亲，您好\r\nnote: x\r\n"
    assert replaced(source, "yaml", "您好", "您好\n在的") == "reply: |\r\n  亲，您好\r\n  在的\r\nnote: x\r\n"


def test_a_block_that_cannot_hold_the_text_is_quoted() -> None:
    after = replaced("reply: |  # 常用\n  亲，您好\nnote: x\n", "yaml", "亲", "  亲")
    assert after == 'reply: "  亲，您好\\n" # 常用\nnote: x\n'


def test_anchors_and_tags_stay() -> None:
    assert replaced("reply: &hi !!str 在的\n", "yaml", "在的", "价格: 1") == 'reply: &hi !!str "价格: 1"\n'


def test_a_comment_may_stand_between_an_anchor_and_its_text() -> None:
    source = "reply: &hi  # 常用 & 短\n  在的\nnote: *hi\n"
    assert templates(source, "yaml")[0].place.position(0) == (2, 3)
    assert replaced(source, "yaml", "在的", "价格: 1") == source.replace("在的", '"价格: 1"')


@pytest.mark.parametrize("new", ["亲\n \n好", "亲\r好", "亲\u2028好", "亲\x07好", "亲\n", "\t亲"])
@pytest.mark.parametrize(
    "source", ["reply: 在的\n", "reply: '在的'\n", "reply: |\n  在的\n", "reply: >-\n  在的\n"]
)
def test_any_text_can_be_written_in_any_style(source: str, new: str) -> None:
    after = replaced(source, "yaml", "在的", new)
    assert yaml.safe_load(after)["reply"].rstrip("\n") == new.rstrip("\n")


def test_a_scalar_that_cannot_be_followed_is_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.readers.yaml_places.flow_map", lambda *_: CharMap())
    source = 'note: x\nreply: "在的"\n'
    (template,) = templates(source, "yaml")
    assert (template.text, template.place.position(1), template.place.position(2, end=True)) == (
        "在的",
        (2, 8),
        (2, 12),
    )
    with pytest.raises(Unwritable):
        replaced(source, "yaml", "在", "您")


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("reply: 亲: 您好\n", 1, 9),
        ("reply: [亲\nnote: x\n", 2, 5),
        ('reply: "亲\n', 2, 1),
        ("replies:\n\t- 亲\n", 2, 1),
        ("reply: 亲\x07\n", 1, 9),
    ],
)
def test_broken_yaml_tells_its_place(source: str, line: int, column: int) -> None:
    with pytest.raises(Unreadable) as caught:
        texts(source, "yaml", "话术.yaml")
    assert (caught.value.problem.line, caught.value.problem.column) == (line, column)


def test_a_broken_yaml_file_is_recognised_so_that_its_error_is_told() -> None:
    assert verdict("reply: 亲: 您好\n", "a.yaml", "yaml").trust == "sure"


@pytest.mark.parametrize(
    "deep", ["[" * 20_000, "{a: " * 20_000, '"m": [' * 20_000, "- " * 20_000, "? " * 20_000]
)
def test_deep_nesting_is_an_error(deep: str) -> None:
    with pytest.raises(Unreadable):
        texts(f"reply: 亲\n---\n{deep}", "yaml", "a.yaml")


def test_nesting_as_deep_as_may_be_is_read() -> None:
    assert texts("reply: " + "[" * 200 + "亲" + "]" * 200, "yaml") == ["亲"]


def test_anchors_in_anchors_are_gone_through_once() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert texts(f"l0: &l0 [亲]\n{levels}replies: *l11\n", "yaml") == ["亲"]


@pytest.mark.parametrize(
    ("source", "name", "trust"),
    [
        ("reply: 亲，您好\n", "a.yaml", "sure"),
        ("reply: 亲，您好\n", "a", "sure"),
        ("message: deploy\n", "a.yaml", "plain"),
        ("image: nginx\n", "a.yaml", "no"),
        ("rules:\n  - {id: a.b, message: 别这么说}\n", "a.yaml", "no"),
        ("亲，您好\n", "a", "no"),
        ("{reply: 亲，您好}\n", "a", "no"),
        ("{reply: 亲，您好}\n", "a.yaml", "sure"),
        ("- name: 问候\n  text: 亲，您好\n" * 4000, "a", "sure"),
        ("- name: 问候\n  text: 亲，您好\n" * 4000, "a.yaml", "sure"),
        ("text: 亲: 您好\n" * 9000, "a", "no"),
        ("messages:\n  - {role: user, content: 在吗}\n", "a.yaml", "no"),
    ],
)
def test_recognition(source: str, name: str, trust: str) -> None:
    assert verdict(source, name, "yaml").trust == trust


def test_reads_the_same_without_the_c_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "replies:\n  - |\n    亲😀\n    好\n  - >+\n    甲\n    乙\n\n"
        "  - '丙''丁'\n  - \"\\u4eb2\\\n    好\"\n"
    )
    with_c = texts(source, "yaml")
    monkeypatch.setattr("linter.readers.yaml_templates.LOADER", yaml.SafeLoader)
    assert texts(source, "yaml") == with_c == ["亲😀\n好", "甲 乙", "丙'丁", "亲好"]
