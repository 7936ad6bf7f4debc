"""Edits written into the text of a file."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Conversation, Edit, Message, Template, Unwritable
from linter.repair.edits import apply
from linter.repair.writeback import edits_between, passages, verify, write_back
from linter.source import CannotEncode, LazyPlace, LinePlace, MappedPlace, SourceText, verbatim

TEXT = "甲:亲，您好;乙:在的;"
SOURCE = SourceText(TEXT)


def no_semicolon(text: str) -> str:
    if ";" in text:
        raise CannotEncode("a semicolon")
    return text.upper()


def quoted(text: str) -> str:
    if "!" in text:
        raise CannotEncode("an exclamation mark")
    return f'"{text}"'


def templates() -> tuple[Template, Template]:
    first = Template("亲，您好", verbatim(SOURCE, 2, 6, no_semicolon, (2, 6, quoted)), "甲")
    second = Template("在的", verbatim(SOURCE, 9, 11, no_semicolon), "乙")
    return first, second


def test_only_the_edits_change_the_text() -> None:
    first, second = templates()
    pieces = [(second, [Edit(0, 1, "还在")]), (first, [Edit(4, 4, "！"), Edit(0, 2, "")])]
    assert write_back(TEXT, pieces) == "甲:您好！;乙:还在的;"


def test_without_edits_the_text_is_the_same() -> None:
    assert write_back(TEXT, [(templates()[0], [])]) == TEXT


def test_new_text_is_encoded() -> None:
    assert write_back(TEXT, [(templates()[1], [Edit(2, 2, "ok")])]) == "甲:亲，您好;乙:在的OK;"


def test_what_cannot_be_encoded_is_written_whole() -> None:
    assert write_back(TEXT, [(templates()[0], [Edit(1, 2, ";")])]) == '甲:"亲;您好";乙:在的;'


def test_what_cannot_be_written_at_all_is_refused_with_its_template() -> None:
    second = templates()[1]
    with pytest.raises(Unwritable, match="a semicolon") as caught:
        write_back(TEXT, [(second, [Edit(0, 0, ";")])], "f")
    assert caught.value.passage is second
    assert (caught.value.problem.path, caught.value.problem.line, caught.value.problem.column) == ("f", 1, 10)


def test_what_cannot_be_written_whole_either_is_refused() -> None:
    with pytest.raises(Unwritable, match="exclamation"):
        write_back(TEXT, [(templates()[0], [Edit(0, 0, ";!")])])


def test_what_would_read_otherwise_is_written_whole() -> None:
    place = verbatim(SOURCE, 2, 6, str, (2, 6, quoted), lambda source: source.replace("您", ""))
    assert write_back(TEXT, [(Template("亲，您好", place), [Edit(0, 1, "")])]) == '甲:"，您好";乙:在的;'
    assert write_back(TEXT, [(Template("亲，您好", place), [Edit(2, 3, "")])]) == "甲:亲，好;乙:在的;"


def test_a_read_only_place_is_refused_with_its_reason() -> None:
    place = MappedPlace(SOURCE, [2], [6], 2, read_only="由程序生成")
    with pytest.raises(Unwritable, match="由程序生成"):
        write_back(TEXT, [(Template("亲", place), [Edit(0, 1, "您")])])


def test_a_message_that_stands_on_a_line_is_written_there() -> None:
    text = "甲：好\n乙：亲,在的\n"
    message = Message("agent", "亲,在的", 1, LinePlace(2, 3, "乙：亲,在的"))
    assert write_back(text, [(message, [Edit(0, 1, "您好")])]) == "甲：好\n乙：您好,在的\n"


def test_more_than_one_line_cannot_stand_on_a_line() -> None:
    message = Message("agent", "在的", 0, LinePlace(1, 1, "在的"))
    with pytest.raises(Unwritable, match="一行"):
        write_back("在的", [(message, [Edit(2, 2, "\n好")])])


def test_a_lazy_place_is_worked_out() -> None:
    first = templates()[0]
    message = Message("agent", first.text, 0, LazyPlace(lambda: first.place))
    assert write_back(TEXT, [(message, [Edit(0, 1, "x")])]) == "甲:X，您好;乙:在的;"


def test_a_speaker_that_is_another_than_before_is_refused() -> None:
    before = Conversation(None, [Message("agent", "在的", 0, LinePlace(1, 1, "在的"))])
    after = Conversation(None, [Message("customer", "在的", 0, LinePlace(1, 1, "在的"))])
    with pytest.raises(Unwritable):
        verify(passages([before]), [], [after])


def test_a_template_is_not_emptied() -> None:
    with pytest.raises(Unwritable):
        write_back(TEXT, [(templates()[1], [Edit(0, 2, " ")])])


def test_edits_that_overlap_are_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="overlap"):
        write_back(TEXT, [(templates()[0], [Edit(0, 2, ""), Edit(1, 3, "")])])


def test_characters_of_more_than_one_source_character() -> None:
    source = SourceText("a&#44;b")
    place = MappedPlace(source, [0, 1, 6], [1, 6, 7], 0, str)
    template = Template("a,b", place)
    assert write_back(source.text, [(template, [Edit(1, 2, "")])]) == "ab"
    assert write_back(source.text, [(template, [Edit(2, 2, "x")])]) == "a&#44;xb"
    assert write_back(source.text, [(template, [Edit(1, 3, "x")])]) == "ax"


def test_verify_is_content_with_what_was_meant() -> None:
    first, second = templates()
    pieces = [(first, [Edit(0, 2, "")])]
    verify([first, second], pieces, [Template("您好", first.place, "甲"), second])


def test_verify_lets_white_space_at_the_ends_of_an_edited_text_go() -> None:
    first, second = templates()
    pieces = [(first, [Edit(0, 2, " ")])]
    verify([first, second], pieces, [Template("您好", first.place, "甲"), second])


@pytest.mark.parametrize("trimmed", [True, False])
def test_verify_lets_white_space_at_the_ends_of_trimmed_lines_go(trimmed: bool) -> None:
    first, second = templates()
    assert isinstance(first.place, MappedPlace)
    first.place.trimmed = trimmed
    pieces = [(first, [Edit(1, 2, "\n ")])]
    with nullcontext() if trimmed else pytest.raises(Unwritable):
        verify([first, second], pieces, [Template("亲\n您好", first.place, "甲"), second])
    with pytest.raises(Unwritable):
        verify([first, second], pieces, [Template("亲\n您 好", first.place, "甲"), second])


@pytest.mark.parametrize("text", ["亲，您", "您 好"])
def test_verify_refuses_another_text(text: str) -> None:
    first, second = templates()
    with pytest.raises(Unwritable) as caught:
        verify([first, second], [(first, [Edit(0, 2, "")])], [Template(text, first.place, "甲"), second])
    assert caught.value.passage is first


def test_verify_refuses_a_change_beside_the_edits() -> None:
    first, second = templates()
    after = [Template("您好", first.place, "甲"), Template("在的 ", second.place, "乙")]
    with pytest.raises(Unwritable) as caught:
        verify([first, second], [(first, [Edit(0, 2, "")])], after)
    assert caught.value.passage is first


def test_verify_blames_nobody_where_nothing_was_edited_above() -> None:
    first, second = templates()
    after = [Template("亲", first.place, "甲"), Template("好的", second.place, "乙")]
    with pytest.raises(Unwritable) as caught:
        verify([first, second], [(second, [Edit(0, 1, "好")])], after)
    assert caught.value.passage is None


def test_verify_refuses_another_name() -> None:
    first, second = templates()
    with pytest.raises(Unwritable):
        verify([first, second], [], [first, Template("在的", second.place, "丙")])


def test_verify_refuses_another_number_of_templates() -> None:
    first, second = templates()
    with pytest.raises(Unwritable):
        verify([first, second], [], [first])


@given(st.text("亲您好在的，！", max_size=12), st.text("亲您好在的，！", max_size=12))
def test_edits_between_two_texts_lead_from_one_to_the_other(before: str, after: str) -> None:
    assert apply(before, edits_between(before, after)) == after


def test_edits_between_two_texts_leave_what_they_share() -> None:
    assert edits_between("亲，我们保证明天到", "亲，我们尽量明天到") == [Edit(4, 6, "尽量")]
