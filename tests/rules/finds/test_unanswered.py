"""`unanswered`: a question of the customer that the agent passes over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.engine import turns
from linter.model import Speaker
from tests.rules.support import Shop, agent, conversation, customer, mistake, ruleset, written

FIND = """\
speaker: customer
find:
  unanswered:
    asks: { pattern: '[^，？\\n ]+(?:吗|多少钱|几公斤|什么木头)' }
    questions: { pattern: '[^，？\\n ]+(?:吗|多少钱|几公斤|多大|几层|什么木头)' }
    back: { pattern: '？' }
    again: [我问的是]
    what: [什么, 几, 多少]
    aside: common
    apart: { pattern: '[一两三]包' }
    least: 2
    focus: [能, 会]
    verbs: verbs
    topics: [ { phrases: [净重, 公斤] }, { phrases: [发票, 抬头] } ]
    kinds:
      - { asks: [多少钱], answer: { pattern: '\\d+元' } }
      - { asks: { pattern: '几(?P<unit>公斤)' }, answer: { pattern: '\\d+' } }
    ways: [ { asks: [能], answer: [行, 可以, 不能] } ]
    yes-no: { pattern: '(?:^|(?<=，))可以的' }
    hints: [行, 可以, 不]
    settles: [我去查, 我去问]
    looks: [我去问]
    waits: [稍等]
    evades: [卖得好, 再来]
