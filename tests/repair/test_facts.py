"""What no fix may change."""

from __future__ import annotations

import re

import pytest

from linter.repair.facts import facts, keeps_facts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("亲，今天发货", []),
        ("满300减50", ["300", "50"]),
        ("8:30到，1,299.00元", ["8:30", "1,299.00"]),
        ("2024-06-18前", ["2024-06-18"]),
        ("１２小时", ["１２"]),
        ("{buyer_nick}的【订单号】和【订单号】", ["{buyer_nick}", "【订单号】", "【订单号】"]),
        ("见https://a.cn/b?c=1", ["https://a.cn/b?c=1"]),
        ("{card_12}第3件", ["{card_12}", "3"]),
        ("A4纸", ["4"]),
        ("换iPhone16和USB线", ["16", "USB", "iPhone"]),
    ],
)
def test_placeholders_links_and_numbers_are_facts(text: str, found: list[str]) -> None:
    assert sorted(facts(text).elements()) == sorted(found)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("48小时内保证发", "48小时内尽量发", True),
        ("保证48小时内发", "48小时内尽量发", True),
        ("48小时内发", "小时内发", False),
        ("48小时内发", "4天内发", False),
        ("48小时内发", "今天发，48小时内到，48小时", False),
        ("今天发", "3天内发", False),
        ("1天，2件", "12件", False),
        ("{nick}您好", "您好", False),
        ("{nick}您好", "{nick}，您好", True),
        ("【亲，订单号】发一下", "【亲，麻烦您订单号】发一下", False),
        ("[收货 地址]发一下", "[收货 请地址]发一下", False),
        ("看https://a.cn呢", "看https://a.cnOK呢", False),
        ("满100%退", "满100退", True),
        ("%s在的", "%d在的", False),
        ("这款Pro保证好", "这款保证好", False),
        ("点“我要退款”哦", "点“我想退款”哦", False),
        ("点“我要退款”哦", "麻烦您点“我要退款”哦", True),
    ],
)
def test_facts_must_stand_there_as_often_as_before(before: str, after: str, kept: bool) -> None:
    assert keeps_facts(before, after) is kept


@pytest.mark.parametrize(
    ("before", "after", "fault", "kept"),
    [
        ("亲886", "亲再见", "886", True),
        ("亲886", "亲再见", "亲886", False),
        ("这款yyds", "这款很好", "yyds", True),
        ("Pro款yyds", "款很好", "yyds", False),
        ("“你”放心", "“您”放心", "你", True),
    ],
)
def test_of_the_fault_itself_only_digits_are_facts(before: str, after: str, fault: str, kept: bool) -> None:
    assert keeps_facts(before, after, fault) is kept


def test_what_is_written_in_words_is_told_by_a_pattern() -> None:
    assert facts("三天到，用云朵枕", re.compile("[三四]天|云朵枕")) == {"三天": 1, "云朵枕": 1}


@pytest.mark.parametrize(
    ("after", "drops", "kept"),
    [
        ("3天内回", ["139"], True),
        ("3天内回", ["电话139"], True),
        ("3天内回", [], False),
        ("3天内回", ["13"], False),
        ("回", ["139"], False),
        ("回", ["139", "3"], True),
        ("5天内回", ["139"], False),
    ],
)
def test_what_a_fix_drops_need_not_stay(after: str, drops: list[str], kept: bool) -> None:
    assert keeps_facts("加我139，3天内回", after, drops=drops) is kept


def test_of_what_stands_there_twice_one_is_dropped() -> None:
    assert not keeps_facts("加我139，尾号139", "在的", drops=["139"])
    assert keeps_facts("加我139，尾号139", "尾号139", drops=["139"])


def test_a_placeholder_is_dropped_as_a_whole() -> None:
    assert keeps_facts("加我{wechat}聊", "在这里说", drops=["{wechat}"])
    assert not keeps_facts("加我{wechat}聊", "在这里说", drops=["wechat"])
