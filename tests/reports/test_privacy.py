"""Personal data, masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reports.privacy import mask


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
        ("工业路88号楼", "工业路**号楼"),
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
