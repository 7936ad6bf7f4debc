"""A review: what is asked, what was decided, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Suppression
from linter.pipeline.judge import Judge
from linter.pipeline.review import Review
from linter.readers.load import load
from tests.pipeline.support import OPTIONS, chat, settings
from tests.readers.workbooks import Book

FILE = "replies:\n  - {name: 发货, text: 我们保证到，随便你}\n  - {name: 改价, text: 随便你}\n"


def reviewed(rules: Path, text: str = FILE, name: str = "a.yaml") -> Review:
    judge = Judge(settings(rules, transcripts=True))
    return Review([(load(text.encode(), name, OPTIONS), judge)])


@pytest.fixture
def review(rules: Path) -> Review:
    return reviewed(rules)


def asked(review: Review) -> tuple[str, list[str]] | None:
    """The rule that is asked about, and the texts that are offered."""
    question = review.question()
    return question and (question.finding.rule, [fix.result for fix in question.fixes])


def texts(review: Review) -> list[str]:
    return [mended.text for _, mended in review.results()]


def test_a_finding_is_asked_about_with_its_fixes_and_the_whole_rewrite(review: Review) -> None:
    assert asked(review) == ("a.pledge", ["我们尽量到，随便你", "我们尽量到，随便您"])
    assert review.place == (1, 2)


def test_what_is_accepted_is_judged_anew(review: Review) -> None:
    assert asked(review)
    review.accept("我们尽量到，随便你")
    assert asked(review) == ("b.pronoun", ["我们尽量到，随便您"])
    review.accept("我们尽量到，您看")
    assert asked(review) == ("b.pronoun", ["随便您"])
    assert review.place == (2, 2)
    review.accept("随便您")
    assert asked(review) is None
    assert texts(review) == [FILE.replace("保证到，随便你", "尽量到，您看").replace("随便你", "随便您")]


def test_what_is_left_is_not_asked_again_and_not_written(review: Review) -> None:
    for _ in range(3):
        question = review.question()
        assert question
        review.leave(question.finding)
    assert review.question() is None
    assert texts(review) == []
    assert review.left == 3


def test_what_is_suppressed_is_kept_with_its_reason(review: Review) -> None:
    question = review.question()
    assert question
    review.suppress(question.finding, "合同里有")
    assert asked(review) == ("b.pronoun", ["我们保证到，随便您"])
    one = Suppression("a.pledge", path="a.yaml", template="发货", reason="合同里有")
    assert review.suppressions() == [one]


def test_a_template_without_a_name_of_its_own_is_known_by_its_text(rules: Path) -> None:
    review = reviewed(rules, "您好\n保证到\n", "a.txt")
    question = review.question()
    assert question
    review.suppress(question.finding, "是")
    assert review.suppressions() == [Suppression("a.pledge", path="a.txt", text="保证到", reason="是")]


def test_every_decision_can_be_taken_back(review: Review) -> None:
    before = asked(review)
    review.accept("好")
    question = review.question()
    assert question
    review.leave(question.finding)
    assert review.question() is None
    review.undo()
    assert asked(review) == ("b.pronoun", ["随便您"])
    review.undo()
    assert asked(review) == before
    assert not review.can_undo
    assert (texts(review), review.left) == ([], 0)


def test_what_was_accepted_is_kept_although_the_rest_was_not_seen(review: Review) -> None:
    assert review.question()
    review.accept("我们尽量到，随便您")
    assert texts(review) == [FILE.replace("保证到，随便你", "尽量到，随便您")]


def test_a_transcript_is_reviewed_reply_by_reply(rules: Path) -> None:
    text = chat("客户：在吗", "客服：您好", "客服：保证到", "客户：好", "客服：随便你")
    review = reviewed(rules, text, "a.jsonl")
    assert asked(review) == ("a.pledge", ["您好\n尽量到"])
    review.accept("您好\n尽量到")
    assert texts(review) == [text.replace("保证", "尽量")]


def test_cells_of_a_workbook(rules: Path) -> None:
    data = Book({"售前": [["话术"], ["随便你"]]}).data()
    review = Review([(load(data, "a.xlsx", OPTIONS), Judge(settings(rules)))])
    assert asked(review) == ("b.pronoun", ["随便您"])
    review.accept("随便您")
    assert texts(review) == ["话术\0随便您\0"]
