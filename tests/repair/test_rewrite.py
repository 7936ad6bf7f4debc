"""Replies mended until nothing is left to mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.engine import Engine, with_text
from linter.matching.marked import blanks
from linter.model import Finding, Reply, Severity, rank
from linter.repair.edits import apply, compatible
from linter.repair.facts import facts
from linter.repair.rewrite import AMOUNT, Repair, ready_fix, safe_fix
from linter.rules.program import Program
from tests.rules.support import Shop, agent, customer, last_reply, rule, ruleset, shipped, template, written

SORRY = "fix: [ { insert: 抱歉，, at: start } ]"


@pytest.fixture
def rules(tmp_path: Path) -> Shop:
    text = ruleset(
        rule("find: { phrases: [保证] }\nfix: [ { with: 尽量 } ]", "a.pledge"),
        rule("find: { phrases: [你] }\nfix: [ { with: 您, safe: true } ]", "b.pronoun"),
        rule(f"find: {{ missing: [抱歉] }}\nwhen: [ {{ clause: [坏了] }} ]\n{SORRY}", "c.sorry"),
        rule(f"find: {{ phrases: [没有] }}\nunless: [ {{ reply: [抱歉] }} ]\n{SORRY}", "d.no"),
        rule("find: { phrases: [必须] }\nfix: [ { with: 保证 } ]", "e.worse"),
        rule("find: { phrases: [三天] }\nfix: [ { with: 3天 } ]", "f.number"),
        rule("find: { phrases: [随便] }", "g.none"),
    )
    return Shop(written(tmp_path, text))


def test_findings_get_the_fixes_that_hold_with_their_results(rules: Shop) -> None:
    reply = template("我们保证到，你放心")
    advice = rules.repair.advise(reply, rules.engine.judge(reply))
    assert [[(fix.applicability, fix.result) for fix in finding.fixes] for finding in advice.findings] == [
        [("unsafe", "我们尽量到，你放心")],
        [("safe", "我们保证到，您放心")],
    ]
    assert advice.rewrite == "我们尽量到，您放心"


def test_one_fix_may_settle_two_findings(tmp_path: Path) -> None:
    text = ruleset(
        rule(f"find: {{ missing: [抱歉] }}\n{SORRY}", "a.sorry"),
        rule(f"find: {{ phrases: [没有] }}\nunless: [ {{ reply: [抱歉] }} ]\n{SORRY}", "b.no"),
    )
    assert Shop(written(tmp_path, text)).mended("没有货") == "抱歉，没有货"


def test_a_fix_that_makes_another_finding_does_not_hold(rules: Shop) -> None:
    reply = template("您必须确认")
    advice = rules.repair.advise(reply, rules.engine.judge(reply))
    assert [finding.fixes for finding in advice.findings] == [()]
    assert advice.rewrite is None


def test_a_fix_may_leave_a_lesser_finding(tmp_path: Path) -> None:
    text = ruleset(
        rule(f"find: {{ phrases: [没有] }}\nunless: [ {{ reply: [抱歉] }} ]\n{SORRY}", "a.no"),
        rule("find: { phrases: [没有] }\nwhen: [ { reply: [抱歉] } ]\nseverity: info", "b.reason"),
    )
    assert Shop(written(tmp_path, text)).mended("没有货") == "抱歉，没有货"


def test_a_fix_that_leaves_a_graver_finding_does_not_hold(tmp_path: Path) -> None:
    text = ruleset(
        rule(
            f"find: {{ phrases: [没有] }}\nunless: [ {{ reply: [抱歉] }} ]\n{SORRY}\nseverity: info", "a.no"
        ),
        rule("find: { phrases: [没有] }\nwhen: [ { reply: [抱歉] } ]", "b.reason"),
    )
    assert Shop(written(tmp_path, text)).mended("没有货") is None


def test_a_fix_that_brings_a_number_does_not_hold(rules: Shop) -> None:
    assert rules.mended("三天内到") is None


def test_a_number_that_is_the_fault_may_go(tmp_path: Path) -> None:
    text = ruleset("find: { phrases: ['886', 100%] }\nfix: [ { swap: { '886': 再见, 100%: '' } } ]")
    rules = Shop(written(tmp_path, text))
    assert rules.mended("那886啦") == "那再见啦"
    assert rules.mended("100%有货，3天到") == "有货，3天到"


def test_a_fix_that_loses_an_amount_in_words_does_not_hold(tmp_path: Path) -> None:
    text = ruleset("find: { phrases: [保证] }\nfix: [ { with: '', of: clause } ]")
    rules = Shop(written(tmp_path, text))
    assert rules.mended("在的，我们保证两天到") is None
    assert rules.mended("在的，我们保证到") == "在的"


def test_only_numbers_that_a_fix_drops_may_go(tmp_path: Path) -> None:
    fix = r"fix: [ { with: 在这里说, of: clause, drops: '1\d{10}' } ]"
    rules = Shop(written(tmp_path, ruleset(f"find: {{ phrases: [加我] }}\n{fix}")))
    assert rules.mended("3天内到，加我13800138000") == "3天内到，在这里说"
    assert rules.mended("加我13800138000，3天内到") == "在这里说，3天内到"
    assert rules.mended("3天内到加我13800138000") is None


def test_an_answer_behind_a_nod_is_kept() -> None:
    mended = shipped().mended("嗯，半年，")
    assert mended is None or "半年" in mended


def test_an_amount_in_words_that_is_the_fault_may_go(tmp_path: Path) -> None:
    rules = Shop(written(tmp_path, ruleset("find: { phrases: [用十年都坏不了] }\nfix: [ { with: 很耐用 } ]")))
    assert rules.mended("这款用十年都坏不了") == "这款很耐用"


def test_a_fix_may_bring_a_slot_and_says_so(tmp_path: Path) -> None:
    text = ruleset(
        rule("find: { phrases: [没有] }\nfix: [ { with: 因为【原因】暂时缺 } ]", "a.no"),
        rule("find: { phrases: [你] }\nfix: [ { with: 您, safe: true } ]", "b.pronoun"),
    )
    rules = Shop(written(tmp_path, text))
    reply = template("没有货，你【订单号】退了")
    advice = rules.repair.advise(reply, rules.engine.judge(reply))
    assert [[fix.needs_input for fix in finding.fixes] for finding in advice.findings] == [[True], [False]]
    assert (advice.rewrite, advice.needs_input) == ("因为【原因】暂时缺货，您【订单号】退了", True)


def test_a_fix_with_a_slot_is_not_ready(tmp_path: Path) -> None:
    text = ruleset("find: { phrases: [没有] }\nfix: [ { with: 因为【原因】暂时缺 }, { with: 暂缺 } ]")
    rules = Shop(written(tmp_path, text))
    reply = template("没有货")
    assert rules.repair.rewrite(reply, rules.engine.judge(reply), ready_fix) == "暂缺货"


@pytest.mark.parametrize("text", ["呵呵", "呵呵，", "呵呵～😀"])
def test_a_fix_that_leaves_nothing_to_say_does_not_hold(tmp_path: Path, text: str) -> None:
    rules = Shop(written(tmp_path, ruleset("find: { phrases: [呵呵] }\nfix: [ { with: '' } ]")))
    assert rules.mended(text) is None
    assert rules.mended(text + "好的") is not None


def test_a_finding_without_a_fix_stays(rules: Shop) -> None:
    assert rules.mended("随便你") == "随便您"


def test_only_safe_fixes_are_applied_where_only_they_are_allowed(rules: Shop) -> None:
    reply = template("我们保证到，你放心")
    assert rules.repair.rewrite(reply, rules.engine.judge(reply), safe_fix) == "我们保证到，您放心"
    reply = template("我们保证到")
    assert rules.repair.rewrite(reply, rules.engine.judge(reply), safe_fix) is None


def test_a_reply_without_findings_is_left_alone(rules: Shop) -> None:
    reply = template("您好，今天发")
    advice = rules.repair.advise(reply, [])
    assert (advice.findings, advice.rewrite) == ((), None)


def test_a_fix_that_changes_nothing_does_not_hold(tmp_path: Path) -> None:
    text = ruleset("find: { phrases: [保证] }\nfix: [ { swap: { 保证: 保证 } }, { with: '{match}' } ]")
    assert Shop(written(tmp_path, text)).mended("保证到") is None


# ---- the shipped rules and random replies

CLAUSES = (
    "您好", "亲", "我们保证明天到", "一定能到的", "这款肯定好看", "绝不会掉色", "没有货了", "改不了地址",
    "这个我也不清楚", "不归我们管", "你的订单发了", "稍等", "稍等一下哦", "把快递面单发我看下",
    "拍张照片过来", "您问下驿站吧", "木有了", "呵呵", "么么哒", "这款面膜yyds", "好哒好哒", "马上来捏~",
    "收到鸭", "嗯", "可以", "今天发货", "谢谢您的支持", "抱歉", "非常抱歉让您久等了", "因为仓库缺货",
    "退货地址稍后发您", "保证金三天内退", "能发吗", "请您放心", "祝您生活愉快", "包您满意",
    "我這就去查", "這款保證是正品", "你们小区可以送", "保 证 到", "不\u200b支持退",
)  # fmt: skip
FACTS = (
    "{buyer_nick}", "{{ contact.name }}", "${order}", "%s", "【订单号】", "【亲，订单号】", "[链接]",
    "[收货 地址]", "#E-s1", "<nick>", "138****5678", "https://a.cn/b?c=1", "www.a.cn", "48小时", "3天",
    "三天内", "两个月", "十五块", "半年",
    "13800138000", "199.00元", "1,299元", "6月18日", "2024-06-18", "8:30", "１２月", "满300减50", "5折",
    "XL", "{保证}", "[你]", "https://a.cn/{你}",
)  # fmt: skip
MARKS = ("，", "，", "。", "！", "？", " ", "\n", "～", ",", "：", "")

parts = st.tuples(st.one_of(st.sampled_from(CLAUSES), st.sampled_from(FACTS)), st.sampled_from(MARKS))
texts = st.lists(parts, min_size=1, max_size=7).map(lambda several: "".join(a + b for a, b in several))
SAID = (
    "有货吗",
    "收到的碗碎了两个",
    "都五天了怎么还不发货",
    "好的谢谢",
    "我拍下了",
    "能改地址吗",
    "[链接]",
    "骗子店，我要投诉",
)


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """A template, or a reply of a chat."""
    text = draw(texts)
    if draw(st.booleans()):
        return template(text, draw(st.sampled_from(["", "欢迎语"])))
    before = [] if draw(st.booleans()) else [agent(draw(st.sampled_from(CLAUSES)))]
    return last_reply(*before, customer(draw(st.sampled_from(SAID))), agent(text))


def result_of(reply: Reply) -> str:
    mended = shipped().mended(reply)
    return reply.text if mended is None else mended


def rules_of(findings: Iterable[Finding], least: Severity) -> Counter[str]:
    """How many findings each rule has, of those at least that severe."""
    return Counter(finding.rule for finding in findings if rank(finding.severity) >= rank(least))


AMOUNTS = shipped().engine.pattern(AMOUNT)
SLOTS = {
    slot for rule in shipped().plan.docs["rules"] for slot in re.findall("【.*?】", str(rule.get("fix")))
}


def without_slots(text: str) -> str:
    """A mended text without the slots of the shipped fixes."""
    for slot in SLOTS:
        text = text.replace(slot, "").replace(shipped().program.style(slot, "這個"), "")
    return text


def blank_texts(text: str) -> list[str]:
    return [text[start:end] for start, end in blanks(text)]


@given(replies())
@settings(max_examples=200, deadline=None)
def test_no_placeholder_link_or_number_is_changed(reply: Reply) -> None:
    before, after = reply.text, without_slots(result_of(reply))
    assert facts(before, AMOUNTS) == facts(after, AMOUNTS)
    assert sorted(blank_texts(before)) == sorted(blank_texts(after))
    digits = [[character for character in text if character.isdigit()] for text in (before, after)]
    assert sorted(digits[0]) == sorted(digits[1])


@given(replies())
@settings(max_examples=200, deadline=None)
def test_no_offered_fix_changes_a_placeholder_link_or_number(reply: Reply) -> None:
    findings = shipped().engine.judge(reply)
    for finding in shipped().repair.advise(reply, findings).findings:
        for fix in finding.fixes:
            assert compatible(fix.edits)
            assert apply(reply.text, fix.edits) == fix.result != reply.text
            assert facts(without_slots(fix.result), AMOUNTS) == facts(reply.text, AMOUNTS)
            assert fix.needs_input == (without_slots(fix.result) != fix.result)


@given(replies())
@settings(max_examples=200, deadline=None)
def test_no_offered_fix_makes_a_new_finding_as_severe_as_its_own(reply: Reply) -> None:
    engine = shipped().engine
    findings = engine.judge(reply)
    for finding in shipped().repair.advise(reply, findings).findings:
        before = rules_of(findings, finding.severity)
        for fix in finding.fixes:
            after = rules_of(engine.judge(with_text(reply, fix.result)), finding.severity)
            assert not after - before
            assert after.total() < before.total()


@given(replies())
@settings(max_examples=200, deadline=None)
def test_mending_twice_changes_nothing_more(reply: Reply) -> None:
    once = result_of(reply)
    assert shipped().mended(with_text(reply, once)) is None


@given(replies())
@settings(max_examples=100, deadline=None)
def test_safe_mending_twice_changes_nothing_more(reply: Reply) -> None:
    engine, repair = shipped().engine, shipped().repair
    once = repair.rewrite(reply, engine.judge(reply), safe_fix)
    if once is not None:
        again = with_text(reply, once)
        assert repair.rewrite(again, engine.judge(again), safe_fix) is None


@given(replies())
@settings(max_examples=100, deadline=None)
def test_only_what_has_findings_is_changed(reply: Reply) -> None:
    if not shipped().engine.judge(reply):
        assert shipped().mended(reply) is None


FORBIDDEN = (
    "加我微信13800138000", "有事加QQ 66778899 说", "支付宝转我就行，便宜您20",
    "不走平台给您减十五块", "给个五星好评返5元", "晒图好评领3元红包", "差评删了我给您补20",
    "上个买家电话是13900001111", "楼上李姐也买了，她住2号楼801",
    "这款全网最低价", "我们是行业第一品牌", "没有比我们更便宜的", "面料吊打同行",
)  # fmt: skip
ALLOWED = (
    "48小时内发货", "实付199.00元", "单号SF1234567890", "{buyer_nick}您好", "满300减50", "三天内到",
    "您的【订单号】已发出", "8:30到", "退款15元已到账", "净重500克", "2024-06-18前有效",
    "链接https://a.cn/b?c=1", "发票三天内开好", "订单号是123456",
)  # fmt: skip


@given(st.permutations(ALLOWED), st.sampled_from(FORBIDDEN), st.sampled_from(["，", "。", "\n"]))
@settings(max_examples=150, deadline=None)
def test_only_what_is_forbidden_loses_its_numbers(allowed: list[str], forbidden: str, mark: str) -> None:
    before, behind = allowed[:2], allowed[2:4]
    text = mark.join([*before, forbidden, *behind])
    engine, repair = shipped().engine, shipped().repair
    findings = engine.judge(template(text))
    for finding in repair.advise(template(text), findings).findings:
        for fix in finding.fixes:
            lost = facts(text, AMOUNTS) - facts(fix.result, AMOUNTS)
            assert not lost - sum((facts(piece, AMOUNTS) for piece in (*fix.drops, finding.match)), Counter())
    mended = shipped().mended(text) or text
    around = sum((facts(piece, AMOUNTS) for piece in before + behind), Counter())
    assert not around - facts(mended, AMOUNTS)


@given(st.lists(replies(), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_rewrites_are_the_same_whatever_was_mended_before(several: list[Reply]) -> None:
    fresh = Repair(Engine(Program(shipped().plan.run)))
    engine = fresh._engine
    for reply in reversed(several):
        assert fresh.rewrite(reply, engine.judge(reply)) == shipped().mended(reply)
