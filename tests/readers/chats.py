"""A chat in every transcript format: the same shop, as each system exports it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Chat(NamedTuple):
    """A file, the reader that is for it, and what is said in it: speaker, author, seconds since 1970 (or
    since the beginning) and text of each message of each conversation, by id."""

    format: str
    name: str
    text: str
    said: dict[str | None, list[tuple[str, str | None, float | None, str]]]
    customer: str | None = None
    agent: str | None = None


def pretty(data: Any) -> str:
    """A JSON document over many lines."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def lines(*rows: Any) -> str:
    """JSON, a row a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


T = 1704074400.0
"""2024-01-01 10:00:00 in Shanghai."""

ASKED, TOLD = "黑色 XL 还有货吗？", '亲，有货的，\n今天"下单"明天发～'
TWO: list[tuple[str, str | None, float | None, str]] = [
    ("customer", None, None, ASKED),
    ("agent", None, None, TOLD),
]


def at(*times: float, authors: tuple[str | None, ...] = (None, None)) -> list[Any]:
    """What both say, with times and authors."""
    return [
        (speaker, author, time, text)
        for (speaker, _, _, text), time, author in zip(TWO, times, authors, strict=True)
    ]


SHAREGPT = Chat(
    "sharegpt",
    "sharegpt.json",
    pretty(
        [{"id": "s1", "conversations": [{"from": "human", "value": ASKED}, {"from": "gpt", "value": TOLD}]}]
    ),
    {"s1": TWO},
)
WECHAT = Chat(
    "wechat",
    "getmsglist.json",
    pretty(
        {
            "recordlist": [
                {
                    "openid": "oAbc1",
                    "opercode": 2003,
                    "text": ASKED,
                    "time": int(T),
                    "worker": "xiaomei@shop",
                },
                {
                    "openid": "oAbc2",
                    "opercode": 2003,
                    "text": "在吗",
                    "time": int(T) + 2,
                    "worker": "xiaomei@shop",
                },
                {
                    "openid": "oAbc1",
                    "opercode": 2002,
                    "text": TOLD,
                    "time": int(T) + 9,
                    "worker": "xiaomei@shop",
                },
            ],
            "number": 3,
            "msgid": 20165267,
        }
    ),
    {
        "oAbc1": at(T, T + 9, authors=("oAbc1", "xiaomei@shop")),
        "oAbc2": [("customer", "oAbc2", T + 2, "在吗")],
    },
    customer="oAbc1",
    agent="xiaomei@shop",
)
U_NEED = Chat(
    "u-need",
    "u-need.jsonl",
    lines(
        {
            "sid": "u-1",
            "dialogue": [
                {
                    "time": "2024-01-01 10:00:00",
                    "sender_type": "用户",
                    "send_content": ASKED,
                    "action": "咨询",
                },
                {"time": "2024-01-01 10:00:09", "sender_type": "客服", "send_content": TOLD},
            ],
        }
    )
    * 2,
    {"u-1": at(T, T + 9)},
)
CHATWOOT = Chat(
    "chatwoot-messages",
    "messages.json",
    pretty(
        {
            "meta": {"contact": {"id": 7}, "assignee": {"name": "小美"}},
            "payload": [
                {
                    "id": 1,
                    "content": ASKED,
                    "inbox_id": 3,
                    "conversation_id": 12,
                    "message_type": 0,
                    "content_type": "text",
                    "created_at": int(T),
                    "private": False,
                    "sender": {"id": 7, "name": "王女士", "type": "contact"},
                },
                {
                    "id": 2,
                    "content": "Conversation was opened",
                    "conversation_id": 12,
                    "message_type": 2,
                    "created_at": int(T) + 1,
                    "private": False,
                },
                {
                    "id": 3,
                    "content": "这个客户很烦，谁来接？",
                    "conversation_id": 12,
                    "message_type": 1,
                    "created_at": int(T) + 5,
                    "private": True,
                    "sender": {"name": "小美", "type": "user"},
                },
                {
                    "id": 4,
                    "content": TOLD,
                    "conversation_id": 12,
                    "message_type": 1,
                    "status": "sent",
                    "created_at": int(T) + 9,
                    "private": False,
                    "sender": {"name": "小美", "type": "user"},
                },
            ],
        }
    ),
    {
        "12": [
            ("customer", "王女士", T, ASKED),
            ("system", None, T + 1, "Conversation was opened"),
            ("agent", "小美", T + 9, TOLD),
        ]
    },
    customer="王女士",
    agent="小美",
)
ZENDESK = Chat(
    "zendesk-qa",
    "import.json",
    pretty(
        {
            "data": [
                {
                    "id": "t-1",
                    "subject": "尺码",
                    "assigneeEmail": "xiaomei@shop.example",
                    "assigneeName": "小美",
                    "created": "2024-01-01T10:00:00",
                    "comments": [
                        {
                            "id": "c1",
                            "authorEmail": "wang@example.com",
                            "authorIsNotClient": False,
                            "authorName": "王女士",
                            "comment": ASKED,
                            "created": "2024-01-01T10:00:00",
                        },
                        {
                            "id": "c2",
                            "authorEmail": "bot@shop.example",
                            "authorIsNotClient": True,
                            "comment": "内部备注",
                            "created": "2024-01-01T10:00:05",
                            "public": False,
                        },
                        {
                            "id": "c3",
                            "authorEmail": "XiaoMei@shop.example",
                            "authorName": "小美",
                            "comment": TOLD,
                            "created": "2024-01-01T10:00:09",
                            "public": True,
                        },
                    ],
                }
            ]
        }
    ),
    {"t-1": at(T, T + 9, authors=("王女士", "小美"))},
    customer="王女士",
    agent="小美",
)
RASA = Chat(
    "rasa-tracker",
    "tracker.json",
    pretty(
        {
            "sender_id": "guest-1",
            "slots": {"size": None},
            "latest_message": {"text": ASKED, "intent": {"name": "stock"}},
            "events": [
                {"event": "action", "timestamp": T - 1, "name": "action_session_start"},
                {"event": "session_started", "timestamp": T - 1},
                {
                    "event": "user",
                    "timestamp": T,
                    "text": ASKED,
                    "parse_data": {"text": ASKED},
                    "message_id": "m",
                },
                {"event": "slot", "timestamp": T + 1, "name": "size", "value": "XL"},
                {"event": "bot", "timestamp": T + 9, "text": TOLD, "data": {"buttons": None, "text": "x"}},
                {
                    "event": "bot",
                    "timestamp": T + 9.5,
                    "text": None,
                    "data": {"image": "https://a.example/1.png"},
                },
            ],
        }
    ),
    {"guest-1": [*at(T, T + 9), ("agent", None, T + 9.5, "")]},
    customer="guest-1",
)
CONNECT = Chat(
    "amazon-connect",
    "transcript.json",
    pretty(
        {
            "AWSAccountId": "123456789012",
            "InitialContactId": "c-0",
            "ContactId": "c-1",
            "Participants": [{"ParticipantId": "p1"}, {"ParticipantId": "p2"}],
            "Transcript": [
                {
                    "AbsoluteTime": "2024-01-01T01:59:59.000Z",
                    "ContentType": "application/vnd.amazonaws.connect.event.participant.joined",
                    "Id": "e1",
                    "Type": "EVENT",
                    "ParticipantId": "p1",
                    "ParticipantRole": "CUSTOMER",
                },
                {
                    "AbsoluteTime": "2024-01-01T02:00:00.000Z",
                    "Content": ASKED,
                    "ContentType": "text/plain",
                    "Id": "m1",
                    "Type": "MESSAGE",
                    "ParticipantId": "p1",
                    "DisplayName": "王女士",
                    "ParticipantRole": "CUSTOMER",
                },
                {
                    "AbsoluteTime": "2024-01-01T02:00:09.000Z",
                    "Content": TOLD,
                    "ContentType": "text/markdown",
                    "Id": "m2",
                    "Type": "MESSAGE",
                    "ParticipantId": "p2",
                    "DisplayName": "小美",
                    "ParticipantRole": "AGENT",
                },
                {
                    "AbsoluteTime": "2024-01-01T02:00:10.000Z",
                    "Content": json.dumps(
                        {
                            "templateType": "ListPicker",
                            "version": "1.0",
                            "data": {
                                "content": {
                                    "title": "还要别的吗",
                                    "elements": [{"title": "“查订单”"}, {"title": "不用"}],
                                }
                            },
                        },
                        ensure_ascii=False,
                    ),
                    "ContentType": "application/vnd.amazonaws.connect.message.interactive",
                    "Id": "m3",
                    "Type": "MESSAGE",
                    "ParticipantId": "p3",
                    "ParticipantRole": "CUSTOM_BOT",
                },
            ],
        }
    ),
    {
        "c-1": [
            *at(T, T + 9, authors=("王女士", "小美")),
            ("agent", None, T + 10, "还要别的吗\n“查订单”\n不用"),
        ]
    },
    customer="王女士",
    agent="小美",
)
LENS = Chat(
    "amazon-connect",
    "lens.json",
    pretty(
        {
            "AccountId": "123456789012",
            "Channel": "VOICE",
            "JobStatus": "COMPLETED",
            "Version": "1.1.0",
            "Participants": [
                {"ParticipantId": "p-a", "ParticipantRole": "AGENT"},
                {"ParticipantId": "p-c", "ParticipantRole": "CUSTOMER"},
            ],
            "CustomerMetadata": {"ContactId": "v-1"},
            "Transcript": [
                {
                    "ParticipantId": "p-c",
                    "Id": "1",
                    "Content": ASKED,
                    "Sentiment": "NEUTRAL",
                    "BeginOffsetMillis": 0,
                    "EndOffsetMillis": 1800,
                    "LoudnessScore": [79.1],
                },
                {
                    "ParticipantId": "p-a",
                    "Id": "2",
                    "Content": TOLD,
                    "Sentiment": "POSITIVE",
                    "BeginOffsetMillis": 9000,
                    "EndOffsetMillis": 12000,
                },
            ],
        }
    ),
    {"v-1": at(0.0, 9.0)},
)
ALIBABA = Chat(
    "alibaba-sca",
    "dialogues.json",
    pretty(
        {
            "taskId": "sca-1",
            "customerServiceName": "小美",
            "dialogues": [
                {
                    "role": "客户",
                    "identity": "王女士",
                    "words": ASKED,
                    "begin": 340,
                    "end": 3000,
                    "hourMinSec": "10:00:00",
                },
                {
                    "role": "客服",
                    "identity": "小美",
                    "words": TOLD,
                    "begin": 9000,
                    "end": 12000,
                    "hourMinSec": "10:00:09",
                },
            ],
        }
    ),
    {"sca-1": at(86400 + 7200.0, 86400 + 7209.0, authors=("王女士", "小美"))},
    customer="王女士",
    agent="小美",
)
TENCENT = Chat(
    "tencent-ccc",
    "messages.json",
    pretty(
        {
            "Response": {
                "TotalCount": 2,
                "RequestId": "48edd236",
                "Messages": [
                    {
                        "Timestamp": int(T) + 9,
                        "From": "客服小美",
                        "Messages": [
                            {"Type": "Text", "Content": "亲，有货的，"},
                            {"Type": "Image", "Content": "https://a.example/1.png"},
                            {"Type": "Text", "Content": '今天"下单"明天发～'},
                        ],
                    },
                    {
                        "Timestamp": int(T),
                        "From": "王女士",
                        "Messages": [{"Type": "Text", "Content": ASKED}],
                    },
                ],
            }
        }
    ),
    {"item-1": at(T, T + 9, authors=("王女士", "客服小美"))},
    customer="王女士",
    agent="客服小美",
)
WHATSAPP = Chat(
    "whatsapp",
    "WhatsApp Chat with 王女士.txt",
    "31/12/23, 16:16 - Messages and calls are end-to-end encrypted. No one can read them.\n"
    "01/01/24, 10:00 - 王女士: 黑色 XL 还有货吗？\n"
    "01/01/24, 10:00 - 客服小美: 亲，有货的，\n"
    '今天"下单"明天发～\n'
    "01/01/24, 10:01 - 客服小美: <Media omitted>\n"
    "01/01/24, 10:02 - 王女士: 好的 <This message was edited>\n",
    {
        "line-1": [
            (
                "system",
                None,
                1704010560.0,
                "Messages and calls are end-to-end encrypted. No one can read them.",
            ),
            *at(T, T, authors=("王女士", "客服小美")),
            ("agent", "客服小美", T + 60, ""),
            ("customer", "王女士", T + 120, "好的"),
        ]
    },
    customer="王女士",
    agent="客服小美",
)
WHATSAPP_IOS = Chat(
    "whatsapp",
    "_chat.txt",
    "[2024/1/1 上午10:00:00] 王女士: 黑色 XL 还有货吗？\r\n"
    "[2024/1/1 上午10:00:09] 客服小美: \u200e亲，有货的，\r\n"
    '今天"下单"明天发～\r\n'
    "\u200e[2024/1/1 上午10:00:10] 客服小美: \u200e图像已忽略\r\n",
    {
        "line-1": [
            *at(T, T + 9, authors=("王女士", "客服小美")),
            ("agent", "客服小美", T + 10, ""),
        ]
    },
    customer="王女士",
    agent="客服小美",
)
WANGWANG = Chat(
    "wangwang",
    "聊天记录.txt",
    "tb王女士 (2024-01-01 10:00:00):\n"
    "黑色 XL 还有货吗？\n"
    "示例小店:小美 (2024-01-01 10:00:09):\n"
    "亲，有货的，\n"
    '今天"下单"明天发～\n'
    "tb李先生 (2024-01-01 11:00:00):\n"
    "在吗\n",
    {
        "line-1": at(T, T + 9, authors=("tb王女士", "示例小店:小美")),
        "line-6": [("customer", "tb李先生", T + 3600, "在吗")],
    },
    customer="tb王女士",
    agent="示例小店:小美",
)
WANGWANG_WIDE = Chat(
    "wangwang",
    "旺旺.txt",
    "会话记录导出\n----\ntb王女士（2024-01-01 10:00:00）：\n　黑色 XL 还有货吗？\n\n"
    '示例小店：小美（2024-01-01 10:00:09）：亲，有货的，\n今天"下单"明天发～\n\n',
    {"line-3": at(T, T + 9, authors=("tb王女士", "示例小店：小美"))},
    customer="tb王女士",
    agent="示例小店：小美",
)
WEBVTT = Chat(
    "webvtt",
    "通话.vtt",
    "WEBVTT - 通话 1\n\nNOTE 由系统\n生成\n\nSTYLE\n::cue { color: red }\n\n"
    "1\n00:00:00.500 --> 00:00:02.000 align:start\n<v.loud 客户>黑色 XL <b>还有货</b>吗？</v>\n\n"
    "00:09.500 --> 00:00:12.000\n<v 客服（小美）>亲，有货的，\n今天&quot;下单&quot;明天发～\n",
    {"line-1": at(0.5, 9.5, authors=(None, "小美"))},
    agent="小美",
)
MESSAGES = Chat(
    "messages",
    "chats.jsonl",
    lines(
        {
            "id": "m-1",
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": ASKED}], "time": T},
                {"role": "assistant", "content": TOLD, "time": T + 9},
            ],
        }
    ),
    {"m-1": at(T, T + 9)},
)
JDDC = Chat(
    "jddc",
    "chats.tsv",
    "s1\tu1\t0\t0\t0\tnan\t黑色 XL 还有货吗？\ns1\tu1\t1\t0\t0\tnan\t有货\n",
    {"s1": [("customer", "u1", None, ASKED), ("agent", None, None, "有货")]},
    customer="u1",
)
FLAT = Chat(
    "flat",
    "export.csv",
    "会话ID,发送者,时间,内容\n"
    "c1,客户,2024-01-01 10:00:00,黑色 XL 还有货吗？\n"
    'c1,客服,2024-01-01 10:00:09,"亲，有货的，\n今天""下单""明天发～"\n',
    {"c1": at(T, T + 9)},
)
DIALOGUE = Chat(
    "dialogue",
    "chat.txt",
    '客户：黑色 XL 还有货吗？\n客服：亲，有货的，\n今天"下单"明天发～\n',
    {"line-1": TWO},
)

CHATS = (
    *(SHAREGPT, WECHAT, U_NEED, CHATWOOT, ZENDESK, RASA, CONNECT, LENS, ALIBABA, TENCENT),
    *(WHATSAPP, WHATSAPP_IOS, WANGWANG, WANGWANG_WIDE, WEBVTT, MESSAGES, JDDC, FLAT, DIALOGUE),
)
