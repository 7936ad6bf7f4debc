"""The machine-readable report."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linter.model import Diagnostic, Summary
from linter.reports import report
from linter.reports.json import JsonReport
from tests.reports.support import TEXT, chat, diagnostic, finding, fix, hostile, raw_controls, summary


def output(*diagnostics: Diagnostic, counts: Summary | None = None, **options: bool) -> str:
    made = JsonReport(**options)
    texts = made.separator.join(made.render(diagnostics))
    return made.begin() + texts + made.end(counts or summary())


def parsed(*diagnostics: Diagnostic, **options: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(output(*diagnostics, **options))
    return data


def test_the_contract() -> None:
    one = chat(
        line=12,
        end_line=12,
        column=30,
        end_column=32,
        utf16=(31, 33),
        rewrite="亲，我们尽量明天到，请您放心",
        finding=finding(fixes=(fix(),)),
    )
    assert parsed(one) == {
        "version": 1,
        "findings": [
            {
                "rule": "guarantee.pledge",
                "severity": "warning",
                "path": "chats.jsonl",
                "line": 12,
                "column": 30,
                "end_line": 12,
                "end_column": 32,
                "utf16_column": 31,
                "utf16_end_column": 33,
                "conversation": "c-17",
                "message_index": 3,
                "speaker": "agent",
                "template": None,
                "cell": None,
                "match": "保证",
                "message": "“保证”是打包票。",
                "fixes": [
                    {
                        "applicability": "unsafe",
                        "why": "“保证”换成“尽量”",
                        "edits": [{"start": 4, "end": 6, "text": "尽量"}],
                        "result": "亲，我们尽量明天到",
                        "needs_input": False,
                    }
                ],
                "rewrite": "亲，我们尽量明天到，请您放心",
                "needs_input": False,
            }
        ],
        "summary": {
            "files": 1,
            "replies": 40,
            "findings": 2,
            "by_rule": {"guarantee.pledge": 1, "slang.word": 1},
            "by_severity": {"warning": 2},
        },
    }


def test_a_template_has_a_name_and_no_conversation() -> None:
    (one,) = parsed(diagnostic(template="售前/发货"))["findings"]
    assert one["template"] == "售前/发货"
    assert [one[key] for key in ("conversation", "message_index", "speaker", "rewrite", "fixes")] == [
        None,
        None,
        None,
        None,
        [],
    ]


def test_no_findings_are_an_empty_list() -> None:
    assert parsed(counts=Summary())["findings"] == []
    assert parsed(counts=Summary())["summary"]["findings"] == 0


def test_chinese_is_written_as_it_is_a_finding_a_line() -> None:
    lines = output(diagnostic(), diagnostic()).splitlines()
    assert len(lines) == 4
    assert "保证" in lines[1]
    assert all(json.loads(line.rstrip(",")) for line in lines[1:3])


def test_blocks_join_to_one_object() -> None:
    made = JsonReport()
    texts = [*made.render([diagnostic()]), *made.render([chat(), chat()])]
    data = json.loads(made.begin() + made.separator.join(texts) + made.end(summary()))
    assert len(data["findings"]) == 3


@given(hostile, hostile)
def test_whatever_was_typed_the_output_is_json_without_control_characters(text: str, path: str) -> None:
    one = chat(
        text,
        0,
        1,
        path=path,
        conversation=path,
        rewrite=text,
        finding=finding(text, 0, 1, fixes=(fix(text, 0, 1),)),
    )
    written = output(one, show_personal_data=True)
    assert raw_controls(written) == set()
    written.encode()
    (found,) = json.loads(written)["findings"]
    assert found["path"] == path.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert found["fixes"][0]["result"] == json.loads(json.dumps(text[:0] + "尽量" + text[1:]))


PRIVATE = "亲，13800138000保证到"


def test_personal_data_of_a_chat_is_masked_and_offsets_hold() -> None:
    mended = finding(PRIVATE, 2, 15, fixes=(fix(PRIVATE, 13, 15), fix(PRIVATE, 0, 0, "13900139000")))
    (one,) = parsed(chat(PRIVATE, 2, 15, finding=mended, rewrite=PRIVATE))["findings"]
    assert "13800138000" not in json.dumps(one)
    assert "13900139000" not in json.dumps(one)
    assert len(one["match"]) == 13
    assert len(one["rewrite"]) == len(PRIVATE)
    shown = output(chat(PRIVATE, 2, 15, finding=mended, rewrite=PRIVATE), show_personal_data=True)
    assert "13800138000" in shown


def test_numbers_of_a_template_are_shown() -> None:
    assert "13800138000" in output(diagnostic(PRIVATE, 2, 15))


def test_the_same_finding_of_a_chat_and_of_a_template_is_told_as_each_must_be() -> None:
    """What is told of a finding is kept, since shops repeat themselves."""
    same = finding(PRIVATE, 2, 15)
    first, second = parsed(chat(PRIVATE, 2, 15, finding=same), chat(PRIVATE, 2, 15, finding=same, line=9))[
        "findings"
    ]
    assert {**first, "line": 9} == second


@given(st.lists(st.sampled_from([TEXT, PRIVATE, "保证"]), max_size=8))
def test_what_is_kept_changes_nothing(texts: list[str]) -> None:
    diagnostics = [chat(text, 0, 2) for text in texts]
    made = JsonReport()
    together = made.render(diagnostics * 2)
    assert together == [JsonReport().render([one])[0] for one in diagnostics * 2]


def test_json_can_be_asked_for_by_name() -> None:
    assert isinstance(report("json"), JsonReport)
