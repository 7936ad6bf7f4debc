"""What the user is told, in the language that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linter.i18n import set_language
from linter.model import Refused
from linter.readers.base import HAN
from linter.readers.load import load
from linter.readers.registry import recognise
from tests.readers.support import OPTIONS, sample

BROKEN = [
    (b"PK\x03\x04", "a.xlsx"),
    (b"\x00\x01\x02\x03\x04\x05", "a.bin"),
    (b"ok\x00ok\n", "a.txt"),
    (b"ok\n\xc4\xff\n", "a.txt"),
    ("親愛的顧客您好".encode("big5"), "a.txt"),
    (b"reply: [\n", "a.yaml"),
    (b"text: \x07 \xe4\xba\xb2\n", "a.yaml"),
    (b'{"reply": "\xe4\xba\xb2', "a.json"),
    (b'text,id\n"\xe4\xba\xb2\n', "a.csv"),
    (b"text,id\n\xe4\xba\xb2,1,2\n", "a.csv"),
    (b"s\tu\t1\t0\t0\tn\tx\n" * 9 + b"s\tu\n" + b"s\tu\t7\t0\t0\tn\tx\n", "a.tsv"),
    (b's\tu\t0\t0\t0\tn\tx\n', "a.tsv"),
    (b'{"messages": [{"role": "x", "content": "y"}]}\n', "a.jsonl"),
    (b'{"messages": [{"role": "bot", "content": "y"}, {"role": "tool"}, {}]}\n[]\n', "a.jsonl"),
    (b"session_id,role,text\n1,bot,x\n1\n", "a.csv"),
    (b"A: x\nB: y\nA: x\nB: y\n", "a.txt"),
]  # fmt: skip


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("zh")


@pytest.mark.parametrize(("data", "name"), BROKEN)
def test_problems_are_one_line_in_the_users_language(data: bytes, name: str, language: str) -> None:
    try:
        told = [str(problem) for problem in load(data, name, OPTIONS).document.problems]
    except Refused as error:
        told = [str(error)]
    assert told
    for line in told:
        assert line.startswith(name)
        assert "\n" not in line
        assert bool(HAN.search(line)) == (language == "zh")


@pytest.mark.parametrize(
    "text", ["reply: 亲\n", '{"reply": "亲"}', "# a\n```\n亲\n```\n", "text,id\n亲,1\n", "亲\n"]
)
def test_verdicts_are_in_the_users_language(text: str, language: str) -> None:
    reason = recognise(sample(text), OPTIONS)[1].reason
    assert bool(HAN.search(reason)) == (language == "zh")
