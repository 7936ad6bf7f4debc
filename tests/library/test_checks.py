"""The loop over libraries."""

from __future__ import annotations

import sys

from linter.i18n import set_language
from linter.library.checks import Checks
from tests.library.support import entry, named, program

SAME = "麻烦您核对一下收货地址，没问题就安排打包了"
ENTRIES = [
    *named(("一", SAME), ("二", SAME)),
    entry("{buyer_nick 您好", "三", file="b.yaml"),
    entry(SAME, "四"),
    entry("付款后48小时内发货，{订单号", "发货"),
    entry("付款后24小时内发货", "催单"),
]


def rules(*wanted: str) -> list[tuple[str, str]]:
    """Name of the template and rule of each finding."""
    active = (lambda identifier: identifier in wanted) if wanted else (lambda identifier: True)
    return [(one.template.name, finding.rule) for one, finding in Checks(program(), active).findings(ENTRIES)]


def test_findings_come_in_the_order_of_the_templates() -> None:
    assert rules() == [
        ("二", "library.duplicate"),
        ("三", "library.placeholder"),
        ("四", "library.duplicate"),
        ("发货", "library.placeholder"),
        ("催单", "library.contradiction"),
    ]


def test_only_active_rules_are_asked() -> None:
    assert rules("library.contradiction") == [("催单", "library.contradiction")]
    assert Checks(program(), lambda identifier: False).findings(ENTRIES) == []


def test_severities_are_those_of_the_rules_unless_others_are_given() -> None:
    def severity(checks: Checks) -> str:
        return checks.findings(ENTRIES)[-1][1].severity

    active = {"library.contradiction"}.__contains__
    assert severity(Checks(program(), active)) == "warning"
    assert severity(Checks(program(), active, {"library.contradiction": "error"})) == "error"


def test_a_placeholder_in_what_is_told_is_no_slot_of_the_message() -> None:
    texts = named(("退{match}货", f"{{where}}{SAME}"), ("二", f"{{where}}{SAME}"))
    ((_, finding),) = Checks(program(), {"library.duplicate"}.__contains__).findings(texts)
    assert finding.message == "和“退{match}货”（话术.yaml:1）相同，留一条就够了。"


def test_messages_are_in_the_users_language() -> None:
    set_language("en")
    try:
        found = Checks(program()).findings(ENTRIES, least=1)
    finally:
        set_language("zh")
    assert found[0][1].message.startswith("among 6 templates there is none for: ")
    assert (
        "“付款后48小时内发货” in 话术.yaml:1" in found[-1][1].message or "话术.yaml" in found[-1][1].message
    )


def test_nothing_is_found_where_nothing_is() -> None:
    assert Checks(program()).findings([], least=1) == []


def test_one_clean_template_loads_no_check() -> None:
    modules = [name for name in sys.modules if name.startswith("linter.library.") and "missing" in name]
    for name in modules:
        del sys.modules[name]
    assert Checks(program()).findings(named(("一", "好的，这就为您安排"))) == []
    assert "linter.library.missing" not in sys.modules
