"""Misspelt names of placeholders."""

from __future__ import annotations

import pytest

from tests.library.support import Found, entry, found

RULE = "library.placeholder"


def told(right: str, name: str, times: int = 5) -> list[Found]:
    """What is said where one name stands `times` times and another once."""
    texts = [*(f"{{{right}}}，第{number}条" for number in range(times)), f"您好{{{name}}}"]
    return found(RULE, [entry(text) for text in texts])


@pytest.mark.parametrize(
    ("right", "name"),
    [
        ("buyer_nick", "buyer_nik"),
        ("buyer_nick", "buyer_nikc"),
        ("buyer_nick", "buyer_nickk"),
        ("buyer_nick", "Buyer_Nick"),
        ("buyer_nick", "buyernick"),
        ("shop_coupon", "shop_cuopon"),
        ("voucher", "vaucher"),
        ("买家昵称", "买家呢称"),
        ("买家昵称", "买家称昵"),
    ],
)
def test_a_slip_of_a_name_that_is_often_used_is_told(right: str, name: str) -> None:
    (one,) = told(right, name)
    assert (one.number, one.match) == (5, f"{{{name}}}")
    assert one.message == f"占位符“{{{name}}}”：是不是 {{{right}}}（别处用了 5 次）？"


@pytest.mark.parametrize(
    ("right", "name"),
    [
        ("buyer_nick", "seller_nick"),
        ("item1", "item2"),
        ("coupon", "coupons"),
        ("order_no", "order_id"),
        ("size", "side"),
        ("start_date", "end_date"),
        ("收货地址", "退货地址"),
        ("收货地址", "发货地址"),
        ("产品", "产地"),
        ("尺码", "尺码表"),
        ("优惠券金额", "优惠券金额度"),
        ("款式A", "款式B"),
    ],
)
def test_another_name_is_no_slip(right: str, name: str) -> None:
    assert told(right, name) == []


def test_a_name_that_is_used_as_often_is_no_slip() -> None:
    texts = ["{buyer_nika}"] * 3 + ["{buyer_nikb}"] * 3
    assert found(RULE, [entry(text) for text in texts]) == []
    assert told("buyer_nika", "buyer_nikb", times=4) == []


def test_a_known_name_is_right_and_what_is_near_it_is_a_slip() -> None:
    assert told("buyer_nic", "buyer_nick") == []
    (one,) = found(RULE, [entry("{buyer_nikc}您好")])
    assert one.message == "占位符“{buyer_nikc}”：是不是 {buyer_nick}？"


def test_every_use_of_a_slip_is_told() -> None:
    texts = ["{buyer_nick}"] * 10 + ["{buyer_nik}，{buyer_nik}"]
    assert [one.match for one in found(RULE, [entry(text) for text in texts])] == ["{buyer_nik}"] * 2


def test_emphasis_is_not_spelled_after_placeholders() -> None:
    texts = ["{买家昵称}"] * 5 + ["【买家呢称】的意思是您的名字"]
    assert found(RULE, [entry(text) for text in texts]) == []
