"""What comments in files suppress."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.model import Document, Problem, Template
from linter.pipeline.ignores import Ignores, Terms
from linter.pipeline.judge import Judge
from tests.pipeline.support import document, findings, settings

RULES = ("a.pledge", "a.never", "b.pronoun")


def ignored(text: str, name: str = "a.yaml", terms: Terms = Terms()) -> list[list[str]]:  # noqa: B008
    """The names that are ignored at each template."""
    made = document(text, name)
    ignores = Ignores(made, RULES, terms)
    assert ignores.problems == []
    return [
        sorted({one.name for one in ignores.at(item)}) for item in made.items if isinstance(item, Template)
    ]


def problems(text: str, terms: Terms = Terms()) -> list[Problem]:  # noqa: B008
    return Ignores(document(text, "a.yaml"), RULES, terms).problems


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("replies:\n- 一 # replylint: ignore[a]\n- 二\n", [["a"], []]),
        ("replies:\n# replylint: ignore[a.pledge, b]\n- 一\n- 二\n", [["a.pledge", "b"], []]),
        ("replies:\n# replylint: ignore[a]\n# replylint: ignore[b]\n- 一\n- 二\n", [["a", "b"], []]),
        ("replies:\n- name: 一 # replylint: ignore[a]\n  text: 甲\n- 二\n", [["a"], []]),
        ("replies:\n- |  # replylint: ignore[a]\n  一\n- 二\n", [["a"], []]),
        ("replies:\n- 'aa\n  bb' # replylint: ignore[a]\n- 二\n", [["a"], []]),
        ("replies:\n# replylint: ignore[a]\n- [一, 二]\n- 三\n", [["a"], ["a"], []]),
        ("replies:\n- 一\n# replylint: ignore-file[a]\n- 二\n", [["a"], ["a"]]),
        (
            "replies:\n- 一\n# replylint: ignore-start[a]\n- 二\n# replylint: ignore-start[b]\n- 三\n"
            "# replylint: ignore-end\n- 四\n# replylint: ignore-end\n- 五\n",
            [[], ["a"], ["a", "b"], ["a"], []],
        ),
        (
            "replies:\n# replylint: ignore-start[a]\n# replylint: ignore-start[b]\n- 一\n"
            "# replylint: ignore-end[a]\n- 二\n# replylint: ignore-end[b]\n",
            [["a", "b"], ["b"]],
        ),
        ("replies:\n- 一 # replylint：ignore【a，b】 客户已签协议\n", [["a", "b"]]),
        ("replies:\n- 一 # replylint:ignore[ a ,b ]: why\n", [["a", "b"]]),
    ],
)
def test_where_a_comment_holds(text: str, names: list[list[str]]) -> None:
    assert ignored(text) == names


def test_a_comment_in_markdown_holds_for_the_next_reply() -> None:
    text = "# 库\n\n<!-- replylint: ignore[a] -->\n```\n一一\n```\n\n```\n二二\n```\n"
    assert ignored(text, "a.md") == [["a"], []]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignore[a.pledg]", "是不是想写 'a.pledge'"),
        ("ingore[a]", "是不是想写 'ignore'"),
        ("disable", "看不懂的注释"),
        ("ignore", "没有写明不报哪条规则"),
        ("ignore[]", "没有写明不报哪条规则"),
        ("ignore-start[a]", "后面没有 ignore-end"),
        ("ignore-end", "前面没有对应的 ignore-start"),
    ],
)
def test_what_cannot_be_followed_is_an_error_with_its_place(comment: str, told: str) -> None:
    (problem,) = problems(f"replies:\n- 一 # replylint: {comment}\n")
    assert (problem.path, problem.line, problem.column, problem.fatal) == ("a.yaml", 2, 5, True)
    assert told in problem.message


def test_a_configuration_may_ask_for_reasons() -> None:
    (problem,) = problems("replies:\n- 一 # replylint: ignore[a]\n", Terms(reasons=True))
    assert "没有写理由" in problem.message
    assert problems("replies:\n- 一 # replylint: ignore[a] 合同\n", Terms(reasons=True)) == []


def test_a_configuration_may_allow_comments_without_rules() -> None:
    assert ignored("replies:\n- 一 # replylint: ignore\n", terms=Terms(bare=True)) == [[""]]


FILE = """\
replies:
  # replylint: ignore[a] 合同
  - 我们保证到
  - 我们保证到
  - 在的 # replylint: ignore[b.pronoun]
"""


def judged(rules: Path, text: str, **changes: object) -> tuple[list[int], int, list[str]]:
    judge = Judge(settings(rules, **changes))
    outcome = judge.document(document(text, "a.yaml"))
    lines = [one["line"] for one in findings(outcome)]
    return lines, outcome.summary.suppressed, [str(problem) for problem in outcome.problems]


def test_what_is_ignored_is_not_reported_but_counted_and_the_unused_is_told(rules: Path) -> None:
    lines, suppressed, told = judged(rules, FILE)
    assert (lines, suppressed) == ([4], 1)
    assert told == ["a.yaml:5:8: ignore[b.pronoun] 没有放过任何问题，可以删掉"]


def test_what_is_not_asked_is_not_called_unused(rules: Path) -> None:
    assert judged(rules, FILE, active=frozenset({"a.pledge"}))[2] == []


def test_a_name_is_unused_beside_one_that_is_used(rules: Path) -> None:
    told = judged(rules, "replies:\n- 我们保证到 # replylint: ignore[a, b]\n")[2]
    assert told == ["a.yaml:2:9: ignore[b] 没有放过任何问题，可以删掉"]


def test_a_document_without_comments_is_not_asked() -> None:
    assert not Ignores(Document("a.yaml", "yaml", []), RULES)
