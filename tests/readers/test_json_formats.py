"""What is particular to single formats in JSON, beside what test_chats.py has of them all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.model import Conversation
from linter.readers.base import StreamReader, Unreadable
from linter.readers.json_shape import looked_at
from linter.readers.registry import chosen
from linter.readers.vocabulary import with_additions
from tests.readers.support import OPTIONS, conversations, messages_of, read, reader_for, said, sample


def text_of(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def lines(*rows: Any) -> str:
    return "".join(text_of(row) + "\n" for row in rows)


def uneed(*turns: tuple[str, str], sid: str = "1") -> dict[str, Any]:
    return {"sid": sid, "dialogue": [{"sender_type": who, "send_content": what} for who, what in turns]}


ASK, ANSWER = ("用户", "在吗"), ("客服", "在的")


def test_a_broken_line_is_a_problem_and_the_others_are_read() -> None:
    text = lines(uneed(ASK, ANSWER)) + "{broken\n" + lines({"sid": "3"}, uneed(ANSWER, sid="4"))
    block = read(text, "u-need")
    assert [item.id for item in block.items if isinstance(item, Conversation)] == ["1", "4"]
    assert messages_of(block.problems) == [(2, True), (3, True)]


def test_a_message_that_lacks_what_it_must_have_is_a_problem() -> None:
    chat = uneed(ASK, ANSWER)
    chat["dialogue"] += [{"sender_type": "客服"}, "在的"]
    block = read(lines(chat, uneed(ANSWER)), "u-need")
    assert messages_of(block.problems) == [(1, True), (1, True)]
    assert "send_content" in block.problems[0].message


def test_nobody_known_as_an_agent_is_an_error_with_the_names() -> None:
    with pytest.raises(Unreadable, match=r"小美、王女士.*--role agent="):
        read(lines(uneed(("小美", "在的"), ("王女士", "在吗"))), "u-need")


def test_names_of_ones_own() -> None:
    options = with_additions(OPTIONS, roles={"小美": "agent", "2001": "agent"})
    (one,) = conversations(lines(uneed(("小美", "在的"))), "u-need", options=options)
    assert one.messages[0].speaker == "agent"
    record = {"recordlist": [{"openid": "o", "opercode": 2001, "text": "在的", "time": 1704074400}]}
    (one,) = conversations(text_of(record), "wechat", options=options)
    assert one.messages[0].speaker == "agent"


def test_lines_are_cut_behind_a_line() -> None:
    text = lines(uneed(ASK), uneed(ANSWER))
    reader, _ = chosen("u-need", sample(text), OPTIONS)
    assert isinstance(reader, StreamReader)
    assert reader.cut(text + '{"sid"') == len(text)


def test_a_document_of_another_format_is_an_error() -> None:
    with pytest.raises(Unreadable, match="sharegpt"):
        read('[\n {"a": 1}\n]', "sharegpt")


def test_wechat_sessions_that_are_opened_are_nobodys_words() -> None:
    record = [
        {"openid": "o", "opercode": code, "text": "您好", "time": 1704074400 + at, "worker": "w"}
        for at, code in enumerate((1001, 2002, 2001, 1004))
    ]
    found = said(text_of({"recordlist": record}), "wechat")
    assert [speaker for speaker, _ in found[0]] == ["system", "agent", "customer", "system"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"payload": rows},
        lambda rows: {"data": {"payload": rows}},
        lambda rows: {"id": 1, "messages": rows},
    ],
)
def test_the_shapes_of_chatwoot(wrap: Any) -> None:
    rows = [
        {"id": 1, "content": "在吗", "message_type": "incoming", "created_at": "2024-01-01T02:00:00Z"},
        {"id": 2, "content": "在的", "message_type": 3, "created_at": 1704074401},
        {"id": 3, "content": None, "message_type": 1, "created_at": 1704074402},
        {"id": 4, "content": "撤回", "message_type": 1, "content_attributes": {"deleted": True}},
    ]
    text = json.dumps(wrap(rows), indent=1)
    assert reader_for(text, "x") == "chatwoot-messages"
    (one,) = conversations(text, "chatwoot-messages")
    assert [(m.speaker, m.text, m.time) for m in one.messages] == [
        ("customer", "在吗", 1704074400.0),
        ("agent", "在的", 1704074401.0),
        ("agent", "", 1704074402.0),
    ]


def test_chatwoot_conversations_are_told_apart() -> None:
    rows = [{"content": "亲", "message_type": 1, "conversation_id": number} for number in (1, 2, 1)]
    assert [len(one.messages) for one in conversations(text_of(rows), "chatwoot-messages")] == [2, 1]


def test_events_of_a_rasa_broker_one_a_line() -> None:
    text = lines(
        {"sender_id": "a", "event": "action", "name": "action_listen", "timestamp": 1.0},
        {"sender_id": "a", "event": "user", "text": "在吗", "timestamp": 1704074400.5},
        {"sender_id": "b", "event": "bot", "text": "您好", "timestamp": 1704074401.0},
        {"sender_id": "a", "event": "bot", "text": "在的", "timestamp": 1704074402.0},
    )
    assert reader_for(text, "events.jsonl") == "rasa-tracker"
    assert {one.id: len(one.messages) for one in conversations(text, "rasa-tracker")} == {"a": 2, "b": 1}


def test_events_of_a_rasa_broker_without_sender_are_one_conversation() -> None:
    text = lines(
        {"event": "user", "text": "在吗", "timestamp": 1704074400.5},
        {"event": "action", "name": "action_listen", "timestamp": 1704074401.0},
        {"event": "bot", "text": "在的", "timestamp": 1704074402.0},
    )
    assert said(text, "rasa-tracker", "events.jsonl") == [[("customer", "在吗"), ("agent", "在的")]]


def test_an_interactive_message_that_is_no_json() -> None:
    item = {
        "Type": "MESSAGE",
        "ParticipantRole": "AGENT",
        "Content": "{broken",
        "AbsoluteTime": "2024-01-01T02:00:00Z",
        "ContentType": "application/json",
    }
    assert said(text_of({"Transcript": [item]}), "amazon-connect") == [[("agent", "")]]


def test_voices_of_contact_lens_by_their_role() -> None:
    rows = [
        {"ParticipantId": who, "Content": "您好", "BeginOffsetMillis": 0} for who in ("AGENT", "CUSTOMER")
    ]
    found = said(text_of({"Transcript": rows}), "amazon-connect")
    assert [speaker for speaker, _ in found[0]] == ["agent", "customer"]


def test_tickets_of_alibaba() -> None:
    tickets = [
        {
            "tid": f"t{number}",
            "customerServiceName": "小美",
            "dialogue": [
                {"role": "客服", "words": "您好", "begin": 0, "end": 9, "beginTime": "2024-01-01 10:00:00"}
            ],
        }
        for number in range(2)
    ]
    found = conversations(text_of({"tickets": tickets}), "alibaba-sca")
    assert [(one.id, one.agent, one.messages[0].time) for one in found] == [
        ("t0", "小美", 1704074400.0),
        ("t1", "小美", 1704074400.0),
    ]


def test_tencent_needs_to_be_told_the_agent() -> None:
    rows = [
        {"Timestamp": 1704074400 + at, "From": who, "Messages": [{"Type": "Text", "Content": "您好"}]}
        for at, who in enumerate(("小美", "王女士"))
    ]
    text = text_of({"Messages": rows})
    with pytest.raises(Unreadable, match="小美、王女士"):
        read(text, "tencent-ccc")
    options = with_additions(OPTIONS, roles={"小美": "agent"})
    (one,) = conversations(text, "tencent-ccc", options=options)
    assert [message.speaker for message in one.messages] == ["agent", "customer"]


def test_sharegpt_in_parts_and_with_tools() -> None:
    turns = [
        {"from": "system", "value": "你是客服"},
        {
            "from": "human",
            "value": [{"type": "text", "text": "在吗"}, {"type": "image_url", "image_url": "x"}],
        },
        {"from": "function_call", "value": "{}"},
        {"from": "gpt", "value": "在的"},
    ]
    found = said(lines({"conversations": turns}), "sharegpt")
    assert [speaker for speaker, _ in found[0]] == ["system", "customer", "system", "agent"]


@pytest.mark.parametrize("end", range(1, 60, 7))
def test_the_beginning_of_a_document_is_looked_at_as_far_as_it_goes(end: int) -> None:
    text = json.dumps({"a": [1, {"b": "x,]}"}, None], "c": {"d": "e"}})
    for value in looked_at(text[:end], False).values:
        assert set(value) <= {"a", "c"}


def test_html_in_a_comment_of_zendesk_is_read_as_text() -> None:
    comment = {"authorIsNotClient": True, "comment": "<p>亲 &amp; 您好</p><br><b>在的</b>", "created": "-"}
    text = text_of({"data": [{"id": "1", "comments": [comment]}]})
    (one,) = conversations(text, "zendesk-qa")
    assert one.messages[0].text == "亲 & 您好\n在的"
    assert one.messages[0].place.position(7) == (1, text.index("在的") + 1)
