"""Files read from bytes to documents."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterator

import pytest

from linter.model import Conversation, Document, Template
from linter.readers.base import Unreadable
from linter.readers.load import load, open_input
from linter.readers.problems import FileProblems
from linter.source import SourceText
from tests.readers.support import OPTIONS, messages_of

TEMPLATES = "快捷短语编码,快捷短语,快捷短语分组\r\n1,亲，您好,\r\n"


def row(session: int, speaker: int, text: str) -> str:
    return f"s{session}\tu\t{speaker}\t0\t0\tnan\t{text}\n"


def stream(data: bytes, name: str, format: str | None = None) -> Iterator[Document]:
    """What a run over the file is told, block by block."""
    source = open_input(io.BytesIO(data), name, OPTIONS, format)
    problems, whole = FileProblems(name), True
    try:
        for span in source.spans():
            text, failure = span.read(io.BytesIO(data), name)
            whole = span.whole and not failure
            block = source.reader.read(SourceText(text, span.first_line, whole), name, OPTIONS)
            yield Document(name, source.reader.name, block.items, problems.take(block))
            if failure:
                raise failure
        last = problems.rest(whole)
    except Unreadable as error:
        last = [error.problem]
    if last:
        yield Document(name, source.reader.name, [], last)


def documents(data: bytes, name: str, format: str | None = None) -> list[Document]:
    return list(stream(data, name, format))


def big_chat(sessions: int) -> str:
    return "".join(row(number, number % 2, "亲，您好" * 20) for number in range(sessions))


def test_a_template_file_of_any_encoding() -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        loaded = load(TEMPLATES.encode(codec), "库.csv", OPTIONS)
        assert (loaded.reader.name, loaded.recognition.trust) == ("csv", "sure")
        assert [item.text for item in loaded.document.items if isinstance(item, Template)] == ["亲，您好"]
        assert loaded.encoding.encode(loaded.text) == loaded.data


def test_a_byte_order_mark_is_no_column() -> None:
    loaded = load("亲，您好\n".encode("utf-8-sig"), "a.txt", OPTIONS)
    (template,) = loaded.document.items
    assert isinstance(template, Template)
    assert template.place.position(0) == (1, 1)


def test_a_long_transcript_comes_in_blocks() -> None:
    text = big_chat(20_000)
    found = documents(text.encode(), "chats.tsv")
    assert len(found) > 2
    sessions = [item for document in found for item in document.items if isinstance(item, Conversation)]
    assert [session.id for session in sessions] == [f"s{number}" for number in range(20_000)]
    last = sessions[-1].messages[0]
    assert last.place.position(0)[0] == 20_000
    assert not any(document.problems for document in found)


def test_a_bad_byte_is_a_problem_behind_the_lines_before_it() -> None:
    found = documents(big_chat(20_000).encode() + b"s\tu\t1\t0\t0\tnan\t\xff\n", "chats.tsv")
    assert sum(len(document.items) for document in found) == 20_000
    assert messages_of(found[-1].problems) == [(20_001, True)]


def test_problems_are_listed_up_to_a_limit_and_counted() -> None:
    found = documents((big_chat(20_000) + "bad\n" * 40 + big_chat(20_000) + "bad\n").encode(), "chats.tsv")
    problems = [problem for document in found for problem in document.problems if problem.fatal]
    assert len(problems) == 21
    assert "21" in problems[-1].message


def test_a_notice_is_said_once_a_file() -> None:
    line = json.dumps({"messages": [{"role": role, "content": "亲" * 400} for role in ("bot", "tool")]})
    found = documents((line + "\n").encode() * 2000, "chats.jsonl")
    assert len(found) > 2
    problems = [problem for document in found for problem in document.problems]
    assert [problem.fatal for problem in problems] == [False]


def test_no_agent_in_a_long_file_is_a_problem() -> None:
    text = "".join(row(number, 0, "在吗" * 40) for number in range(20_000))
    found = documents(text.encode(), "chats.tsv")
    problems = [problem for document in found for problem in document.problems]
    assert [problem.fatal for problem in problems] == [True]


def test_no_agent_in_the_last_block_is_no_problem() -> None:
    text = big_chat(20_000) + row(20_000, 0, "在吗")
    assert not any(document.problems for document in documents(text.encode(), "chats.tsv"))


def test_a_file_that_cannot_be_read_is_a_problem_of_a_document() -> None:
    found = documents(b"reply: [\n", "a.yaml", "yaml")
    assert [(document.items, messages_of(document.problems)) for document in found] == [([], [(2, True)])]


def test_a_file_of_no_format_is_an_error() -> None:
    with pytest.raises(Unreadable):
        open_input(io.BytesIO(b"image: nginx\n"), "compose.yaml", OPTIONS)


def test_memory_does_not_grow_with_the_file() -> None:
    class Endless(io.RawIOBase):
        """A chat that counts how much of it was read."""

        given = 0

        def read(self, size: int = -1) -> bytes:
            Endless.given += size
            return (row(self.given, 1, "亲") * (size // 20)).encode()

    next(open_input(Endless(), "chats.tsv", OPTIONS, "jddc").spans())  # type: ignore[arg-type]
    assert Endless.given < 20_000_000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEMPLATES, "a.csv"),
        ("replies: [亲, '您''好', \"在\\n的\"]\nreply: |\n  亲\n  好\n", "a.yaml"),
        ('{"reply": "亲\\n您好"}', "a.json"),
        ("# 话术\n```\n亲，您好\n```\n", "a.md"),
        ("亲，您好\n", "a.txt"),
        (row(1, 1, "亲"), "a.tsv"),
        ('{"messages": [{"role": "bot", "content": "亲"}]}\n', "a.jsonl"),
        ("会话,角色,内容\n1,客服,亲\n", "b.csv"),
        ("客户：在吗\n客服：在的\n今天发货\n", "b.txt"),
    ],
)
def test_documents_can_be_sent_to_another_process(text: str, name: str) -> None:
    document = load(text.encode(), name, OPTIONS).document
    again = pickle.loads(pickle.dumps(document))
    assert [places(item) for item in again.items] == [places(item) for item in document.items]
    assert document.items


def places(item: object) -> list[tuple[int, int]]:
    parts = item.messages if isinstance(item, Conversation) else [item]
    return [part.place.position(len(part.text), end=True) for part in parts if isinstance(part.text, str)]  # type: ignore[attr-defined]


def test_a_web_page_that_is_named_as_a_workbook_is_told() -> None:
    with pytest.raises(Unreadable, match="另存为"):
        load("<table><tr><td>您稍等</td></tr></table>".encode(), "导出.xls", OPTIONS)
