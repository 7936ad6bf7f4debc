"""The transcript formats in JSON that are read by their descriptions, one class a format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from linter.model import Speaker
from linter.readers.json_places import JsonPlaces
from linter.readers.json_shape import JsonShape, Said, Steps, at
from linter.readers.json_transcripts import JsonTranscript

_HTML = re.compile(
    r"</?(?:p|div|br|span|ul|ol|li|a|b|strong|em|i|table|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)


class ShareGpt(JsonShape):
    """A conversation: `{"id": …, "conversations": [{"from": "human", "value": …}]}`."""

    name = "sharegpt"
    title = {"zh": "ShareGPT 对话", "en": "ShareGPT"}
    known_by = {
        "zh": '{"conversations": [{"from": "human", "value": "…"}]}，每行一个或一个列表',
        "en": '{"conversations": [{"from": "human", "value": "…"}]}, one a line or in a list',
    }
    lists = ("conversations",)
    marks = (("from", "value"),)
    role = ("from",)
    roles: ClassVar[Mapping[str, Speaker]] = {
        **dict.fromkeys(("chatgpt", "model"), "agent"),
        **dict.fromkeys(("observation", "function_call", "function_response", "tool"), "system"),
    }
    text = ("value",)


class WeChat(JsonShape):
    """Records of 微信客服 (`getmsglist`): 2001 and 2003 are customers' messages, 2002 agents'; 1000 to 1005
    tell that a session was opened, passed on or closed."""

    name = "wechat"
    title = {"zh": "微信客服聊天记录（getmsglist）", "en": "WeChat customer service (getmsglist)"}
    known_by = {
        "zh": '{"recordlist": [{"openid", "opercode": 2002, "text", "time", "worker"}]}',
        "en": '{"recordlist": [{"openid", "opercode": 2002, "text", "time", "worker"}]}',
    }
    lists = ("recordlist",)
    marks = (("opercode", "text"), ("opercode", "openid"))
    role = ("opercode",)
    roles: ClassVar[Mapping[str, Speaker]] = {
        "2001": "customer",
        "2002": "agent",
        "2003": "customer",
        **dict.fromkeys(map(str, range(1000, 1006)), "system"),
    }
    text = ("text",)
    time = ("time",)
    group = ("openid",)
    customer = ("openid",)
    agent = ("worker",)


class UNeed(JsonShape):
    """The U-NEED corpus: `{"sid": …, "dialogue": [{"time", "sender_type", "send_content"}]}`."""

    name = "u-need"
    title = {"zh": "U-NEED 售前对话", "en": "U-NEED dialogues"}
    known_by = {
        "zh": '{"sid", "dialogue": [{"sender_type": "客服", "send_content": "…", "time"}]}',
        "en": '{"sid", "dialogue": [{"sender_type": "客服", "send_content": "…", "time"}]}',
    }
    lists = ("dialogue",)
    marks = (("sender_type", "send_content"),)
    role = ("sender_type",)
    text = ("send_content",)
    time = ("time",)
    id = ("sid", "id")


class Chatwoot(JsonShape):
    """Messages of the Chatwoot API and webhooks; private notes and deleted messages are not read."""

    name = "chatwoot-messages"
    title = {"zh": "Chatwoot 消息", "en": "Chatwoot messages"}
    known_by = {
        "zh": '{"payload": [{"content", "message_type": 1, "created_at"}]}，也可以是 data.payload、messages 或列表',
        "en": '{"payload": [{"content", "message_type": 1, "created_at"}]}, or data.payload, messages, a list',
    }
    lists = ("payload", "data.payload", "messages", "payload.*.messages", "data.payload.*.messages", "")
    marks = (("message_type", "content"),)
    role = ("message_type",)
    roles: ClassVar[Mapping[str, Speaker]] = {
        "0": "customer",
        "1": "agent",
        "2": "system",
        "3": "agent",
        "incoming": "customer",
        "outgoing": "agent",
        "activity": "system",
        "template": "agent",
    }
    text = ("content",)
    time = ("created_at",)
    only = {
        "private": frozenset({"false"}),
        "content_attributes.deleted": frozenset({"false"}),
    }
    group = ("conversation_id", "conversation.id", "conversation.display_id")
    author = ("sender.name", "sender.available_name")
    customer = ("meta.sender.name",)
    agent = ("meta.assignee.name",)


class ZendeskQa(JsonShape):
    """What is imported into Zendesk QA (Klaus). Internal users need not be marked by `authorIsNotClient`:
    they are known by their address, as that of the assignee. Comments are Markdown or HTML."""

    name = "zendesk-qa"
    title = {"zh": "Zendesk QA 导入数据", "en": "Zendesk QA import"}
    known_by = {
        "zh": '{"data": [{"id", "comments": [{"authorIsNotClient", "comment", "created"}]}]}',
        "en": '{"data": [{"id", "comments": [{"authorIsNotClient", "comment", "created"}]}]}',
    }
    lists = ("data.*.comments", "comments", "tickets.*.comments")
    marks = (("comment", "authorIsNotClient"), ("comment", "authorEmail"))
    role = ("authorIsNotClient",)
    roles: ClassVar[Mapping[str, Speaker]] = {"true": "agent", "assignee": "agent", "false": "customer"}
    text = ("comment",)
    time = ("created",)
    only = {"public": frozenset({"true"})}
    id = ("id", "externalId")
    agent = ("assigneeName", "assigneeEmail")
    author = ("authorName", "authorEmail")

    def speaker(self, data: Mapping[str, Any], owner: Mapping[str, Any]) -> str | None:
        assignee, author = owner.get("assigneeEmail"), data.get("authorEmail")
        if isinstance(author, str) and isinstance(assignee, str) and author.lower() == assignee.lower():
            return "assignee"
        return "true" if data.get("authorIsNotClient") in (True, "true") else "false"

    def said(self, data: Mapping[str, Any], steps: Steps, places: JsonPlaces) -> Said | None:
        content = data.get("comment")
        if isinstance(content, str) and _HTML.search(content):
            return Said(*places.html(content, *steps, "comment"))
        return super().said(data, steps, places)


class RasaTracker(JsonShape):
    """A tracker of Rasa, or the events of its event broker, one a line."""

    name = "rasa-tracker"
    title = {"zh": "Rasa tracker 对话", "en": "Rasa tracker"}
    known_by = {
        "zh": '{"sender_id", "events": [{"event": "user", "text", "timestamp"}]}，或每行一个事件',
        "en": '{"sender_id", "events": [{"event": "user", "text", "timestamp"}]}, or an event a line',
    }
    lists = ("events", "tracker.events", "")
    marks = (("event", "timestamp"),)
    role = ("event",)
    text = ("text",)
    time = ("timestamp",)
    only = {"event": frozenset({"user", "bot"})}
    group = ("sender_id",)
    id = ("sender_id", "conversation_id")
    customer = ("sender_id",)


class AmazonConnect(JsonShape):
    """A chat transcript of Amazon Connect, or what Contact Lens made of a chat or a call."""

    name = "amazon-connect"
    title = {"zh": "Amazon Connect 聊天、Contact Lens", "en": "Amazon Connect chat, Contact Lens"}
    known_by = {
        "zh": '{"Transcript": [{"Type": "MESSAGE", "ParticipantRole": "AGENT", "Content", "AbsoluteTime"}]}',
        "en": '{"Transcript": [{"Type": "MESSAGE", "ParticipantRole": "AGENT", "Content", "AbsoluteTime"}]}',
    }
    lists = ("Transcript",)
    marks = (("ParticipantRole", "AbsoluteTime"), ("ParticipantId", "Content"))
    role = ("ParticipantRole", "ParticipantId")
    roles: ClassVar[Mapping[str, Speaker]] = {"custom_bot": "agent", "supervisor": "agent"}
    text = ("Content",)
    time = ("AbsoluteTime",)
    only = {"Type": frozenset({"message"})}
    id = ("ContactId", "InitialContactId", "CustomerMetadata.ContactId")
    author = ("DisplayName",)

    def speaker(self, data: Mapping[str, Any], owner: Mapping[str, Any]) -> str | None:
        role = data.get("ParticipantRole")
        participants = owner.get("Participants")
        for one in participants if role is None and isinstance(participants, list) else ():
            if isinstance(one, dict) and one.get("ParticipantId") == data.get("ParticipantId"):
                role = one.get("ParticipantRole")
        return super().speaker(data, owner) if role is None else str(role)

    def said(self, data: Mapping[str, Any], steps: Steps, places: JsonPlaces) -> Said | None:
        kind, content = str(data.get("ContentType", "")), data.get("Content")
        if not isinstance(content, str) or not ("json" in kind or "interactive" in kind):
            return super().said(data, steps, places)
        text, place = places.inside(content, ("title", "subtitle"), *steps, "Content")
        return Said(text, place)


class AlibabaSca(JsonShape):
    """智能对话分析: what is uploaded (`tickets`), and the dialogues of a result."""

    name = "alibaba-sca"
    title = {"zh": "阿里云智能对话分析", "en": "Alibaba Cloud conversation analysis (SCA)"}
    known_by = {
        "zh": '{"dialogues": [{"role": "客服", "words", "begin", "end", "hourMinSec"}]}，或 tickets 里的 dialogue',
        "en": '{"dialogues": [{"role": "客服", "words", "begin", "end", "hourMinSec"}]}, or in tickets',
    }
    lists = (
        *("dialogues", "dialogue", "tickets.*.dialogue", "tickets.*.dialogues"),
        *("data.dialogues", "Data.dialogues", "data.*.dialogues"),
    )
    marks = (("role", "words"),)
    role = ("role",)
    text = ("words",)
    time = ("beginTime", "hourMinSec")
    id = ("tid", "taskId", "id")
    customer = ("customerId", "customerName")
    agent = ("customerServiceName", "customerServiceId")
    author = ("identity",)


class TencentCcc(JsonShape):
    """腾讯云联络中心 (`DescribeChatMessages`), told from the last message as a rule; only texts are read."""

    name = "tencent-ccc"
    title = {"zh": "腾讯云联络中心聊天记录", "en": "Tencent Cloud Contact Center chat"}
    known_by = {
        "zh": '{"Messages": [{"Timestamp", "From", "Messages": [{"Type": "Text", "Content"}]}]}',
        "en": '{"Messages": [{"Timestamp", "From", "Messages": [{"Type": "Text", "Content"}]}]}',
    }
    lists = ("Messages", "Response.Messages")
    marks = (("From", "Messages"),)
    role = ("From",)
    text = ("Messages",)
    time = ("Timestamp",)
    id = ("SessionId", "CdrId")
    named = True

    def said(self, data: Mapping[str, Any], steps: Steps, places: JsonPlaces) -> Said | None:
        parts = data.get("Messages")
        if not isinstance(parts, list):
            return None
        texts = {
            (*steps, "Messages", number, "Content"): content
            for number, part in enumerate(parts)
            if at(part, "Type") in ("Text", None) and isinstance(content := at(part, "Content"), str)
        }
        return Said("\n".join(texts.values()), places.joined(*texts))


_SHAPES = (
    *(ShareGpt, WeChat, UNeed, Chatwoot, ZendeskQa),
    *(RasaTracker, AmazonConnect, AlibabaSca, TencentCcc),
)


def reader(name: str) -> JsonTranscript:
    """The reader of that name."""
    return next(JsonTranscript(shape()) for shape in _SHAPES if shape.name == name)