"""
LEXICONS = {"common": "[吗, 多, 少, 钱, 这, 个, 的, 可, 以, 么, 什]", "verbs": "[退]"}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(written(tmp_path_factory.mktemp("shop"), ruleset(FIND, lexicons=LEXICONS)))


def found(rules: Shop, *said: tuple[Speaker, str]) -> list[str]:
    return [
        finding.match
        for speaker, turn in turns(conversation(*said))
        if speaker == "customer"
        for finding in rules.engine.ahead(turn, speaker)
    ]


TWO = customer("柜门能拆吗，柜子几层")


@pytest.mark.parametrize(
    ("reply", "open_"),
    [
        ("柜子五层", True),
        ("柜子五层，拆下来也行", False),
        ("柜子五层，门的事我去查", False),
        ("柜子五层，看图 [图片]", False),
        ("柜子五层，可以的", False),
        ("可以的，柜子五层", False),
        ("柜子五层，松木板材", True),
        ("柜子五层。铰链在背面", False),
        ("稍等，柜子五层", True),
        ("稍等", False),
        ("欢迎再来", True),
    ],
)
def test_one_of_two_questions_is_lost(rules: Shop, reply: str, open_: bool) -> None:
    assert found(rules, TWO, agent(reply)) == (["柜门能拆吗"] if open_ else [])


def test_a_later_reply_takes_it_up(rules: Shop) -> None:
    assert found(rules, TWO, agent("柜子五层"), customer("好"), agent("铰链一按就能拆")) == []


def test_what_fits_later_is_for_what_was_asked_since(rules: Shop) -> None:
    said = [TWO, agent("柜子五层"), customer("白色什么木头")]
    assert found(rules, *said, agent("白蜡可以")) == ["柜门能拆吗", "白色什么木头"][:1]
    assert found(rules, *said, agent("白蜡，拆也可以")) == []


def test_what_is_done_later_is_for_what_was_said_since(rules: Shop) -> None:
    said = [TWO, agent("柜子五层"), customer("颜色换白漆")]
    assert found(rules, *said, agent("我去查")) == ["柜门能拆吗"]
    assert found(rules, *said, agent("我去问")) == []


def test_a_mere_yes_before_an_answer_belongs_to_it(rules: Shop) -> None:
    said = customer("抽屉会卡吗，柜门能拆吗")
    assert found(rules, said, agent("可以的，抽屉滑轨不卡")) == ["柜门能拆吗"]
    assert found(rules, said, agent("可以的")) == []


def test_more_of_another_answer_is_none(rules: Shop) -> None:
    assert found(rules, TWO, agent("柜子五层，可以摆花盆")) == ["柜门能拆吗"]


def test_a_lone_question_with_another_answer_may_be_answered(rules: Shop) -> None:
    assert found(rules, customer("柜门能拆吗"), agent("铰链在背面")) == []


@pytest.mark.parametrize("reply", ["这款卖得好", "净重十公斤", "净重十公斤，卖得好"])
def test_what_is_about_another_topic_answers_nothing(rules: Shop, reply: str) -> None:
    assert found(rules, customer("柜门能拆吗"), agent(reply)) == ["柜门能拆吗"]
    assert found(rules, customer("柜门能拆吗"), agent(f"{reply}，行")) == []


def test_asking_again_shows_that_it_was_passed_over(rules: Shop) -> None:
    said = [customer("柜门能拆吗"), agent("铰链在背面"), customer("柜门能拆掉吗"), agent("铰链在背面")]
    assert found(rules, *said) == ["柜门能拆吗", "柜门能拆掉吗"][:1]


def test_who_insists_and_hears_the_same_was_passed_over(rules: Shop) -> None:
    asked = [customer("面板什么木头"), agent("面板厚实")]
    assert found(rules, *asked, customer("好"), agent("面板厚实")) == []
    assert found(rules, *asked, customer("我问的是木头"), agent("面板厚实")) == ["面板什么木头"]
    assert found(rules, *asked, customer("我问的是木头"), agent("橡木")) == []


def test_a_kind_of_question_wants_its_kind_of_answer(rules: Shop) -> None:
    twice = [customer("柜门多少钱"), agent("柜门是松木"), customer("柜门多少钱")]
    assert found(rules, *twice, agent("柜门是松木")) == ["柜门多少钱"]
    assert found(rules, *twice, agent("88元")) == []


@pytest.mark.parametrize(
    ("reply", "lost"),
    [
        ("88元，12", []),
        ("12公斤", ["柜门多少钱"]),
        ("88元", ["层板几公斤"]),
        ("88元12", []),
    ],
)
def test_a_number_answers_one_question(rules: Shop, reply: str, lost: list[str]) -> None:
    assert found(rules, customer("柜门多少钱，层板几公斤"), agent(reply)) == lost


def test_a_message_after_the_question_may_be_what_was_taken_up(rules: Shop) -> None:
    said = [customer("柜门能拆吗"), customer("书房想摆一套")]
    assert found(rules, *said, agent("摆书房很合适")) == ["柜门能拆吗"]
    assert found(rules, *reversed(said), agent("摆书房很合适")) == []


def test_so_may_the_answer_to_the_agent(rules: Shop) -> None:
    said = [customer("书房宽两米"), customer("柜门能拆吗"), agent("两米够宽")]
    assert found(rules, agent("房间多宽？"), *said) == ["柜门能拆吗"]
    assert found(rules, agent("您好"), *said) == []


def test_what_is_asked_twice_is_one_question(rules: Shop) -> None:
    assert found(rules, customer("柜门能拆吗，柜门能拆的吗"), agent("铰链一按就拆")) == []


def test_nobody_replies(rules: Shop) -> None:
    assert found(rules, TWO) == []


def test_a_question_that_tells_nothing_is_passed_by(rules: Shop) -> None:
    assert found(rules, customer("这个吗，柜子几层"), agent("柜子五层")) == []


def test_one_that_is_left_alone_is_passed_over(rules: Shop) -> None:
    assert found(rules, agent("您好"), customer("柜门能拆吗")) == ["柜门能拆吗"]
    assert found(rules, agent("我去问"), customer("柜门能拆吗")) == []


@given(st.lists(st.sampled_from(["柜子五层", "这款卖得好", "八月上新", "松木做的"]), min_size=1, max_size=4))
def test_a_reply_that_settles_it_ends_all_doubt(rules: Shop, replies: list[str]) -> None:
    said = [part for reply in replies for part in (agent(reply), customer("嗯"))]
    assert found(rules, TWO, *said, agent("我去问")) == []


def test_the_lexicon_must_exist(tmp_path: Path) -> None:
    assert "common" in str(mistake(tmp_path, ruleset(FIND)))
