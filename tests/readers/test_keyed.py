"""Replies in keyed data by paths of the configuration."""

from __future__ import annotations

import pytest

from linter.readers.base import ReadOptions
from linter.readers.vocabulary import with_additions
from tests.readers.support import OPTIONS, replaced, templates, verdict

BOT = """
bot:
  intents:
    ship: {title: 发货, answers: [今天发, 明天发], note: 内部}
    back: {answers: [可以退]}
other: {say: 在的}
"""


def options(*keys: str, html: tuple[str, ...] = ()) -> ReadOptions:
    return with_additions(OPTIONS, text_keys=keys, html_keys=html)


def found(source: str, format: str, *keys: str) -> list[tuple[str, str]]:
    return [(one.name, one.text) for one in templates(source, format, options=options(*keys))]


def test_a_star_for_a_key_names_the_template() -> None:
    assert found(BOT, "yaml", "bot.intents.*.answers[*]") == [
        ("ship", "今天发"),
        ("ship", "明天发"),
        ("back", "可以退"),
    ]


def test_any_depth() -> None:
    assert found(BOT, "yaml", "**.say") == [("other.say", "在的")]


def test_everything_below_a_path_is_meant() -> None:
    assert [text for _, text in found(BOT, "yaml", "bot.intents.ship.answers", "other")] == [
        "今天发",
        "明天发",
        "在的",
    ]


@pytest.mark.parametrize(
    ("path", "texts"), [("a[0]", ["一"]), ("a[-1]", ["三"]), ("a[*]", ["一", "二", "三"]), ("a[5]", [])]
)
def test_items_by_number(path: str, texts: list[str]) -> None:
    assert [text for _, text in found('{"a": ["一", "二", "三"]}', "json", path)] == texts


def test_items_by_a_field() -> None:
    source = '[{"kind": "reply", "v": "今天发", "name": "发货"}, {"kind": "note", "v": "内部"}]'
    assert found(source, "json", "[kind=reply].v") == [("发货", "今天发")]


def test_a_text_that_two_ways_lead_to_comes_once() -> None:
    assert found('{"text": "在的"}', "json", "**.text", "text", "te*") == [("text", "在的")]
    assert [text for _, text in found("a: &x {v: 在的}\nb: *x\n", "yaml", "a.v", "b.v")] == ["在的"]


def test_names_of_keys_work_beside_paths() -> None:
    source = '{"answer": "在的", "bot": {"say": "您好"}, "text": "好的"}'
    assert [text for _, text in found(source, "json", "answer", "bot.say")] == ["在的", "您好", "好的"]


def test_a_file_is_recognised_by_paths_too() -> None:
    assert verdict(BOT, "a.yaml", "yaml", options("bot.intents.*.answers")).trust == "sure"
    assert verdict(BOT, "a.yaml", "yaml").trust == "no"


def test_html_by_the_name_of_its_key() -> None:
    source = '{"body_html": "<p>在的</p><p>您好</p>"}'
    assert [one.text for one in templates(source, "json", options=options(html=("body_html",)))] == [
        "在的\n您好"
    ]


def test_canned_responses_are_named_by_their_codes() -> None:
    source = '{"payload": [{"id": 1, "short_code": "fh", "content": "{{contact.name}} 今天发"}]}'
    (one,) = templates(source, "chatwoot")
    assert (one.name, one.code, one.text) == ("fh", "fh", "{{contact.name}} 今天发")
    assert replaced(source, "chatwoot", "今天", "明天") == source.replace("今天", "明天")
