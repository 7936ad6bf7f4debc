"""Findings by file."""

from __future__ import annotations

from hypothesis import given

from tests.reports.support import diagnostic, finding, hostile, made, raw_controls


def test_findings_stand_under_their_file_with_their_number() -> None:
    parts = [
        [diagnostic(), diagnostic(line=12, finding=finding(rule="tone.x", severity="error", message="唉"))],
        [],
        [diagnostic(path="b.txt")],
    ]
    assert made("grouped", parts) == (
        "templates/售前.txt  2 处：1 error，1 warning\n"
        "   3:5  warning  guarantee.pledge  “保证”是打包票。\n"
        "  12:5  error    tone.x            唉\n"
        "\n"
        "b.txt  1 处：1 warning\n"
        "  3:5  warning  guarantee.pledge  “保证”是打包票。\n"
        "\n"
        "3 个文件、6 条回复，发现 3 处问题。\n"
    )


def test_blocks_of_one_file_are_one_group() -> None:
    assert made("grouped", [[diagnostic()], [diagnostic()]]).count("售前.txt") == 1


@given(hostile, hostile)
def test_control_characters_never_reach_the_output(text: str, path: str) -> None:
    one = diagnostic(text, 0, 1, path=path, finding=finding(text, 0, 1, message=text))
    assert raw_controls(made("grouped", [[one]])) == set()
