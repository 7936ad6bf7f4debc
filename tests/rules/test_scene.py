"""A text under judgement, and what was said before it."""

from __future__ import annotations

from linter.engine import replies
from linter.rules.scene import Scene
from tests.rules.support import agent, conversation, customer, shipped, system, template

TURNS = [
    customer("在吗"),
    agent("在的"),
    agent("您说"),
    system("客服离开了"),
    customer("有货吗"),
    agent("有的"),
    customer("好"),
    customer("拍了"),
    agent("好的"),
]


def texts(speaker: str, within: int, number: int = -1) -> list[str]:
    program = shipped().program
    reply = list(replies(conversation(*TURNS)))[number]
    earlier = Scene(program, None, reply).earlier(speaker, within)  # type: ignore[arg-type]
    assert all(scene.speaker == speaker and scene.reply is None for scene in earlier)
    return [scene.view.text for scene in earlier]


def test_earlier_turns_come_the_nearest_first() -> None:
    assert texts("customer", 3) == ["好\n拍了", "有货吗", "在吗"]
    assert texts("agent", 3) == ["有的", "在的\n您说"]


def test_no_more_turns_than_asked_for() -> None:
    assert texts("customer", 1) == ["好\n拍了"]
    assert texts("agent", 1) == ["有的"]


def test_later_turns_are_not_earlier() -> None:
    assert texts("customer", 9, 0) == ["在吗"]
    assert texts("agent", 9, 0) == []


def test_a_template_and_an_earlier_turn_have_nothing_before_them() -> None:
    program = shipped().program
    assert Scene(program, None, template("在的")).earlier("customer", 3) == []
    assert Scene(program, program.view("在的", "agent"), None).earlier("customer", 3) == []


def test_the_length_is_that_of_the_text_as_it_was_typed() -> None:
    program = shipped().program
    assert Scene(program, None, template("好\u200b的")).length == 3
    assert Scene(program, program.view("好\u200b的", "customer"), None, "customer").length == 2
