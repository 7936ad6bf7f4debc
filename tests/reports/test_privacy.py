"""Personal data, masked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reports.privacy import Hide, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13800138000", "电话138******00"),
        ("138 0013 8000联系", "138 **** **00联系"),
        ("138-0013-8000", "138-****-**00"),
        ("+8613800138000", "+861********00"),
        ("１３８００１３８０００", "１３８******００"),
        ("QQ123456789", "QQ123****89"),
        ("tel13800138000转", "tel138******00转"),
        ("11010119900307123X", "110*************3X"),
        ("订单2024061812345678901234567890", "订单202***********************90"),
        ("6222 0000 1111 2222 333", "622* **** **** **** *33"),
        ("xiaomei.shop@163.com", "x*******************"),
        ("邮箱a@b.cn，谢谢", "邮箱a*****，谢谢"),
        ("住在12栋3单元402室", "住在**栋*单元***室"),
        ("在8号楼等您", "在*号楼等您"),
        ("工业路88号楼", "*******"),
        ("寄到杭州市西湖区青藤路138号吧", "寄到杭州市西湖区*******吧"),
        ("地址：江苏省苏州市园区月亮湾5幢 502", "地址：江苏省苏州市园区*********"),
        ("我在阳光花园3栋2单元", "***********"),
        ("收货人：欧阳小菲", "收货人：****"),
        ("我叫李小明", "我叫***"),
        ("好的王女士，给您登记", "好的*女士，给您登记"),
        ("张三，13800138000", "**，138******00"),
        ("138 0013 8000 李四光", "138 **** **00 ***"),
        ("微信号 xiaomei_88", "微信号 **********"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "48小时内发货",
        "满300减50",
        "2024-06",
        "iPhone 13 Pro",
        "199.00元",
        "好的亲",
        "A4纸100张",
        "@小美 在吗",
        "我叫你发货呢",
        "名字是什么",
        "上海市区5号到货",
        "走公路运输3天到",
        "地址是不是填错了",
        "请核对收货地址，今天发出",
        "微信转账不行哦",
        "一楼二楼都有货",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert mask(text) == text


pieces = st.sampled_from(
    [
        "13800138000",
        "1",
        "12345678",
        "-",
        " ",
        "X",
        "a@b.cn",
        "@",
        "栋",
        "室",
        "电话",
        "，",
        "QQ",
        "１２３４５６７",
        ".",
        "😀",
        "王",
        "女士",
        "我叫",
        "地址：",
        "西湖区",
        "青藤路",
        "微信",
        "vxabcdef",
    ]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_a_mask_is_as_long_as_what_it_hides(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, masked, strict=True))


@given(
    st.integers(10**6, 10**40),
    st.sampled_from(["", "电话", "QQ", "no."]),
    st.sampled_from(["", "吗", "X", "abc"]),
)
def test_no_long_number_is_shown_whole(number: int, before: str, after: str) -> None:
    assert str(number) not in mask(f"{before}{number}{after}")


@pytest.mark.parametrize(
    "piece", ["区", "路", "王", "1号", "地址：", "王区路1", "1 ", "微信", "a@", "寄到区1"]
)
def test_a_long_line_takes_no_long_time(piece: str) -> None:
    started = time.perf_counter()
    mask(piece * 3000)
    assert time.perf_counter() - started < 2


# ---- what a report shows -------------------------------------------------------------------------------


def test_the_customer_is_hidden_in_what_was_said() -> None:
    assert Hide().text("爱吃糖的猫您好，爱吃糖的猫在吗", "爱吃糖的猫") == "爱****您好，爱****在吗"


@pytest.mark.parametrize("customer", [None, "", "亲"])
def test_a_name_of_one_character_hides_nothing(customer: str | None) -> None:
    assert Hide().text("亲，您好", customer) == "亲，您好"


@pytest.mark.parametrize(("name", "shown"), [("爱吃糖的猫", "爱***"), ("a", "a***"), (None, None)])
def test_of_a_customers_name_the_first_character_is_shown(name: str | None, shown: str | None) -> None:
    assert Hide().name(name) == shown


@pytest.mark.parametrize(
    ("id", "customer", "shown"),
    [
        ("s-20240506001234", "猫", "s-20240506001234"),
        ("爱吃糖的猫-3", "爱吃糖的猫", "爱***-3"),
        ("13800138000", None, "138******00"),
        ("a@b.cn", None, "a*****"),
        (None, None, None),
    ],
)
def test_the_id_of_a_conversation_stays_unless_it_is_the_customers(
    id: str | None, customer: str | None, shown: str | None
) -> None:
    assert Hide().id(id, customer) == shown


def test_nothing_is_hidden_where_that_is_asked_for() -> None:
    hide = Hide(show=True)
    said = "收货人：张三 13800138000"
    assert (hide.text(said, "张三"), hide.name("张三"), hide.id("张三-1", "张三")) == (said, "张三", "张三-1")


@given(st.text(), st.booleans(), st.none() | st.text(max_size=5))
def test_what_is_shown_has_no_control_characters_and_is_as_long(
    text: str, show: bool, customer: str | None
) -> None:
    shown = Hide(show).text(text, customer)
    assert len(shown) == len(text)
    assert not {character for character in shown if character < " " and character not in "\t\n"}
    assert not set(shown) & set("\x7f\x9b\u202e\u2066\ud83d")


def test_names_that_are_given_away_are_hidden_without_their_label_too() -> None:
    said = ["收货人：张三丰，微信号 xiaomei_88", "好的王女士"]
    assert Hide().names(said) == ["xiaomei_88", "张三丰"]
    assert Hide().text("发给张三丰 xiaomei_88", *Hide().names(said)) == "发给张** x*********"
