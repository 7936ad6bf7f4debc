"""Situations for which a library has nothing."""

from __future__ import annotations

import pytest

from linter.library.base import Entry
from linter.library.checks import Checks
from tests.library.support import entry, found, named, program

RULE = "library.missing"
COMPLETE = {
    "欢迎语": ("进店", "您好，欢迎光临棉朵家居"),
    "请稍等": ("查件", "请您稍等，我看一下物流"),
    "忙碌或自动回复": ("夜里", "客服已下班，您可以先留言"),
    "议价的回答": ("嫌贵", "小店是一口价的，感谢理解"),
    "催付": ("未付款", "您的订单还没付款哦"),
    "感谢": ("付款后", "谢谢您的支持"),
    "道别": ("聊完", "祝您生活愉快"),
}


def test_nothing_is_missing_in_a_complete_library() -> None:
    assert found(RULE, named(*COMPLETE.values())) == []


@pytest.mark.parametrize("title", [title for title in COMPLETE if title not in ("感谢", "议价的回答")])
def test_what_is_missing_is_told_at_the_first_template(title: str) -> None:
    entries = named(*(template for name, template in COMPLETE.items() if name != title))
    (told,) = found(RULE, entries)
    assert (told.number, told.match, told.message) == (0, "", f"6 条话术里没有：{title}。")


def test_all_that_is_missing_is_told_at_once() -> None:
    (told,) = found(RULE, named(("面料", "这款是全棉的"), ("尺寸", "床单是两米四的")))
    assert told.message == f"2 条话术里没有：{'、'.join(COMPLETE)}。"


@pytest.mark.parametrize("where", ["name", "situation", "group"])
def test_a_name_tells_what_a_template_is_for(where: str) -> None:
    others = [entry(text, name) for title, (name, text) in COMPLETE.items() if title != "道别"]
    assert found(RULE, [*others, entry("好的呢", **{where: "道别用"})]) == []


def test_fewer_templates_than_a_library_has_lack_nothing() -> None:
    def told(count: int) -> list[str]:
        checks = Checks(program(least=4), {RULE}.__contains__)
        entries = named(*((f"面料{number}", f"第{number}款是全棉的") for number in range(count)))
        return [finding.rule for _, finding in checks.findings(entries)]

    assert told(3) == []
    assert told(4) == [RULE]


def test_a_part_of_a_library_lacks_nothing() -> None:
    assert found(RULE, named(("面料", "这款是全棉的")), whole=False) == []


def test_all_files_of_a_run_are_one_library_here() -> None:
    entries: list[Entry] = [
        entry(text, name, f"{number}.md") for number, (name, text) in enumerate(COMPLETE.values())
    ]
    assert found(RULE, entries) == []


def test_a_situation_may_be_told_by_a_condition() -> None:
    situation = {
        "name": "care",
        "title": {"zh": "洗涤", "en": "washing"},
        "named": [],
        "find": {"phrases": ["洗"]},
        "unless": ["question"],
        "words": ["洗"],
    }
    assert found(RULE, named(("面料", "建议冷水洗")), situations=[situation]) == []
    assert len(found(RULE, named(("面料", "您洗过了吗")), situations=[situation])) == 1
    assert len(found(RULE, named(("面料", "全棉的")), situations=[{**situation, "words": None}])) == 1
