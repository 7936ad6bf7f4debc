"""Templates that say different things of the same fact."""

from __future__ import annotations

import pytest

from tests.library.support import Found, entry, found, named

RULE = "library.contradiction"

AGAINST = [
    ("亲，小店都是包邮的", "不好意思，我们不包邮哦"),
    ("全国包邮", "邮费需要您自理的"),
    ("本店支持7天无理由退换", "您放心，我们支持15天无理由"),
    ("付款后48小时内发货", "拍下三天内给您发出"),
    ("店里支持花呗的", "抱歉，花呗暂时不支持的"),
    ("可以开电子发票", "小店没办法开发票哦"),
    ("每单都赠送运费险", "我们没有运费险的"),
    ("正品保证，假一赔十", "假一赔三，您放心"),
    ("默认发圆通快递", "我们默认走韵达的"),
    ("支持15天价保", "7天价保哦"),
    ("全店质保一年", "我们质保两年"),
]


@pytest.mark.parametrize(("one", "other"), AGAINST)
def test_both_ways_of_saying_it_are_told_with_the_place(one: str, other: str) -> None:
    (told,) = found(RULE, named(("说明", one), ("咨询", other)))
    assert told.number == 1
    assert told.match in other
    assert "话术.yaml:1 的“" in told.message
    assert told.match in told.message


@pytest.mark.parametrize(("one", "other"), AGAINST)
def test_the_order_of_the_templates_only_says_which_of_them_is_told(one: str, other: str) -> None:
    assert len(found(RULE, named(("咨询", other), ("说明", one)))) == 1


@pytest.mark.parametrize(("one", "other"), AGAINST)
def test_the_same_said_twice_is_no_contradiction(one: str, other: str) -> None:
    assert found(RULE, named(("说明", one), ("咨询", f"亲，{one}"))) == []


TOGETHER = [
    ("满88元包邮", "不满88元不包邮"),
    ("全国包邮，新疆、西藏除外", "新疆不包邮的哦"),
    ("全店包邮", "样品不包邮"),
    ("全店包邮", "退货的邮费由您承担"),
    ("包邮的", "您问的是包不包邮吗？"),
    ("包邮的", "说“不包邮”的都不是我们家"),
    ("付款后48小时内发货", "预售款15天内发货"),
    ("付款后48小时内发货", "48小时内给您回复"),
    ("付款后两天内发货", "拍下48小时内发出"),
    ("付款后48小时内发货", "大促期间72小时内发货"),
    ("付款后48小时内发货", "付款后[X]小时内发货"),
    ("付款后48小时内发货", "实木床付款后15天内发货"),
    ("支持7天无理由退换", "有质量问题30天内换新"),
    ("支持7天无理由退换", "定制商品不支持7天无理由退换"),
    ("支持花呗", "分期的话要看额度"),
    ("支持花呗", "不支持信用卡"),
    ("默认发中通", "偏远地区默认发邮政"),
    ("默认发中通", "默认发中通或者圆通"),
    ("整机保修一年", "电池保修半年"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_holds_in_its_own_case_is_no_contradiction(one: str, other: str) -> None:
    assert found(RULE, named(("说明", one), ("咨询", other))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "发货"}, {"name": "实木床发货"}),
        ({"name": "枕套发货"}, {"name": "实木床发货"}),
        ({"name": "发货", "group": "枕套"}, {"name": "发货", "group": "实木床"}),
        ({"name": "淘宝发货"}, {"name": "京东发货"}),
        ({"name": "发货", "situation": "天猫旗舰店的客户问"}, {"name": "发货", "situation": "拼多多客户问"}),
        ({"name": "发货"}, {"name": "发货", "situation": "预售商品"}),
        ({"name": "发货", "file": "枕套.yaml"}, {"name": "发货", "file": "实木床.yaml"}),
        ({"name": "发货", "file": "a/售前.md"}, {"name": "发货", "file": "b/售前.md"}),
        ({"name": ""}, {"name": "发货"}),
    ],
)
def test_templates_for_different_things_are_not_compared(one: dict[str, str], other: dict[str, str]) -> None:
    texts = "付款后48小时内发货", "付款后7天内发货"
    entries = [entry(text, **names) for text, names in zip(texts, (one, other), strict=True)]
    assert found(RULE, entries) == []
    same = [entry(text, "发货", **{k: v for k, v in one.items() if k == "group"}) for text in texts]
    assert len(found(RULE, same)) == 1


def test_what_most_say_is_taken_for_right() -> None:
    entries = named(
        ("发货", "24小时内发货"), ("催单", "好，亲48小时内发货的，放心"), ("物流", "48小时内发出")
    )
    assert found(RULE, entries) == [
        Found(0, "24小时内发货", "“24小时内发货”和 话术.yaml:2 的“亲48小时内发货的”说法不一（发货时间）。")
    ]


def test_a_template_that_says_both_is_compared_with_none() -> None:
    entries = named(
        ("发货", "24小时内发货，我们也会48小时内发货"), ("催单", "48小时内发货"), ("物流", "24小时内发货")
    )
    assert [told.number for told in found(RULE, entries)] == [2]


def test_parts_of_a_library_in_files_of_their_own_are_compared() -> None:
    entries = [entry("小店都包邮的", "邮费", "shop/售前.md"), entry("我们不包邮", "邮费", "shop/售后.csv")]
    (told,) = found(RULE, entries)
    assert "shop/售前.md:1" in told.message


def test_traditional_characters_and_full_width_digits_say_the_same() -> None:
    entries = named(("發貨", "付款後４８小時內發貨"), ("催单", "付款后24小时内发货"))
    assert [told.match for told in found(RULE, entries)] == ["24小时内发货"]


def test_a_fact_that_is_dropped_is_not_looked_for() -> None:
    entries = named(("说明", "小店都包邮的"), ("咨询", "我们不包邮"))
    assert found(RULE, entries, facts=[]) == []


def test_a_fact_whose_signal_needs_no_word_is_looked_for_too() -> None:
    fact = {"title": {"zh": "编号", "en": "number"}, "signals": ["return-days"], "opposed": False}
    entries = named(("说明", "支持7天无理由"), ("咨询", "支持15天无理由"))
    assert len(found(RULE, entries, facts=[{**fact, "anywhere": True}])) == 1
