"""The same chat in every transcript format."""

from __future__ import annotations

import json
import pickle

import pytest

from linter.model import Conversation
from linter.readers.base import Unreadable
from linter.readers.load import load
from linter.readers.registry import readers, recognise
from linter.readers.vocabulary import with_additions
from linter.source import LazyPlace, MappedPlace
from tests.readers.chats import CHATS, Chat
from tests.readers.support import OPTIONS, sample

NAMED = with_additions(OPTIONS, roles={"客服小美": "agent"})
"""A shop that says who its agent is."""

every = pytest.mark.parametrize("chat", CHATS, ids=lambda chat: f"{chat.format}-{chat.name.rsplit('.')[-1]}")


def conversations(chat: Chat, codec: str = "utf-8") -> list[Conversation]:
    document = load(chat.text.encode(codec), chat.name, NAMED).document
    assert [problem for problem in document.problems if problem.fatal] == []
    return [item for item in document.items if isinstance(item, Conversation)]


@every
@pytest.mark.parametrize("name", ["", "chats", "chats.txt", "chats.json"])
def test_recognised_by_its_own_reader_whatever_its_name(chat: Chat, name: str) -> None:
    reader, verdict = recognise(sample(chat.text, name or chat.name), NAMED)
    assert (reader.name, verdict.trust) == (chat.format, "sure")


@every
def test_no_other_reader_of_transcripts_is_sure(chat: Chat) -> None:
    seen = sample(chat.text, chat.name)
    sure = {reader.name for reader in readers() if reader.recognise(seen, NAMED).trust == "sure"}
    transcripts = {reader.name for reader in readers() if reader.kind == "transcript"}
    allowed = {"dialogue"} if chat.name.endswith(".txt") else set()
    assert chat.format in sure
    assert sure & transcripts <= allowed | {chat.format}


@every
def test_what_is_said_by_whom_and_when(chat: Chat) -> None:
    found = {
        one.id: [(message.speaker, message.author, message.time, message.text) for message in one.messages]
        for one in conversations(chat)
    }
    assert found == chat.said


@every
def test_whose_conversation_it_is(chat: Chat) -> None:
    one = conversations(chat)[0]
    assert (one.customer, one.agent) == (chat.customer, chat.agent)
    assert [message.index for message in one.messages] == [*range(len(one.messages))]


@every
def test_positions_are_exact(chat: Chat) -> None:
    rows = chat.text.split("\n")
    for one in conversations(chat):
        for message in one.messages:
            place = message.place.made if isinstance(message.place, LazyPlace) else message.place
            for at, char in enumerate(message.text):
                line, column = place.position(at)
                literal = not isinstance(place, MappedPlace) or place.ends[at] - place.starts[at] == 1
                if literal and char != "\n":
                    assert rows[line - 1][column - 1] == char
                    assert place.position(at + 1, end=True) == (line, column + 1)


@every
@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-8-sig"])
def test_any_encoding(chat: Chat, codec: str) -> None:
    texts = [[message.text for message in one.messages] for one in conversations(chat, codec)]
    assert texts == [[message.text for message in one.messages] for one in conversations(chat)]


@every
def test_can_be_sent_to_another_process(chat: Chat) -> None:
    loaded = load(chat.text.encode(), chat.name, NAMED)
    again = pickle.loads(pickle.dumps(loaded.reader))
    assert again.name == chat.format
    items = pickle.loads(pickle.dumps(loaded.document)).items
    assert [item.messages[0].place.position(0) for item in items] == [
        item.messages[0].place.position(0) for item in conversations(chat)
    ]


JSON = [chat for chat in CHATS if chat.name.endswith((".json", ".jsonl")) and chat.format != "messages"]
in_json = pytest.mark.parametrize("chat", JSON, ids=lambda chat: f"{chat.format}-{chat.name}")


@in_json
def test_a_broken_document_is_one_clear_line(chat: Chat) -> None:
    broken = chat.text.rstrip()[:-1]
    with pytest.raises(Unreadable) as caught:
        document = load(broken.encode(), chat.name, NAMED).document
        raise Unreadable(document.problems[0])
    problem = caught.value.problem
    assert "JSON" in problem.message
    assert problem.line is not None
    assert problem.column is not None
    assert "\n" not in str(problem)


@in_json
def test_lines_and_documents_are_told_apart(chat: Chat) -> None:
    data = (
        [json.loads(chat.text)] if chat.text.count("\n") > 2 else [*map(json.loads, chat.text.splitlines())]
    )
    flat = [item for part in data for item in (part if isinstance(part, list) else [part])]
    expected = [text for texts in chat.said.values() for *_, text in texts]
    for text in (
        json.dumps(data[0], ensure_ascii=False),
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in flat),
        json.dumps(flat, indent=1),
    ):
        document = load(text.encode(), "chats", NAMED).document
        assert document.reader == chat.format
        said = [message.text for item in document.items for message in item.messages]  # type: ignore[union-attr]
        assert said[: len(expected)] == expected


@every
def test_a_beginning_is_enough_to_be_recognised(chat: Chat) -> None:
    body = chat.text[: len(chat.text) * 9 // 10] if chat.name.endswith(".json") else chat.text * 3
    reader, verdict = recognise(sample(body, chat.name, complete=False), NAMED)
    assert (reader.name, verdict.trust) == (chat.format, "sure")
