"""The same text under several names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.support import entry, found, named

RULE = "library.duplicate"
TEXT = "麻烦您保留好吊牌和包装，在订单里申请售后，填好单号寄回来，仓库收到以后当天退款"


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        f"  {TEXT}～～",
        TEXT.replace("，", " "),
        TEXT.replace("，", "，\n"),
        TEXT.replace("当天", "當天"),
        f"{TEXT}😊",
    ],
)
def test_white_space_punctuation_and_script_make_no_other_text(other: str) -> None:
    (told,) = found(RULE, named(("退货", TEXT), ("怎么退", other)))
    assert (told.number, told.match) == (1, other)
    assert told.message == "和“退货”（话术.yaml:1）相同，留一条就够了。"


@pytest.mark.parametrize(
    "other",
    [
        f"亲，{TEXT}哦",
        TEXT.replace("麻烦您", "请您"),
        TEXT.replace("包装", "包庄"),
        TEXT.replace("寄回来", "寄回"),
    ],
)
def test_light_words_and_slips_make_nearly_the_same_text(other: str) -> None:
    (told,) = found(RULE, named(("退货", TEXT), ("怎么退", other)))
    assert told.message == "和“退货”（话术.yaml:1）几乎相同，留一条就够了。"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("当天", "3天"),
        ("麻烦您", "麻烦您不用"),
        ("仓库", "厂家"),
        ("吊牌", "发票"),
        ("单号", "{单号}"),
        ("申请售后", "申请售后（客服会在那里回复您，请留意消息）"),
        ("当天退款", "当天换货"),
    ],
)
def test_a_difference_that_matters_makes_another_text(old: str, new: str) -> None:
    assert found(RULE, named(("退货", TEXT), ("怎么退", TEXT.replace(old, new)))) == []


def test_placeholders_tell_texts_apart() -> None:
    texts = [f"您好，您的包裹已经寄出，单号是{{{name}}}，请您留意查收" for name in ("订单号", "运单号")]
    assert found(RULE, named(("一", texts[0]), ("二", texts[1]))) == []


def test_a_difference_that_the_names_tell_is_meant() -> None:
    texts = [
        f"您好，{what}被的填充物在详情页第二张图，克重有三种，您可以看看哪一种适合您那边的温度"
        for what in "鹅鸭"
    ]
    assert len(found(RULE, named(("填充一", texts[0]), ("填充二", texts[1])))) == 1
    assert found(RULE, named(("鹅被", texts[0]), ("鸭被", texts[1]))) == []


@pytest.mark.parametrize("text", ["好的亲", "在的，您说", "谢谢您的支持哦"])
def test_short_answers_may_come_twice(text: str) -> None:
    assert found(RULE, named(("一", text), ("二", text))) == []


def test_texts_without_names_are_lines_of_a_list_and_not_compared() -> None:
    assert found(RULE, [entry(TEXT), entry(TEXT)]) == []


def test_files_of_other_shops_may_say_the_same() -> None:
    assert found(RULE, [entry(TEXT, "退货", "枕套.md"), entry(TEXT, "退货", "床垫.md")]) == []


def test_a_row_that_comes_twice_is_told_once_by_its_code() -> None:
    rows = [entry(TEXT, code="th"), entry(TEXT, code="th")]
    assert found(RULE, rows) == []
    assert len(found("library.code-twice", rows)) == 1


def test_each_copy_is_told_and_names_the_first() -> None:
    told = found(RULE, named(("一", TEXT), ("二", "别的话，说的是另外一件事情"), ("三", TEXT), ("四", TEXT)))
    assert [one.number for one in told] == [2, 3]
    assert all("（话术.yaml:1）" in one.message for one in told)


def test_how_alike_is_alike_can_be_set() -> None:
    entries = named(("退货", TEXT), ("怎么退", TEXT.replace("寄回来", "寄回")))
    assert found(RULE, entries, duplicates={"shortest": 10, "alike": 0.99, "alike-but-light": 0.6}) == []
    assert found(RULE, entries, duplicates={"shortest": 99, "alike": 0.9, "alike-but-light": 0.6}) == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([TEXT, TEXT.replace("仓库", "厂家"), "亲，这款还有现货，喜欢可以直接拍"]), max_size=12
    )
)
def test_every_text_is_told_but_for_the_first_of_its_kind(texts: list[str]) -> None:
    told = found(RULE, named(*((f"话术{number}", text) for number, text in enumerate(texts))))
    assert [one.number for one in told] == [n for n, text in enumerate(texts) if text in texts[:n]]
