"""WebVTT."""

from __future__ import annotations

import pytest

from linter.readers.base import Unreadable
from tests.readers.support import conversations, messages_of, read, said


def vtt(*cues: str) -> str:
    """A file of cues a second apart."""
    times = (f"00:00:0{at}.000 --> 00:00:0{at + 1}.000" for at in range(9))
    return "WEBVTT\n\n" + "".join(f"{time}\n{cue}\n\n" for time, cue in zip(times, cues, strict=False))


def test_voices_and_offsets() -> None:
    (one,) = conversations(vtt("<v 客户>在吗", "<v 客服>在的"), "webvtt")
    assert [(m.speaker, m.text, m.time) for m in one.messages] == [
        ("customer", "在吗", 0),
        ("agent", "在的", 1),
    ]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("<v 客服><i>在</i>的</v>", "在的"),
        ("<v.loud 客服>在<00:00:01.500>的", "在的"),
        ("<v 客服>a &lt; b &amp; c&nbsp;d", "a < b & c\xa0d"),
        ("<v 客服>在\n的", "在\n的"),
        ("客服：在的", "在的"),
        ("客服: 在\n的", "在\n的"),
    ],
)
def test_markup_is_no_text(cue: str, text: str) -> None:
    assert said(vtt(cue), "webvtt") == [[("agent", text)]]


def test_two_voices_in_a_cue() -> None:
    assert said(vtt("<v 客户>在吗\n<v 客服>在的</v>"), "webvtt") == [
        [("customer", "在吗"), ("agent", "在的")]
    ]


def test_a_cue_without_a_voice_goes_on() -> None:
    assert said(vtt("<v 客服>在", "的"), "webvtt") == [[("agent", "在"), ("agent", "的")]]


def test_a_time_of_day_is_no_voice() -> None:
    assert said(vtt("<v 客服>在", "明天 10:30 发"), "webvtt") == [
        [("agent", "在"), ("agent", "明天 10:30 发")]
    ]


def test_names_without_voices() -> None:
    cues = vtt("客服小美: 您好", "王女士: 在吗", "王女士: 有货吗")
    with pytest.raises(Unreadable, match="王女士"):
        read(cues, "webvtt")
    assert said(cues.replace("小美", ""), "webvtt")[0][1:] == [("customer", "在吗"), ("customer", "有货吗")]


def test_notes_styles_and_cue_ids_are_passed_over() -> None:
    text = "WEBVTT 标题\nKind: captions\n\nNOTE 客服：备注\n第二行\n\nSTYLE\n::cue {}\n\n第 1 句\n"
    assert said(text + vtt("<v 客服>在的")[8:], "webvtt") == [[("agent", "在的")]]


def test_a_broken_timing_is_a_problem_and_the_rest_is_read() -> None:
    block = read(vtt("<v 客服>在", "<v 客服>的").replace("00:00:01.000 -->", "00:00:01 ->"), "webvtt")
    assert len(block.items[0].messages) == 1  # type: ignore[union-attr]
    assert {line for line, fatal in messages_of(block.problems) if fatal} == {6, 7}


def test_no_webvtt_is_an_error() -> None:
    with pytest.raises(Unreadable, match="WEBVTT"):
        read("客服：在的\n", "webvtt")
