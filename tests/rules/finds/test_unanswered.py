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
    asks: { pattern: '[^，？\\n ]+(?:吗|多少钱)' }
    aside: common
    least: 2
    settles: [我去查]
    near: { term: { pattern: '(?:^|，)(?P<m>可以的)' }, turns: 1 }
    kinds: [ { asks: [多少钱], answer: { pattern: '\\d元' } } ]
    focus: [能, 会]
    questions: { pattern: '[^，？\\n ]+(?:吗|多少钱|多大|几层)' }
    asked: { pattern: '？' }
    evades: [卖得好]
"""
LEXICONS = {"common": "[吗, 多, 少, 钱, 这, 个, 的, 可, 以]"}


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
        ("可以的，柜子五层", False),
        ("柜子五层，可以的", False),
        ("欢迎再来", False),
    ],
)
def test_one_of_two_questions_is_lost(rules: Shop, reply: str, open_: bool) -> None:
    assert found(rules, TWO, agent(reply)) == (["柜门能拆吗"] if open_ else [])


def test_a_later_reply_takes_it_up(rules: Shop) -> None:
    assert found(rules, TWO, agent("柜子五层"), customer("好"), agent("铰链一按就能拆")) == []


def test_a_yes_to_something_else_is_none(rules: Shop) -> None:
    assert found(rules, TWO, agent("可以的柜子，五层")) == ["柜门能拆吗"]


def test_a_lone_question_with_another_answer_may_be_answered(rules: Shop) -> None:
    assert found(rules, customer("柜门能拆吗"), agent("铰链是固定的")) == []


def test_an_evasion_answers_nothing(rules: Shop) -> None:
    assert found(rules, customer("柜门能拆吗"), agent("这款卖得好")) == ["柜门能拆吗"]


def test_asking_again_shows_that_it_was_passed_over(rules: Shop) -> None:
    said = [customer("柜门能拆吗"), agent("五层"), customer("柜门能拆掉吗"), agent("五层")]
    assert found(rules, *said) == ["柜门能拆吗"]


def test_a_kind_of_question_wants_its_kind_of_answer(rules: Shop) -> None:
    twice = [customer("柜门多少钱"), agent("柜门是松木"), customer("柜门多少钱")]
    assert found(rules, *twice, agent("柜门是松木")) == ["柜门多少钱", "柜门多少钱"]
    assert found(rules, *twice, agent("88元")) == []


def test_a_message_after_the_question_may_be_what_was_taken_up(rules: Shop) -> None:
    said = [customer("柜门能拆吗"), customer("书房想摆一套")]
    assert found(rules, *said, agent("摆书房很合适")) == ["柜门能拆吗"]
    assert found(rules, *reversed(said), agent("摆书房很合适")) == []


def test_so_may_the_answer_to_the_agent(rules: Shop) -> None:
    said = [customer("书房宽两米"), customer("柜门能拆吗"), agent("两米够宽")]
    assert found(rules, agent("房间多宽？"), *said) == ["柜门能拆吗"]
    assert found(rules, agent("您好"), *said) == []


def test_nobody_replies(rules: Shop) -> None:
    assert found(rules, TWO) == []


def test_a_question_that_tells_nothing_is_passed_by(rules: Shop) -> None:
    assert found(rules, customer("这个吗，柜子几层"), agent("柜子五层")) == []


def test_so_does_one_that_is_left_alone(rules: Shop) -> None:
    assert found(rules, agent("您好"), customer("柜门能拆吗")) == ["柜门能拆吗"]
    assert found(rules, agent("我去查"), customer("柜门能拆吗")) == []


MORE = """\
speaker: customer
find:
  unanswered:
    asks: { pattern: '[^，？\\n ]+(?:吗|还是[^，？\\n ]+)' }
    aside: common
    least: 2
    settles: [我去查]
    near: { term: { pattern: '(?:^|，)(?P<m>可以的)' }, turns: 1 }
    kinds: [ { asks: { pattern: '(?P<one>[^，]{2})还是(?P<other>[^，]{2})' }, answer: [都有] } ]
    focus: [能, 会]
    questions: { pattern: '[^，？\\n ]+(?:吗|几层)' }
    asked: { pattern: '？' }
    evades: [卖得好]
    looks: [我去问]
    verbs: verbs
    apart: { pattern: '[一两三]包' }
    again: [我问的是]
    topics: [ { phrases: [净重, 公斤] }, { phrases: [发票, 抬头] } ]
    closed: [发票, 抬头]
    hints: [不, 没]
    ways: [ { asks: [能], answer: { pattern: '不|能|行' } } ]
    further: [也]
    praise: [真好]
    denies: [没有]
"""


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    lexicons = {**LEXICONS, "verbs": "[退]"}
    return Shop(written(tmp_path_factory.mktemp("more"), ruleset(MORE, lexicons=lexicons)))


@pytest.mark.parametrize(
    ("asks", "reply", "open_"),
    [
        ("松木还是橡木", "净重十公斤", True),
        ("松木还是橡木", "橡木的面板", False),
        ("松木还是橡木", "样式真好", True),
        ("松木还是橡木", "两样没有", False),
        ("柜门能拆吗", "净重十公斤", True),
        ("柜门能拆吗", "铰链松松就行", False),
        ("柜门能拆吗", "铰链在背面", False),
        ("抬头能换吗", "净重十公斤", True),
        ("抬头能换吗", "发票随货", False),
        ("这个能退吗", "净重十公斤", True),
        ("这个能退吗", "支持退", False),
        ("柜门多给一包吗", "包装净重十公斤", False),
    ],
)
def test_an_answer_is_told_by_what_the_question_is(more: Shop, asks: str, reply: str, open_: bool) -> None:
    assert found(more, customer(asks), agent(reply)) == ([asks] if open_ else [])


@pytest.mark.parametrize(
    ("reply", "open_"),
    [("柜子五层，夹板也行", True), ("夹板也行，柜子五层", False), ("柜子五层，夹板行", False)],
)
def test_more_of_another_answer_is_none(more: Shop, reply: str, open_: bool) -> None:
    assert found(more, TWO, agent(reply)) == (["柜门能拆吗"] if open_ else [])


def test_what_is_done_later_is_for_what_was_said_since(more: Shop) -> None:
    said = [customer("柜门能拆吗，柜子几层"), agent("柜子五层"), customer("颜色换白的")]
    assert found(more, *said, agent("我去查")) == ["柜门能拆吗"]
    assert found(more, *said, agent("我去问")) == []


def test_who_insists_asks_again(more: Shop) -> None:
    said = [customer("松木还是橡木"), agent("没有现成的"), customer("我问的是木头"), agent("没有")]
    assert found(more, *said) == ["松木还是橡木"]


@given(st.lists(st.sampled_from(["柜子五层", "这款卖得好", "八月上新", "松木做的"]), min_size=1, max_size=4))
def test_a_reply_that_settles_it_ends_all_doubt(rules: Shop, replies: list[str]) -> None:
    said = [part for reply in replies for part in (agent(reply), customer("嗯"))]
    assert found(rules, TWO, *said, agent("我去查")) == []


def test_the_lexicon_must_exist(tmp_path: Path) -> None:
    assert "common" in str(mistake(tmp_path, ruleset(FIND)))
