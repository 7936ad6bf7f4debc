"""New words in the script, and with the commas, of the reply that they go into."""

from __future__ import annotations

import pytest

from linter.rules.script import Script
from tests.rules.support import shipped

SCRIPT = Script({"貨": "货", "請": "请", "為": "为"}, {"货": "貨", "请": "請", "为": "為"})


@pytest.mark.parametrize(
    ("text", "model", "written"),
    [
        ("请您稍等，", "今天发货，明天到", "请您稍等，"),
        ("请您稍等，", "今天發貨，明天到", "請您稍等，"),
        ("请您稍等，", "今天发货,明天到", "请您稍等,"),
        ("请您稍等，", "今天发货,明天到，请放心", "请您稍等，"),
        ("好的！请问？", "在的,亲", "好的!请问?"),
        ("请您稍等，", "今天发货", "请您稍等，"),
    ],
)
def test_words_look_like_the_reply_they_go_into(text: str, model: str, written: str) -> None:
    assert SCRIPT.match(text, model) == written


def test_the_shipped_table_takes_simplified_replies_for_simplified() -> None:
    script = shipped().program.script
    assert not script.is_traditional("您好，这款羽绒服面料是百分之九十白鸭绒，今天下单后天发货，请您放心")
    assert script.is_traditional("您好，這款今天發貨")


def test_what_the_shipped_table_makes_traditional_is_read_as_it_was() -> None:
    program = shipped().program
    text = "请您稍等，我们这就为您查询订单，谢谢您的支持"
    traditional = program.style(text, "發貨了")
    assert traditional != text
    assert program.view(traditional, "agent").text == text
