"""The report for people."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.i18n import set_language
from linter.model import Diagnostic, Summary
from linter.reports import report
from linter.reports.terminal import width
from linter.reports.text import TextReport
from tests.reports.support import TEXT, chat, diagnostic, finding, fix, hostile, raw_controls, summary


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    set_language("zh")


def lines(*diagnostics: Diagnostic, **options: bool) -> list[str]:
    return "\n".join(TextReport(**options).render(diagnostics)).splitlines()


def caret(diagnostic: Diagnostic) -> tuple[str, str]:
    """The text above the carets, and the text before it."""
    _, _, source, marks, *_ = lines(diagnostic)
    assert set(marks.strip(" |")) == {"^"}
    start, size = width(marks[: marks.index("^")]), width(marks.strip(" |"))
    columns = [width(source[:at]) for at in range(len(source) + 1)]
    first, last = columns.index(start), columns.index(start + size)
    return source[first:last], source[:first]


def test_a_finding_has_its_place_its_message_and_its_line() -> None:
    assert lines(diagnostic()) == [
        "templates/售前.txt:3:5: warning guarantee.pledge “保证”是打包票。",
        "  |",
        "3 | 亲，我们保证明天到",
        "  |         ^^^^",
    ]


def test_the_gutter_is_as_wide_as_the_number_of_the_line() -> None:
    shown = lines(diagnostic(line=120, end_line=120))
    assert shown[1:] == ["    |", "120 | 亲，我们保证明天到", "    |         ^^^^"]


def test_what_to_write_is_shown_with_the_flag_that_writes_it() -> None:
    mended = finding(fixes=(fix(),))
    assert lines(diagnostic(finding=mended))[-1] == "  = 建议：亲，我们尽量明天到 (--unsafe-fixes)"
    mended = finding(fixes=(fix(applicability="safe"),))
    assert lines(diagnostic(finding=mended))[-1] == "  = 建议：亲，我们尽量明天到 (--fix)"


def test_other_suggestions_stand_below_the_best_with_their_reasons() -> None:
    others = (fix(new="会"), fix(new="")._replace(why="是事实就直接说"))
    shown = lines(diagnostic(finding=finding(fixes=(fix(), *others))))
    assert shown[-3:] == [
        "  = 建议：亲，我们尽量明天到 (--unsafe-fixes)",
        "  = 或者：亲，我们会明天到（“保证”换成“会”）",
        "  = 或者：亲，我们明天到（是事实就直接说）",
    ]


def test_the_rewrite_stands_under_the_last_finding_of_a_reply() -> None:
    two = [
        diagnostic(finding=finding(fixes=(fix(),)), rewrite="亲，我们尽量后天到"),
        diagnostic(start=6, end=8, rewrite="亲，我们尽量后天到"),
    ]
    shown = [line for line in lines(*two, diagnostic(number=1)) if line.startswith("  = ")]
    assert shown == ["  = 建议：亲，我们尽量明天到 (--unsafe-fixes)", "  = 改写：亲，我们尽量后天到"]


def test_a_rewrite_that_is_the_fix_is_told_once() -> None:
    shown = lines(diagnostic(finding=finding(fixes=(fix(),)), rewrite="亲，我们尽量明天到"))
    assert shown[-1] == "  = 改写：亲，我们尽量明天到 (--unsafe-fixes)"
    assert len([line for line in shown if "=" in line]) == 1


def test_replies_that_say_the_same_each_have_their_rewrite() -> None:
    two = [chat(number=2, rewrite="好的呢"), chat(number=4, rewrite="好的呢")]
    assert len([line for line in lines(*two) if "改写" in line]) == 2


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("亲，我们保证明天到", 4, 6),
        ("ABC保证", 3, 5),
        ("😀😀保证", 2, 4),
        ("e\u0301保证", 2, 4),
        ("您好\t保证", 3, 5),
        ("\x1b[1m保证", 4, 6),
        ("\u202e保\u200b证", 1, 4),
        ("保证", 0, 2),
    ],
)
def test_carets_are_as_wide_as_what_they_underline(text: str, start: int, end: int) -> None:
    underlined, _ = caret(diagnostic(text, start, end))
    assert "保" in underlined
    assert underlined.endswith("证")


def test_an_empty_find_has_one_caret() -> None:
    assert lines(diagnostic(start=0, end=0))[-1] == "  | ^"
    assert lines(diagnostic(start=9, end=9))[-1] == f"  | {' ' * 18}^"


def test_a_find_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    shown = diagnostic(end_line=4, end_column=2)
    assert caret(shown)[0] == "保证明天到"


@pytest.mark.parametrize("at", [0, 30, 500, 1996])
def test_of_a_long_line_the_part_around_the_match_is_shown(at: int) -> None:
    text = "今" * at + "保证" + "天" * (1998 - at)
    one = diagnostic(text, at, at + 2)
    source = lines(one)[2]
    assert width(source) <= 80
    assert "保证" in source
    assert caret(one)[0] == "保证"
    assert source.startswith("3 | …") == (at > 0)
    assert source.endswith("…") == (at < 1960)


@given(st.text("亲保证aｱ😀\u0301 ", max_size=200), st.data())
def test_whatever_the_line_the_carets_stand_under_the_match(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    one = diagnostic(text, start, end)
    _, _, source, marks, *_ = lines(one)
    assert width(marks.strip(" |")) == max(1, width(text[start:end]))
    before, _, _ = source[4:].partition(text[start:end]) if text[start:end] else ("", "", "")
    assert width(source) <= 4 + 72 + 6
    assert not before or width(before) <= width(marks) - 4


@given(hostile, hostile)
def test_control_characters_never_reach_the_output(text: str, path: str) -> None:
    line = text.replace("\n", " ").replace("\r", " ")
    one = diagnostic(
        line,
        0,
        len(line),
        path=path,
        rewrite=text,
        finding=finding(text, 0, 1, fixes=(fix(text, 0, 1),), message=text),
    )
    shown = "".join(TextReport().render([one]))
    assert raw_controls(shown) == set()
    shown.encode()


PRIVATE = "亲，13800138000保证到"


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat(
        PRIVATE, 13, 15, rewrite=PRIVATE, finding=finding(PRIVATE, 13, 15, fixes=(fix(PRIVATE, 13, 15),))
    )
    assert "13800138000" not in "\n".join(lines(one))
    assert caret(one)[0] == "保证"
    assert "13800138000" in "\n".join(lines(one, show_personal_data=True))


def test_numbers_of_a_template_are_shown() -> None:
    assert "13800138000" in "\n".join(lines(diagnostic(PRIVATE, 13, 15)))


def test_colour_adds_nothing_but_escapes() -> None:
    mended = finding(fixes=(fix(),))
    plain, coloured = lines(diagnostic(finding=mended)), lines(diagnostic(finding=mended), color=True)
    assert any("\x1b[" in line for line in coloured)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == plain


def test_the_end_counts_the_findings_the_most_frequent_rule_first() -> None:
    told = TextReport().end(summary(by_rule={"a.b": 1, "c.d": 12, "a.a": 1})).splitlines()
    assert told == [
        "1 个文件、40 条回复，发现 14 处问题：",
        "  12  c.d",
        "   1  a.a",
        "   1  a.b",
        "--fix 可改 1 处，--fix --unsafe-fixes 另可改 1 处（改后请过目）。",
    ]


def test_the_end_says_that_nothing_was_found_and_what_was_mended() -> None:
    told = TextReport().end(Summary(files=2, replies=3, fixed=4, files_fixed=1))
    assert told == "2 个文件、3 条回复，没有发现问题。\n已改好 1 个文件里的 4 条回复。"


def test_english_says_the_same() -> None:
    set_language("en")
    mended = finding(fixes=(fix(),))
    assert lines(diagnostic(finding=mended))[-1] == "  = better: 亲，我们尽量明天到 (--unsafe-fixes)"
    assert TextReport().end(summary()).startswith("1 files, 40 replies: 2 findings\n")


def test_text_is_the_report_unless_another_is_wanted() -> None:
    assert isinstance(report("text"), TextReport)
    assert TEXT in "".join(report("text").render([diagnostic()]))
