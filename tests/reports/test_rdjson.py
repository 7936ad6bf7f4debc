"""The format of reviewdog: read as reviewdog reads it, as JSON of its protocol buffers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

from linter.model import Replacement
from tests.reports.support import HOSTILE, broken, chat, diagnostic, finding, fix, made, raw_controls

FIELDS: dict[str, dict[str, tuple[int, str, bool]]] = {
    "DiagnosticResult": {
        "diagnostics": (1, "Diagnostic", True),
        "source": (2, "Source", False),
        "severity": (3, "Severity", False),
    },
    "Diagnostic": {
        "message": (1, "string", False),
        "location": (2, "Location", False),
        "severity": (3, "Severity", False),
        "source": (4, "Source", False),
        "code": (5, "Code", False),
        "suggestions": (6, "Suggestion", True),
        "original_output": (7, "string", False),
    },
    "Location": {"path": (2, "string", False), "range": (3, "Range", False)},
    "Range": {"start": (1, "Position", False), "end": (2, "Position", False)},
    "Position": {"line": (1, "int32", False), "column": (2, "int32", False)},
    "Suggestion": {"range": (1, "Range", False), "text": (2, "string", False)},
    "Source": {"name": (1, "string", False), "url": (2, "string", False)},
    "Code": {"value": (1, "string", False), "url": (2, "string", False)},
}
"""The messages of package reviewdog.rdf: number, type and whether a field is repeated."""


def _messages() -> dict[str, Any]:
    kinds = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="rdf.proto", package="reviewdog.rdf", syntax="proto3")
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")):
        severity.value.add(name=name, number=number)
    plain = {"string": kinds.TYPE_STRING, "int32": kinds.TYPE_INT32}
    for name, fields in FIELDS.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, repeated) in fields.items():
            made = message.field.add(name=field, number=number)
            made.label = kinds.LABEL_REPEATED if repeated else kinds.LABEL_OPTIONAL
            made.type = plain.get(kind, kinds.TYPE_ENUM if kind == "Severity" else kinds.TYPE_MESSAGE)
            if kind not in plain:
                made.type_name = f".reviewdog.rdf.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)  # type: ignore[no-untyped-call]
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"reviewdog.rdf.{name}"))  # type: ignore[no-untyped-call]
        for name in FIELDS
    }


MESSAGES = _messages()


def result(text: str) -> Any:
    """What reviewdog reads: unknown keys and wrong types are errors."""
    return json_format.Parse(text, MESSAGES["DiagnosticResult"]())


def first(*args: Any, **kwargs: Any) -> Any:
    return result(made("rdjson", [[diagnostic(*args, **kwargs)]])).diagnostics[0]


def ends(range: Any) -> tuple[int, int, int, int]:
    return range.start.line, range.start.column, range.end.line, range.end.column


def test_unknown_keys_are_errors() -> None:
    with pytest.raises(json_format.ParseError):
        result('{"diagnostics": [{"column": 3}]}')


def test_nothing_found_is_an_empty_list() -> None:
    assert len(result(made("rdjson", [[]])).diagnostics) == 0


def test_columns_count_bytes() -> None:
    assert ends(first("a😀保证", 2, 4).location.range) == (3, 6, 3, 12)


def test_the_end_may_stand_on_another_line() -> None:
    one = first("保证", 0, 2, end_line=4, end_column=3, end_source_line="天到")
    assert ends(one.location.range) == (3, 1, 4, 7)


def test_a_finding_is_a_diagnostic() -> None:
    one = first(path="./话术/a.txt", rewrite="好")
    assert (one.message, one.location.path) == ("“保证”是打包票。\n→ 好", "话术/a.txt")
    assert (one.source.name, one.code.value) == ("replylint", "guarantee.pledge")


@pytest.mark.parametrize(("severity", "number"), [("error", 1), ("warning", 2), ("info", 3), ("hint", 3)])
def test_severities_are_those_of_reviewdog(severity: str, number: int) -> None:
    assert first(finding=finding(severity=severity)).severity == number


def test_a_fix_is_a_suggestion() -> None:
    new = Replacement(3, 5, 3, 7, (13, 19), "尽量")
    (told,) = first(finding=finding(fixes=(fix(),)), replacements=(new,)).suggestions
    assert (ends(told.range), told.text) == ((3, 13, 3, 19), "尽量")


def test_lines_have_the_same_diagnostics() -> None:
    parts = [[diagnostic(), diagnostic(line=4)], [], [diagnostic(path="b.txt")]]
    lines = [json.loads(line) for line in made("rdjsonl", parts).splitlines()]
    assert lines == json.loads(made("rdjson", parts))["diagnostics"]
    for line in lines:
        json_format.ParseDict(line, MESSAGES["Diagnostic"]())


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("rdjson", [[one]])
    assert "13800138000" in made("rdjson", [[one]], show_personal_data=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_can_be_read(text: str, private: bool) -> None:
    written = made("rdjson", [[broken(text, private=private)]])
    assert raw_controls(written) == set()
    written.encode()
    assert len(result(written).diagnostics) == 1
