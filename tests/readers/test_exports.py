"""Exports of help desks and bots: known by their content, read at their places only."""

from __future__ import annotations

import json

import pytest

from linter.readers.base import Unreadable
from linter.readers.load import load
from tests.readers.support import OPTIONS, reader_for, replaced, templates, verdict

DOMAIN = """version: "3.1"
intents: [greet]
actions: [utter_greet]
responses:
  utter_greet:
  - text: "亲，您好 {name}"  # 问候
    buttons:
    - title: 我要退货
      payload: /refund
  - condition:
    - {type: slot, name: vip, value: true}
    channel: wechat
    text: 贵宾您好
  utter_faq/ship:
  - custom:
      blocks: [{type: section, text: 今天发}]
    image: https://a.cn/1.png
"""
OLD_DOMAIN = "templates:\n  utter_hi:\n  - 亲，您好\n  - text: 在的\n"
MACROS = {
    "macros": [
        {"title": "退货", "actions": [{"field": "comment_value", "value": ["channel:web", "可以退"]}]},
        {
            "title": "发货",
            "actions": [
                {"field": "status", "value": "solved"},
                {"field": "comment_value_html", "value": "<p>今天发</p>"},
                {"field": "comment_value", "value": "明天发"},
            ],
        },
    ]
}
INTENT = {
    "name": "发货",
    "responses": [
        {
            "messages": [
                {"type": 0, "lang": "zh-cn", "speech": ["今天发", "明天发"]},
                {"type": 0, "speech": "在的"},
                {"type": 4, "payload": {"text": "不看"}},
            ]
        }
    ],
}
PAGE = {
    "displayName": "发货页",
    "entryFulfillment": {"messages": [{"text": {"text": ["今天发"]}, "languageCode": "zh-cn"}]},
    "transitionRoutes": [{"triggerFulfillment": {"messages": [{"text": {"text": ["明天发"]}}]}}],
}
LEX = {
    "name": "Refund",
    "intentClosingSetting": {
        "closingResponse": {
            "messageGroupsList": [
                {
                    "message": {"plainTextMessage": {"value": "可以退"}, "ssmlMessage": None},
                    "variations": [{"plainTextMessage": {"value": "能退的"}}],
                }
            ]
        }
    },
    "initialResponseSetting": {
        "initialResponse": {
            "messageGroups": [
                {"message": {"plainTextMessage": {"value": "您好"}}},
                {
                    "message": {
                        "imageResponseCard": {"title": "卡片", "buttons": [{"text": "好", "value": "y"}]}
                    }
                },
            ]
        }
    },
}
CANNED = [{"id": 1, "short_code": "fh", "content": "今天发"}, {"short_code": "th", "content": "可以退"}]


def dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("source", "name", "format", "expected"),
    [
        (
            DOMAIN,
            "domain.yml",
            "rasa",
            [("utter_greet", "亲，您好 {name}"), ("utter_greet", "贵宾您好"), ("utter_faq/ship", "今天发")],
        ),
        (OLD_DOMAIN, "domain.yml", "rasa", [("utter_hi", "亲，您好"), ("utter_hi", "在的")]),
        (dumped(MACROS), "a.json", "zendesk", [("退货", "可以退"), ("发货", "今天发"), ("发货", "明天发")]),
        (
            dumped({"macro": MACROS["macros"][0]}),
            "a.json",
            "zendesk",
            [("退货", "可以退")],
        ),
        (
            dumped(INTENT),
            "发货.json",
            "dialogflow",
            [("发货", "今天发"), ("发货", "明天发"), ("发货", "在的")],
        ),
        (dumped(PAGE), "page.json", "dialogflow", [("发货页", "今天发"), ("发货页", "明天发")]),
        (dumped(LEX), "Intent.json", "lex", [("Refund", "可以退"), ("Refund", "能退的"), ("Refund", "您好")]),
        (dumped(CANNED), "canned.json", "chatwoot", [("fh", "今天发"), ("th", "可以退")]),
        (dumped(CANNED[0]), "canned.json", "chatwoot", [("fh", "今天发")]),
    ],
)
def test_replies_and_their_names(
    source: str, name: str, format: str, expected: list[tuple[str, str]]
) -> None:
    assert reader_for(source, name) == format
    assert [(one.name, one.text) for one in templates(source, format, name)] == expected


@pytest.mark.parametrize(
    ("source", "format"), [(DOMAIN, "rasa"), (dumped(PAGE), "dialogflow"), (dumped(LEX), "lex")]
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_in_other_encodings(source: str, format: str, encoding: str) -> None:
    loaded = load(source.encode(encoding), "a", OPTIONS)
    assert loaded.reader.name == format
    assert loaded.encoding.encode(loaded.text) == source.encode(encoding)


def test_only_the_text_is_edited() -> None:
    assert replaced(DOMAIN, "rasa", "您好", "您好呀") == DOMAIN.replace("亲，您好", "亲，您好呀")
    source = dumped(MACROS)
    assert replaced(source, "zendesk", "可以", "能") == source.replace("可以", "能")


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        (DOMAIN.replace("    buttons:", "   buttons"), "domain.yml", 7),
        (dumped(MACROS)[:-2], "macros.json", 32),
    ],
)
def test_a_broken_export_tells_its_place(source: str, name: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        load(source.encode(), name, OPTIONS)
    assert caught.value.problem.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "format", "trust"),
    [
        ("rules:\n- steps:\n  - action: utter_greet\n", "rasa", "no"),
        ("responses:\n  utter_hi:\n  - text: hello\n", "rasa", "plain"),
        ('{"messages": [{"role": "user", "content": "在吗"}]}', "dialogflow", "no"),
    ],
)
def test_recognition(source: str, format: str, trust: str) -> None:
    assert verdict(source, "a.yml", format).trust == trust


def test_a_long_export_is_known_by_its_marks() -> None:
    many = [{"short_code": f"c{number}", "content": "今天发"} for number in range(5000)]
    assert reader_for(dumped(many), "a.json") == "chatwoot"
    assert verdict(json.dumps(many), "a.json", "chatwoot").trust == "sure"
